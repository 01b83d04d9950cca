"""Lines that are not read as they sound are pointed out, with what was probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workouts.advice import Reason, corrected, hints
from tests.samples import recorded

PIECES = (
    "\n",
    "- ",
    "  - ",
    "3x",
    "3x ",
    " Warmup",
    "10m ",
    "400m ",
    "90% ",
    "Z2 ",
    "5:00/km ",
    "r2m",
)


@pytest.mark.parametrize(
    ("line", "reason", "meant"),
    [
        ("- tempo 70%", Reason.NO_LENGTH, None),
        ("- 4 min 90%", Reason.NO_LENGTH, "- 4m 90%"),
        ("- 20min 65%", Reason.NO_LENGTH, "- 20m 65%"),
        ("– 10m 90%", Reason.NOT_A_STEP, "- 10m 90%"),
        ("• 10m 90%", Reason.NOT_A_STEP, "- 10m 90%"),
        ("10m 90%", Reason.NOT_A_STEP, "- 10m 90%"),
        ("6x 4min at 110%", Reason.NOT_A_STEP, "6x\n- 4m 110%"),
        ("rest 5 min easy", Reason.NOT_A_STEP, "- rest 5m easy"),
        ("热身10分钟 60%", Reason.NOT_A_STEP, "- 热身 10m 60%"),
        ("45 min easy", Reason.NOT_A_STEP, "- Easy 45m"),
        ("2h endurance at 65%", Reason.NOT_A_STEP, "- Endurance 2h 65%"),
        ("2x20 90% r5", Reason.NOT_A_STEP, "2x\n- 20m 90%\n- 5m 50%"),
        ("3x12min sweet spot, 4 min rest", Reason.NOT_A_STEP, None),
        ("30-40min easy", Reason.NOT_A_STEP, None),
        ("8x400m 95% r2m", Reason.NOT_A_STEP, "8x\n- 400mtr 95%\n- 2m 50%"),
        ("- 1.5h Z2", Reason.NO_LENGTH, "- 1h30m Z2"),
        ("- 5’ 90%", Reason.NO_LENGTH, "- 5m 90%"),
        ("- ５m ９０％", Reason.NO_LENGTH, "- 5m 90%"),
        ("- 1′30″ 90%", Reason.NO_LENGTH, "- 1m30s 90%"),
        ("- 5:00 90%", Reason.NO_LENGTH, "- 5m 90%"),
        ("- 5分钟 90%", Reason.NO_LENGTH, "- 5m 90%"),
        ("- warm up easy", Reason.NO_LENGTH, None),
        ("- 5x 1m 120%", Reason.ONCE, "5x\n- 1m 120%"),
        ("- 5x1m 120%", Reason.NO_LENGTH, "5x\n- 1m 120%"),
        ("- 3x", Reason.ONCE, "\n3x"),
        ("- 10m 150bpm", Reason.BEATS, None),
        ("- 10m 88–94%", Reason.DASH, "- 10m 88-94%"),
        ("- best 60s 1m 200w", Reason.ADDED, None),
        ("  - 5m 60%", Reason.INDENTED, "- 5m 60%"),
        ("- 400m 200w", Reason.MINUTES, "- 400mtr 200w"),
        ("- 10m 4:30/km", Reason.NO_PACE, "- 10m 4:30/km Pace"),
    ],
)
def test_what_is_pointed_out(line: str, reason: Reason, meant: str | None) -> None:
    [hint] = hints(f"- 10m 50%\n{line}")
    assert (hint.line, hint.reason, hint.suggestion) == (line.strip(), reason, meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Warmup\n- 10m 50%\nMain Set 3x\n- 5m 100%\n- 2m 50%\nCooldown\n- 5m 50%",
            "Warmup\n- 10m 50%\n\nMain Set 3x\n- 5m 100%\n- 2m 50%\n\nCooldown\n- 5m 50%",
        ),
        ("3x\n\n- 5m 100%", "3x\n- 5m 100%"),
        ("- 5m 50%\n\n3x\n  - 5m 100%\n  - 2m 50%", "- 5m 50%\n\n3x\n- 5m 100%\n- 2m 50%"),
        ("- 5m 50%\n- 3x\n  - 5m 100%", "- 5m 50%\n\n3x\n- 5m 100%"),
        ("3x Main Set\n- 5m 100%", "Main Set 3x\n- 5m 100%"),
        ("Main Set 3×:\n- 5m 100%", "Main Set 3x\n- 5m 100%"),
        ("4 sets of\n- 5m 100%", "4x\n- 5m 100%"),
        ("3x\n5m 100%\n2m 50%", "3x\n- 5m 100%\n- 2m 50%"),
        ("- 10m 50%\n6x 4min at 110%\n- 10m 50%", "- 10m 50%\n\n6x\n- 4m 110%\n\n- 10m 50%"),
    ],
)
def test_repeats_are_made_to_repeat(text: str, meant: str) -> None:
    assert hints(text)
    assert corrected(text) == meant
    assert hints(meant) == ()


def test_what_is_meant_for_a_run_is_said_at_once() -> None:
    """Metres, and the pace: what is shown is what is saved."""
    [hint] = hints("8x400m 95% r2m", "Run")
    assert hint.suggestion == corrected("8x400m 95% r2m", "Run")
    assert hint.suggestion == "8x\n- 400mtr 95% Pace\n- 2m 50% Pace"


@pytest.mark.parametrize(
    ("text", "sport", "meant"),
    [
        ("- 50m 90% Pace", "Swim", "- 50mtr 90% Pace"),
        ("- 10m 4:30-4:40", "Run", "- 10m 4:30-4:40 Pace"),
        ("- 10m 4:30", "Ride", None),
        ("3x30s plank, 30s rest", "WeightTraining", None),
        ("3x30s plank, 30s rest", "Ride", ""),
    ],
)
def test_the_sport_says_what_a_line_means(text: str, sport: str, meant: str | None) -> None:
    found = hints(text, sport)
    assert [hint.suggestion or "" for hint in found] == ([] if meant is None else [meant])


def test_notes_beside_the_steps_stay_notes() -> None:
    notes = "Warm-up: 15 min easy.\nMain set: 3 x 3 min @ 90%.\n\n"
    assert hints(f"{notes}- 10m 50%\n\n3x\n- 3m 90%") == ()
    assert [hint.reason for hint in hints(notes)] == [Reason.NOT_A_STEP] * 2


def test_a_bare_percentage_of_a_run_is_power() -> None:
    [hint] = hints("- 10m 80-90%", "TrailRun")
    assert (hint.reason, hint.suggestion) == (Reason.POWER, "- 10m 80-90% Pace")
    assert hints("- 10m 80-90%", "Ride") == ()
    assert hints("- 10m 80-90% Pace", "Run") == ()
    assert hints("- 10m 80% LTHR", "Run") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Fuel with 60 g an hour.\nWarmup\n- 10m 50%\n\n3x\n- 12m 90%",
        "Main Set 5x\n- 3m 110%\n\nCooldown\n- 10m 50%",
        "- 1h30m Z2 85-95rpm",
        "If the legs are good do it 2x\n\n- 20m 90%",
    ],
)
def test_what_is_read_as_it_sounds_is_left_alone(text: str) -> None:
    assert hints(text) == ()


def test_recorded_workouts_are_left_alone_but_for_what_vanishes() -> None:
    """Coaches write prose between the steps and in them."""
    workouts = recorded("workouts")
    pointed = [
        hint
        for each in workouts
        for hint in hints(each["description"], "Ride")
        if hint.reason is not Reason.NO_LENGTH
    ]
    assert len(pointed) <= len(workouts) / 10


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_nothing_breaks_on_any_text(text: str) -> None:
    assert all(hint.line in text for hint in hints(text, "Run"))
    corrected(text, "Run")
