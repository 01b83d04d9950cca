"""The parse and its numbers against what the real service answered, and what that leaves open."""

from datetime import timedelta
from typing import Any

import pytest

from services.intervals.models import Step, Structure
from services.workouts.numbers import read_workout
from services.workouts.targets import Thresholds
from tests.services.workouts.samples import OURS
from tests.stage import recorded_workouts

RUNNER = Thresholds(
    lthr=170,
    max_heart_rate=190,
    threshold_pace=4.0,
    heart_rate_zones=(136, 150, 156, 166, 171, 176, 190),
    pace_zones=(77.5, 87.7, 94.3, 100.0, 103.4, 111.5, 999.0),
)


def bare(step: Step) -> Step:
    """As the recordings have it: targets as they were typed, not resolved."""
    inner = tuple(bare(each) for each in step.steps)
    unresolved = {"watts": None, "beats_per_minute": None, "metres_per_second": None}
    return step.model_copy(update={"steps": inner, **unresolved})


def check(workout: dict[str, Any]) -> None:
    """Steps and targets identical, time exact, watts and load within one."""
    found = read_workout(workout["description"], Thresholds(ftp=workout["ftpUsed"]))
    doc = Structure.model_validate(workout["workout_doc"])
    assert [bare(step).model_dump() for step in found.steps] == [
        step.model_dump() for step in doc.steps
    ], workout["name"]
    assert found.duration == doc.duration == timedelta(seconds=workout["moving_time"])
    assert found.distance == doc.distance
    assert found.weighted_average_watts == pytest.approx(workout["normalized_power"], abs=1)
    assert found.average_watts == pytest.approx(workout["average_watts"], abs=1)
    assert found.training_load == pytest.approx(workout["icu_training_load"], abs=1)


@pytest.mark.parametrize("workout", OURS, ids=lambda each: str(each["name"]))
def test_our_own_samples(workout: dict[str, Any]) -> None:
    check(workout)


def test_every_recorded_workout() -> None:
    recorded = recorded_workouts()
    assert len(recorded) == 40
    for workout in recorded:
        check(workout)
        found = read_workout(workout["description"], Thresholds(ftp=workout["ftpUsed"]))
        assert found.weighted_average_watts == workout["normalized_power"]
        assert found.training_load == workout["icu_training_load"]
        assert found.intensity == pytest.approx(workout["icu_intensity"], abs=1e-4)


def test_nothing_parsed_leaves_the_numbers_unset() -> None:
    found = read_workout("Ride as you feel", Thresholds(ftp=250))
    assert (found.steps, found.duration, found.training_load) == ((), timedelta(), None)


def test_a_run_by_pace_is_timed_and_loaded_by_threshold_pace() -> None:
    found = read_workout("- 2km 80% Pace\n- 10m 100% Pace", RUNNER)
    assert found.duration == timedelta(seconds=625 + 600)
    assert found.distance == 2000
    assert found.training_load == pytest.approx(28, abs=1)


def test_an_hour_at_threshold_is_a_hundred() -> None:
    assert read_workout("- 1h 100%", Thresholds(ftp=250)).training_load == 100
    assert read_workout("- 1h 100% LTHR", RUNNER).training_load == 100


def test_zone_times_add_up_without_sweet_spot() -> None:
    found = read_workout("- 10m 50%\n- 20m 90%\n- 5m 130%", Thresholds(ftp=200))
    minutes = {zone.id: (zone.time or timedelta()).seconds // 60 for zone in found.zone_times}
    assert minutes.pop("SS") == 20
    assert sum(minutes.values()) == 35
    assert (minutes["Z1"], minutes["Z3"], minutes["Z6"]) == (10, 20, 5)


@pytest.mark.parametrize(
    ("line", "way", "ends"),
    [
        ("10m 80-90% Pace", "metres_per_second", (3.2, 3.6)),
        ("10m 4:00 Pace", "metres_per_second", (4.1667, 4.1667)),
        ("10m 90% LTHR", "beats_per_minute", (153, 153)),
        ("10m 80% HR", "beats_per_minute", (152, 152)),
        ("10m Z2 HR", "beats_per_minute", (143, 143)),
    ],
)
def test_targets_resolve_by_the_settings(line: str, way: str, ends: tuple[float, float]) -> None:
    [step] = read_workout(f"- {line}", RUNNER).steps
    found = getattr(step, way)
    assert (found.start, found.end) == pytest.approx(ends, abs=1e-3)


@pytest.mark.parametrize("target", ["Z9", "Z0 HR", "0:00 Pace", "Z8 Pace", "75%"])
def test_a_target_that_means_nothing_resolves_to_nothing(target: str) -> None:
    found = read_workout(f"- 10m {target}", RUNNER)
    [step] = found.steps
    assert step.watts is step.beats_per_minute is step.metres_per_second is None
    assert found.training_load is None
