"""The grammar of workout text, line by line."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.intervals.workout_doc import wire
from services.workouts.numbers import read_workout
from services.workouts.targets import Thresholds
from services.workouts.text import Kind, parse

PIECES = (
    *("\n", "- ", "3x", "Warmup", "10m", "1h30", "30s", "2km", "400mtr", "88-94%", "Z2", "Z3-Z4"),
    *("220w", "70% HR", "95% LTHR", "5:10-5:30 Pace", "1:45/100m Pace", "90rpm", "ramp"),
    *("freeride", "power=3s", "60% MMP 5m", "Press lap", "intensity=rest", "9" * 40 + "m"),
)


def parse_text(text: str) -> list[dict[str, Any]]:
    return [wire(step) for step in parse(text).steps]


def watts(*numbers: int) -> dict[str, Any]:
    ends = {"start": numbers[0], "end": numbers[1]} if len(numbers) > 1 else {"value": numbers[0]}
    return ends | {"units": "w"}


def test_a_step_needs_a_length_of_more_than_nothing() -> None:
    assert parse_text("- as you like\n- Cool down 0s\n- tempo 70%") == []


def test_prose_is_not_a_workout() -> None:
    assert parse_text("6x 4min at 110% FTP with 3min recovery\n60min at 60-65% FTP") == []


def test_a_dash_needs_no_space() -> None:
    assert parse_text("-3h 190w") == [{"duration": 10_800, "power": watts(190)}]


def test_a_repeat_ends_at_a_blank_line() -> None:
    steps = parse_text("Main Set 3x\n- 1m 300w\n- how it feels\n- 2m 150w\n\n- 5m 120w")
    assert steps == [
        {
            "reps": 3,
            "text": "Main Set 3x",
            "distance": 0,
            "steps": [
                {"duration": 60, "power": watts(300)},
                {"duration": 120, "power": watts(150)},
            ],
        },
        {"duration": 300, "power": watts(120)},
    ]


@pytest.mark.parametrize(
    ("heading", "reps"),
    [
        *(("5x", 5), ("Main Set 5X", 5), ("Main 4×3 — hold the first 4x", 4), ("3 x", 3)),
        *(("Durability 2× fade", None), ("3x Main Set", None), ("0x", None), ("6x 4min", None)),
    ],
)
def test_a_heading_repeats_if_it_ends_with_how_often(heading: str, reps: int | None) -> None:
    [step] = parse_text(f"{heading}\n- 1m 300w")
    assert (step.get("reps"), step.get("text")) == (reps, heading if reps else None)


def test_line_ends_and_tabs_do_not_matter() -> None:
    assert parse_text("Warmup\r\n-\t5m 100w\r\n\r\n\t- 5m\t200w\r\n") == [
        {"warmup": True, "duration": 300, "power": watts(100)},
        {"duration": 300, "power": watts(200)},
    ]


def test_a_blank_line_between_heading_and_steps_loses_the_repeat() -> None:
    assert parse_text("3x\n\n- 1m 300w") == [{"duration": 60, "power": watts(300)}]


def test_sections_flag_their_steps_until_a_blank_line() -> None:
    steps = parse_text("Warm-up:\n- 5m 100w\n\n- 5m 200w\n\nCOOLDOWN\n- 5m 90w")
    assert [step.get("warmup", step.get("cooldown")) for step in steps] == [True, None, True]


def test_each_line_is_what_the_service_makes_of_it() -> None:
    text = "Legs first\n\n3x\n- 1m 300w\n- how it feels\n\n- Cool down 0s"
    assert [(line.text, line.kind) for line in parse(text).lines] == [
        ("Legs first", Kind.PROSE),
        ("3x", Kind.REPEAT),
        ("- 1m 300w", Kind.STEP),
        ("- how it feels", Kind.DROPPED),
        ("- Cool down 0s", Kind.DROPPED),
    ]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_nothing_breaks_on_any_text(text: str) -> None:
    found = read_workout(text, Thresholds(ftp=250))
    assert len(found.lines) == len([line for line in text.splitlines() if line.strip()])
