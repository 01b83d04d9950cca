"""/plan target: load, time or distance to reach."""

from typing import Any

import pytest

from sandbox.telegram.person import Person
from tests.handlers.calendar import put_on_and_taken_off, refused
from tests.stage import Stage


@pytest.mark.parametrize(
    ("typed", "answer", "wire"),
    [
        (
            "/plan target 2027-02-01..2027-02-07 load 450 time 8h",
            "Saved.\nTarget of the week\nMon, Feb 1, 2027\nRide · 8h · Load 450",
            {"category": "TARGET", "load_target": 450, "time_target": 28800, "for_week": True,
             "type": "Ride"},
        ),
        (
            "/plan target sat Run 20km",
            "Saved.\nTarget\nSat, Nov 28\nRun · 20 km",
            {"category": "TARGET", "type": "Run", "distance_target": 20000},
        ),
        (
            "/plan target sat distance 20km Run",
            "Saved.\nTarget\nSat, Nov 28\nRun · 20 km",
            {"category": "TARGET", "type": "Run", "distance_target": 20000},
        ),
    ],
)  # fmt: skip
async def test_a_line_puts_it_on_the_calendar_and_undo_takes_it_off(
    stage: Stage, person: Person, typed: str, answer: str, wire: dict[str, Any]
) -> None:
    await put_on_and_taken_off(stage, person, typed, answer, wire)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/plan target this week", "A target needs load, time or distance"),
        ("/plan target mon-wed load 200", "A target is for one day"),
        ("/plan target tomorrow 3h Quidditch", "“Quidditch” is no target I know"),
        ("/plan target tomorrow 25:00", "cannot be how long"),
        ("/plan target this week load 9999", "from 0 to 2000. Nothing is saved; write load 100."),
    ],
)
async def test_what_is_not_understood_is_said_and_nothing_is_written(
    stage: Stage, person: Person, typed: str, said: str
) -> None:
    await refused(stage, person, typed, said)
