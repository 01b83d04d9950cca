"""Turns symbolic targets (percent, zones, paces) into watts, beats and metres per second."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.intervals.workout_text import Step

OPEN_ZONE = 999
POWER_ZONES = (55, 75, 90, 105, 120, 150, 999)
METRES = {"km": 1000, "mi": 1609.344, "100m": 100, "100y": 91.44, "400m": 400, "500m": 500} | {
    "250m": 250
}
OWN_PACE = {"MINS_KM": "km", "MINS_MILE": "mi", "SECS_100M": "100m", "SECS_100Y": "100y"} | {
    "SECS_500M": "500m",
    "SECS_400M": "400m",
    "SECS_250M": "250m",
}


@dataclass(frozen=True)
class Thresholds:
    """What an athlete's sport settings say: watts, beats per minute, metres per second."""

    ftp: int | None = None
    lthr: int | None = None
    max_hr: int | None = None
    threshold_pace: float | None = None
    pace_units: str | None = None
    power_zones: tuple[int, ...] = POWER_ZONES
    hr_zones: tuple[int, ...] = ()
    pace_zones: tuple[float, ...] = ()

    @classmethod
    def of(cls, settings: dict[str, Any]) -> "Thresholds":
        """From one element of the wire's sport settings."""
        return cls(
            ftp=settings.get("ftp"),
            lthr=settings.get("lthr"),
            max_hr=settings.get("max_hr"),
            threshold_pace=settings.get("threshold_pace"),
            pace_units=settings.get("pace_units"),
            power_zones=tuple(settings.get("power_zones") or POWER_ZONES),
            hr_zones=tuple(settings.get("hr_zones") or ()),
            pace_zones=tuple(settings.get("pace_zones") or ()),
        )


def middle(target: Step | None) -> float:
    if target is None:
        return 0.0
    if "value" in target:
        return float(target["value"])
    return float(target["start"] + target["end"]) / 2


def resolved(step: Step, thresholds: Thresholds) -> Step:
    """`_power`, `_hr`, `_pace`, `_distance`: watts, bpm, m/s, metres; absent if unknown."""
    found = {
        "_power": _resolve(step.get("power"), _watts, "w", thresholds),
        "_hr": _resolve(step.get("hr"), _beats, "bpm", thresholds),
        "_pace": _resolve(step.get("pace"), _speed, "m/s", thresholds),
    }
    targets: Step = {key: target for key, target in found.items() if target}
    if step.get("distance"):
        targets["_distance"] = step["distance"]
    return targets


Convert = Callable[[float, str, Thresholds], float | None]


def _resolve(
    target: Step | None, convert: Convert, units: str, thresholds: Thresholds
) -> Step | None:
    if target is None:
        return None
    numbers = {
        key: convert(target[key], target["units"], thresholds)
        for key in ("value", "start", "end")
        if key in target
    }
    if None in numbers.values():
        return None
    return numbers | {"units": units}


def _zone_middle(zone: float, bounds: Sequence[float], lowest: float) -> float | None:
    """The middle of a zone given by upper bounds; None where there is no such zone."""
    if not 1 <= zone <= len(bounds):
        return None
    low = bounds[int(zone) - 2] if zone > 1 else lowest
    high = bounds[int(zone) - 1]
    return (low + (high if high < OPEN_ZONE else low * 1.2)) / 2


def _share(percent: float | None, threshold: float | None) -> float | None:
    return percent * threshold / 100 if percent is not None and threshold else None


def _watts(value: float, units: str, thresholds: Thresholds) -> float | None:
    if units == "w":
        return value
    if units == "power_zone":
        # The recorded answers put the middle of the lowest zone near 47.5% of FTP.
        return _share(_zone_middle(value, thresholds.power_zones, 40), thresholds.ftp)
    whole = _share(value, thresholds.ftp) if units == "%ftp" else None
    return None if whole is None else math.floor(whole)


def _beats(value: float, units: str, thresholds: Thresholds) -> float | None:
    if units == "bpm":
        return value
    if units == "hr_zone":
        bounds = thresholds.hr_zones
        return _zone_middle(value, bounds, bounds[0] * 0.8 if bounds else 0)
    return _share(value, thresholds.max_hr if units == "%hr" else thresholds.lthr)


def _speed(value: float, units: str, thresholds: Thresholds) -> float | None:
    if units == "%pace":
        return _share(value, thresholds.threshold_pace)
    if units == "pace_zone":
        bounds = thresholds.pace_zones
        percent = _zone_middle(value, bounds, bounds[0] * 0.8 if bounds else 0)
        return _share(percent, thresholds.threshold_pace)
    unit = units.partition("/")[2] or OWN_PACE.get(thresholds.pace_units or "", "km")
    return METRES[unit] / value if value else None
