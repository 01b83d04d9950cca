"""/plan race: a race of priority A, B or C."""

from typing import Any

from sandbox.telegram.person import Person
from tests.handlers.calendar import put_on_and_taken_off, refused
from tests.stage import Stage


async def test_a_line_puts_it_on_the_calendar_and_undo_takes_it_off(
    stage: Stage, person: Person
) -> None:
    lines: list[tuple[str, str, dict[str, Any]]] = [
        (
            "/plan race B 2027-05-09 Run Hamburg 🏃 42.2km 3h15",
            "Saved.\nHamburg 🏃\nSun, May 9, 2027\n🏁 Race B · Run · 3h 15m · 42.2 km",
            {"category": "RACE_B", "type": "Run", "distance": 42200, "moving_time": 11700},
        ),
        (
            "/plan race 9.5.2027 Ride Mallorca 312",
            "Saved.\nMallorca 312\nSun, May 9, 2027\n🏁 Race A · Ride",
            {"category": "RACE_A", "type": "Ride", "name": "Mallorca 312"},
        ),
    ]  # fmt: skip
    for typed, answer, wire in lines:
        await put_on_and_taken_off(stage, person, typed, answer, wire)


async def test_what_is_not_understood_is_said_and_nothing_is_written(
    stage: Stage, person: Person
) -> None:
    refusals = {
        "/plan race A 2027-05-09": "A race needs its sport and name.",
        "/plan race D 2027-05-09 Run Hamburg": "A race is A, B or C",
        "/plan race A 2027-05-09 Quidditch Cup": "Which sport is “Quidditch Cup”? Tap one",
        "/plan race A soon Run": "soon",
    }
    await refused(stage, person, refusals)
