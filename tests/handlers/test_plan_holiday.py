"""/plan holiday: days off."""

from sandbox.telegram.person import Person
from tests.handlers.calendar import put_on_and_taken_off
from tests.stage import Stage


async def test_a_line_puts_it_on_the_calendar_and_undo_takes_it_off(
    stage: Stage, person: Person
) -> None:
    await put_on_and_taken_off(
        stage, person,
        "/plan holiday 2026-12-20..2027-01-03 Alps",
        "Saved.\nAlps\nHoliday · Sun, Dec 20 – Sun, Jan 3, 2027",
        {"category": "HOLIDAY", "end_date_local": "2027-01-04T00:00:00"},
    )  # fmt: skip
