"""The parse and its numbers against forty recorded answers, and what they do not cover."""

from typing import Any

import pytest

from sandbox.intervals.workout_doc import compute
from sandbox.intervals.workout_targets import Thresholds, resolved
from sandbox.intervals.workout_text import parse_step

RUNNER = Thresholds(
    lthr=170,
    max_hr=190,
    threshold_pace=4.0,
    pace_units="MINS_KM",
    hr_zones=(136, 150, 156, 166, 171, 176, 190),
    pace_zones=(77.5, 87.7, 94.3, 100.0, 103.4, 111.5, 999.0),
)


def test_every_recorded_workout_is_read_as_the_service_read_it(
    recorded_workouts: list[dict[str, Any]],
) -> None:
    for workout in recorded_workouts:
        computed = compute(workout["description"], Thresholds(ftp=workout["ftpUsed"]))
        doc = computed.workout_doc
        assert doc["steps"] == workout["workout_doc"]["steps"], workout["name"]
        assert doc["duration"] == workout["workout_doc"]["duration"]
        assert doc["distance"] == workout["workout_doc"]["distance"]


def test_every_recorded_workout_gets_the_recorded_numbers(
    recorded_workouts: list[dict[str, Any]],
) -> None:
    assert len(recorded_workouts) == 40
    for workout in recorded_workouts:
        computed = compute(workout["description"], Thresholds(ftp=workout["ftpUsed"]))
        doc = computed.workout_doc
        assert computed.moving_time == workout["moving_time"]
        assert doc["normalized_power"] == workout["normalized_power"]
        # The middle of the lowest zone is the one value the recordings leave open.
        assert doc["average_watts"] == pytest.approx(workout["average_watts"], abs=1)
        assert computed.training_load == workout["icu_training_load"]
        assert computed.intensity == pytest.approx(workout["icu_intensity"], abs=1e-4)


def test_nothing_parsed_leaves_the_numbers_unset() -> None:
    computed = compute("Ride as you feel", Thresholds(ftp=250))
    assert computed.workout_doc["steps"] == []
    assert computed.moving_time is None
    assert computed.training_load is None


def test_a_run_by_pace_is_timed_and_loaded_by_threshold_pace() -> None:
    computed = compute("- 2km 80% Pace\n- 10m 100% Pace", RUNNER)
    assert computed.moving_time == 625 + 600
    assert computed.distance == 2000
    assert computed.training_load == pytest.approx(28, abs=1)


def test_an_hour_at_threshold_is_a_hundred() -> None:
    assert compute("- 1h 100%", Thresholds(ftp=250)).training_load == 100
    assert compute("- 1h 100% LTHR", RUNNER).training_load == 100


def test_zone_times_add_up_without_sweet_spot() -> None:
    doc = compute("- 10m 50%\n- 20m 90%\n- 5m 130%", Thresholds(ftp=200)).workout_doc
    seconds = {zone["id"]: zone["secs"] for zone in doc["zoneTimes"]}
    assert seconds.pop("SS") == 1200
    assert sum(seconds.values()) == 35 * 60
    assert (seconds["Z1"], seconds["Z3"], seconds["Z6"]) == (600, 1200, 300)


@pytest.mark.parametrize(
    ("line", "key", "target"),
    [
        ("10m 80-90% Pace", "_pace", {"start": 3.2, "end": 3.6, "units": "m/s"}),
        ("10m 4:00 Pace", "_pace", {"value": pytest.approx(4.1667, abs=1e-3), "units": "m/s"}),
        ("10m 90% LTHR", "_hr", {"value": 153, "units": "bpm"}),
        ("10m 80% HR", "_hr", {"value": 152, "units": "bpm"}),
        ("10m Z2 HR", "_hr", {"value": 143, "units": "bpm"}),
    ],
)
def test_targets_resolve_by_the_sport_settings(
    line: str, key: str, target: dict[str, Any]
) -> None:
    step = parse_step(line)
    assert step
    assert resolved(step, RUNNER)[key] == target


@pytest.mark.parametrize(
    "line", ["10m Z9", "10m Z0 HR", "10m 0:00 Pace", "10m Z8 Pace", "10m 75%"]
)
def test_a_target_that_means_nothing_resolves_to_nothing(line: str) -> None:
    step = parse_step(line)
    assert step
    assert resolved(step, RUNNER) == {}
    assert compute(f"- {line}", RUNNER).training_load is None
