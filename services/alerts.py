"""Alerts: what stands out of the athlete's own normal today. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from services.form import FAST_RAMP, LIMITS, Zone
from services.intervals.models import Wellness
from services.today import as_number, normals
from services.watch import State

COOLDOWN = timedelta(days=3)


@dataclass(frozen=True)
class Limits:
    """From where on a value is told."""

    spreads: float  # standard deviations from the mean
    beats: int  # a minute above the mean, at least
    form: int
    ramp: float  # points of fitness a week


LEVELS: Mapping[str, Limits] = {
    "usual": Limits(2, 7, LIMITS[Zone.HIGH_RISK], FAST_RAMP),
    "strong": Limits(3, 10, LIMITS[Zone.HIGH_RISK] - 10, FAST_RAMP + 2),
}


def notice_alerts(
    state: State, records: Sequence[Wellness], today: date, limits: Limits
) -> tuple[State, tuple[dict[str, Any], ...]]:
    """What to tell today, decided once the day has its record; each measure rests three days.

    The usual limits, and where they are from:

    - Resting heart rate over the mean of 60 days by two standard deviations, at least by seven
      beats: coaches speak of five to ten as a warning, and single days vary by that much too
      (Achten & Jeukendrup 2003, a review of heart rate monitoring).
    - HRV two standard deviations under that mean: what a day is once in forty by chance alone.
      (Plews and others 2013 take half of one, but for the mean of a week, not for a day.)
    - Form under −30: the high risk zone of intervals.icu's chart (services/form.py).
    - Ramp over 8 points of fitness a week: services/form.py.
    """
    record = next((each for each in records if each.day == today), None)
    if state.decided == str(today) or record is None or not record.values:
        return state, ()
    before = [each for each in records if each.day < today]
    found = tuple(
        each
        for each in _found(record, before, limits)
        if not _resting(state, each["measure"], today)
    )
    alerted = {**state.alerted, **{each["measure"]: str(today) for each in found}}
    return replace(state, alerted=alerted, decided=str(today)), found


def _resting(state: State, measure: str, today: date) -> bool:
    last = state.alerted.get(measure)
    return last is not None and today - date.fromisoformat(last) < COOLDOWN


def _found(
    record: Wellness, before: Sequence[Wellness], limits: Limits
) -> Iterator[dict[str, Any]]:
    usual = normals(before, ("resting_heart_rate", "hrv"))
    for measure, sign in (("resting_heart_rate", 1), ("hrv", -1)):
        value, normal = as_number(record.values.get(measure)), usual.get(measure)
        if value is None or normal is None:
            continue
        limit = limits.spreads * normal.spread
        if measure == "resting_heart_rate":
            limit = max(limit, limits.beats)
        if normal.spread and sign * (value - normal.mean) > limit:
            low, high = normal.mean - normal.spread, normal.mean + normal.spread
            yield {"measure": measure, "value": value, "low": round(low), "high": round(high)}
    if record.form is not None and record.form < limits.form:
        yield {"measure": "form", "value": round(record.form), "limit": limits.form}
    if record.ramp_rate is not None and record.ramp_rate > limits.ramp:
        yield {"measure": "ramp", "value": round(record.ramp_rate, 1), "limit": limits.ramp}
