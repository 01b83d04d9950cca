"""Shorthand in both languages: all of it understood, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workouts.numbers import read_workout
from services.workouts.shorthand import read_shorthand
from services.workouts.targets import Thresholds


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("3x10m 90% r5m", "3x\n- 10m 90%\n- 5m 50%"),
        ("3x10分钟 90% 间歇5分钟", "3x\n- 10m 90%\n- 5m 50%"),
        ("3 × 10 min @ 250w, 5 min rest", None),
        ("3 × 10 min @ 250w, rest 5 min", "3x\n- 10m 250w\n- 5m 50%"),
        ("5x3min at 110-115% FTP rest 3min at 45%", "5x\n- 3m 110-115%\n- 3m 45%"),
        ("20m 50% + 3x12m 88-92% r4m + 10m 50%", "20m 50%|3x12"),
        ("1h z2", "- 1h Z2"),
        ("90m Z2-3", "- 90m Z2-Z3"),
        ("4x1km 95% pace r2m", "4x\n- 1km 95% Pace\n- 2m"),
        ("6x30s 150% r30s", "6x\n- 30s 150%\n- 30s 50%"),
        ("10组1分钟 120% 休息1分钟", "10x\n- 1m 120%\n- 1m 50%"),
        ("8x400m 95% r2m", None),
        ("3x10m hard", None),
        ("Easy", None),
        ("10m", None),
        ("", None),
        ("3x10m 90% r5m and then coffee", None),
    ],
)
def test_what_is_understood(typed: str, text: str | None) -> None:
    found = read_shorthand(typed)
    if text and "|" in text:
        assert found == "- 20m 50%\n\n3x\n- 12m 88-92%\n- 4m 50%\n\n- 10m 50%"
    else:
        assert found == text


@given(
    st.integers(2, 20),
    st.integers(1, 90),
    st.integers(30, 150),
    st.integers(1, 20),
    st.sampled_from(
        ["{}x{}m {}% r{}m", "{}×{}分钟 {}% 休息{}分钟", "{} x {} min @ {}% rest {}min"]
    ),
)
def test_every_number_is_kept(reps: int, minutes: int, percent: int, rest: int, way: str) -> None:
    text = read_shorthand(way.format(reps, minutes, percent, rest))
    assert text
    [step] = read_workout(text, Thresholds(ftp=200)).steps
    assert step.reps == reps
    assert [each.duration and each.duration.seconds // 60 for each in step.steps] == [
        minutes,
        rest,
    ]
    assert step.steps[0].power
    assert step.steps[0].power.start == percent


@given(st.text())
def test_nothing_breaks_on_any_text(text: str) -> None:
    read_shorthand(text)
