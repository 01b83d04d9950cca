"""The parse and its numbers against what the real service answered, and what that leaves open."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from services.intervals.models import Step, Structure
from services.workouts.numbers import Workout, read_workout
from services.workouts.targets import Thresholds
from tests.samples import recorded
from tests.services.workouts.samples import OURS

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


def understood(workout: dict[str, Any]) -> Workout:
    return read_workout(workout["description"] or "", Thresholds(ftp=workout.get("ftpUsed")))


def disagreements(workout: dict[str, Any]) -> Iterator[str]:
    """What is not as it was recorded: steps, targets and time; watts and load by more than one."""
    found = understood(workout)
    doc = Structure.model_validate(workout["workout_doc"])
    same = {
        "steps": ([bare(step) for step in found.steps], list(doc.steps)),
        "duration": (found.duration, doc.duration or timedelta()),
        "moving_time": (found.duration, timedelta(seconds=workout.get("moving_time") or 0)),
        "distance": (found.distance, doc.distance or 0),
    }
    near = {
        "normalized_power": found.weighted_average_watts,
        "average_watts": found.average_watts,
        "icu_training_load": found.training_load,
        "icu_intensity": found.intensity,
    }
    yield from (
        f"{name}: {ours} for {theirs}" for name, (ours, theirs) in same.items() if ours != theirs
    )
    for name, ours in near.items():
        theirs = workout.get(name)
        if theirs is not None and (ours is None or abs(ours - theirs) > 1):
            yield f"{name}: {ours} for {theirs}"


@pytest.mark.parametrize("workout", OURS, ids=lambda each: str(each["name"]))
def test_our_own_samples(workout: dict[str, Any]) -> None:
    assert not list(disagreements(workout))


def test_every_recorded_workout() -> None:
    workouts = recorded("workouts")
    assert len(workouts) >= 40
    wrong = {each["name"]: found for each in workouts if (found := list(disagreements(each)))}
    assert not wrong


def test_most_numbers_are_the_recorded_ones_to_the_watt() -> None:
    names = ("normalized_power", "average_watts", "icu_training_load")
    exact = []
    for workout in recorded("workouts"):
        found = understood(workout)
        numbers = (found.weighted_average_watts, found.average_watts, found.training_load)
        exact.append(numbers == tuple(workout.get(name) for name in names))
    assert exact.count(True) >= 0.9 * len(exact)


def test_nothing_parsed_leaves_the_numbers_unset() -> None:
    found = read_workout("Ride as you feel", Thresholds(ftp=250))
    assert (found.steps, found.duration, found.training_load) == ((), timedelta(), None)


def test_a_run_by_pace_is_timed_and_loaded_by_threshold_pace() -> None:
    found = read_workout("- 2km 80% Pace\n- 10m 100% Pace", RUNNER)
    assert found.duration == timedelta(seconds=625 + 600)
    assert found.distance == 2000
    assert found.training_load == pytest.approx(28, abs=1)


@pytest.mark.parametrize(
    ("text", "watts"),
    [
        *(("Z1", 141), ("Z2", 186), ("Z3", 236), ("Z4", 279), ("Z5", 322), ("Z6", 387)),
        *(("Z7", 1644), ("55-75%", 186), ("120-150%", 386), ("ramp 100w-300w", 200)),
    ],
)
def test_an_hour_of_it_is_what_the_real_service_measured(text: str, watts: int) -> None:
    """One step each, as the service answered for an FTP of 286 W; zones are whole watts."""
    assert read_workout(f"- 60m {text}", Thresholds(ftp=286)).average_watts == watts


def test_a_ramp_weighs_more_than_its_average() -> None:
    found = read_workout("- 60m ramp 100w-300w", Thresholds())
    assert (found.weighted_average_watts, found.training_load) == (221, None)


def test_distances_are_timed_by_pace_else_as_people_usually_go() -> None:
    ride, run = Thresholds(), Thresholds(usual_speed=10 / 3.6)
    assert read_workout("- 400mtr 250w", ride).duration == timedelta(seconds=48)
    assert read_workout("- 1km 92-96% Pace", run).duration == timedelta(minutes=6)
    assert read_workout("- 1mi 5:55/mi Pace", run).duration == timedelta(seconds=355)


@pytest.mark.parametrize(
    ("text", "thresholds", "load"),
    [
        ("- 1h 7:49/mi Pace", Thresholds(threshold_pace=1609.34 / 375), 64),
        ("- 30m 50% Pace\n- 30m 100% Pace", Thresholds(threshold_pace=4.0), 56),
        ("- 30m 50% Pace\n- 30m 100% Pace", Thresholds(threshold_pace=1.2, swims=True), 42),
        ("- 1h 100% LTHR", Thresholds(lthr=170, max_heart_rate=190), 100),
        ("- 1h 80% LTHR", Thresholds(lthr=170, max_heart_rate=190), 45),
        ("- 1h 80% LTHR", Thresholds(), None),
    ],
)
def test_pace_counts_by_its_average_and_heart_rate_by_trimp(
    text: str, thresholds: Thresholds, load: int | None
) -> None:
    assert read_workout(text, thresholds).training_load == load


def test_an_hour_at_threshold_is_a_hundred() -> None:
    assert read_workout("- 1h 100%", Thresholds(ftp=250)).training_load == 100
    assert read_workout("- 1h 100% LTHR", RUNNER).training_load == 100


def test_zone_times_add_up_without_sweet_spot() -> None:
    found = read_workout("- 10m 50%\n- 20m 90%\n- 5m 130%", Thresholds(ftp=200))
    minutes = {zone.id: (zone.time or timedelta()).seconds // 60 for zone in found.zone_times}
    assert minutes.pop("SS") == 20
    assert sum(minutes.values()) == 35
    assert (minutes["Z1"], minutes["Z3"], minutes["Z6"]) == (10, 20, 5)
