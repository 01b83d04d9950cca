"""Targets in watts, beats and metres a second, by an athlete's own thresholds and zones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from services.intervals.models import SportSettings, Step, Target, Unit
from services.units import PACE_METRES

OPEN_ZONE = 999  # the top of the last zone
POWER_ZONES = (55.0, 75.0, 90.0, 105.0, 120.0, 150.0, 999.0)  # the site's own
LOWEST = 40.0  # the recorded answers put the middle of the lowest zone near 47.5 % of FTP


@dataclass(frozen=True)
class Thresholds:
    """What an athlete's settings of a sport say.

    Watts, beats a minute, metres a second; power and pace zones in percent of the threshold at
    their top, heart-rate zones in beats; `pace_unit` is what their paces are for: km, 100m.
    """

    ftp: float | None = None
    lthr: float | None = None
    max_heart_rate: float | None = None
    threshold_pace: float | None = None
    pace_unit: str = "km"
    power_zones: tuple[float, ...] = POWER_ZONES
    heart_rate_zones: tuple[float, ...] = ()
    pace_zones: tuple[float, ...] = ()

    @classmethod
    def of(cls, settings: SportSettings) -> "Thresholds":
        """Those of the athlete's own settings."""
        return cls(
            ftp=settings.ftp,
            lthr=settings.lthr,
            max_heart_rate=settings.max_heart_rate,
            threshold_pace=settings.threshold_pace,
            pace_unit=settings.pace_unit or "km",
            power_zones=tuple(map(float, settings.power_zones)) or POWER_ZONES,
            heart_rate_zones=tuple(map(float, settings.heart_rate_zones)),
            pace_zones=settings.pace_zones,
        )


Convert = Callable[[float, Target, Thresholds], float | None]


def resolve(step: Step, thresholds: Thresholds) -> Step:
    """The step with its targets in watts, beats and metres a second too, where they are known."""
    found = {
        "watts": _resolved(step.power, _watts, "w", thresholds),
        "beats_per_minute": _resolved(step.heart_rate, _beats, "bpm", thresholds),
        "metres_per_second": _resolved(step.pace, _speed, "m/s", thresholds),
    }
    return step.model_copy(update={name: each for name, each in found.items() if each})


def middle(target: Target | None) -> float:
    """A band is held at its middle."""
    return (target.start + target.end) / 2 if target else 0.0


def _resolved(
    target: Target | None, convert: Convert, units: str, thresholds: Thresholds
) -> Target | None:
    if target is None:
        return None
    start, end = (convert(each, target, thresholds) for each in (target.start, target.end))
    if start is None or end is None:
        return None
    return Target.model_construct(start=start, end=end, units=units)


def _zone(number: float, tops: Sequence[float], lowest: float) -> float | None:
    """The middle of a zone given by the tops; None where there is no such zone."""
    if not 1 <= number <= len(tops):
        return None
    low = tops[int(number) - 2] if number > 1 else lowest
    high = tops[int(number) - 1]
    return (low + (high if high < OPEN_ZONE else low * 1.2)) / 2


def _share(percent: float | None, threshold: float | None) -> float | None:
    return percent * threshold / 100 if percent is not None and threshold else None


def _watts(value: float, target: Target, thresholds: Thresholds) -> float | None:
    match target.unit:
        case Unit.WATTS:
            return value
        case Unit.POWER_ZONE:
            return _share(_zone(value, thresholds.power_zones, LOWEST), thresholds.ftp)
        case Unit.PERCENT_FTP:
            whole = _share(value, thresholds.ftp)
            return None if whole is None else float(floor(whole))
    return None


def _beats(value: float, target: Target, thresholds: Thresholds) -> float | None:
    match target.unit:
        case Unit.BEATS:
            return value
        case Unit.HR_ZONE:
            tops = thresholds.heart_rate_zones
            return _zone(value, tops, tops[0] * 0.8 if tops else 0)
        case Unit.PERCENT_HR:
            return _share(value, thresholds.max_heart_rate)
    return _share(value, thresholds.lthr)


def _speed(value: float, target: Target, thresholds: Thresholds) -> float | None:
    match target.unit:
        case Unit.PERCENT_PACE:
            return _share(value, thresholds.threshold_pace)
        case Unit.PACE_ZONE:
            tops = thresholds.pace_zones
            percent = _zone(value, tops, tops[0] * 0.8 if tops else 0)
            return _share(percent, thresholds.threshold_pace)
    way = target.seconds_for or thresholds.pace_unit
    return PACE_METRES[way] / value if value and way in PACE_METRES else None
