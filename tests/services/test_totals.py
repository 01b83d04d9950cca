"""Time, distance and zones of several together."""

from datetime import timedelta

from services.totals import Total, power_zones
from tests.services.sessions import activity, event


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
