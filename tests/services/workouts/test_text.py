"""The grammar of workout text, line by line."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.intervals.workout_doc import wire
from services.workouts.numbers import read_workout
from services.workouts.step import parse_step as read_step
from services.workouts.targets import Thresholds
from services.workouts.text import Kind, parse

PIECES = (
    *("\n", "- ", "3x", "Warmup", "10m", "1h30", "30s", "2km", "400mtr", "88-94%", "Z2", "Z3-Z4"),
    *("220w", "70% HR", "95% LTHR", "5:10-5:30 Pace", "1:45/100m Pace", "90rpm", "ramp"),
    *("freeride", "power=3s", "60% MMP 5m", "Press lap", "intensity=rest", "9" * 40 + "m"),
)


def parse_step(line: str) -> dict[str, Any] | None:
    """The step as the wire writes it, which is what the recordings show."""
    step = read_step(line)
    return wire(step) if step else None


def parse_text(text: str) -> list[dict[str, Any]]:
    return [wire(step) for step in parse(text).steps]


def watts(*numbers: int) -> dict[str, Any]:
    ends = {"start": numbers[0], "end": numbers[1]} if len(numbers) > 1 else {"value": numbers[0]}
    return ends | {"units": "w"}


@pytest.mark.parametrize(
    ("line", "duration"),
    [
        ("30s 200w", 30),
        ("10m 200w", 600),
        ("1h 200w", 3600),
        ("1h30m 200w", 5400),
        ("1m30 200w", 90),
        ("1h30 200w", 5400),
        ("1h 30m 200w", 5400),
        ("1m 30s 200w", 90),
        ("1H30M 200W", 5400),
        ("1m30s 200w", 90),
        ("0m10s 200w", 10),
        ("5' 200w", 300),
        ('30" 200w', 30),
        ("1'30\" 200w", 90),
        ("400m 200w", 24_000),
    ],
)
def test_durations_are_read_and_m_is_minutes(line: str, duration: int) -> None:
    step = parse_step(line)
    assert step == {"duration": duration, "power": watts(200)}


@pytest.mark.parametrize(
    ("line", "distance"),
    [
        ("2km", 2000),
        ("1mi", 1609.34),
        ("500mtr", 500),
        ("100yrd", 91.44),
        ("2 km", 2000),
        ("0.5mi", 804.67),
        ("50meters", 50),
        ("200 yards", 182.88),
    ],
)
def test_distances_are_read_in_metres(line: str, distance: float) -> None:
    step = parse_step(f"{line} 90% Pace")
    assert step
    assert step["distance"] == pytest.approx(distance)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("75%", {"power": {"value": 75, "units": "%ftp"}}),
        ("88-94%", {"power": {"start": 88, "end": 94, "units": "%ftp"}}),
        ("200-240w", {"power": watts(200, 240)}),
        ("160w-200w", {"power": watts(160, 200)}),
        ("Z2", {"power": {"value": 2, "units": "power_zone"}}),
        ("Z3-Z4", {"power": {"start": 3, "end": 4, "units": "power_zone"}}),
        ("70% HR", {"hr": {"value": 70, "units": "%hr"}}),
        ("92-95% LTHR", {"hr": {"start": 92, "end": 95, "units": "%lthr"}}),
        ("Z2 HR", {"hr": {"value": 2, "units": "hr_zone"}}),
        ("78-82% Pace", {"pace": {"start": 78, "end": 82, "units": "%pace"}}),
        ("Z2 Pace", {"pace": {"value": 2, "units": "pace_zone"}}),
        ("5:00/km Pace", {"pace": {"value": 300, "units": "secs/km"}}),
        ("5:10-5:30 Pace", {"pace": {"start": 310, "end": 330, "units": "secs"}}),
        ("3:00/100m-4:00/100m Pace", {"pace": {"start": 180, "end": 240, "units": "secs/100m"}}),
        ("5:00/km", {}),
        ("CZ1", {}),
        ("275 W", {"power": watts(275)}),
        ("88–94%", {"power": {"start": 88, "end": 94, "units": "%ftp"}}),
        ("50%-75%", {"power": {"start": 50, "end": 75, "units": "%ftp"}}),
        ("recovery at 40%", {"power": {"value": 40, "units": "%ftp"}}),
        ("40-50 rpm, all torque", {"cadence": {"start": 40, "end": 50, "units": "rpm"}}),
        ("90% LTHR hr=1s", {"hr": {"value": 90, "units": "%lthr", "target": "1s"}}),
        (
            "Z1 60-58% LTHR",
            {
                "power": {"value": 1, "units": "power_zone"},
                "hr": {"start": 60, "end": 58, "units": "%lthr"},
            },
        ),
        ("1:45/100m Pace", {"pace": {"value": 105, "units": "secs/100m"}}),
        (
            "85% 85-95rpm",
            {
                "power": {"value": 85, "units": "%ftp"},
                "cadence": {"start": 85, "end": 95, "units": "rpm"},
            },
        ),
        ("ramp 65-45%", {"ramp": True, "power": {"start": 65, "end": 45, "units": "%ftp"}}),
        ("freeride", {"freeride": True}),
        ("200w power=3s", {"power": watts(200) | {"target": "3s"}}),
        ("50% intensity=rest", {"power": {"value": 50, "units": "%ftp"}, "intensity": "rest"}),
        ("200w Press lap", {"power": watts(200), "until_lap_press": True}),
        ("hidepower 200w", {"power": watts(200), "hidepower": True}),
    ],
)
def test_targets_and_options_are_read(target: str, expected: dict[str, Any]) -> None:
    assert parse_step(f"10m {target}") == {"duration": 600} | expected


def test_the_label_is_what_precedes_the_first_number_with_a_unit() -> None:
    step = parse_step("Opener 2, hard <again> 30s 355w")
    assert step == {
        "text": "Opener 2, hard &lt;again&gt;",
        "duration": 30,
        "power": watts(355),
    }


def test_a_zone_before_the_duration_wipes_the_label() -> None:
    assert parse_step("Steady Z2 all day 1h 180w") == {"duration": 3600, "power": watts(180)}


def test_a_step_needs_a_length_of_more_than_nothing() -> None:
    assert parse_text("- as you like\n- Cool down 0s\n- tempo 70%") == []


@pytest.mark.parametrize(
    ("line", "label", "duration"),
    [
        ("best 60s 1m 200w", "best", 120),
        ("Ramp to failure 1m 140w", "Ramp to failure", 60),
        ("20min effort 20m 276w", None, 1200),
        ("worth 0.33s a lap 20m 210w", "worth 0.33s a lap", 1200),
        ("spin — <40% MAP. 30m 150w", "spin — &lt;", 1800),
        ("Hold 5.5 w/kg 4m 300w", "Hold 5.5 w/kg", 240),
        ("First 60^30 Second 10m 65%", "First 60^30 Second", 600),
        ("2 x easy 10m 60%", "2 x easy", 600),
    ],
)
def test_numbers_in_a_label(line: str, label: str | None, duration: int) -> None:
    step = parse_step(line)
    assert step
    assert (step.get("text"), step["duration"], step.get("ramp")) == (label, duration, None)


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
