"""/library: from a folder to a day of the calendar, and back."""

import pytest

from sandbox.telegram.person import Person
from tests.stage import Stage

TEMPO = "- 10m 60%\n\n2x\n- 8m 85%\n- 4m 55%\n"
READ = ["GET /api/v1/athlete/0/folders", "GET /api/v1/athlete/0/workouts"]


@pytest.fixture
async def person(stage: Stage) -> Person:
    person = await stage.connected()
    site = stage.intervals.athletes["i1001"]
    for number in range(10):
        site.add_to_library("Bike <3", "Ride", f"Tempo {number}", TEMPO)
    site.add_to_library("Gym", "WeightTraining", "Core & more", "Planks")
    return person


async def test_from_the_folder_to_the_day_and_undone(stage: Stage, person: Person) -> None:
    folders = await stage.say(person, "/library")
    assert folders.text.startswith("11 workouts in your library")
    assert folders.labels == ["📁 Bike <3 · 10", "📁 Gym · 1"]
    assert sorted(stage.asked()) == READ
    page = await stage.press(person, "Bike")
    assert page.text == "Bike <3 · 10 workouts"
    assert page.labels[0].startswith("🚴 Tempo 0 · ")
    assert page.labels[-2:] == ["›", "‹ Folders"]
    page = await stage.press(person, "›")
    assert [each[:9] for each in page.labels] == ["🚴 Tempo 8", "🚴 Tempo 9", "‹", "‹ Folders"]
    card = await stage.press(person, "Tempo 9")
    assert card.text.startswith("Tempo 9\nRide · ")
    assert "Load" in card.text
    assert "8m" in card.text
    assert card.photo
    back = await stage.press(person, "Back")
    assert (back.text, back.photo) == (page.text, None)
    await stage.press(person, "Tempo 9")
    asked = await stage.press(person, "Put on a day")
    assert asked.text.startswith("Which day for Tempo 9?")
    stage.intervals.calls.clear()
    saved = await stage.press(person, asked.labels[1])
    assert stage.asked()[-1] == "POST /api/v1/athlete/0/events/bulk"
    assert len(stage.asked()) <= 2  # what the card read a moment ago is not read again
    assert "Tempo 9" in saved.text
    site = stage.intervals.athletes["i1001"]
    [event] = [each for each in site.events.values() if each.get("name") == "Tempo 9"]
    assert event["start_date_local"].startswith("2026-11-24")
    assert event["category"] == "WORKOUT"
    assert event["workout_doc"]["steps"]
    await stage.press(person, "Undo", saved)
    assert "Tempo 9" not in [each.get("name") for each in site.events.values()]


async def test_a_typed_day_and_bad_ones(stage: Stage, person: Person) -> None:
    await stage.say(person, "/library find core")
    await stage.press(person, "Core")
    await stage.press(person, "Put on")
    for text in ("soonish", "2026-02-30", "🚴"):
        answer = await stage.say(person, text)
        assert "Core" not in answer.text, text
    saved = await stage.say(person, "fri 18:00")
    assert "Core & more · Fri, Nov 27\nStrength · 18:00" in saved.text
    assert (await stage.say(person, "soonish")).text.startswith("I did not understand")


async def test_finding_by_name(stage: Stage, person: Person) -> None:
    found = await stage.say(person, "/library find TEMPO")
    assert found.text == "10 workouts with “TEMPO”"
    found = await stage.press(person, "›")
    assert found.labels[0].startswith("🚴 Tempo 8")
    card = await stage.press(person, "Tempo 8")
    assert (await stage.press(person, "Back", card)).text == found.text
    assert (await stage.say(person, "/library 9 tempo")).text.startswith("1 workout with")
    for text in ("/library find zzz", "/library " + "<b>" * 1000, "/library find & <i>"):
        assert (await stage.say(person, text)).text.startswith("No workout in the library has")


async def test_what_is_in_no_folder_is_found(stage: Stage, person: Person) -> None:
    site = stage.intervals.athletes["i1001"]
    site.add_to_library("Bike <3", "Ride", "Loose", TEMPO)["folder_id"] = None
    site.add_to_library("Bike <3", "Ride", "Shared", TEMPO)["folder_id"] = 1
    page = await stage.press(person, "Without a folder · 2", await stage.say(person, "/library"))
    assert page.text == "Without a folder · 2 workouts"
    assert (await stage.press(person, "Shared", page)).text.startswith("Shared\nRide")


async def test_old_and_invented_buttons(stage: Stage, person: Person) -> None:
    folders = await stage.say(person, "/library")
    for data in (
        *("library:folder:x:0", "library:folder:1", "library:card:1:2:3:place", "library:put:x"),
        *("library:on:1:soon", "library:found:99:0", "library:on:99:2026-11-24", "library:x"),
        "library:card:99999999999999999999:1:1:folder",
    ):
        person.press_data(folders.id, data)
        await stage.settled()
        assert "went wrong" not in person.last.text
        assert person.last.id != folders.id, data
    person.press_data(folders.id, "library:card:77:500001:0:folder")
    await stage.settled()
    assert not [each for each in stage.intervals.calls if each.method != "GET"]


async def test_an_empty_library_and_chinese(stage: Stage) -> None:
    person = await stage.connected(502, "zh-hans")
    assert (await stage.say(person, "/library")).text.startswith("训练库是空的。")
    site = stage.intervals.athletes["i1001"]
    site.add_to_library("骑行", "Ride", "甜区", "- 20m 90%")
    await stage.say(person, "hrv 62")  # what was read before a write is not read again
    found = await stage.say(person, "/library 找 甜区")
    assert found.text == "1 个训练名称含“甜区”"
