"""Workouts made longer or shorter, and written in other units."""

from datetime import timedelta

import pytest

from services.workouts.numbers import read_workout
from services.workouts.rescale import fit_to, rescale, to_percent, to_watts
from services.workouts.targets import Thresholds
from services.workouts.text import parse
from services.workouts.writing import rewrite

RIDER = Thresholds(ftp=250, threshold_pace=4.0)


TEXT = """Fuel early: 60–80g an hour.

Warmup
- 10m Ramp 50%-75% 90rpm, easy gear

Main Set 3x
- Hard – not all out 12m 88-92% 85-95rpm
- no length here
- Easy 4m 55%

- 400mtr 95% Pace power=3s
- 1mi Z2 HR
-1h 30m CZ1

Cooldown
- 10' 60-45% Press lap
Then eat."""


def test_shorter_keeps_repeats_ramps_labels_and_all_that_is_said() -> None:
    shorter = rescale(read_workout(TEXT, RIDER).steps, 80)
    assert rewrite(TEXT, shorter) == (
        TEXT.replace("10m", "8m")
        .replace("12m", "9m30s")
        .replace("4m 55%", "3m15s 55%")
        .replace("400mtr", "300mtr")
        .replace("1mi", "0.8mi")
        .replace("-1h 30m", "-1h12m")
        .replace("10'", "8m")
    )


@pytest.mark.parametrize(
    ("typed", "shorter"),
    [
        *(("45s", "35s"), ("3m", "2m30s"), ("12m", "9m30s"), ("1h", "48m"), ("1h30", "1h12m")),
        *(("100mtr", "75mtr"), ("400mtr", "300mtr"), ("10km", "8km"), ("3mi", "2.4mi")),
    ],
)
def test_lengths_are_rounded_as_people_say_them(typed: str, shorter: str) -> None:
    text = f"- {typed} 90%"
    steps = rescale(read_workout(text, RIDER).steps, 80)
    assert rewrite(text, steps) == f"- {shorter} 90%"


@pytest.mark.parametrize("minutes", [45, 61, 90, 200])
def test_it_can_be_made_to_last_exactly_so_long(minutes: int) -> None:
    text = "- 10m 60%\n\n3x\n- 12m 90%\n- 4m 55%\n\n- 10m 50%"
    steps = fit_to(read_workout(text, RIDER).steps, timedelta(minutes=minutes))
    assert read_workout(rewrite(text, steps), RIDER).duration == timedelta(minutes=minutes)


def test_watts_and_percent_are_swapped() -> None:
    text = "Go\n- <40% MAP 10m 200w-250w 90rpm\n- 5m ramp 50-60%\n- 5m Z2\n- 5m 70% HR"
    steps = parse(text).steps
    assert rewrite(text, to_percent(steps, 250)) == text.replace("200w-250w", "80-100%")
    assert rewrite(text, to_watts(steps, 250)) == text.replace("50-60%", "125-150w")
