"""/plan copy: the workouts of some days once more."""

from datetime import date

from sandbox.telegram.person import Person
from tests.handlers.calendar import refused, writes
from tests.stage import Stage


async def test_a_week_is_copied_after_a_preview(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/plan copy this week to 2027-02-01")
    assert asked.text.startswith("Copy 7 workouts? Nothing is written yet.")
    assert "• Mon, Feb 1, 2027 · Sweet spot 3x12 · Ride · 1h 13m · Load 76" in asked.text
    assert writes(stage) == []
    assert asked.photo
    saved = await stage.press(person, "Save", asked)
    assert saved.text == "Copied. 7 workouts, Mon, Feb 1, 2027 – Sun, Feb 7, 2027."
    copies = [
        each
        for each in stage.intervals.athletes["i1001"].events.values()
        if str(each["start_date_local"]).startswith("2027-02-01")
        and each.get("name") == "Sweet spot 3x12"
    ]
    assert copies[-1]["workout_doc"]["steps"]
    stage.intervals.calls.clear()
    assert (await stage.press(person, "Undo", saved)).text.startswith("Undone.")
    assert [each.split("/athlete/0")[1] for each in stage.asked()] == [
        "/events",
        "/events/bulk-delete",
    ]
    assert copies[-1]["id"] not in stage.intervals.athletes["i1001"].events


async def test_what_was_copied_is_not_copied_again(stage: Stage, person: Person) -> None:
    athlete = stage.intervals.athletes["i1001"]
    athlete.events.clear()
    for day in (16, 18, 18):
        athlete.add_event(date(2026, 11, day), type="Run", name="Easy run", moving_time=2400)
    athlete.add_event(date(2026, 11, 25), type="Run", name="Easy run", moving_time=2400)
    stage.clock.forward(days=1)
    asked = await stage.press(person, "Last week", await stage.say(person, "/plan copy"))
    assert asked.text.startswith("Copy 2 workouts?")
    assert asked.text.endswith("1 is there already and left out.")
    saved = await stage.press(person, "Only from today on: 1", asked)
    assert saved.text == "Copied. 1 workout, Wed, Nov 25."
    await stage.press(person, "Save", await stage.say(person, "/plan copy last week"))
    assert "nothing was copied" in (await stage.say(person, "/plan copy last week")).text
    assert len(athlete.events) == 6
    await stage.press(person, "Undo", saved)
    assert len(athlete.events) == 5


async def test_last_week_comes_to_this_one(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/plan copy last week")
    assert "• Mon, Nov 23 ·" in asked.text
    assert (await stage.press(person, "Cancel", asked)).text.startswith("Cancelled.")
    assert writes(stage) == []


async def test_what_is_not_understood_is_said_and_nothing_is_written(
    stage: Stage, person: Person
) -> None:
    refusals = {
        "/plan copy 2026-01-01": "There is no workout",
        "/plan copy last week to nowhere": "nowhere",
    }
    await refused(stage, person, refusals)


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(503, "zh-hans")
    assert "还没有写入" in (await stage.say(person, "/plan copy 上周")).text
