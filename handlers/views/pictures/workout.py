"""The workout profile: steps as blocks in the athlete's zone colours."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from handlers.views.pictures.svg import FAINT, LARGE, LINE, MARGIN, SMALL, WIDTH, Svg
from handlers.views.units import pace
from handlers.views.workouts import event_name, event_numbers
from handlers.words import Words
from services.intervals.models import Event, Step, Structure, Target, Unit
from services.units import PACE_METRES, SWIMS
from storage.models import Athlete

HEIGHT, TOP, BOTTOM = 450, 168, 392
# The site's own defaults, percent of threshold at the top of each zone but the last, where the
# workout does not bring the athlete's.
POWER_ZONES = (55.0, 75.0, 90.0, 105.0, 120.0, 150.0)
HEART_RATE_ZONES = (81.0, 89.0, 93.0, 99.0, 102.0, 105.0)
PACE_ZONES = (77.5, 87.7, 94.3, 100.0, 103.4, 111.5)
COLORS = ("#009e80", "#009e00", "#f2b700", "#ff7f0e", "#dd0447", "#6633cc", "#504861")
WITHOUT_TARGET = 45.0  # percent: how high a step is drawn that asks for nothing
TICKS = tuple(timedelta(minutes=each) for each in (1, 2, 5, 10, 15, 30, 60, 120, 240))


@dataclass(frozen=True)
class Block:
    """A step on the picture: `start` and `end` in percent of threshold; None without a target."""

    seconds: float
    start: float | None
    end: float | None
    ramp: bool = False


@dataclass(frozen=True)
class Scale:
    """Where a second and a percent are drawn."""

    seconds: float
    percent: float

    def x(self, second: float) -> float:
        return MARGIN + second / self.seconds * (WIDTH - 2 * MARGIN)

    def y(self, percent: float) -> float:
        return BOTTOM - percent / self.percent * (BOTTOM - TOP)


def workout_picture(event: Event, words: Words, athlete: Athlete) -> str:
    """The planned workout as SVG; "" where there is nothing to draw."""
    structure = event.structure
    if structure is None or not (drawn := list(blocks(structure.steps, structure))):
        return ""
    highest = max(max(each.start or 0, each.end or 0) for each in drawn)
    scale = Scale(sum(each.seconds for each in drawn), max(110.0, highest * 1.05))
    svg = Svg(HEIGHT)
    svg.text(MARGIN, 66, event_name(event, words), size=LARGE, room=WIDTH - 2 * MARGIN)
    numbers = event_numbers(event, words, athlete).unescape()
    svg.text(MARGIN, 112, numbers, color=FAINT, room=WIDTH * 0.6)
    _draw_blocks(svg, drawn, scale, zone_tops(structure))
    _draw_repeats(svg, structure, scale)
    _draw_threshold(svg, event, scale, words, athlete)
    _draw_time(svg, scale, words)
    return str(svg)


def blocks(steps: Sequence[Step], structure: Structure) -> Iterator[Block]:
    """Every step as often as it is ridden, those without a length left out."""
    for step in steps:
        if step.steps:
            for _ in range(step.reps or 1):
                yield from blocks(step.steps, structure)
        elif step.duration:
            start, end = relative(step, structure)
            yield Block(step.duration.total_seconds(), start, end, bool(step.ramp))


def relative(step: Step, structure: Structure) -> tuple[float | None, float | None]:
    """What a step asks for in percent of threshold: power, else pace, else heart rate."""
    ways: tuple[tuple[Target | None, Target | None, float | None], ...] = (
        (step.power, step.watts, structure.ftp),
        (step.pace, step.metres_per_second, structure.threshold_pace),
        (step.heart_rate, step.beats_per_minute, structure.lthr),
    )
    for target, resolved, threshold in ways:
        if resolved and threshold:
            return resolved.start / threshold * 100, resolved.end / threshold * 100
        if target and (found := _of_threshold(target, threshold, zone_tops(structure))):
            return found
    return None, None


def _of_threshold(
    target: Target, threshold: float | None, tops: Sequence[float]
) -> tuple[float, float] | None:
    """A target that intervals.icu did not resolve."""
    match target.unit:
        case Unit.PERCENT_FTP | Unit.PERCENT_LTHR | Unit.PERCENT_PACE | Unit.PERCENT_HR:
            return target.start, target.end
        case Unit.WATTS | Unit.BEATS if threshold:
            return target.start / threshold * 100, target.end / threshold * 100
        case Unit.POWER_ZONE | Unit.HR_ZONE | Unit.PACE_ZONE:
            return _middle(target.start, tops), _middle(target.end, tops)
    return None


def _middle(zone: float, tops: Sequence[float]) -> float:
    """Percent in the middle of a zone; the last one is open and drawn a little higher."""
    ends = (0.0, *tops, tops[-1] * 1.1)
    number = min(max(int(zone), 1), len(ends) - 1)
    return (ends[number - 1] + ends[number]) / 2


def zone_tops(structure: Structure) -> tuple[float, ...]:
    """Percent at the top of each zone but the last: the athlete's own where they are known."""
    own = sorted(each.top for each in structure.zone_times if each.top and each.id != "SS")
    if own:
        return tuple(top for top in own if top < 500)
    leaves = [leaf for step in structure.steps for leaf in step.leaves()]
    if any(leaf.power for leaf in leaves):
        return POWER_ZONES
    return PACE_ZONES if any(leaf.pace for leaf in leaves) else HEART_RATE_ZONES


def _draw_blocks(svg: Svg, drawn: Sequence[Block], scale: Scale, tops: Sequence[float]) -> None:
    second = 0.0
    for block in drawn:
        left, right = scale.x(second), scale.x(second + block.seconds)
        second += block.seconds
        if block.start is None or block.end is None:
            top = scale.y(WITHOUT_TARGET)
            svg.rect(left, top, max(right - left - 1, 1), BOTTOM - top, LINE)
        elif block.ramp:
            _draw_ramp(svg, block, left, right, scale, tops)
        else:
            low, high = sorted((block.start, block.end))
            color = color_of((low + high) / 2, tops)
            width = max(right - left - 1, 1)
            if high > low:
                svg.rect(
                    left, scale.y(high), width, scale.y(low) - scale.y(high), color, opacity=0.5
                )
            svg.rect(left, scale.y(low), width, BOTTOM - scale.y(low), color)


def _draw_ramp(
    svg: Svg, block: Block, left: float, right: float, scale: Scale, tops: Sequence[float]
) -> None:
    """From start to end, cut where a zone ends, so that each piece has its zone's colour."""
    start, end = block.start or 0, block.end or 0
    inside = [top for top in tops if min(start, end) < top < max(start, end)]
    cuts = [start, *(inside if end > start else reversed(inside)), end]
    for one, other in pairwise(cuts):
        x1, x2 = (
            left + (each - start) / ((end - start) or 1) * (right - left) for each in (one, other)
        )
        corners = [(x1, BOTTOM), (x1, scale.y(one)), (x2, scale.y(other)), (x2, BOTTOM)]
        svg.area(corners, color_of((one + other) / 2, tops))


def color_of(percent: float, tops: Sequence[float]) -> str:
    """The colour of the zone that a percentage of threshold is in."""
    return COLORS[min(bisect_left(tops, percent), len(COLORS) - 1)]


def _draw_repeats(svg: Svg, structure: Structure, scale: Scale) -> None:
    """A bracket above what is repeated, with how often."""
    second = 0.0
    for step in structure.steps:
        length = sum(each.seconds for each in blocks([step], structure))
        if step.steps and (step.reps or 1) > 1:
            left, right = scale.x(second), scale.x(second + length)
            svg.line((left + 3, TOP - 8), (right - 3, TOP - 8), FAINT)
            svg.text((left + right) / 2, TOP - 14, f"{step.reps}×", color=FAINT, anchor="middle")
        second += length


def _draw_threshold(svg: Svg, event: Event, scale: Scale, words: Words, athlete: Athlete) -> None:
    """A line at threshold, named above where the workout says what it is."""
    y = scale.y(100)
    svg.line((MARGIN, y), (WIDTH - MARGIN, y), FAINT, dash="6 6")
    if name := _threshold(event, words, athlete):
        svg.line((WIDTH - MARGIN - 44, 103), (WIDTH - MARGIN, 103), FAINT, dash="6 6")
        svg.text(WIDTH - MARGIN - 56, 112, name, color=FAINT, anchor="end")


def _threshold(event: Event, words: Words, athlete: Athlete) -> str | None:
    structure = event.structure
    assert structure is not None
    leaves = [leaf for step in structure.steps for leaf in step.leaves()]
    if structure.ftp and any(leaf.power for leaf in leaves):
        watts = words.plain("unit.watts", value=words.number(structure.ftp))
        return words.plain("picture.ftp", value=watts)
    if structure.threshold_pace and any(leaf.pace for leaf in leaves):
        usual = "100m" if event.sport in SWIMS else athlete.distance_unit
        unit = structure.pace_unit or usual
        seconds = PACE_METRES[unit] / structure.threshold_pace
        return words.plain("picture.threshold_pace", value=pace((seconds,), words, unit))
    if structure.lthr and any(leaf.heart_rate for leaf in leaves):
        beats = words.plain("unit.bpm", value=words.number(structure.lthr))
        return words.plain("picture.lthr", value=beats)
    return None


def _draw_time(svg: Svg, scale: Scale, words: Words) -> None:
    """Marks every few minutes, six at most, and how long the whole is at the end."""
    whole = timedelta(seconds=scale.seconds)
    tick = next((each for each in TICKS if whole / each <= 6), TICKS[-1])
    svg.line((MARGIN, BOTTOM), (WIDTH - MARGIN, BOTTOM), FAINT)
    for number in range(int(whole / tick) + 1):
        x = scale.x(number * tick.total_seconds())
        svg.line((x, BOTTOM), (x, BOTTOM + 8), FAINT)
        if number and x < WIDTH - MARGIN - 40:
            label = words.duration(tick * number)
            svg.text(x, BOTTOM + 38, label, color=FAINT, anchor="middle", size=SMALL)
