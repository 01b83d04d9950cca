"""Changed steps are written into the text they came from, and parse back to what they are."""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.intervals.models import Step, Structure
from services.workouts.numbers import read_workout
from services.workouts.rescale import rescale, to_percent, to_watts
from services.workouts.targets import Thresholds
from services.workouts.text import parse
from services.workouts.wording import worded
from services.workouts.writing import rewrite
from tests.samples import recorded
from tests.services.workouts.samples import OURS

RIDER = Thresholds(ftp=250, threshold_pace=4.0)

LABELS = st.sampled_from(["", "Hard ", "Opener 2, hard <again> ", "Over – under ", "甜区 "])
LENGTHS = st.sampled_from(
    [
        "30s",
        "10m",
        "1h",
        "1h30m",
        "1h30",
        "90s",
        "2km",
        "1mi",
        "500mtr",
        "1'30\"",
        "1h 30m",
        "2 km",
    ]
)
TARGETS = st.sampled_from(
    [
        *("", "75%", "88-94%", "220w", "200-240w", "Z2", "Z3-Z4", "60% MMP 5m", "70% HR"),
        *("92-95% LTHR", "Z2 HR", "150bpm", "78-82% Pace", "Z2 Pace", "5:00/km Pace", "CZ1"),
        *("5:10-5:30 Pace", "1:45/100m Pace", "freeride", "ramp 65-45%", "62.5% 90 rpm"),
    ]
)
MORE = st.sampled_from(["", " 85-95rpm", " intensity=rest", " Press lap", " hidepower"])
STEPS = st.builds("- {}{} {}{}".format, LABELS, LENGTHS, TARGETS, MORE)
HEADINGS = st.sampled_from(["", "Warmup", "Cooldown", "3x", "Main Set 5x", "Drink.", "- nothing"])
WORKOUTS = st.lists(st.one_of(STEPS, HEADINGS), max_size=12).map("\n".join)


def dumped(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """Steps as far as they are written: lengths and targets as typed."""
    resolved = {"watts", "beats_per_minute", "metres_per_second"}
    keep = [step.model_dump(exclude=resolved | {"steps", "duration"}) for step in steps]
    return [
        fields
        | {"steps": dumped(step.steps)}
        | {"duration": None if step.distance or step.steps else step.duration}
        for fields, step in zip(keep, steps, strict=True)
    ]


@given(st.text() | WORKOUTS)
def test_steps_that_are_not_changed_leave_the_text_as_it_is(text: str) -> None:
    assert rewrite(text, parse(text).steps) == "\n".join(text.splitlines())


def test_recorded_workouts_survive_being_written() -> None:
    for workout in [*OURS, *recorded("workouts")]:
        text = workout["description"]
        assert rewrite(text, parse(text).steps).strip() == text.strip(), workout["name"]


@given(WORKOUTS, st.integers(20, 300))
def test_what_is_written_parses_back_to_the_same(text: str, percent: int) -> None:
    for changed in (
        rescale(read_workout(text, RIDER).steps, percent),
        to_watts(read_workout(text, RIDER).steps, 250),
        to_percent(read_workout(text, RIDER).steps, 250),
    ):
        assert dumped(parse(rewrite(text, changed)).steps) == dumped(changed)


@given(WORKOUTS, st.integers(20, 300))
def test_any_workout_is_rescaled_within_its_rounding(text: str, percent: int) -> None:
    steps = read_workout(text, RIDER).steps
    before = [leaf for step in steps for leaf in step.leaves() if not leaf.distance]
    changed = rescale(steps, percent)
    after = [leaf for step in changed for leaf in step.leaves() if not leaf.distance]
    for old, new in zip(before, after, strict=True):
        assert old.duration
        assert new.duration
        wanted = old.duration * percent / 100
        grain = 30 if wanted >= timedelta(minutes=20) else 15
        assert abs(new.duration - wanted) <= timedelta(seconds=grain)
    assert [each.reps for each in changed] == [each.reps for each in steps]


@given(WORKOUTS)
def test_steps_that_no_text_came_with_are_worded(text: str) -> None:
    assert worded(parse(text).steps) is not None


def test_recorded_steps_are_worded_without_their_text() -> None:
    for workout in [*OURS, *recorded("workouts")]:
        steps = Structure.model_validate(workout["workout_doc"]).steps
        assert worded(steps), workout["name"]


def test_steps_that_no_text_says_are_not_worded() -> None:
    aim = {"value": 1, "units": "horses"}
    assert worded([Step.model_validate({"duration": 3600, "power": aim})]) is None
