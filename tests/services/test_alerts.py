"""What stands out of the athlete's own normal, where the limits are, and how long it rests."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.alerts import limits_of, notice_alerts
from services.intervals.models import Wellness
from services.watch import State

TODAY = date(2026, 11, 24)


def record(day: date, **values: object) -> Wellness:
    return Wellness.model_validate({"id": str(day), **values})


def usual() -> list[Wellness]:
    """Sixty days of HRV 60, 62 or 64 and a pulse of 47, 48 or 49."""
    days = ((TODAY - timedelta(days=back), back % 3 - 1) for back in range(1, 61))
    return [record(day, hrv=62.0 + 2 * noise, restingHR=48 + noise) for day, noise in days]


def measures(
    limits: dict[str, float | None], *, percent: bool = False, **values: object
) -> list[str]:
    """What is told of a day, by a look that knows the sixty days before."""
    records = [*usual(), record(TODAY, **values)]
    _, found = notice_alerts(State(), records, TODAY, limits_of(limits), percent=percent)
    return [each["measure"] for each in found]


@pytest.mark.parametrize(
    ("limits", "values", "told"),
    [
        ({}, {"restingHR": 55, "hrv": 59.0}, []),
        ({}, {"restingHR": 56}, ["resting_heart_rate"]),
        ({}, {"restingHR": 40, "hrv": 80.0}, []),
        ({}, {"hrv": 58.0}, ["hrv"]),
        ({"resting_heart_rate": 10}, {"restingHR": 57}, []),
        ({"resting_heart_rate": None, "hrv": None}, {"restingHR": 80, "hrv": 20.0}, []),
        ({"hrv": 3}, {"hrv": 58.0}, []),
        ({}, {"hrv": 62.0, "ctl": 50.0, "atl": 80.0, "rampRate": 8.0}, []),
        ({}, {"hrv": 62.0, "ctl": 50.0, "atl": 81.0, "rampRate": 8.1}, ["form", "ramp"]),
        ({"form": -25, "ramp": 6.5}, {"hrv": 62.0, "ctl": 50.0, "atl": 76.0, "rampRate": 7.0},
         ["form", "ramp"]),
    ],
)  # fmt: skip
def test_what_is_past_a_limit_is_told(
    limits: dict[str, float | None], values: dict[str, Any], told: list[str]
) -> None:
    assert measures(limits, **values) == told


def test_form_may_be_of_fitness() -> None:
    tired: dict[str, Any] = {"hrv": 62.0, "ctl": 50.0, "atl": 66.0}  # form −16, which is −32%
    assert measures({}, **tired) == []
    assert measures({}, percent=True, **tired) == ["form"]


def test_a_day_is_decided_once_and_a_measure_rests_three_days() -> None:
    state, told = State(), []
    records = usual()
    for ahead in range(5):
        day = TODAY + timedelta(days=ahead)
        records.append(record(day, restingHR=60 + 5 * ahead))
        for _ in range(2):
            state, found = notice_alerts(state, records, day, limits_of({}))
            told += [(ahead, each["value"]) for each in found]
    assert told == [(0, 60), (3, 75)]


def test_a_day_without_a_record_is_not_decided() -> None:
    state, found = notice_alerts(State(), usual(), TODAY, limits_of({}))
    assert (state, found) == (State(), ())


def test_who_has_no_normal_hears_nothing() -> None:
    few = [*usual()[:3], record(TODAY, restingHR=80, hrv=20.0)]
    assert notice_alerts(State(), few, TODAY, limits_of({}))[1] == ()
