"""What the stand-in answers for a workout, in the wire's own words."""

import pytest

from sandbox.intervals.workout_doc import compute, resolved
from services.workouts.targets import Thresholds
from tests.samples import recorded


def test_every_recorded_workout_is_answered_as_the_service_did() -> None:
    for workout in recorded("workouts"):
        computed = compute(workout["description"], Thresholds(ftp=workout.get("ftpUsed")))
        doc, theirs = computed.workout_doc, workout["workout_doc"]
        for name in ("steps", "duration", "distance"):
            assert doc[name] == theirs[name], workout["name"]
        assert computed.moving_time == workout["moving_time"]
        if watts := workout.get("normalized_power"):
            assert doc["normalized_power"] == pytest.approx(watts, abs=1)
            assert doc["average_watts"] == pytest.approx(workout["average_watts"], abs=1)
            assert computed.training_load == pytest.approx(workout["icu_training_load"], abs=1)


def test_nothing_parsed_leaves_the_numbers_unset() -> None:
    computed = compute("Ride as you feel", Thresholds(ftp=250))
    assert computed.workout_doc["steps"] == []
    assert computed.moving_time is None
    assert computed.training_load is None


def test_zone_times_are_named_and_coloured() -> None:
    doc = compute("- 10m 50%\n- 20m 90%", Thresholds(ftp=200)).workout_doc
    first, *_, sweet = doc["zoneTimes"]
    assert (first["id"], first["minWatts"], first["maxWatts"], first["secs"]) == (
        "Z1",
        1,
        110,
        600,
    )
    assert (sweet["id"], sweet["secs"]) == ("SS", 1200)


def test_targets_resolve_beside_what_was_typed() -> None:
    [step] = compute("- 2km 80-90% Pace", Thresholds(threshold_pace=4.0)).workout_doc["steps"]
    assert resolved(step, Thresholds(threshold_pace=4.0)) == {
        "_pace": {"start": pytest.approx(3.2), "end": pytest.approx(3.6), "units": "m/s"},
        "_distance": 2000,
    }
    assert resolved(step, Thresholds()) == {"_distance": 2000}
