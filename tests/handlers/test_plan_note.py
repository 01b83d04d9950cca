"""/plan note: a day, perhaps an hour, and what there is to know."""

from sandbox.telegram.person import Person
from tests.handlers.calendar import put_on_and_taken_off, refused
from tests.stage import Stage


async def test_a_line_puts_it_on_the_calendar_and_undo_takes_it_off(
    stage: Stage, person: Person
) -> None:
    await put_on_and_taken_off(
        stage, person,
        "/plan note tomorrow 16:00 Physio <b>\nBring the scans",
        "Saved.\nPhysio <b>\nNote · Tue, Nov 24\n16:00",
        {"category": "NOTE", "start_date_local": "2026-11-24T16:00:00", "name": "Physio <b>",
         "description": "Bring the scans"},
    )  # fmt: skip


async def test_what_is_not_understood_is_said_and_nothing_is_written(
    stage: Stage, person: Person
) -> None:
    refusals = {
        "/plan note someday Physio": "Which day for “someday Physio”?",
        "/plan note tomorrow": "What should I note?",
        "/plan note fri..mon Camp": "“fri..mon” is more than one day; here it takes one, such",
        "/plan note tomorrow " + "x" * 81: "81 characters",
        "/plan note tomorrow 25:00 Physio": "“25:00” is no hour of the day",
    }
    await refused(stage, person, refusals)
