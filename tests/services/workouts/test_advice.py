"""Lines that are not read as they sound are pointed out, with what was probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workouts.advice import Reason, hints
from tests.stage import recorded_workouts


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
        ("热身10分钟 60%", Reason.NOT_A_STEP, None),
        ("- 400m 200w", Reason.MINUTES, "- 400mtr 200w"),
        ("- 10m 4:30/km", Reason.NO_PACE, "- 10m 4:30/km Pace"),
    ],
)
def test_what_is_pointed_out(line: str, reason: Reason, meant: str | None) -> None:
    [hint] = hints(f"- 10m 50%\n{line}")
    assert (hint.line, hint.reason, hint.suggestion) == (line, reason, meant)


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
    ],
)
def test_what_is_read_as_it_sounds_is_left_alone(text: str) -> None:
    assert hints(text) == ()


def test_recorded_workouts_are_mostly_left_alone() -> None:
    """Coaches write prose between the steps: few lines of it may look like steps."""
    pointed = [hint for each in recorded_workouts() for hint in hints(each["description"])]
    assert len([each for each in pointed if each.reason is Reason.NOT_A_STEP]) <= 10


@given(st.text())
def test_nothing_breaks_on_any_text(text: str) -> None:
    hints(text, "Run")
