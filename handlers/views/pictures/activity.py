"""An activity: power or pace over the land, heart rate below it, intervals, the plan, zones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import fmean

from handlers.views.pictures.axes import Panel, legend, time_tick
from handlers.views.pictures.profile import COLORS
from handlers.views.pictures.svg import (
    FAINT,
    INK,
    LARGE,
    MARGIN,
    SMALL,
    WIDTH,
    Svg,
    ink_on,
    width_of,
)
from handlers.words import Words

TOP, TALL, LOW, GAP = 196, 250, 150, 26  # the first panel, and how high the second one is
EFFORT, PULSE, LAND, WORK = "#1f6fd1", "#d11a3d", "#e6eaee", "#ffe9b8"
POINTS = 260  # averages along the picture: more than its pixels can show is noise
Stream = Sequence[float | None]
Label = Callable[[float], str]


@dataclass(frozen=True)
class Line:
    """One thing that was recorded: as long as the trace's `seconds`, or empty."""

    values: Stream = ()
    name: str = ""
    label: Label = str
    planned: Sequence[tuple[float, float, float, float]] = ()  # from, to, value at each
    lowest: float | None = None  # what is smaller is drawn at the bottom, which may be higher
    ticks: Callable[[float, float], Sequence[float]] | None = None  # round values between two


@dataclass(frozen=True)
class Trace:
    """What an activity's picture is made of."""

    title: str
    numbers: str
    seconds: Sequence[float]
    effort: Line = field(default_factory=Line)
    pulse: Line = field(default_factory=Line)  # beats a minute
    altitude: Stream = ()  # metres
    work: Sequence[tuple[float, float]] = ()  # intervals: from second to second
    zones: Sequence[tuple[str, timedelta]] = ()

    def lines(self) -> Iterator[tuple[Line, str]]:
        """Those that were recorded, each with its colour."""
        for line, color in ((self.effort, EFFORT), (self.pulse, PULSE)):
            if any(value is not None for value in line.values):
                yield line, color


def activity_picture(trace: Trace, words: Words) -> str:
    """The picture; "" where neither effort nor heart rate was recorded second by second."""
    lines = list(trace.lines())
    if len(trace.seconds) < 2 or not lines:
        return ""
    heights = (TALL, LOW) if len(lines) > 1 else (TALL + GAP + LOW // 2,)
    bottom = TOP + sum(heights) + GAP * (len(lines) - 1)
    svg = Svg(bottom + (190 if sum((each for _, each in trace.zones), timedelta()) else 60))
    svg.text(MARGIN, 62, trace.title, size=LARGE, room=WIDTH - 2 * MARGIN)
    svg.text(MARGIN, 106, trace.numbers, color=FAINT, room=WIDTH - 2 * MARGIN)
    names = [(line.name, color) for line, color in lines]
    planned = any(line.planned for line, _ in lines)
    legend(svg, 154, [*names, *([(words.plain("picture.planned"), INK)] if planned else [])])
    top: float = TOP
    for (line, color), height in zip(lines, heights, strict=False):
        _draw(svg, trace, line, color, top, top + height)
        top += height + GAP
    _draw_time(_panel(svg, trace, TOP, bottom, 0, 1), words)
    _draw_zones(svg, trace.zones, bottom + 62, words)
    return str(svg)


def averages(seconds: Sequence[float], stream: Stream) -> list[tuple[float, float | None]]:
    """The stream as at most POINTS averages; a stretch without any value is a gap."""
    if not any(value is not None for value in stream):
        return []
    size = max(1, -(-len(stream) // POINTS))
    found: list[tuple[float, float | None]] = []
    for start in range(0, len(stream), size):
        known = [value for value in stream[start : start + size] if value is not None]
        found.append((seconds[start], fmean(known) if known else None))
    return found


def _panel(svg: Svg, trace: Trace, top: float, bottom: float, low: float, high: float) -> Panel:
    ends = trace.seconds[0], trace.seconds[-1]
    return Panel(svg, top, bottom, *ends, low, high, left=MARGIN + 92)


def _draw(svg: Svg, trace: Trace, line: Line, color: str, top: float, bottom: float) -> None:
    """A line in a panel of its own, the intervals behind; the land behind the first one."""
    points = averages(trace.seconds, line.values)
    low, high = _ends(line, points)
    panel = _panel(svg, trace, top, bottom, low, high)
    for start, end in trace.work:
        svg.rect(panel.x(start), top, panel.x(end) - panel.x(start), bottom - top, WORK)
    if top == TOP:
        _draw_land(svg, trace, top, bottom)
    svg.line((panel.left, bottom), (panel.right, bottom), FAINT)
    panel.grid(line.label, 3, line.ticks(low, high) if line.ticks else ())
    panel.series([(at, None if each is None else max(each, low)) for at, each in points], color)
    for start, end, *values in line.planned:
        if start < panel.last:
            one, other = (min(max(each, low), high) for each in values)
            panel.svg.curve([panel.at(start, one), panel.at(min(end, panel.last), other)], INK)


def _ends(line: Line, points: Sequence[tuple[float, float | None]]) -> tuple[float, float]:
    """The values at the bottom and the top of a line's panel."""
    planned = [each for block in line.planned if block[0] < points[-1][0] for each in block[2:]]
    known = [value for _, value in points if value is not None] + planned
    high = max(known)
    low = min(known) if line.lowest is None else line.lowest and max(line.lowest, min(known))
    return low, high + (high - low or abs(high) or 1) * 0.06


def _draw_land(svg: Svg, trace: Trace, top: float, bottom: float) -> None:
    """Altitude over the lower third; where it is not known, there is none."""
    points = averages(trace.seconds, trace.altitude)
    known = [value for _, value in points if value is not None]
    if known:
        low, high = min(known), max(*known, min(known) + 30)
        panel = _panel(svg, trace, top, bottom, low - (high - low) * 0.2, low + (high - low) * 3)
        for run in panel.placed(points):
            svg.area([(run[0][0], bottom), *run, (run[-1][0], bottom)], LAND)


def _draw_time(panel: Panel, words: Words) -> None:
    whole = timedelta(seconds=panel.last - panel.first)
    tick = time_tick(whole)
    for number in range(1, int(whole / tick) + 1):
        x, label = (
            panel.x(panel.first + number * tick.total_seconds()),
            words.duration(tick * number),
        )
        panel.svg.line((x, panel.bottom), (x, panel.bottom + 8), FAINT)
        if x + width_of(label, SMALL) / 2 < WIDTH - MARGIN / 2:
            panel.svg.text(x, panel.bottom + 38, label, anchor="middle", color=FAINT)


def _draw_zones(
    svg: Svg, zones: Sequence[tuple[str, timedelta]], top: float, words: Words
) -> None:
    """One bar of all zones, those with room named, and the minutes below."""
    whole = sum((length for _, length in zones), timedelta())
    if not whole:
        return
    x = float(MARGIN)
    for number, (name, length) in enumerate(zones):
        width, color = length / whole * (WIDTH - 2 * MARGIN), COLORS[min(number, len(COLORS) - 1)]
        svg.rect(x, top, max(width - 2, 0), 44, color)
        minutes = words.duration(timedelta(minutes=round(length / timedelta(minutes=1))))
        if width > width_of(name, SMALL) + 6:
            svg.text(x + width / 2, top + 32, name, anchor="middle", color=ink_on(color))
        if width > width_of(minutes, SMALL) + 4:
            svg.text(x + width / 2, top + 80, minutes, anchor="middle", color=FAINT)
        x += width
