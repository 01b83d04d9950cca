"""A curve of bests: the most over each duration (or way), on a log axis, two periods compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10

from handlers.views.pictures.axes import Panel, legend
from handlers.views.pictures.svg import FAINT, LARGE, LINE, MARGIN, WIDTH, Svg

HEIGHT, TOP, BOTTOM = 600, 170, 530
COLORS = ("#1f6fd1", "#9aa7b4")
Label = Callable[[float], str]


@dataclass(frozen=True)
class Period:
    """A named stretch of time and its bests: (seconds or metres, value), shortest first."""

    name: str
    bests: Sequence[tuple[float, float]]


def curve_picture(
    title: str, periods: Sequence[Period], marks: Sequence[float], along: Label, up: Label
) -> str:
    """`marks` are the places named below, `along` and `up` write a place and a value."""
    drawn = [each for each in periods if len(each.bests) > 1]
    if not drawn:
        return ""
    places = [place for each in drawn for place, _ in each.bests]
    values = [value for each in drawn for _, value in each.bests]
    room = (max(values) - min(values)) * 0.06
    ends = log10(min(places)), log10(max(places))
    svg = Svg(HEIGHT)
    svg.text(MARGIN, 62, title, size=LARGE, room=WIDTH - 2 * MARGIN)
    low = max(min(values) - room, 0)
    panel = Panel(svg, TOP, BOTTOM, *ends, low, max(values) + room, left=MARGIN + 92)
    panel.grid(up)
    for mark in marks:
        if min(places) <= mark <= max(places):
            panel.upright(log10(mark), LINE)
            x = min(panel.x(log10(mark)), WIDTH - MARGIN - 24)
            svg.text(x, BOTTOM + 38, along(mark), anchor="middle", color=FAINT)
    legend(svg, 112, [(each.name, color) for each, color in zip(drawn, COLORS, strict=False)])
    for number, each in reversed(list(enumerate(drawn))):
        color = COLORS[number % len(COLORS)]
        panel.series([(log10(place), value) for place, value in each.bests], color)
    return str(svg)
