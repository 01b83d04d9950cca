"""A line of a workout as a step."""

from typing import Any

import pytest

from sandbox.intervals.workout_doc import wire
from services.workouts.step import parse_step as read_step


def parse_step(line: str) -> dict[str, Any] | None:
    """The step as the wire writes it, which is what the recordings show."""
    step = read_step(line)
    return wire(step) if step else None


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
