"""/log: the way to everything that can be recorded."""

from sandbox.telegram.person import Person
from tests.handlers.calendar import writes
from tests.stage import Stage


async def test_it_leads_to_both(stage: Stage, person: Person) -> None:
    asked = await stage.press(person, "Activity", await stage.say(person, "/log"))
    assert asked.text.startswith("Which day was it?")
    chosen = await stage.say(person, "/log")
    assert chosen.labels == ["😴 Wellness", "🏃 Activity"]
    asked = await stage.press(person, "Wellness", chosen)
    assert asked.text.startswith("Check-in")
    assert writes(stage) == []


async def test_a_line_goes_where_it_belongs(stage: Stage, person: Person) -> None:
    assert (await stage.say(person, "/log hrv 62")).text == "Saved for today\nHRV: 62 ms"
    assert len(writes(stage)) == 1
    saved = await stage.say(person, "/log yesterday Run 10km 52m")
    assert "Run · 52m · 10 km" in saved.text
    assert len(writes(stage)) == 2
    saved = await stage.say(person, "/log 12km run yesterday 52m")
    assert "Run · 52m · 12 km" in saved.text
    offered = await stage.say(person, "/log slept 7h30 after long run")
    assert offered.text.endswith("Mon, Nov 23\nSleep: 7h 30m")
    offered = await stage.say(person, "/log yesterday ran 10km 52m, hrv 62")
    assert offered.text.startswith("I did not understand “hrv 62”.\n\nSave it?")
    assert len(writes(stage)) == 3


async def test_a_broken_button_is_gone(stage: Stage, person: Person) -> None:
    person.press_data((await stage.say(person, "/log")).id, "log:everything")
    await stage.settled()
    assert "button" in person.last.text
    assert writes(stage) == []
