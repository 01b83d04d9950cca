"""Longer, shorter, in other units: changes of a workout's steps, made on what was parsed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from services.intervals.models import Step, Target, Unit
from services.workouts.numbers import ridden
from services.workouts.step import METRES

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
GRAINS = ((MINUTE, 5 * SECOND), (5 * MINUTE, 15 * SECOND), (20 * MINUTE, 30 * SECOND))
FINEST = 5 * SECOND
LANE_METRES, FEW_METRES = 200.0, 2000.0
MILES = METRES["mi"] / 20  # who runs miles is given twentieths of one


def rescale(steps: Sequence[Step], percent: float) -> tuple[Step, ...]:
    """Every step at `percent` of its length, rounded as a person would; repeats stay.

    Under a minute to 5 s, under five to 15 s, under twenty to 30 s, else to a minute; distances
    to 50 metres, below 200 to 25, from two kilometres to 100, or to a twentieth of a mile.
    """
    return _leaves(steps, lambda step: _scaled(step, percent / 100))


def fit_to(steps: Sequence[Step], length: timedelta) -> tuple[Step, ...]:
    """The steps rescaled so that all together last `length`; the longest single one gives way.

    Lengths are those of the steps' own `duration`, so they must be timed.
    """
    whole = _whole(steps)
    if not whole:
        return tuple(steps)
    scaled = list(rescale(steps, 100 * (length / whole)))
    single = [n for n, each in enumerate(scaled) if not each.steps and not each.distance]
    if single:
        longest = max(single, key=lambda n: scaled[n].duration or timedelta())
        rest = (scaled[longest].duration or timedelta()) + length - _whole(scaled)
        if rest >= FINEST:
            scaled[longest] = scaled[longest].model_copy(update={"duration": rest})
    return tuple(scaled)


def to_percent(steps: Sequence[Step], ftp: float) -> tuple[Step, ...]:
    """Watts as percent of FTP, to the percent."""
    return _leaves(steps, lambda step: _power(step, Unit.WATTS, Unit.PERCENT_FTP, 100 / ftp))


def to_watts(steps: Sequence[Step], ftp: float) -> tuple[Step, ...]:
    """Percent of FTP as watts, to the watt."""
    return _leaves(steps, lambda step: _power(step, Unit.PERCENT_FTP, Unit.WATTS, ftp / 100))


def _leaves(steps: Iterable[Step], change: Callable[[Step], Step]) -> tuple[Step, ...]:
    """The same steps, every one that is ridden changed."""
    return tuple(
        _repeat(step, _leaves(step.steps, change)) if step.steps else change(step)
        for step in steps
    )


def _repeat(step: Step, inner: tuple[Step, ...]) -> Step:
    reps = step.reps or 1
    return step.model_copy(
        update={
            "steps": inner,
            "duration": reps * _whole(inner),
            "distance": reps * sum(each.distance or 0 for each in inner),
        }
    )


def _scaled(step: Step, factor: float) -> Step:
    if step.distance:
        grain = _grain(step.distance)
        metres = round(max(round(step.distance * factor / grain), 1) * grain, 3)
        time = step.duration and step.duration * (metres / step.distance)
        return step.model_copy(update={"distance": metres, "duration": time})
    length = (step.duration or timedelta()) * factor
    grain_of_time = next((grain for limit, grain in GRAINS if length < limit), MINUTE)
    return step.model_copy(
        update={"duration": max(round(length / grain_of_time) * grain_of_time, FINEST)}
    )


def _grain(metres: float) -> float:
    in_miles = abs(metres / MILES - round(metres / MILES)) < 1e-6
    few = 25.0 if metres < LANE_METRES else 50.0
    return MILES if in_miles else few if metres < FEW_METRES else 100.0


def _power(step: Step, old: Unit, new: Unit, factor: float) -> Step:
    power = step.power
    if power is None or power.unit is not old:
        return step
    ends = {"start": float(round(power.start * factor)), "end": float(round(power.end * factor))}
    changed: Target = power.model_copy(update=ends | {"units": str(new)})
    return step.model_copy(update={"power": changed})


def _whole(steps: Iterable[Step]) -> timedelta:
    return sum((each.duration for each in ridden(steps) if each.duration), timedelta())
