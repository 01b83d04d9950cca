"""Which lines vanished: against recorded workouts, and against texts people send."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.intervals.athlete import AthleteData
from services.intervals.models import Event
from services.workout_lines import dropped_lines
from services.workouts.text import Kind, parse
from tests.samples import recorded


def event(steps: list[dict[str, Any]]) -> Event:
    return Event.model_validate(
        {"id": 7, "start_date_local": "2026-03-05T00:00:00", "workout_doc": {"steps": steps}}
    )


def test_of_recorded_workouts_the_lines_without_length_vanished() -> None:
    for workout in recorded("workouts"):
        read = event(workout["workout_doc"]["steps"])
        vanished = [
            line.text for line in parse(workout["description"]).lines if line.kind is Kind.DROPPED
        ]
        assert list(dropped_lines(workout["description"], read)) == vanished, workout["name"]


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("- 10m 55%\n- 5m 110%", []),
        ("Warmup\n- 10m 55%\n\n3x\n- 1m 120%\n- easy\n\nCooldown\n- 5m 50%", ["- easy"]),
        ("- Easy 0s\n- 10m 55%", ["- Easy 0s"]),
        ("- 5m 50%\n- go\n- 5m 50%\n- 5m 50%", ["- go"]),
        ("– 10m 55%\n- 5m 110%", ["– 10m 55%"]),
        ("• 10m 55%\n• 5m 110%", ["• 10m 55%", "• 5m 110%"]),
        ("* bring a bottle\n- 10m 55%", []),
        ("6x 4min at 110% FTP", []),
        ("just ride", []),
        ("", []),
        ("- all out\n- more", ["- all out", "- more"]),
        ("- 1h30m 60%\n- 90s 100%\n- 1m30 90%\n- never", ["- never"]),
    ],
)
def test_lines_that_are_no_steps_are_named(
    alice: AthleteData, text: str, dropped: list[str]
) -> None:
    made = alice.add_event(
        alice.today, category="WORKOUT", type="Ride", name="x", description=text
    )
    assert list(dropped_lines(text, Event.model_validate(made))) == dropped


LENGTHS = st.sampled_from([30, 60, 90, 300, 600, 3600])
LINES = st.lists(st.tuples(LENGTHS, st.booleans()), max_size=8)


@given(LINES)
def test_as_many_lines_are_named_as_are_missing(lines: list[tuple[int, bool]]) -> None:
    text = "\n".join(f"- {seconds}s 50%" for seconds, _ in lines)
    kept = [{"duration": seconds} for seconds, taken in lines if taken]
    dropped = dropped_lines(text, event(kept))
    assert len(dropped) == len(lines) - len(kept)
    left = [f"- {step['duration']}s 50%" for step in kept]
    assert sorted([*dropped, *left]) == sorted(text.splitlines())


@given(st.text(), st.lists(st.fixed_dictionaries({"duration": st.integers(0, 9999)}), max_size=5))
def test_no_text_breaks_it(text: str, steps: list[dict[str, Any]]) -> None:
    lines = [line.strip() for line in text.splitlines()]
    assert set(dropped_lines(text, event(steps))) <= set(lines)
