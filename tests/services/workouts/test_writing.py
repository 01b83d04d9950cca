"""What is written parses back to the same; changes keep the shape of a workout."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intervals.models import Step
from services.workouts.numbers import read_workout
from services.workouts.rescale import fit_to, rescale, to_percent, to_watts
from services.workouts.targets import Thresholds
from services.workouts.text import parse
from services.workouts.writing import write
from tests.services.workouts.samples import OURS
from tests.stage import recorded_workouts

RIDER = Thresholds(ftp=250)
TEXT = """Warmup
- 10m ramp 50-75% 90rpm

Main Set 3x
- Hard 12m 88-92% 85-95rpm
- Easy 4m 55%

- 400mtr 95% Pace
- 1h30m5s Z2

Cooldown
- 10m 60-45% Press lap"""

LABELS = st.sampled_from(["", "Hard ", "Opener 2, hard <again> ", "Over – under ", "甜区 "])
LENGTHS = st.sampled_from(["30s", "10m", "1h", "1h30m", "90s", "2km", "1mi", "500mtr", "1'30\""])
TARGETS = st.sampled_from(
    [
        *("", "75%", "88-94%", "220w", "200-240w", "Z2", "Z3-Z4", "60% MMP 5m", "70% HR"),
        *("92-95% LTHR", "Z2 HR", "150bpm", "78-82% Pace", "Z2 Pace", "5:00/km Pace"),
        *("5:10-5:30 Pace", "1:45/100m Pace", "freeride", "ramp 65-45%", "62.5% 90rpm"),
    ]
)
MORE = st.sampled_from(["", " 85-95rpm", " intensity=rest", " Press lap", " hidepower"])
STEPS = st.builds("- {}{} {}{}".format, LABELS, LENGTHS, TARGETS, MORE)
HEADINGS = st.sampled_from(["", "Warmup", "Cooldown", "3x", "Main Set 5x", "Drink.", "\n"])
WORKOUTS = st.lists(st.one_of(STEPS, HEADINGS), max_size=12).map("\n".join)


def same(one: tuple[Step, ...], other: tuple[Step, ...]) -> bool:
    return [each.model_dump() for each in one] == [each.model_dump() for each in other]


@given(WORKOUTS)
def test_what_is_written_parses_back_to_the_same(text: str) -> None:
    steps = parse(text).steps
    assert same(parse(write(steps)).steps, steps)


def test_recorded_workouts_survive_being_written() -> None:
    for workout in [*OURS, *recorded_workouts()]:
        steps = parse(workout["description"]).steps
        assert same(parse(write(steps)).steps, steps), workout["name"]


def test_it_reads_as_a_persons() -> None:
    assert write(parse(TEXT).steps) == TEXT


def test_shorter_keeps_repeats_ramps_and_labels() -> None:
    shorter = rescale(read_workout(TEXT, RIDER).steps, 80)
    assert write(shorter) == (
        TEXT.replace("10m", "8m")
        .replace("12m", "9m30s")
        .replace("4m 55%", "3m10s 55%")
        .replace("400mtr", "300mtr")
        .replace("1h30m5s", "1h12m")
    )


@pytest.mark.parametrize("minutes", [45, 61, 90, 200])
def test_it_can_be_made_to_last_exactly_so_long(minutes: int) -> None:
    text = "- 10m 60%\n\n3x\n- 12m 90%\n- 4m 55%\n\n- 10m 50%"
    steps = fit_to(read_workout(text, RIDER).steps, timedelta(minutes=minutes))
    assert read_workout(write(steps), RIDER).duration == timedelta(minutes=minutes)


@given(WORKOUTS, st.integers(20, 300))
def test_any_workout_can_be_rescaled(text: str, percent: int) -> None:
    steps = read_workout(text, RIDER).steps
    changed = read_workout(write(rescale(steps, percent)), RIDER)
    assert len(changed.steps) == len(steps)


def test_watts_and_percent_are_swapped() -> None:
    steps = parse("- 10m 200-250w 90rpm\n- 5m ramp 50-60%\n- 5m Z2").steps
    assert write(to_percent(steps, 250)) == "- 10m 80-100% 90rpm\n- 5m ramp 50-60%\n- 5m Z2"
    assert write(to_watts(steps, 250)) == "- 10m 200-250w 90rpm\n- 5m ramp 125-150w\n- 5m Z2"
