"""The card of a workout: every change of it, each with its Undo."""

from datetime import date, timedelta
from typing import Any

from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests.stage import Stage

TODAY = date(2026, 11, 23)
WRITES = ("POST", "PUT", "DELETE")


def athlete(stage: Stage) -> AthleteData:
    return stage.intervals.athletes["i1001"]


def event(stage: Stage, name: str) -> dict[str, Any]:
    """The first of that name from today on."""
    named = [each for each in athlete(stage).events.values() if each.get("name") == name]
    coming = [each for each in named if each["start_date_local"] >= str(TODAY)]
    return min(coming, key=lambda each: str(each["start_date_local"]))


def writes(stage: Stage) -> list[str]:
    return [each for each in stage.asked() if each.startswith(WRITES)]


async def opened(stage: Stage, person: Person, name: str) -> Message:
    """The card of today's workout of that name."""
    page = await stage.say(person, "/plan today")
    return await stage.press(person, name, page)


async def test_renamed_by_a_typed_name_and_back(stage: Stage, person: Person) -> None:
    card = await opened(stage, person, "Sweet spot")
    menu = await stage.press(person, "Edit", card)
    asked = await stage.press(person, "Name", menu)
    assert "What should Sweet spot 3x12 be called?" in asked.text
    assert writes(stage) == []
    saved = await stage.say(person, "Sweeter   spot")
    assert saved.text.startswith("Saved.\n\nSweeter spot\nMon, Nov 23 · Ride · 1h 13m · Load 76")
    assert len(writes(stage)) == 1
    assert event(stage, "Sweeter spot")["workout_doc"]["steps"]
    undone = await stage.press(person, "Undo", saved)
    assert undone.text == "Undone. As it was before: Sweet spot 3x12."
    assert event(stage, "Sweet spot 3x12")["icu_training_load"] == 76


async def test_a_name_that_is_too_long_is_asked_again(stage: Stage, person: Person) -> None:
    menu = await stage.press(person, "Edit", await opened(stage, person, "Sweet spot"))
    await stage.press(person, "Name", menu)
    assert "81 characters" in (await stage.say(person, "x" * 81)).text
    assert writes(stage) == []
    assert (await stage.say(person, "Short")).text.startswith("Saved.")


async def test_new_steps_are_computed_and_dropped_lines_told(stage: Stage, person: Person) -> None:
    before = event(stage, "Sweet spot 3x12")["description"]
    menu = await stage.press(person, "Edit", await opened(stage, person, "Sweet spot"))
    assert "Distance" not in menu.labels  # it follows from the steps
    await stage.press(person, "Steps", menu)
    shown = await stage.say(person, "- 20m 60%\n- nonsense\n- 40m 75%")
    assert "⚠️ - nonsense has no time or distance" in shown.text
    saved = await stage.press(person, "Save", shown)
    assert saved.text.startswith("Saved.\n\n⚠️ Left out: - nonsense")
    assert "1h · Load" in saved.text
    await stage.press(person, "Undo", saved)
    assert event(stage, "Sweet spot 3x12")["description"].strip() == before.strip()


async def test_steps_are_rescaled_and_change_their_units(stage: Stage, person: Person) -> None:
    before = event(stage, "Sweet spot 3x12")["description"]
    card = await opened(stage, person, "Sweet spot")
    assert card.photo
    shown = await stage.press(person, "−20%", await stage.press(person, "Edit", card))
    assert shown.text.startswith("Change Sweet spot 3x12, Mon, Nov 23? Nothing is written yet.\n")
    assert "\n1h 13m · Load 76\n→ 58m · Load 60\n" in shown.text
    assert "   9m 30s 209–221 W (88–93%) 85–92 rpm Sweet spot" in shown.text
    assert shown.photo
    assert event(stage, "Sweet spot 3x12")["description"] == before
    shorter = await stage.press(person, "Save", shown)
    assert "Ride · 58m · Load 60" in shorter.text
    assert shorter.photo
    changed = event(stage, "Sweet spot 3x12")["description"]
    assert changed.startswith("Three blocks just under threshold.")
    assert "3x\n- Sweet spot 9m30s 88-93%" in changed
    watts = await stage.press(person, "In watts", await stage.press(person, "Edit", shorter))
    assert "   9m 30s 209–221 W 85–92 rpm Sweet spot" in watts.text
    menu = await stage.press(person, "Edit", watts)
    assert "In %" in menu.labels
    await stage.press(person, "Duration", menu)
    exact = await stage.press(person, "Save", await stage.say(person, "make it 45 minutes"))
    assert "Ride · 45m · Load" in exact.text
    assert event(stage, "Sweet spot 3x12")["moving_time"] == 45 * 60
    await stage.press(person, "Undo", exact)
    assert "9m30s" in event(stage, "Sweet spot 3x12")["description"] != before


async def test_moved_by_a_button_or_a_typed_day(stage: Stage, person: Person) -> None:
    athlete(stage).add_event(
        TODAY, start_date_local=f"{TODAY}T18:00:00", type="Run", name="Club run", moving_time=3600
    )
    card = await opened(stage, person, "Club run")
    asked = await stage.press(person, "Move", card)
    assert "Mon, Nov 23" not in asked.labels
    moved = await stage.press(person, "Wed, Nov 25", asked)
    assert moved.text.startswith("Saved.\n\nClub run\nWed, Nov 25 · Run · 18:00 · 1h")
    assert event(stage, "Club run")["start_date_local"] == "2026-11-25T18:00:00"
    await stage.press(person, "Undo", moved)
    assert event(stage, "Club run")["start_date_local"] == "2026-11-23T18:00:00"
    await stage.press(person, "Move", await opened(stage, person, "Club run"))
    assert "I do not know the day “soon”" in (await stage.say(person, "soon")).text
    assert "Sat, Nov 28" in (await stage.say(person, "sat")).text
    assert event(stage, "Club run")["start_date_local"] == "2026-11-28T18:00:00"


async def test_unclear_steps_are_shown_before_they_are_saved(stage: Stage, person: Person) -> None:
    before = dict(event(stage, "Sweet spot 3x12"))
    menu = await stage.press(person, "Edit", await opened(stage, person, "Sweet spot"))
    await stage.press(person, "Steps", menu)
    shown = await stage.say(person, "3x8m 95% r4m")
    assert shown.text.startswith("Save it like this? Nothing is written yet.\n\nSweet spot 3x12")
    assert "3x\n- 8m 95%\n- 4m 50%" in shown.text
    assert shown.photo
    assert event(stage, "Sweet spot 3x12") == before
    prose = await stage.say(person, "Easy, an hour")
    assert "No line of this is a step." in prose.text
    assert event(stage, "Sweet spot 3x12") == before
    unclear = await stage.say(person, "- 20m 60%\n- Easy home")
    assert "⚠️ - Easy home has no time or distance" in unclear.text
    saved = await stage.press(person, "Save", unclear)
    assert "Left out: - Easy home" in saved.text
    assert event(stage, "Sweet spot 3x12")["moving_time"] == 1200
    await stage.press(person, "Undo", saved)
    assert event(stage, "Sweet spot 3x12")["description"] == before["description"]


async def test_skipped_it_is_a_note_that_does_not_count(stage: Stage, person: Person) -> None:
    old = event(stage, "Sweet spot 3x12")
    load = athlete(stage).loads()[TODAY]
    asked = await stage.press(person, "Skip", await opened(stage, person, "Sweet spot"))
    assert {"Sick", "Tired", "No time", "Weather"} <= set(asked.labels)
    said = await stage.press(person, "Tired", asked)
    assert said.text.startswith("Skipped: Sweet spot 3x12 (Tired).")
    note = event(stage, "Skipped: Sweet spot 3x12 (Tired)")
    assert (note["category"], note["id"]) == ("NOTE", old["id"])
    assert athlete(stage).loads()[TODAY] == load - 76
    await stage.press(person, "Undo", said)
    again = event(stage, "Sweet spot 3x12")
    assert (again["category"], again["icu_training_load"]) == ("WORKOUT", 76)
    await stage.press(person, "Skip", await opened(stage, person, "Sweet spot"))
    said = await stage.say(person, "flat tyre <b>")
    assert said.text.startswith("Skipped: Sweet spot 3x12 (flat tyre <b>).")


async def test_skipping_is_undone_where_the_note_was_given_an_end(
    stage: Stage, person: Person
) -> None:
    """intervals.icu writes the day after as the end of a note that had none."""
    workout = event(stage, "Sweet spot 3x12")
    await opened(stage, person, "Sweet spot")
    await stage.press(person, "Skip")
    workout["end_date_local"] = None
    skipped = await stage.press(person, "Tired")
    assert workout["category"] == "NOTE"
    workout["end_date_local"] = f"{TODAY + timedelta(days=1)}T00:00:00"
    await stage.press(person, "Undo", skipped)
    assert (workout["category"], workout["name"]) == ("WORKOUT", "Sweet spot 3x12")


async def test_what_is_written_and_not_seen_again_is_said_with_undo(
    stage: Stage, person: Person
) -> None:
    asked = await stage.press(person, "Move", await opened(stage, person, "Sweet spot"))
    workout = event(stage, "Sweet spot 3x12")
    stage.intervals.faults.add(f"events/{workout['id']}", method="GET")  # read before the write
    stage.intervals.faults.add("events", method="GET", status=503, times=3)
    moved = await stage.press(person, "Wed, Nov 25", asked)
    assert workout["start_date_local"].startswith("2026-11-25")
    assert moved.text.startswith("Saved.\nSweet spot 3x12\nWed, Nov 25\nRide · 1h 13m")
    await stage.press(person, "Undo", moved)
    assert workout["start_date_local"].startswith("2026-11-23")


async def test_without_steps_it_is_made_shorter(stage: Stage, person: Person) -> None:
    athlete(stage).add_event(
        TODAY, type="Ride", name="Club ride", moving_time=7200, icu_training_load=100
    )
    menu = await stage.press(person, "Edit", await opened(stage, person, "Club ride"))
    saved = await stage.press(person, "Save", await stage.press(person, "−20%", menu))
    assert "1h 36m · Load 80" in saved.text
    await stage.press(person, "Undo", saved)
    assert event(stage, "Club ride")["moving_time"] == 7200
    menu = await stage.press(person, "Edit", await opened(stage, person, "Club ride"))
    await stage.press(person, "Duration", menu)
    assert "I cannot read “25h” as a time" in (await stage.say(person, "25h")).text
    assert "I cannot read “-95%” as a time" in (await stage.say(person, "-95%")).text
    assert "→ 1h 30m · Load 75" in (await stage.say(person, "90")).text
    assert "→ 1h 48m · Load 90" in (await stage.say(person, "shorten by 10%")).text
    assert "→ 1h 48m · Load 90" in (await stage.say(person, "缩短10%")).text
    assert "→ 1h · Load 50" in (await stage.say(person, "改成1小时")).text
    shown = await stage.say(person, "50% longer")
    assert "→ 3h · Load 150" in shown.text
    assert event(stage, "Club ride")["moving_time"] == 7200
    assert "3h · Load 150" in (await stage.press(person, "Save", shown)).text
    menu = await stage.press(person, "Edit", await opened(stage, person, "Club ride"))
    await stage.press(person, "Distance", menu)
    assert "I cannot read “far” as a distance" in (await stage.say(person, "far")).text
    assert "40 km" in (await stage.say(person, "40")).text
    menu = await stage.press(person, "Edit", person.last)
    assert "🏠 Indoors" in (await stage.press(person, "Indoors", menu)).text
    assert event(stage, "Club ride")["indoor"] is True


async def test_hidden_and_locked_from_the_card(stage: Stage, person: Person) -> None:
    menu = await stage.press(person, "Edit", await opened(stage, person, "Sweet spot"))
    saved = await stage.press(person, "Hide", menu)
    assert "Hidden from the athlete" in saved.text
    await stage.press(person, "Lock", await stage.press(person, "Edit", saved))
    found = event(stage, "Sweet spot 3x12")
    assert found["hide_from_athlete"]
    assert found["athlete_cannot_edit"]
    menu = await stage.press(person, "Edit", saved)
    assert menu.labels == ["🔓 Unlock", "‹ Back"]
    assert "is locked against changes" in menu.text
    await stage.press(person, "Unlock", menu)
    assert not event(stage, "Sweet spot 3x12")["athlete_cannot_edit"]
    menu = await stage.press(person, "Edit", saved)
    await stage.press(person, "Show to athlete", menu)
    assert not event(stage, "Sweet spot 3x12")["hide_from_athlete"]


async def test_what_is_so_already_is_not_written_and_keeps_its_undo(
    stage: Stage, person: Person
) -> None:
    menu = await stage.press(person, "Edit", await opened(stage, person, "Sweet spot"))
    data = next(each.data for row in menu.buttons for each in row if "Indoors" in each.label)
    for _ in range(2):
        person.press_data(menu.id, str(data))
    await stage.settled()
    assert [each.text for each in person.toasts] == ["Done already."]
    saved = person.last
    assert saved.text.startswith("Saved.")
    await stage.press(person, "Edit", saved)
    person.press_data(menu.id, str(data))
    await stage.settled()
    assert person.last.text == "It is like that already. Nothing was written."
    assert len(writes(stage)) == 1
    await stage.say(person, "/undo")
    assert not event(stage, "Sweet spot 3x12").get("indoor")


async def test_done_warns_first_and_makes_one_activity(stage: Stage, person: Person) -> None:
    known = set(athlete(stage).activities)
    card = await opened(stage, person, "Sweet spot")
    asked = await stage.press(person, "Done", card)
    assert "there will be two" in asked.text
    assert writes(stage) == []
    said = await stage.press(person, "Done", asked)
    assert said.text == "Done: Sweet spot 3x12. An activity was made of the plan."
    [made] = set(athlete(stage).activities) - known
    card = await stage.press(person, "Back", said)
    again = await stage.press(person, "Done", await stage.press(person, "Done", card))
    assert again.text.startswith("That is done already")
    athlete(stage).activities[made]["feel"] = 2
    last = await stage.say(person, "/undo")
    assert "changed again since" in last.text
    athlete(stage).activities[made]["feel"] = None
    assert "Sweet spot 3x12" in (await stage.say(person, "/undo")).text
    assert set(athlete(stage).activities) == known


async def test_an_undo_of_what_was_changed_since_is_refused(stage: Stage, person: Person) -> None:
    await stage.press(
        person,
        "Name",
        await stage.press(person, "Edit", await opened(stage, person, "Sweet spot")),
    )
    saved = await stage.say(person, "Mine")
    event(stage, "Mine")["name"] = "The coach's"
    assert "changed again since" in (await stage.press(person, "Undo", saved)).text
    assert event(stage, "The coach's")


async def test_the_question_of_a_workout_that_is_gone(stage: Stage, person: Person) -> None:
    asked = await stage.press(person, "Skip", await opened(stage, person, "Sweet spot"))
    athlete(stage).events.clear()
    assert "not at intervals.icu any more" in (await stage.press(person, "Sick", asked)).text


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(502, language="zh-hans")
    card = await stage.press(person, "Sweet spot", await stage.say(person, "/plan 今天"))
    asked = await stage.press(person, "跳过", card)
    said = await stage.press(person, "没时间", asked)
    assert said.text == "已跳过：Sweet spot 3x12（没时间）。它成了当天的一条备注，不再计入负荷。"
    assert (await stage.press(person, "撤销", said)).text.startswith("已撤销。")
