"""Shorthand in both languages: all of it understood, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workouts.numbers import read_workout
from services.workouts.shorthand import read_shorthand
from services.workouts.targets import Thresholds
from services.workouts.text import Kind, parse

PIECES = (
    "3x",
    "10m",
    "400m",
    "90%",
    "Z2",
    "easy",
    "rest",
    "r5m",
    ",",
    "(",
    ")",
    "/",
    "5:00/km",
    "热身",
)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("3x10m 90% r5m", "3x\n- 10m 90%\n- 5m 50%"),
        ("3x10分钟 90% 间歇5分钟", "3x\n- 10m 90%\n- 5m 50%"),
        ("3 × 10 min @ 250w, 5 min rest", "3x\n- 10m 250w\n- 5m 50%"),
        ("3 × 10 min @ 250w, rest 5 min", "3x\n- 10m 250w\n- 5m 50%"),
        ("5x3min at 110-115% FTP rest 3min at 45%", "5x\n- 3m 110-115%\n- 3m 45%"),
        ("5x4m 105%/4m 50%", "5x\n- 4m 105%\n- 4m 50%"),
        ("3x(10m 90%, 5m 50%)", "3x\n- 10m 90%\n- 5m 50%"),
        (
            "20m 50% + 3x12m 88-92% r4m + 10m 50%",
            "- 20m 50%\n\n3x\n- 12m 88-92%\n- 4m 50%\n\n- 10m 50%",
        ),
        ("10m 60%, 20m 90%, 10m 50%", "- 10m 60%\n- 20m 90%\n- 10m 50%"),
        (
            "warm up 15m, 5x3m 110% 3m easy, cool down 10m",
            "Warmup\n- 15m 50%\n\n5x\n- 3m 110%\n- Easy 3m 50%\n\nCooldown\n- 10m 50%",
        ),
        (
            "15 min warm-up then 3 x 8 min at 95% with 4 min recovery then 10 min cool-down",
            "Warmup\n- 15m 50%\n\n3x\n- 8m 95%\n- 4m 50%\n\nCooldown\n- 10m 50%",
        ),
        (
            "热身15分钟 5x3分钟 110% 间歇3分钟 放松10分钟",
            "Warmup\n- 15m 50%\n\n5x\n- 3m 110%\n- 3m 50%\n\nCooldown\n- 10m 50%",
        ),
        ("1h z2", "- 1h Z2"),
        ("Z2 2h", "- 2h Z2"),
        ("1小时二区", "- 1h Z2"),
        ("３×１０分钟　９０％，休息５分钟", "3x\n- 10m 90%\n- 5m 50%"),
        ("4x3′30″ 110% r2′", "4x\n- 3m30s 110%\n- 2m 50%"),
        ("45分钟 Z2 心率", "- 45m Z2 HR"),
        ("3 sets of 10m 90%, 90rpm", "3x\n- 10m 90% 90rpm"),
        ("10 min Z1 - 40 min Z2", "- 10m Z1\n- 40m Z2"),
        ("4x4' 110%, jog 3'", "4x\n- 4m 110%\n- Jog 3m 50%"),
        ("1.5h zone 2", "- 1h30m Z2"),
        ("半小时 2区", "- 30m Z2"),
        ("90m Z2-3", "- 90m Z2-Z3"),
        ("10km @5:00/km", "- 10km 5:00/km Pace"),
        ("10公里 配速5:00", "- 10km 5:00 Pace"),
        ("6x400m 4:10/km jog 90s", "6x\n- 400mtr 4:10/km Pace\n- Jog 90s"),
        ("6x400米 4:10/公里 慢跑90秒", "6x\n- 400mtr 4:10/km Pace\n- 慢跑 90s"),
        ("4x1km 95% pace r2m", "4x\n- 1km 95% Pace\n- 2m"),
        ("6x30s 150% 90rpm r30s", "6x\n- 30s 150% 90rpm\n- 30s 50%"),
        ("10组1分钟 120% 休息1分钟", "10x\n- 1m 120%\n- 1m 50%"),
        *(
            (unclear, None)
            for unclear in ("8x400m 95% r2m", "3x10m hard", "Easy", "10m", "", "45 min easy")
        ),
        *((unclear, None) for unclear in ("5x3m 110%, 3m easy", "3x10m 90% 5m", "2x(3x5m 100%)")),
        ("3x10m 90% r5m and then coffee", None),
    ],
)
def test_what_is_understood(typed: str, text: str | None) -> None:
    assert read_shorthand(typed) == text


def test_metres_where_they_can_be_nothing_else() -> None:
    assert read_shorthand("10x50m r20s", "Swim") == "10x\n- 50mtr\n- 20s"
    assert read_shorthand("20m easy, 10x100m 1:45/100m", "Swim")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("8x400m 95% r2m", "8x\n- 400mtr 95%\n- 2m 50%"),
        ("2x20 90% r5", "2x\n- 20m 90%\n- 5m 50%"),
        ("5x3m 110%, 3m easy", "5x\n- 3m 110%\n- Easy 3m 50%"),
        ("5x5m Z4 2m Z1", "5x\n- 5m Z4\n- 2m Z1"),
        ("10m z1 40m z2 10m z1", "- 10m Z1\n- 40m Z2\n- 10m Z1"),
    ],
)
def test_what_is_likely_is_read_only_where_nobody_must_be_sure(typed: str, text: str) -> None:
    assert read_shorthand(typed) is None
    assert read_shorthand(typed, sure=False) == text


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


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_nothing_breaks_on_any_text(text: str) -> None:
    steps = read_shorthand(text)
    assert steps is None or all(line.kind is not Kind.DROPPED for line in parse(steps).lines)
