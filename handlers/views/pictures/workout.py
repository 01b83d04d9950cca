"""The workout profile: steps as blocks in the athlete's zone colours."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import pairwise

from handlers.views.pictures.axes import time_tick
from handlers.views.pictures.profile import Block, Kind, blocks, color_of, scaled, zone_tops
from handlers.views.pictures.svg import (
    FAINT,
    LARGE,
    LINE,
    MARGIN,
    SMALL,
    TINY,
    WIDTH,
    Svg,
    ink_on,
    width_of,
)
from handlers.views.steps import aims, length
from handlers.views.units import pace
from handlers.views.workouts import event_name, event_numbers, pace_unit
from handlers.words import Words
from services.intervals.models import Event, Step, Structure
from services.units import PACE_METRES
from storage.models import Athlete

HEIGHT, TOP, BOTTOM = 450, 168, 392
WITHOUT_TARGET = 45.0  # percent: how high a step is drawn that asks for nothing
LOWEST_TOP = 110.0  # percent: threshold is always to be seen
NARROWEST = 5.0  # pixels: a sprint within hours is still to be seen
Aim = Callable[[Step], list[str]]  # what a step asks for, as short as it can be said


@dataclass(frozen=True)
class Scale:
    """Where a second and a percent are drawn."""

    seconds: float
    percent: float
    top: float = TOP
    bottom: float = BOTTOM

    def x(self, second: float) -> float:
        return MARGIN + second / self.seconds * (WIDTH - 2 * MARGIN)

    def y(self, percent: float) -> float:
        return self.bottom - percent / self.percent * (self.bottom - self.top)


@dataclass(frozen=True)
class Placed:
    """A block from pixel to pixel."""

    block: Block
    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def ends(self) -> tuple[float, float]:
        """The lower and the higher of its percents."""
        start, end = self.block.start, self.block.end
        if start is None or end is None:
            return WITHOUT_TARGET, WITHOUT_TARGET
        return min(start, end), max(start, end)

    def color(self, tops: Sequence[float]) -> str:
        return color_of(sum(self.ends) / 2, tops) if self.block.kind else LINE


def workout_picture(event: Event, words: Words, athlete: Athlete) -> str:
    """The planned workout as SVG; "" where there is nothing to draw."""
    structure = event.structure
    if structure is None:
        return ""
    unset = scaled(structure)
    if not (drawn := list(blocks(structure.steps, unset or structure))):
        return ""
    highest = max(max(each.start or 0, each.end or 0) for each in drawn)
    scale = Scale(sum(each.seconds for each in drawn), max(LOWEST_TOP, highest * 1.05))
    tops = () if unset else zone_tops(structure)
    svg = Svg(HEIGHT)
    svg.text(MARGIN, 66, event_name(event, words), size=LARGE, room=WIDTH - 2 * MARGIN)
    shown = placed(drawn, scale)
    draw_blocks(svg, shown, scale, tops)
    aim = partial(aims, words=words, pace_unit=pace_unit(event, athlete))
    named = _draw_repeats(svg, unset or structure, scale, words, aim)
    _draw_aims(svg, (each for each in shown if each.block.step not in named), scale, tops, aim)
    line = None if unset else _threshold(event, drawn, words, athlete)
    room = _draw_threshold(svg, line, scale)
    numbers = event_numbers(event, words, athlete, sport=bool(event.name)).unescape()
    svg.text(MARGIN, 112, numbers, color=FAINT, room=room)
    _draw_time(svg, scale, words)
    return str(svg)


def placed(drawn: Sequence[Block], scale: Scale) -> list[Placed]:
    """Where each block is drawn: the narrow ones last, the hard ones over the easy ones."""
    second, wide, narrow = 0.0, [], []
    for block in drawn:
        left, right = scale.x(second), scale.x(second + block.seconds)
        second += block.seconds
        if right - left >= NARROWEST:
            wide.append(Placed(block, left, right - 1))
        else:
            middle = min(max((left + right) / 2, MARGIN + 2.5), WIDTH - MARGIN - 2.5)
            narrow.append(Placed(block, middle - NARROWEST / 2, middle + NARROWEST / 2))
    return [*wide, *sorted(narrow, key=lambda each: each.ends[1])]


def draw_blocks(svg: Svg, shown: Iterable[Placed], scale: Scale, tops: Sequence[float]) -> None:
    """Each in the colour of its zone; what a range reaches up to is paler."""
    for each in shown:
        if each.block.ramp and each.block.kind:
            _draw_ramp(svg, each, scale, tops)
            continue
        (low, high), color = each.ends, each.color(tops)
        if high > low:
            height = scale.y(low) - scale.y(high)
            svg.rect(each.left, scale.y(high), each.width, height, color, opacity=0.5)
        svg.rect(each.left, scale.y(low), each.width, scale.bottom - scale.y(low), color)


def _draw_ramp(svg: Svg, each: Placed, scale: Scale, tops: Sequence[float]) -> None:
    """From start to end, cut where a zone ends, so that each piece has its zone's colour."""
    start, end = each.block.start or 0, each.block.end or 0
    inside = [top for top in tops if min(start, end) < top < max(start, end)]
    cuts = [start, *(inside if end > start else reversed(inside)), end]
    for one, other in pairwise(cuts):
        x1, x2 = (
            each.left + (percent - start) / ((end - start) or 1) * each.width
            for percent in (one, other)
        )
        tops_of = [(x1, scale.y(one)), (x2, scale.y(other))]
        corners = [(x1, scale.bottom), *tops_of, (x2, scale.bottom)]
        svg.area(corners, color_of((one + other) / 2, tops))


def _draw_aims(
    svg: Svg, shown: Iterable[Placed], scale: Scale, tops: Sequence[float], aim: Aim
) -> None:
    """What a step asks for, once, at the foot of the first block that has room for it."""
    said: set[str] = set()
    for each in shown:
        found = aim(each.block.step)
        text = next((text for text in found if width_of(text, TINY) <= each.width - 6), None)
        if text and found[0] not in said and BOTTOM - scale.y(each.ends[0]) > TINY * 1.6:
            said.add(found[0])
            middle, color = (each.left + each.right) / 2, ink_on(each.color(tops))
            svg.text(middle, BOTTOM - 12, text, size=TINY, color=color, anchor="middle")


def _draw_repeats(
    svg: Svg, structure: Structure, scale: Scale, words: Words, aim: Aim
) -> list[Step]:
    """A bracket above what is repeated, with how often what; gives the steps that it names."""
    second, free, named = 0.0, 0.0, []
    for step in structure.steps:
        first, second = second, second + sum(b.seconds for b in blocks([step], structure))
        if not step.steps or (step.reps or 1) < 2 or second == first:
            continue
        left, right, text = scale.x(first), scale.x(second), f"{step.reps}×"
        if work := _work(step, structure):
            texts = (f"{text} {length(work, words)} {each}" for each in aim(work))
            whole = next((each for each in texts if width_of(each, TINY) <= right - left), None)
            text = whole or text
            named += [work] if whole else []
        middle, half = (left + right) / 2, width_of(text, TINY) / 2
        svg.line((left + 3, TOP - 8), (max(right - 3, left + 6), TOP - 8), FAINT)
        if middle - half > free:
            svg.text(middle, TOP - 14, text, color=FAINT, anchor="middle", size=TINY)
            free = middle + half
    return named


def _work(block: Step, structure: Structure) -> Step | None:
    """The harder step of a block of one or two, which says what the whole block is."""
    if len(block.steps) > 2 or any(step.steps for step in block.steps):
        return None
    held = [each for each in blocks(block.steps, structure) if each.kind]
    return max(held, key=lambda each: each.end or 0).step if held else None


def _draw_threshold(svg: Svg, name: str | None, scale: Scale) -> float:
    """A line at threshold, named above; gives the room that is left beside its name."""
    if name is None:
        return WIDTH - 2 * MARGIN
    y = scale.y(100)
    svg.line((MARGIN, y), (WIDTH - MARGIN, y), FAINT, dash="6 6")
    svg.line((WIDTH - MARGIN - 44, 103), (WIDTH - MARGIN, 103), FAINT, dash="6 6")
    svg.text(WIDTH - MARGIN - 56, 112, name, color=FAINT, anchor="end")
    return WIDTH - 2 * MARGIN - 80 - width_of(name, TINY)


def _threshold(event: Event, drawn: Sequence[Block], words: Words, athlete: Athlete) -> str | None:
    """The name of what 100 percent is, with its number where that is known."""
    structure, kinds = event.structure, {each.kind for each in drawn}
    assert structure is not None
    if Kind.POWER in kinds:
        watts = words.plain("unit.watts", value=words.number(structure.ftp or 0))
        return words.plain("picture.ftp", value=watts if structure.ftp else "").strip()
    if Kind.PACE in kinds:
        unit, speed = pace_unit(event, athlete), structure.threshold_pace
        value = pace((PACE_METRES[unit] / speed,), words, unit) if speed else ""
        return words.plain("picture.threshold_pace", value=value).strip()
    if Kind.HEART_RATE in kinds:
        beats = words.plain("unit.bpm", value=words.number(structure.lthr or 0))
        return words.plain("picture.lthr", value=beats if structure.lthr else "").strip()
    return None


def _draw_time(svg: Svg, scale: Scale, words: Words) -> None:
    """Marks every few minutes, six at most."""
    whole = timedelta(seconds=scale.seconds)
    tick = time_tick(whole)
    svg.line((MARGIN, BOTTOM), (WIDTH - MARGIN, BOTTOM), FAINT)
    for number in range(int(whole / tick) + 1):
        x = scale.x(number * tick.total_seconds())
        svg.line((x, BOTTOM), (x, BOTTOM + 8), FAINT)
        label = words.duration(tick * number)
        if number and x + width_of(label, SMALL) / 2 < WIDTH - MARGIN / 2:
            svg.text(x, BOTTOM + 38, label, color=FAINT, anchor="middle")
