"""An activity: power or pace with heart rate, the land behind, intervals and zones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from handlers.views.pictures.axes import Panel, legend
from handlers.views.pictures.svg import FAINT, LARGE, LINE, MARGIN, WIDTH, Svg
from handlers.views.pictures.workout import COLORS, TICKS
from handlers.words import Words

TOP, BOTTOM = 190, 470
EFFORT, PULSE, LAND, WORK, PLANNED = "#1f6fd1", "#d11a3d", "#e6eaee", "#ffe9b8", "#1c2733"
POINTS = 260  # averages along the picture: more than its pixels can show is noise
Stream = Sequence[float | None]


@dataclass(frozen=True)
class Trace:
    """What an activity's picture is made of; streams are as long as `seconds`."""

    title: str
    numbers: str
    seconds: Sequence[float]
    effort: Stream = ()  # watts, or metres a second
    effort_name: str = ""
    pulse: Stream = ()  # beats a minute
    pulse_name: str = ""
    altitude: Stream = ()  # metres
    work: Sequence[tuple[float, float]] = ()  # intervals: from second to second
    planned: Sequence[tuple[float, float, float, float]] = ()  # from, to, effort at each
    zones: Sequence[tuple[str, timedelta]] = ()
    lowest: float = 0  # effort at the bottom of the picture


def activity_picture(trace: Trace, effort_label: Callable[[float], str], words: Words) -> str:
    """The picture; "" where nothing was recorded second by second."""
    if len(trace.seconds) < 2 or not (trace.effort or trace.pulse):
        return ""
    svg = Svg(BOTTOM + (190 if trace.zones else 70))
    svg.text(MARGIN, 62, trace.title, size=LARGE, room=WIDTH - 2 * MARGIN)
    svg.text(MARGIN, 106, trace.numbers, color=FAINT, room=WIDTH - 2 * MARGIN)
    first, last = trace.seconds[0], trace.seconds[-1]
    for start, end in trace.work:
        _panel(svg, first, last, 0, 1).svg.rect(*_span(svg, first, last, start, end), WORK)
    if altitude := averages(trace.seconds, trace.altitude):
        low, high = _ends(altitude, 3.0)
        panel = _panel(svg, first, last, low, high)
        ground = [panel.at(place, value) for place, value in altitude if value is not None]
        left, right = ground[0][0], ground[-1][0]
        svg.area([(left, BOTTOM), *ground, (right, BOTTOM)], LAND)
    _draw_effort(svg, trace, effort_label)
    _draw_pulse(svg, trace)
    legend(svg, 152, list(_names(trace)))
    _draw_time(svg, first, last, words)
    if trace.zones:
        _draw_zones(svg, trace.zones, words)
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


def _ends(
    points: Sequence[tuple[float, float | None]], headroom: float = 1.1
) -> tuple[float, float]:
    known = [value for _, value in points if value is not None]
    low, high = min(known), max(known)
    return low, low + (high - low or 1) * headroom


def _panel(svg: Svg, first: float, last: float, low: float, high: float) -> Panel:
    return Panel(svg, TOP, BOTTOM, first, last, low, high, left=MARGIN + 92)


def _span(
    svg: Svg, first: float, last: float, start: float, end: float
) -> tuple[float, float, float, float]:
    panel = _panel(svg, first, last, 0, 1)
    return panel.x(start), TOP, panel.x(end) - panel.x(start), BOTTOM - TOP


def _draw_effort(svg: Svg, trace: Trace, label: Callable[[float], str]) -> None:
    points = averages(trace.seconds, trace.effort)
    if not points:
        return
    planned = [each for block in trace.planned for each in block[2:]]
    known = [value for _, value in points if value is not None]
    first, last, lowest = trace.seconds[0], trace.seconds[-1], trace.lowest
    panel = _panel(svg, first, last, lowest, max([*known, *planned, lowest * 1.1]) * 1.05)
    panel.grid(label)
    drawn = [(at, None if value is None else max(value, lowest)) for at, value in points]
    panel.series(drawn, EFFORT)
    for start, end, *efforts in trace.planned:
        if start < last:
            low, high = (max(each, lowest) for each in efforts)
            panel.svg.curve([panel.at(start, low), panel.at(min(end, last), high)], PLANNED)


def _draw_pulse(svg: Svg, trace: Trace) -> None:
    points = averages(trace.seconds, trace.pulse)
    if not points:
        return
    low, high = _ends(points)
    panel = _panel(svg, trace.seconds[0], trace.seconds[-1], low - (high - low) * 0.3, high)
    panel.series(points, PULSE)


def _names(trace: Trace) -> Iterator[tuple[str, str]]:
    """What the lines are, each with its numbers."""
    if averages(trace.seconds, trace.effort):
        yield trace.effort_name, EFFORT
    if averages(trace.seconds, trace.pulse):
        yield trace.pulse_name, PULSE


def _draw_time(svg: Svg, first: float, last: float, words: Words) -> None:
    whole = timedelta(seconds=last - first)
    tick = next((each for each in TICKS if whole / each <= 6), TICKS[-1])
    panel = _panel(svg, first, last, 0, 1)
    for number in range(1, int(whole / tick) + 1):
        x = panel.x(first + number * tick.total_seconds())
        svg.line((x, BOTTOM), (x, BOTTOM + 8), FAINT)
        if x < WIDTH - MARGIN - 30:
            svg.text(x, BOTTOM + 38, words.duration(tick * number), anchor="middle", color=FAINT)


def _draw_zones(svg: Svg, zones: Sequence[tuple[str, timedelta]], words: Words) -> None:
    """One bar of all zones, those with room named, and the minutes below."""
    whole = sum((length for _, length in zones), timedelta())
    if not whole:
        return
    x, top = float(MARGIN), BOTTOM + 66
    for number, (name, length) in enumerate(zones):
        width = length / whole * (WIDTH - 2 * MARGIN)
        svg.rect(x, top, max(width - 2, 0), 44, COLORS[min(number, len(COLORS) - 1)])
        minutes = words.duration(timedelta(minutes=round(length / timedelta(minutes=1))))
        if width > 46:
            svg.text(x + width / 2, top + 32, name, anchor="middle", color="#ffffff")
        if width > 76:
            svg.text(x + width / 2, top + 80, minutes, anchor="middle", color=FAINT)
        x += width
    svg.line((MARGIN, top + 46), (WIDTH - MARGIN, top + 46), LINE)
