"""What intervals.icu computes from a workout's steps: time, watts, load, zones."""

import math
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sandbox.intervals.workout_targets import Thresholds, middle, resolved
from sandbox.intervals.workout_text import Step, parse_text

ZONE_COLOURS = ("#009e80", "#009e00", "#ffcb0e", "#ff7f0e", "#dd0447", "#6633cc", "#504861")
# A distance without a pace is timed as an easy one.
UNTARGETED = 0.75


@dataclass(frozen=True)
class Computed:
    """A parsed workout with the numbers of its event; None where nothing was parsed."""

    workout_doc: dict[str, Any]
    moving_time: int | None = None
    distance: float | None = None
    training_load: int | None = None
    intensity: float | None = None
    joules: int | None = None


def compute(text: str | None, thresholds: Thresholds) -> Computed:
    """Parse workout text and compute it; the caller may change what it gets."""
    computed = _compute(text or "", thresholds)
    return replace(computed, workout_doc=deepcopy(computed.workout_doc))


@lru_cache(maxsize=256)
def _compute(text: str, thresholds: Thresholds) -> Computed:
    steps = parse_text(text)
    for step in steps:
        _time(step, thresholds)
    duration = sum(step["duration"] for step in steps)
    distance = sum(step.get("distance", 0) for step in steps)
    doc: dict[str, Any] = {"steps": steps, "duration": duration, "distance": distance}
    doc |= {"locales": [], "options": {}}
    if not duration:
        return Computed(doc)
    power = [watts for step in leaves(steps) for watts in watts_of(step, thresholds)]
    if thresholds.ftp and any(power):
        return _powered(doc, power, thresholds)
    efforts = [effort for step in leaves(steps) for effort in _efforts(step, thresholds)]
    load = half_up(normalized(efforts) ** 2 * duration / 36) if any(efforts) else None
    return Computed(doc, duration, distance or None, load, _intensity(load, duration))


def _powered(doc: dict[str, Any], power: list[float], thresholds: Thresholds) -> Computed:
    ftp, duration = thresholds.ftp or 1, len(power)
    np, average = half_up(normalized(power)), sum(power) / duration
    load = half_up((np / ftp) ** 2 * duration / 36)
    doc |= {
        "average_watts": half_up(average),
        "normalized_power": np,
        "variability_index": normalized(power) / average,
        "polarization_index": 0,
        "zoneTimes": zone_times(power, thresholds),
    }
    joules = half_up(sum(power))
    return Computed(
        doc, duration, doc["distance"] or None, load, _intensity(load, duration), joules
    )


def _intensity(load: int | None, duration: int) -> float | None:
    """Percent, derived from the rounded load as the recorded answers show."""
    return None if load is None else 100 * math.sqrt(load * 36 / duration)


def half_up(value: float) -> int:
    return math.floor(value + 0.5)


def leaves(steps: list[Step]) -> Iterator[Step]:
    """Every step in the order ridden, repeats unrolled."""
    for step in steps:
        for _ in range(step.get("reps", 1)):
            yield from step["steps"] if "reps" in step else (step,)


def normalized(values: list[float]) -> float:
    """Fourth-power mean of the rolling 30 s average, whose first windows are shorter."""
    window = total = 0.0
    for second, value in enumerate(values):
        window += value - (values[second - 30] if second >= 30 else 0)
        total += (window / min(second + 1, 30)) ** 4
    return float((total / len(values)) ** 0.25) if values else 0.0


def _time(step: Step, thresholds: Thresholds) -> None:
    if "reps" in step:
        for leaf in step["steps"]:
            _time(leaf, thresholds)
        step["duration"] = step["reps"] * sum(leaf["duration"] for leaf in step["steps"])
    elif step.get("distance"):
        speed = middle(resolved(step, thresholds).get("_pace"))
        speed = speed or (thresholds.threshold_pace or 3.0) * UNTARGETED
        step["duration"] = half_up(step["distance"] / speed)


def watts_of(step: Step, thresholds: Thresholds) -> Iterator[float]:
    """The watts of every second: a range is held at its middle, only a ramp sweeps."""
    power, seconds = resolved(step, thresholds).get("_power"), step["duration"]
    if power is None:
        yield from (0.0 for _ in range(seconds))
    elif step.get("ramp") and "start" in power:
        rise = (power["end"] - power["start"]) / seconds
        yield from (power["start"] + rise * second for second in range(seconds))
    else:
        yield from (middle(power) for _ in range(seconds))


def _efforts(step: Step, thresholds: Thresholds) -> Iterator[float]:
    """The fraction of threshold of every second, by pace or else by heart rate."""
    targets = resolved(step, thresholds)
    fraction = 0.0
    if "_pace" in targets and thresholds.threshold_pace:
        fraction = middle(targets["_pace"]) / thresholds.threshold_pace
    elif "_hr" in targets and thresholds.lthr:
        fraction = middle(targets["_hr"]) / thresholds.lthr
    yield from (fraction for _ in range(step["duration"]))


def zone_times(power: list[float], thresholds: Thresholds) -> list[dict[str, Any]]:
    """Seconds in each power zone, and in sweet spot, which overlaps them."""
    ftp, bounds = thresholds.ftp or 1, thresholds.power_zones
    shares = [100 * watts / ftp for watts in power]
    zones: list[dict[str, Any]] = []
    low = 0
    for number, (high, colour) in enumerate(zip(bounds, ZONE_COLOURS, strict=False), start=1):
        first = number == 1
        zones.append(
            {
                "id": f"Z{number}",
                "zone": number,
                "name": f"Z{number}",
                "max": high,
                "minWatts": 1 if first else low * ftp // 100 + 1,
                "maxWatts": high * ftp // 100,
                "color": colour,
                "secs": sum((low < share or first) and share <= high for share in shares),
            }
        )
        low = high
    sweet = sum(84 <= share <= 97 for share in shares)
    return [*zones, {"id": "SS", "gap": True, "min": 84, "max": 97, "secs": sweet}]
