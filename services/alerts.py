"""Alerts: what stands out of the athlete's own normal today. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from services.form import FAST_RAMP, LIMITS, Zone
from services.intervals.models import Wellness
from services.today import as_number, normals
from services.watch import State

COOLDOWN = timedelta(days=3)
RARE = 2.0  # standard deviations: a day in forty is as far on one side by chance
HEART_RATE, HRV, FORM, RAMP = "resting_heart_rate", "hrv", "form", "ramp"
USUAL: Mapping[str, float] = {
    HEART_RATE: 7,  # beats a minute over the mean
    HRV: RARE,  # standard deviations under the mean
    FORM: LIMITS[Zone.HIGH_RISK],
    RAMP: FAST_RAMP,  # points of fitness a week
}
# What may be chosen: beyond is either every day or never.
SENSIBLE: Mapping[str, tuple[float, float]] = {
    HEART_RATE: (3, 30),
    HRV: (0.5, 5),
    FORM: (-100, -5),
    RAMP: (2, 30),
}
Limits = Mapping[str, float | None]  # by measure; None: never told


def limits_of(chosen: Limits) -> Limits:
    """The athlete's own limits, the usual ones where none was chosen."""
    return {**USUAL, **chosen}


def notice_alerts(
    state: State,
    records: Sequence[Wellness],
    today: date,
    limits: Limits,
    *,
    percent: bool = False,
) -> tuple[State, tuple[dict[str, Any], ...]]:
    """What to tell today, decided once the day has its record; each measure rests three days.

    Form is in `percent` of fitness where the athlete's site shows it so. The usual limits, and
    where they are from:

    - Resting heart rate over the mean of 60 days by seven beats, and by two standard deviations:
      coaches speak of five to ten as a warning, and single days vary by that much too
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
    measured = (*_nightly(record, before, limits), *_loads(record, limits, percent=percent))
    found = tuple(each for each in measured if not _resting(state, each["measure"], today))
    alerted = {**state.alerted, **{each["measure"]: str(today) for each in found}}
    return replace(state, alerted=alerted, decided=str(today)), found


def _resting(state: State, measure: str, today: date) -> bool:
    last = state.alerted.get(measure)
    return last is not None and today - date.fromisoformat(last) < COOLDOWN


def _nightly(
    record: Wellness, before: Sequence[Wellness], limits: Limits
) -> Iterator[dict[str, Any]]:
    """Resting heart rate and HRV that are past their limits, with what is usual."""
    usual = normals(before, (HEART_RATE, HRV))
    for measure, sign in ((HEART_RATE, 1), (HRV, -1)):
        value, normal = as_number(record.values.get(measure)), usual.get(measure)
        limit = limits[measure]
        if value is None or normal is None or limit is None or not normal.spread:
            continue
        beats = max(limit, RARE * normal.spread)
        away = beats if measure == HEART_RATE else limit * normal.spread
        if sign * (value - normal.mean) > away:
            low, high = normal.mean - normal.spread, normal.mean + normal.spread
            ends = {"low": round(low), "high": round(high)}
            yield {"measure": measure, "value": value, "limit": limit, **ends}


def _loads(record: Wellness, limits: Limits, *, percent: bool) -> Iterator[dict[str, Any]]:
    """Form and ramp that are past their limits."""
    form, ramp = record.form_percent if percent else record.form, record.ramp_rate
    lowest, fastest = limits[FORM], limits[RAMP]
    if form is not None and lowest is not None and form < lowest:
        yield {"measure": FORM, "value": round(form), "limit": lowest, "percent": percent}
    if ramp is not None and fastest is not None and ramp > fastest:
        yield {"measure": RAMP, "value": round(ramp, 1), "limit": fastest}
