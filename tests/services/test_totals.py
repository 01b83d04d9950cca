"""Time, distance and zones of several together."""

from datetime import date, timedelta
from typing import Any

from services.intervals.models import Activity, Event
from services.totals import Total, power_zones

MONDAY = date(2026, 11, 23)


def event(number: int, day: int, **more: object) -> Event:
    values: dict[str, Any] = {
        "id": number,
        "start_date_local": f"{MONDAY + timedelta(days=day)}T00:00:00",
        "category": "WORKOUT",
        "type": "Ride",
    }
    return Event.model_validate(values | more)


def activity(day: int, **more: object) -> Activity:
    start = f"{MONDAY + timedelta(days=day)}T07:00:00"
    values = {"id": f"i{day}", "start_date_local": start, "type": "Ride"}
    return Activity.model_validate(values | more)


def test_metres_of_a_plan_are_all_or_none() -> None:
    whole = {"steps": [{"distance": 400}, {"duration": 20, "intensity": "rest"}]}
    half = {"steps": [{"distance": 400}, {"duration": 600}]}
    swim = event(1, 0, distance=400.0, workout_doc=whole)
    run = event(2, 0, distance=400.0, workout_doc=half)
    assert Total.planned([swim, event(3, 1, distance=100.0)]).distance == 500.0
    assert Total.planned([swim, run]).distance == 0.0


def test_sweet_spot_is_in_the_other_zones_already() -> None:
    zones = [{"id": "Z1", "secs": 60}, {"id": "SS", "secs": 30}, {"id": "Z2", "secs": None}]
    assert power_zones([activity(0, icu_zone_times=zones)]) == {
        "Z1": timedelta(minutes=1),
        "Z2": timedelta(),
    }
