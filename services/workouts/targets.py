"""Targets in watts, beats and metres a second, by an athlete's own thresholds and zones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from services.intervals.models import OPEN_END, SportSettings, Step, Target, Unit
from services.units import PACE_METRES, SWIMS

POWER_ZONES = (55.0, 75.0, 90.0, 105.0, 120.0, 150.0, float(OPEN_END))  # the site's own
LOWEST = 0.8  # where the first zone begins, of its top: Z1 was measured as 141 W for an FTP of 286
OPEN = 1.5  # where the last zone of a pace is taken to end, of where it begins
USUAL_RIDE = 30 / 3.6  # m/s: how the service times a distance it knows no pace for
USUAL_RUN = 10 / 3.6


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
    usual_speed: float = USUAL_RIDE
    swims: bool = False

    @classmethod
    def of(cls, settings: SportSettings) -> "Thresholds":
        """Those of the athlete's own settings."""
        rides = any(each.endswith("Ride") for each in settings.sports)
        return cls(
            ftp=settings.ftp,
            lthr=settings.lthr,
            max_heart_rate=settings.max_heart_rate,
            threshold_pace=settings.threshold_pace,
            pace_unit=settings.pace_unit or "km",
            power_zones=tuple(map(float, settings.power_zones)) or POWER_ZONES,
            heart_rate_zones=tuple(map(float, settings.heart_rate_zones)),
            pace_zones=settings.pace_zones,
            usual_speed=USUAL_RIDE if rides else USUAL_RUN,
            swims=any(each in SWIMS for each in settings.sports),
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
    band = _zones(target, thresholds)
    start, end = band or tuple(
        convert(each, target, thresholds) for each in (target.start, target.end)
    )
    if start is None or end is None:
        return None
    return Target.model_construct(start=start, end=end, units=units)


def _zones(target: Target, thresholds: Thresholds) -> tuple[float, float] | None:
    """The band of a zone, or of the first to the last of several; downwards where those fall."""
    bands = _bands(target.unit, thresholds)
    numbers = (int(target.start), int(target.end))
    if not all(1 <= number <= len(bands) for number in numbers):
        return None
    first, last = (bands[number - 1] for number in numbers)
    return (first[1], last[0]) if numbers[0] > numbers[1] else (first[0], last[1])


def _bands(unit: Unit, thresholds: Thresholds) -> Sequence[tuple[float, float]]:
    """Where each zone begins and ends: whole watts or beats, which follow one upon the other."""
    match unit:
        case Unit.POWER_ZONE if thresholds.ftp:
            return _whole([top * thresholds.ftp / 100 for top in thresholds.power_zones])
        case Unit.HR_ZONE:
            return _whole(thresholds.heart_rate_zones)
        case Unit.PACE_ZONE if thresholds.threshold_pace:
            tops = [top * thresholds.threshold_pace / 100 for top in thresholds.pace_zones]
            lowest = [tops[0] * LOWEST] if tops else []
            return [(low, min(top, low * OPEN)) for low, top in pairwise(lowest + tops)]
    return ()


def _whole(exact: Iterable[float]) -> list[tuple[float, float]]:
    tops = [floor(top) for top in exact]
    lows = [floor(tops[0] * LOWEST), *(top + 1 for top in tops)] if tops else []
    return [(float(low), float(top)) for low, top in zip(lows, tops, strict=False)]


def _share(percent: float | None, threshold: float | None) -> float | None:
    return percent * threshold / 100 if percent is not None and threshold else None


def _watts(value: float, target: Target, thresholds: Thresholds) -> float | None:
    match target.unit:
        case Unit.WATTS:
            return value
        case Unit.PERCENT_FTP:
            whole = _share(value, thresholds.ftp)
            return None if whole is None else float(floor(whole))
    return None


def _beats(value: float, target: Target, thresholds: Thresholds) -> float | None:
    match target.unit:
        case Unit.BEATS:
            return value
        case Unit.PERCENT_HR:
            return _share(value, thresholds.max_heart_rate)
        case Unit.PERCENT_LTHR:
            return _share(value, thresholds.lthr)
    return None


def _speed(value: float, target: Target, thresholds: Thresholds) -> float | None:
    if target.unit is Unit.PERCENT_PACE:
        return _share(value, thresholds.threshold_pace)
    way = target.seconds_for or thresholds.pace_unit if target.seconds_for is not None else ""
    return PACE_METRES[way] / value if value and way in PACE_METRES else None
