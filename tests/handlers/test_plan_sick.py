"""/plan sick: days off sick."""

from sandbox.telegram.person import Person
from tests.handlers.calendar import put_on_and_taken_off, refused
from tests.stage import Stage


async def test_a_line_puts_it_on_the_calendar_and_undo_takes_it_off(
    stage: Stage, person: Person
) -> None:
    await put_on_and_taken_off(
        stage, person,
        "/plan sick thu-sat Cold",
        "Saved.\nCold\nSick · Thu, Nov 26 – Sat, Nov 28",
        {"category": "SICK", "start_date_local": "2026-11-26T00:00:00",
         "end_date_local": "2026-11-29T00:00:00", "name": "Cold"},
    )  # fmt: skip


async def test_what_is_not_understood_is_said_and_nothing_is_written(
    stage: Stage, person: Person
) -> None:
    refusals = {
        "/plan sick sometimes": "Which day for “sometimes”?",
        "/plan sick 2026-02-30": "2026-02-30",
        "/plan sick sun-mon-tue": "Which day for “sun-mon-tue”?",
    }
    await refused(stage, person, refusals)
