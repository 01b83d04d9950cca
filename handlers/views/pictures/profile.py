"""A planned workout as blocks: how long, and how hard in percent of threshold."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from services.intervals.models import Step, Structure, Target, Unit
from services.totals import SWEET_SPOT

# The site's own defaults, percent of threshold at the top of each zone but the last, where the
# workout does not bring the athlete's.
POWER_ZONES = (55.0, 75.0, 90.0, 105.0, 120.0, 150.0)
HEART_RATE_ZONES = (81.0, 89.0, 93.0, 99.0, 102.0, 105.0)
PACE_ZONES = (77.5, 87.7, 94.3, 100.0, 103.4, 111.5)
COLORS = ("#009e80", "#009e00", "#f2b700", "#ff7f0e", "#dd0447", "#6633cc", "#504861")
NEUTRAL = "#8a97a5"  # where there is no threshold to tell zones by
OPEN = 400.0  # percent: a zone that ends above has no end, and is drawn a little above its start
MOST = 5000  # steps of a workout
ALL_OUT = 150.0  # percent: how high a step is drawn that asks for everything


class Kind(Enum):
    """What a step is held by."""

    POWER = auto()
    PACE = auto()
    HEART_RATE = auto()


@dataclass(frozen=True)
class Block:
    """A step as it is ridden: `start` and `end` in percent of threshold; None without a target."""

    seconds: float
    start: float | None
    end: float | None
    step: Step
    kind: Kind | None = None

    @property
    def ramp(self) -> bool:
        return bool(self.step.ramp)


def blocks(steps: Sequence[Step], structure: Structure) -> Iterator[Block]:
    """Every step as often as it is ridden, those without a length left out.

    None at all of a workout with more of them than can be seen.
    """
    if _unrolled(steps) > MOST:
        return
    for step in steps:
        if step.steps:
            for _ in range(step.reps or 1):
                yield from blocks(step.steps, structure)
        elif step.duration:
            kind, start, end = _aim(step, structure) or (None, None, None)
            yield Block(step.duration.total_seconds(), start, end, step, kind)


def _unrolled(steps: Sequence[Step]) -> int:
    return sum((each.reps or 1) * (_unrolled(each.steps) if each.steps else 1) for each in steps)


def scaled(structure: Structure) -> Structure | None:
    """With the hardest target in the place of a threshold that nobody has set; else None."""
    if any(each.kind for each in blocks(structure.steps, structure)):
        return None
    leaves = [leaf for step in structure.steps for leaf in step.leaves()]
    for name, targets in (
        ("ftp", [leaf.power for leaf in leaves]),
        ("lthr", [leaf.heart_rate for leaf in leaves]),
    ):
        known = [each for each in targets if each and each.unit in (Unit.WATTS, Unit.BEATS)]
        if hardest := max((max(each.start, each.end) for each in known), default=0.0):
            return structure.model_copy(update={name: hardest})
    return None


def zone_tops(structure: Structure) -> tuple[float, ...]:
    """Percent at the top of each zone but the last: the athlete's own where they are known."""
    own = sorted(each.top for each in structure.zone_times if each.top and each.id != SWEET_SPOT)
    if own:
        return tuple(top for top in own if top < 500)
    leaves = [leaf for step in structure.steps for leaf in step.leaves()]
    if any(leaf.power for leaf in leaves):
        return POWER_ZONES
    return PACE_ZONES if any(leaf.pace for leaf in leaves) else HEART_RATE_ZONES


def color_of(percent: float, tops: Sequence[float]) -> str:
    """The colour of the zone that a percentage of threshold is in."""
    return COLORS[min(bisect_left(tops, percent), len(COLORS) - 1)] if tops else NEUTRAL


def _aim(step: Step, structure: Structure) -> tuple[Kind, float, float] | None:
    """What a step asks for in percent of threshold: power, else pace, else heart rate."""
    ways: tuple[tuple[Kind, Target | None, Target | None, float | None], ...] = (
        (Kind.POWER, step.power, step.watts, structure.ftp),
        (Kind.PACE, step.pace, step.metres_per_second, structure.threshold_pace),
        (Kind.HEART_RATE, step.heart_rate, step.beats_per_minute, structure.lthr),
    )
    for kind, target, resolved, threshold in ways:
        if resolved and threshold:
            start, end = resolved.start / threshold * 100, resolved.end / threshold * 100
            return kind, start, end if end < OPEN else start * 1.1
        if target and (found := _of_threshold(target, threshold, zone_tops(structure))):
            return kind, *found
    return (Kind.POWER, ALL_OUT, ALL_OUT) if step.max_effort else None


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
