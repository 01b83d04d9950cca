"""/plan injured: days off injured."""

from sandbox.telegram.person import Person
from tests.handlers.calendar import put_on_and_taken_off
from tests.stage import Stage


async def test_a_line_puts_it_on_the_calendar_and_undo_takes_it_off(
    stage: Stage, person: Person
) -> None:
    await put_on_and_taken_off(
        stage, person,
        "/plan injured this week",
        "Saved.\nInjured\nMon, Nov 23 – Sun, Nov 29",
        {"category": "INJURED"},
    )  # fmt: skip
