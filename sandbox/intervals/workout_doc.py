"""A workout as the wire has it: the steps and numbers that services.workouts works out.

The recordings of the real service hold both: what is read here is compared with them there.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any

from services.intervals.models import SportSettings, Step
from services.workouts.numbers import Workout, read_workout
from services.workouts.targets import Thresholds, resolve

Wire = dict[str, Any]
COLOURS = ("#009e80", "#009e00", "#ffcb0e", "#ff7f0e", "#dd0447", "#6633cc", "#504861")


@dataclass(frozen=True)
class Computed:
    """A parsed workout with the numbers of its event; None where nothing was parsed."""

    workout_doc: Wire
    moving_time: int | None = None
    distance: float | None = None
    training_load: int | None = None
    intensity: float | None = None
    joules: int | None = None


def thresholds_of(settings: Wire) -> Thresholds:
    """From one element of the wire's sport settings."""
    return Thresholds.of(SportSettings.model_validate({"id": 0} | settings))


def compute(text: str | None, thresholds: Thresholds) -> Computed:
    """Parse workout text and compute it; the caller may change what it gets."""
    computed = _compute(text or "", thresholds)
    return replace(computed, workout_doc=deepcopy(computed.workout_doc))


@lru_cache(maxsize=256)
def _compute(text: str, thresholds: Thresholds) -> Computed:
    workout = read_workout(text, thresholds)
    duration = round(workout.duration.total_seconds())
    doc: Wire = {"steps": [wire(step) for step in workout.steps], "duration": duration}
    doc |= {"distance": _whole(workout.distance), "locales": [], "options": {}}
    if not duration:
        return Computed(doc)
    if workout.average_watts is not None:
        doc |= {
            "average_watts": workout.average_watts,
            "normalized_power": workout.weighted_average_watts,
            "variability_index": workout.variability,
            "polarization_index": 0,
            "zoneTimes": list(_zones(workout, thresholds)),
        }
    return Computed(
        doc,
        duration,
        workout.distance or None,
        workout.training_load,
        workout.intensity,
        workout.joules,
    )


def wire(step: Step) -> Wire:
    """A step as the wire writes it: seconds, one value instead of two equal ends, HTML labels."""
    dumped = step.model_dump(by_alias=True, exclude_unset=True)
    found = {key: _value(value) for key, value in dumped.items() if not key.startswith("_")}
    if step.steps:
        found["steps"] = [wire(each) for each in step.steps]
    if step.text:
        found["text"] = escape(step.text, quote=False)
    return found


def resolved(step: Wire, thresholds: Thresholds) -> Wire:
    """`_power`, `_hr`, `_pace`, `_distance`: watts, bpm, m/s, metres; absent if unknown."""
    found = resolve(Step.model_validate(step), thresholds)
    targets = found.model_dump(
        by_alias=True,
        include={"watts", "beats_per_minute", "metres_per_second"},
        exclude_none=True,
    )
    distance = {"_distance": step["distance"]} if step.get("distance") else {}
    return {key: _value(value) for key, value in targets.items()} | distance


def leaves(steps: Sequence[Wire]) -> Iterator[Wire]:
    """Every step in the order ridden, repeats unrolled."""
    for step in steps:
        for _ in range(step.get("reps", 1)):
            yield from step["steps"] if "reps" in step else (step,)


def _value(value: object) -> object:
    match value:
        case timedelta():
            return round(value.total_seconds())
        case {"start": start, "end": end, **rest}:
            kept = {key: each for key, each in rest.items() if each is not None}
            ends = {"value": start} if start == end else {"start": start, "end": end}
            return {key: _whole(each) for key, each in ends.items()} | kept
        case float():
            return _whole(value)
    return value


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def _zones(workout: Workout, thresholds: Thresholds) -> Iterator[Wire]:
    ftp = thresholds.ftp or 1
    *zones, sweet = workout.zone_times
    tops = [int(each.top or 0) for each in zones]
    for number, ((low, high), zone) in enumerate(
        zip(pairwise((0, *tops)), zones, strict=True), start=1
    ):
        yield {
            "id": zone.id,
            "zone": number,
            "name": zone.name,
            "max": high,
            "minWatts": 1 if number == 1 else int(low * ftp // 100) + 1,
            "maxWatts": int(high * ftp // 100),
            "color": COLOURS[min(number, len(COLOURS)) - 1],
            "secs": _value(zone.time),
        }
    yield {"id": "SS", "gap": True, "min": 84, "max": 97, "secs": _value(sweet.time)}
