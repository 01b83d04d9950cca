"""A curve of bests: the most over each duration (or way), on a log axis, two periods compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10

from handlers.views.pictures.axes import Panel, legend
from handlers.views.pictures.svg import FAINT, LARGE, LINE, MARGIN, SMALL, WIDTH, Svg, width_of

TOP, TALL = 140, 360
COLORS = ("#1f6fd1", "#8a97a5")
Label = Callable[[float], str]


@dataclass(frozen=True)
class Period:
    """A named stretch of time and its bests: (seconds or metres, value), shortest first."""

    name: str
    bests: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Axes:
    """The places named below, how a place and a value are written, round values between two."""

    marks: Sequence[float]
    along: Label
    up: Label
    ticks: Callable[[float, float], Sequence[float]] | None = None


def curve_picture(title: str, periods: Sequence[Period], axes: Axes) -> str:
    """The first period before the other, on a log axis; "" where neither has two bests."""
    drawn = [
        (each, color) for each, color in zip(periods, COLORS, strict=False) if len(each.bests) > 1
    ]
    if not drawn:
        return ""
    names = [(each.name, color) for each, color in drawn]
    top = TOP + legend(Svg(0), 0, names)
    svg = Svg(int(top) + TALL + 60)
    svg.text(MARGIN, 62, title, size=LARGE, room=WIDTH - 2 * MARGIN)
    legend(svg, 112, names)
    places = [place for each, _ in drawn for place, _ in each.bests]
    values = [value for each, _ in drawn for _, value in each.bests]
    room = (max(values) - min(values)) * 0.06
    low, high = max(min(values) - room, 0), max(values) + room
    ends = log10(min(places)), log10(max(places))
    panel = Panel(svg, top, top + TALL, *ends, low, high, left=MARGIN + 92)
    panel.grid(axes.up, values=axes.ticks(low, high) if axes.ticks else ())
    _draw_marks(panel, [each for each in axes.marks if min(places) <= each <= max(places)], axes)
    for each, color in reversed(drawn):
        points = [(log10(place), value) for place, value in each.bests]
        panel.series(points, color)
        for point in points:
            svg.dot(panel.at(*point), color, radius=6)
    return str(svg)


def _draw_marks(panel: Panel, marks: Sequence[float], axes: Axes) -> None:
    """A line and a name for each place, where the name before leaves room for it."""
    free = 0.0
    for mark in marks:
        label, x = axes.along(mark), panel.x(log10(mark))
        half = width_of(label, SMALL) / 2
        middle = min(x, WIDTH - MARGIN / 2 - half)
        if middle - half > free:
            panel.upright(log10(mark), LINE)
            panel.svg.text(middle, panel.bottom + 38, label, anchor="middle", color=FAINT)
            free = middle + half + 8
