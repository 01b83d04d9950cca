"""The card of any event: notes, targets, days away, races; what is locked, refused, put back."""

from datetime import date, timedelta
from typing import Any

import pytest

from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests.stage import Stage

TODAY = date(2026, 11, 23)
NEVER_SHOWN = {
    "sub_type": "RACE",
    "show_as_note": True,
    "not_on_fitness_chart": True,
    "calendar_id": 1,
    "max_training_time": 3600,
    "can_train_sports": ["Ride", "Run"],
}
STEPS = "Keep it smooth.\n\n- 10m 60%\n\n2x\n- Hard 5m 105%\n- 5m 55%\n\nCall me after."


@pytest.fixture
def athlete(stage: Stage) -> AthleteData:
    """Ann with an empty calendar."""
    found = stage.intervals.athletes["i1001"]
    found.events.clear()
    return found


async def opened(stage: Stage, person: Person, name: str, days: str = "this week") -> Message:
    return await stage.press(person, name, await stage.say(person, f"/plan {days}"))


async def edited(stage: Stage, person: Person, name: str, field: str) -> Message:
    menu = await stage.press(person, "Edit", await opened(stage, person, name))
    return await stage.press(person, field, menu)


def bodies(stage: Stage) -> list[Any]:
    """What was sent by PUT."""
    return [call.body for call in stage.intervals.calls if call.method == "PUT"]


async def test_days_away_are_told_once_and_end_when_they_end(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    athlete.add_event(
        TODAY - timedelta(days=2), category="HOLIDAY", name="Alps",
        end_date_local="2026-11-26T00:00:00",
    )  # fmt: skip
    athlete.add_event(TODAY, category="SEASON_START")
    athlete.add_event(TODAY, category="TARGET", type="Ride", name="Base", load_target=300)
    page = await stage.say(person, "/plan")
    assert page.text == (
        "Mon, Nov 23 – Sun, Nov 29\n\nMon, Nov 23 · today\n"
        "• Holiday: Alps · until Wed, Nov 25\n• Season start\n• Target: Base · Ride · Load 300\n\n"
        "Free: Thu – Sun"
    )
    card = await stage.press(person, "Alps", page)
    assert card.text == "Alps\nHoliday · Sat, Nov 21 – Wed, Nov 25"
    await stage.press(person, "Days", await stage.press(person, "Edit", card))
    stage.intervals.calls.clear()
    saved = await stage.say(person, "2026-11-21..2026-11-29")
    assert "Sat, Nov 21 – Sun, Nov 29" in saved.text
    assert bodies(stage) == [{"end_date_local": "2026-11-30T00:00:00"}]
    assert "Alps" in (await stage.press(person, "Undo", saved)).text
    [alps] = [each for each in athlete.events.values() if each.get("name") == "Alps"]
    assert alps["end_date_local"] == "2026-11-26T00:00:00"


async def test_a_note_has_its_own_changes(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    note = athlete.add_event(TODAY, category="NOTE", name="Physio <b>", description="Bring scans")
    card = await opened(stage, person, "Physio")
    assert card.text == "Physio <b>\nNote · Mon, Nov 23\n\nBring scans"
    assert card.labels == ["✏️ Edit", "📆 Move", "🗑 Delete", "‹ Back"]
    assert "Bring scans" in (await edited(stage, person, "Physio", "Text")).text
    assert "Bring both" in (await stage.say(person, "Bring both")).text
    await edited(stage, person, "Physio", "Start time")
    assert "is no hour of the day" in (await stage.say(person, "25:00")).text
    assert "is no hour of the day" in (await stage.say(person, "24")).text
    assert "16:00" in (await stage.say(person, "16")).text
    await edited(stage, person, "Physio", "Start time")
    assert "16:30" in (await stage.say(person, "16:30")).text
    assert note["start_date_local"] == "2026-11-23T16:30:00"
    await stage.press(person, "No time", await edited(stage, person, "Physio", "Start time"))
    assert bodies(stage) == [
        {"description": "Bring both"},
        {"start_date_local": "2026-11-23T16:00:00"},
        {"start_date_local": "2026-11-23T16:30:00"},
        {"start_date_local": "2026-11-23T00:00:00"},
    ]


async def test_a_target_is_changed_not_doubled(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    await stage.say(person, "/plan target this week load 450 8h")
    again = await stage.say(person, "/plan target this week load 500")
    assert again.text.endswith("\nRide · 8h · Load 500\nBefore: Ride · 8h · Load 450")
    assert bodies(stage) == [{"load_target": 500}]
    assert len(athlete.events) == 1
    await stage.press(person, "Undo", again)
    assert [each["load_target"] for each in athlete.events.values()] == [450]
    await edited(stage, person, "Target of the week", "Load, time")
    assert "needs load, time or distance" in (await stage.say(person, "Ride")).text
    assert "Ride · 8h · 60 km · Load 450" in (await stage.say(person, "60km")).text
    await stage.say(person, "/plan target this week Run 20km")
    assert len(athlete.events) == 2


async def test_an_event_that_was_moved_meanwhile_is_found(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    ride = athlete.add_event(TODAY, type="Ride", name="Easy", moving_time=3600)
    athlete.add_event(TODAY, category="TARGET", type="Ride", load_target=300, for_week=True)
    page = await stage.say(person, "/plan")
    ride["start_date_local"], ride["end_date_local"] = "2026-11-28T09:00:00", "2026-11-29T00:00:00"
    menu = await stage.press(person, "Edit", await stage.press(person, "Easy", page))
    assert "Change Easy" in menu.text
    asked = await stage.press(person, "Move", await opened(stage, person, "Target of the week"))
    await stage.press(person, "Tue, Dec 1", asked)
    assert bodies(stage) == [
        {"start_date_local": "2026-11-30T00:00:00", "end_date_local": "2026-12-01T00:00:00"}
    ]


async def test_a_coach_may_change_what_is_locked(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    lei = stage.intervals.athlete("k" * 20, id="i1002", name="李雷", plan=False)
    athlete.coaches.add("i1002")
    event = lei.add_event(TODAY, type="Ride", name="Hard", athlete_cannot_edit=True)
    mine = athlete.add_event(TODAY, type="Ride", name="Mine")
    await stage.say(person, "/athlete 李雷")
    menu = await stage.press(person, "Edit", await opened(stage, person, "Hard"))
    saved = await stage.press(person, "Indoors", menu)
    assert saved.text.startswith("👤 李雷\nSaved.")
    assert (event["indoor"], mine.get("indoor")) == (True, None)
    hidden = await stage.press(person, "Filter", await stage.say(person, "/plan"))
    await stage.press(person, "Save", await stage.press(person, "Hide these days", hidden))
    assert (event["hide_from_athlete"], mine.get("hide_from_athlete")) == (True, None)
    await stage.say(person, "/athlete me")
    assert "is about somebody else" in (await stage.press(person, "Skip", saved)).text


async def test_a_race_changes_its_priority(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    saved = await stage.say(
        person, "/plan race B sun Run Hamburg 10km\n- 10m 70% Pace\n- 30m 95% Pace"
    )
    assert "10m 70% pace" in saved.text
    [call] = [each for each in stage.intervals.calls if each.method == "POST"]
    assert isinstance(call.body, list)
    assert call.body[0].keys() & {"moving_time", "distance", "icu_training_load"} == set()
    menu = await stage.press(person, "Edit", await opened(stage, person, "Hamburg"))
    assert "🏁 Race B" not in menu.labels
    assert "🏁 Race A · Run" in (await stage.press(person, "🏁 Race A", menu)).text
    assert bodies(stage) == [{"category": "RACE_A"}]


async def test_what_is_said_beside_the_steps_is_shown_and_kept(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    event = athlete.add_event(TODAY, type="Ride", name="Hard", description=STEPS)
    athlete.structure(event)
    event["push_errors"] = [{"service": "GARMIN", "message": "No FTP set", "date": None}]
    card = await opened(stage, person, "Hard")
    assert "⚠️ Did not reach GARMIN: No FTP set" in card.text
    assert card.text.endswith("Keep it smooth.\nCall me after.")
    menu = await stage.press(person, "Edit", card)
    asked = await stage.press(person, "Steps", menu)
    assert f"As intervals.icu writes it:\n{STEPS}" in asked.text
    menu = await stage.press(person, "Edit", await stage.press(person, "Cancel", asked))
    saved = await stage.press(person, "Save", await stage.press(person, "+10%", menu))
    assert "Load" in saved.text
    assert event["description"].startswith("Keep it smooth.\n\n- 11m 60%")
    assert event["description"].endswith("\n\nCall me after.")


async def test_other_steps_of_the_coach_are_not_overwritten(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    event = athlete.add_event(TODAY, type="Ride", name="Hard", description=STEPS)
    athlete.structure(event)
    menu = await stage.press(person, "Edit", await opened(stage, person, "Hard"))
    shown = await stage.press(person, "−10%", menu)
    event["description"] = "- 1h 60%"
    athlete.structure(event)
    assert "changed again since" in (await stage.press(person, "Save", shown)).text
    await edited(stage, person, "Hard", "Steps")
    shown = await stage.say(person, "- 20m 60%\n- home")
    event["description"] = "- 2h 60%"
    athlete.structure(event)
    assert "changed again since" in (await stage.press(person, "Save", shown)).text
    assert bodies(stage) == []


async def test_fixed_steps_are_not_offered_to_change(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    event = athlete.add_event(TODAY, type="Ride", name="Hard", description=STEPS)
    athlete.structure(event)
    event["structure_read_only"] = True
    menu = await stage.press(person, "Edit", await opened(stage, person, "Hard"))
    assert not {"Steps", "Duration", "−20%", "In watts"} & set(menu.labels)
    person.press_data(menu.id, f"plan:scale:-20:{event['id']}:0:20261123:7")
    await stage.settled()
    assert "are those of its plan" in person.last.text
    assert bodies(stage) == []


async def test_what_is_locked_says_so_before_anything_is_typed(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    event = athlete.add_event(TODAY, type="Ride", name="Hard", athlete_cannot_edit=True)
    card = await opened(stage, person, "Hard")
    assert "🔒" in card.text
    for label in ("Skip", "Move", "Delete"):
        assert "is locked against changes" in (await stage.press(person, label, card)).text
    person.press_data(card.id, f"plan:deleted:{event['id']}:0:20261123:7")
    await stage.settled()
    assert "is locked against changes" in person.last.text
    assert event["id"] in athlete.events
    assert bodies(stage) == []


async def test_no_file_is_asked_for_where_there_are_no_steps(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    event = athlete.add_event(TODAY, category="NOTE", name="Rest well")
    card = await opened(stage, person, "Rest well")
    assert not [each for each in card.labels if each.startswith(".")]
    for data in (f"plan:file:{event['id']}:fit", "plan:zip:20261123:7:fit"):
        stage.intervals.calls.clear()
        person.press_data(card.id, data)
        await stage.settled()
        assert "steps, so there" in person.last.text
        assert [call for call in stage.asked() if "download" in call or "zip" in call] == []


async def test_what_was_deleted_comes_back_as_it_was(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    event = athlete.add_event(
        TODAY, start_date_local="2026-11-23T18:00:00", category="RACE_B", type="Ride", name="Crit",
        description=STEPS, color="red", tags=["club"], target="POWER", indoor=False,
        hide_from_athlete=True, carbs_per_hour=60, **NEVER_SHOWN,
    )  # fmt: skip
    athlete.structure(event)
    steering = athlete.add_event(TODAY, category="FITNESS_DAYS", ctl_days=40, atl_days=6)
    for name, old in (("Crit", dict(event)), ("Fitness model", dict(steering))):
        card = await opened(stage, person, name)
        said = await stage.press(person, "Delete", await stage.press(person, "Delete", card))
        assert old["id"] not in athlete.events
        await stage.press(person, "Undo", said)
        back = max(athlete.events.values(), key=lambda each: int(each["id"]))
        changed = {key for key in old if old[key] != back.get(key)}
        assert changed <= {"id", "uid", "external_id", "updated", "created_by_id"}


async def test_steps_without_a_text_come_back_and_what_was_done_from_it_is_again(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    event = athlete.add_event(TODAY, type="Ride", name="From a file", description="- 20m 60%")
    event["description"], doc = None, dict(event["workout_doc"])
    start = f"{TODAY}T05:10:00"
    done = athlete.add_activity(start_date_local=start, type="Ride", paired_event_id=event["id"])
    asked = await stage.press(person, "Delete", await opened(stage, person, "From a file"))
    assert "steps" not in asked.text
    said = await stage.press(person, "Delete", asked)
    stage.intervals.calls.clear()
    undone = await stage.press(person, "Undo", said)
    assert undone.text.startswith("Undone. Back on the calendar: From a file.\nIts steps had no")
    assert [each.split()[0] for each in stage.asked()] == ["POST", "GET", "PUT"]
    [back] = athlete.events.values()
    assert (back["description"], back["workout_doc"]) == ("- 20m 60%", doc)
    assert done["paired_event_id"] == back["id"] != event["id"]
    back["description"], back["workout_doc"]["steps"][0]["power"]["units"] = None, "horses"
    card = await opened(stage, person, "From a file")
    asked = await stage.press(person, "Delete", card)
    assert asked.text.endswith(
        "⚠️ Undo brings it back without its steps: they cannot be written as text."
    )
    copy = await stage.say(person, "/plan copy today to 2027-02-01")
    assert copy.text.endswith("cannot be written as text: From a file.")


async def test_an_undo_leaves_what_others_changed_of_it(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    added = await stage.say(person, "/plan add today Ride Tempo\n- 1h 80%")
    [event] = athlete.events.values()
    event["carbs_per_hour"] = 80
    assert "changed again since" in (await stage.press(person, "Undo", added)).text
    assert event["id"] in athlete.events


async def test_today_leads_to_the_card_of_its_workout(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    athlete.add_event(TODAY, type="Run", name="Easy", moving_time=2400)
    athlete.add_event(tomorrow, type="Run", name="Hard")
    athlete.add_event(tomorrow, type="Yoga", name="Stretch")
    card = await stage.press(person, "Move, skip, change", await stage.say(person, "/today"))
    assert card.text.startswith("Easy\nMon, Nov 23 · Run · 40m")
    card = await stage.press(person, "2 ✏️", await stage.say(person, "/today tomorrow"))
    assert card.text.startswith("Stretch")
