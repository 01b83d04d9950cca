"""The message after an activity: once, when it has settled, and only for what is new."""

from datetime import time, timedelta

from tests.handlers.pushes.moments import at, wants
from tests.handlers.pushes.noticing import look, ride, told, watched
from tests.stage import Stage, open_stage

FOOTER = ["👍", "👎", "Why?", "⚙ Off"]


async def test_a_ride_is_told_once_when_it_has_settled(stage: Stage) -> None:
    person = await watched(stage)
    done = ride(stage, analyzed=None, icu_training_load=None)
    for _ in range(3):
        await look(stage, minutes=3)
    assert not told(person, "Lunch ride")
    done |= {"analyzed": f"{stage.clock.now:%Y-%m-%dT%H:%M:%SZ}", "icu_training_load": 62}
    await look(stage, minutes=3)
    [text] = told(person, "Lunch ride")
    assert text.startswith("🚴 Done, and not from the plan")
    assert person.last.labels[-4:] == FOOTER
    done["name"] = "Lunch ride, edited"
    await look(stage, hours=1)
    await look(stage, hours=1)
    assert len(told(person, "Lunch ride")) == 1
    why = await stage.press(person, "Why?")
    assert "A new activity of yours was there and analysed." in why.text


async def test_against_the_plan_and_rated_by_a_button(stage: Stage) -> None:
    person = await watched(stage)
    site, day = stage.intervals.athletes["i1001"], stage.clock.now.date()
    event = site.add_event(day, name="Sweet spot", type="Ride", description="- 1h 80%")
    done = ride(stage, paired_event_id=event["id"])
    for _ in range(2):
        await look(stage, minutes=3)
    first = person.last.text.splitlines()[0]
    assert first.startswith("✅ Sweet spot · 1h of 1h · Load 62 of ")
    message = person.last
    rated = await stage.press(person, "Good", message)
    assert site.activities[done["id"]]["feel"] == 2
    assert rated.text == f"{message.text}\n\nSaved. Feel: Good"
    assert rated.id == message.id
    assert rated.labels[:2] == ["Strong", "✓ Good"]
    assert rated.labels[-6:] == ["↩ Undo", "‹ Card", *FOOTER]
    rated = await stage.press(person, "7 ")
    assert site.activities[done["id"]]["icu_rpe"] == 7
    assert rated.text == f"{message.text}\n\nSaved. Feel: Good · RPE 7: Hard"
    undone = await stage.press(person, "Undo")
    assert site.activities[done["id"]]["icu_rpe"] is None
    assert undone.text == f"{message.text}\n\nUndone. {done['name']} is again:\nRPE: empty"
    assert undone.labels[-6:] == ["↩ Undo: Feel", "‹ Card", *FOOTER]
    assert [label for label in undone.labels if label.startswith("✓")] == ["✓ Good"]
    await stage.press(person, "Undo: Feel")
    rated = await stage.press(person, "Poor")
    assert rated.text == f"{message.text}\n\nSaved. Feel: Poor"


async def test_stubs_imports_doubles_and_what_was_there_before_are_silent(stage: Stage) -> None:
    stage.clock.now = at(2026, 11, 23, 10)
    person = await stage.connected()
    ride(stage, name="Before the first look")
    await look(stage)
    await look(stage, hours=3)
    seen = len(person.messages)
    ride(stage, name="A stub", source="STRAVA", id="16300000999")
    ride(stage, name="An import", began=timedelta(hours=30))
    ride(stage, name="Entered here", external_id="soigneur-1-0")
    watch = ride(stage, name="From the watch", began=timedelta(minutes=71))
    bike = ride(stage, name="From the bike", icu_average_watts=190)
    for _ in range(3):
        await look(stage, minutes=11)
    assert len(person.messages) == seen + 1
    assert "From the bike" in person.last.text
    ride(stage, name="From the phone", began=timedelta(minutes=78))
    for _ in range(3):
        await look(stage, minutes=11)
    assert len(person.messages) == seen + 1
    assert watch["id"] != bike["id"]


async def test_quiet_hours_hold_it_and_off_is_off(stage: Stage) -> None:
    person = await watched(stage, "zh")
    await wants(stage, person, quiet_from=time(12), quiet_to=time(15))
    ride(stage)
    for _ in range(4):
        await look(stage, minutes=25)
    assert not told(person, "Lunch ride")
    await look(stage, minutes=30)
    [text] = told(person, "Lunch ride")
    assert text.startswith("🚴 已完成，不在计划内")
    await wants(stage, person, pushes_off=["activity"])
    ride(stage, name="Evening ride", began=timedelta(minutes=65))
    for _ in range(4):
        await look(stage, minutes=30)
    assert not told(person, "Evening ride")
    page = await stage.say(person, "/settings pushes")
    assert "训练之后" in page.labels
    assert "✓ 计划变动" in page.labels
    await wants(stage, person, pushes_off=["activity", "plan", "alert"])
    stage.intervals.calls.clear()
    for _ in range(4):
        await look(stage, hours=1)
    assert stage.asked() == []
    await wants(stage, person, pushes_off=[])
    ride(stage, name="While it was off")
    for _ in range(4):
        await look(stage, hours=1)
    assert not told(person, "While it was off")


async def test_a_restart_between_noticing_and_sending_sends_once(stage: Stage) -> None:
    person = await watched(stage)
    ride(stage)
    await stage.world.watching.go()
    stage.clock.forward(minutes=3)
    await stage.world.watching.go()
    folder = stage.world.settings.data_dir
    async with open_stage(folder, before=stage) as second:
        for _ in range(2):
            await second.world.rounds.go()
            await stage.world.rounds.go()
            await look(second, minutes=20)
            await look(stage, minutes=20)
    assert len(told(person, "Lunch ride")) == 1
    rows = (await stage.world.storage.athletes.everything(person.id))["pushes"]
    assert [row["kind"].partition(":")[0] for row in rows] == ["activity"]
    [watch] = (await stage.world.storage.athletes.everything(person.id))["watches"]
    assert watch["owner"] is None
    await stage.say(person, "/disconnect")
    await stage.press(person, "Forget the key")
    assert (await stage.world.storage.athletes.everything(person.id))["watches"] == []


async def test_trouble_at_intervals_icu_looks_later_and_says_nothing(stage: Stage) -> None:
    person = await watched(stage)
    fault = stage.intervals.faults.add("activities", times=None, status=500)
    ride(stage)
    seen = len(person.messages)
    for _ in range(3):
        await look(stage, minutes=11)
    stage.intervals.faults.rules.remove(fault)
    assert len(person.messages) == seen
    for _ in range(3):
        await look(stage, hours=1)
    assert len(told(person, "Lunch ride")) == 1


async def test_a_reply_becomes_the_note_below_what_was_there(stage: Stage) -> None:
    person = await watched(stage)
    done = ride(stage, description="Windy.")
    for _ in range(2):
        await look(stage, minutes=3)
    message = person.last
    person.say("Legs <heavy>, hrv 40", reply_to=message.id)
    await stage.settled()
    assert person.last.text.startswith("Saved")
    assert done["description"] == "Windy.\n\nLegs <heavy>, hrv 40"
    await stage.press(person, "Undo")
    assert done["description"] == "Windy."
    person.say("Fine", reply_to=person.last.id)  # to another message: no note
    await stage.settled()
    assert done["description"] == "Windy."
    done["description"] = None
    person.say("Good legs", reply_to=message.id)
    await stage.settled()
    assert done["description"] == "Good legs"


async def test_what_was_recorded_is_its_picture(stage: Stage) -> None:
    person = await watched(stage)
    ride(stage, stream_types=["time", "watts", "heartrate"], icu_average_watts=190)
    for _ in range(2):
        await look(stage, minutes=3)
    assert "Lunch ride" in person.last.text
    assert person.last.photo
