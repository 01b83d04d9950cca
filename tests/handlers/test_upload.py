"""Files in the chat: activities are uploaded and paired, workout files go on the plan."""

import gzip
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.profile_type import FileType, Sport

from sandbox.intervals.answers import Wire
from sandbox.telegram.person import Person
from tests import files
from tests.stage import Stage, ann, open_stage

TODAY = date(2026, 11, 23)
UPLOAD = "POST /api/v1/athlete/0/activities"


def uploads(stage: Stage) -> list[Wire]:
    """What came as a file, in the order it came."""
    activities = stage.intervals.athletes["i1001"].activities.values()
    return [each for each in activities if "_digest" in each]


def planned(stage: Stage, name: str, day: date | None = None) -> Wire:
    """The workout of that name, of the day or of any."""
    events = stage.intervals.athletes["i1001"].events.values()
    start = f"{day or ''}"
    named = (each for each in events if each.get("name") == name)
    return next(each for each in named if each["start_date_local"].startswith(start))


async def test_an_activity_is_uploaded_and_paired(stage: Stage, person: Person) -> None:
    answer = await stage.send(person, "morning.fit", files.fit_activity())
    assert answer.text == (
        "Uploaded.\nDone from the plan: Sweet spot 3x12\n1h of 1h 13m · Load 71 of 76\n\n"
        "morning\nMon, Nov 23 · 07:00\nRide · 1h · 30 km · Load 71\n\n200 W average\n145 bpm"
    )
    [done] = uploads(stage)
    assert done["paired_event_id"] == planned(stage, "Sweet spot 3x12", TODAY)["id"]
    asked = stage.asked()
    look = f"GET /api/v1/activity/{done['id']}"
    assert asked[:3] == [UPLOAD, look, look]
    assert sorted(asked[3:5]) == [
        "GET /api/v1/athlete/0/activities",
        "GET /api/v1/athlete/0/events",
    ]
    assert asked[5:] == [f"PUT /api/v1/activity/{done['id']}"]
    undone = await stage.press(person, "Undo", answer)
    assert undone.text == "Undone. Taken away again: morning."
    assert uploads(stage) == []
    again = await stage.send(person, "morning.fit", files.fit_activity())
    await stage.say(person, "rpe 7")
    assert "changed again since" in (await stage.press(person, "Undo", again)).text
    await stage.say(person, "/undo")
    assert "Undo this one too?\nAdded: morning" in (await stage.say(person, "/undo")).text
    await stage.press(person, "Undo")
    assert uploads(stage) == []


async def test_a_file_that_is_there_is_not_doubled(stage: Stage, person: Person) -> None:
    await stage.send(person, "a.gpx", files.gpx(), "Along the river")
    stage.intervals.calls.clear()
    again = await stage.send(person, "b.gpx", files.gpx())
    assert again.text.startswith("intervals.icu has this file already.")
    assert "Along the river" in again.text
    assert "Done from the plan: Sweet spot 3x12" in again.text
    # What was there before this is not ours to delete or to undo.
    assert again.labels == ["📄 Card", "💬 How was it"]
    assert len(uploads(stage)) == 1
    assert len(stage.asked()) == 4


async def test_several_plans_are_chosen_from(stage: Stage, person: Person) -> None:
    athlete = stage.intervals.athletes["i1001"]
    second = athlete.add_event(TODAY, category="WORKOUT", type="VirtualRide", name="Easy spin")
    answer = await stage.send(person, "a.fit", files.fit_activity())
    assert "Which planned workout was it?" in answer.text
    assert {"Easy spin", "Sweet spot 3x12"} <= set(answer.labels)
    stage.intervals.calls.clear()
    chosen = await stage.press(person, "Easy spin", answer)
    assert len(stage.asked()) <= 3  # the activity was read a moment ago
    assert chosen.text.startswith("Done from the plan: Easy spin\n\na\nMon, Nov 23")
    assert uploads(stage)[0]["paired_event_id"] == second["id"]
    await stage.press(person, "Undo", chosen)
    assert uploads(stage)[0]["paired_event_id"] is None


async def test_other_sports_and_days_are_not_paired(stage: Stage, person: Person) -> None:
    walk = await stage.send(person, "walk.gpx", files.gpx(sport="hiking"), "yesterday")
    assert "Done from the plan" not in walk.text
    assert (
        "Uploaded.\n\nwalk\nMon, Nov 23 · 07:00\n" in walk.text
    )  # a caption that is only a day is no name
    early = files.fit_activity(start=files.MORNING - timedelta(days=200))
    old = await stage.send(person, "old.fit", early)
    assert "Done from the plan" not in old.text
    assert [each["paired_event_id"] for each in uploads(stage)] == [None, None]


async def test_archives_and_multisport_files(stage: Stage, person: Person) -> None:
    run = files.fit_session(Sport.RUNNING, files.MORNING + timedelta(hours=2), 30)
    ride = files.fit_session(Sport.CYCLING, files.MORNING, 60)
    answer = await stage.send(person, "tri.zip", files.zipped(a_fit=files.fit_file(ride, run)))
    assert answer.text == (
        "Uploaded 2 activities.\n\n"
        "Nov 23 🚴 1h · 30 km · Load 71 → Sweet spot 3x12\n"
        "Nov 23 🏃 30m · 15 km · Load 25"
    )
    assert answer.labels == ["23 Mon · tri", "23 Mon · tri", "↩ Undo"]
    assert [each["type"] for each in uploads(stage)] == ["Ride", "Run"]
    undone = await stage.press(person, "Undo", answer)
    assert undone.text == "Undone. Taken away again: tri, tri."
    assert uploads(stage) == []
    assert "Run · 30m · Load 25" in (await stage.send(person, "b.tcx", files.tcx(), "5/6")).text
    assert uploads(stage)[-1]["name"] == "5/6"  # not a day for sure, so it is a name
    packed = gzip.compress(files.gpx(start=files.MORNING - timedelta(hours=3)))
    assert "Uploaded." in (await stage.send(person, "early.gpx.gz", packed)).text


async def test_a_whole_month_in_a_zip_is_a_list(stage: Stage, person: Person) -> None:
    days = [files.MORNING - timedelta(days=number) for number in range(14)]
    rides = {f"d{each.day}_fit": files.fit_activity(start=each) for each in days}
    month = files.zipped(**rides)
    asked = await stage.send(person, "month.zip", month)
    assert asked.text.startswith("Upload 14 activities? Nothing is written yet.\n\n• d23.fit\n")
    assert not stage.asked()
    answer = await stage.press(person, "Save", asked)
    assert answer.text.startswith("Uploaded 14 activities.\n\nNov 23 🚴 1h · 30 km · Load 71")
    assert answer.text.endswith("And 4 more, not matched with the plan.")
    assert len(answer.text.splitlines()) < 15
    assert len(uploads(stage)) == 14
    again = await stage.press(person, "Save", await stage.send(person, "month.zip", month))
    assert again.text.startswith(
        "intervals.icu has this file already. Nothing is doubled.\n\nNov 23"
    )
    card = await stage.press(person, "22 Sun · month", again)
    assert card.text.startswith("month\nSun, Nov 22")


async def test_a_lost_answer_makes_no_second_activity(stage: Stage, person: Person) -> None:
    stage.intervals.faults.add("activities", method="POST", drop_after_effect=True)
    answer = await stage.send(person, "a.fit", files.fit_activity())
    assert "Done from the plan: Sweet spot 3x12" in answer.text
    stage.intervals.faults.add("activities", method="POST", says="?")
    answer = await stage.send(person, "a.fit", files.fit_activity())
    assert answer.text.startswith("intervals.icu did not confirm the upload.")
    stage.intervals.faults.add("activities", method="POST", says='{"activities": []}')
    assert "is broken" in (await stage.send(person, "a.fit", files.fit_activity())).text
    corrupt = files.fit_activity()[:-1] + b"?"
    assert "did not accept this" in (await stage.send(person, "a.fit", corrupt)).text
    assert len(uploads(stage)) == 1
    stage.intervals.faults.add("activity", method="PUT", times=None, status=503)
    stage.intervals.athletes["i1001"].add_event(TODAY, type="Run", name="Jog")
    answer = await stage.send(person, "run.fit", files.fit_activity(Sport.RUNNING))
    assert answer.text.startswith("The file is uploaded, but intervals.icu did not answer after")
    assert len(uploads(stage)) == 2
    stage.intervals.faults.clear()
    answer = await stage.send(person, "run.fit", files.fit_activity(Sport.RUNNING))
    assert "Done from the plan: Jog\n" in answer.text
    assert len(uploads(stage)) == 2


async def test_numbers_that_come_later(stage: Stage, person: Person) -> None:
    await stage.send(person, "a.fit", files.fit_activity())
    [done] = uploads(stage)
    later = {key: done.pop(key) for key in ("analyzed", "icu_training_load")}
    done["analyzed"] = None
    answer = await stage.send(person, "a.fit", files.fit_activity())
    assert "still analysing" in answer.text
    done |= later
    answer = await stage.press(person, "Look again", answer)
    assert answer.text.startswith("Done from the plan: Sweet spot 3x12\n1h of 1h 13m · Load 71 of")
    assert "still" not in answer.text


async def test_a_workout_file_asks_for_the_day(stage: Stage, person: Person) -> None:
    asked = await stage.send(person, "over.zwo", files.zwo())
    assert asked.text.startswith("Over & under: for which day?")
    assert not stage.asked()
    saved = await stage.press(person, "Wed, Nov 25", asked)
    assert stage.asked() == ["POST /api/v1/athlete/0/events/bulk"]
    assert "Over & under" in saved.text
    assert "Wed, Nov 25" in saved.text
    assert "3×" in saved.text
    event = planned(stage, "Over & under")
    assert (event["type"], event["start_date_local"]) == ("Ride", "2026-11-25T00:00:00")
    assert ".fit" in saved.labels
    await stage.press(person, "Undo", saved)
    assert event["id"] not in stage.intervals.athletes["i1001"].events


async def test_the_caption_gives_the_day_and_the_name(stage: Stage, person: Person) -> None:
    saved = await stage.send(person, "ramp.erg", files.erg(), "tomorrow 18:00 Club night")
    assert "Club night" in saved.text
    assert planned(stage, "Club night")["start_date_local"] == "2026-11-24T18:00:00"
    saved = await stage.send(person, "t.zwo", files.zwo("Tempo", "run"), "明天")
    assert planned(stage, "Tempo")["type"] == "Run"
    asked = await stage.send(person, "t.zwo", files.zwo("Tempo"), "My own name")
    assert asked.text.startswith("My own name: for which day?")
    assert "I do not know the day" in (await stage.say(person, "banana")).text
    assert "My own name" in (await stage.say(person, "sat")).text
    assert planned(stage, "My own name")["start_date_local"] == "2026-11-28T00:00:00"


async def test_a_fit_workout_is_told_from_an_activity(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/plan")
    card = await stage.press(person, "Sweet spot", page)
    sent = await stage.press(person, ".fit", card)
    assert sent.document is not None
    saved = await stage.send(person, sent.document.name, sent.document.content, "fri")
    assert "Sweet spot 3x12" in saved.text
    assert "Fri, Nov 27" in saved.text
    assert "3×" in saved.text
    assert not uploads(stage)
    message = WorkoutMessage()
    message.sport = Sport.RUNNING
    nameless = files.fit_file(message, kind=FileType.WORKOUT)
    assert (await stage.send(person, "hill_run.fit", nameless)).text.startswith("hill run: for")


async def test_the_question_outlives_a_restart(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        ann(stage)
        person = await stage.connected()
        asked = await stage.send(person, "over.zwo", files.zwo())
    async with open_stage(tmp_path, before=stage) as later:
        await later.press(person, "Tue, Nov 24", asked)
        assert planned(later, "Over & under")["start_date_local"] == "2026-11-24T00:00:00"


async def test_what_cannot_be_used_is_told_and_nothing_sent(stage: Stage, person: Person) -> None:
    for name, content, said in (
        ("<b>.exe", b"hello", "I cannot use the file “b.exe”"),
        ("ride.fit", b"content", "“ride.fit” is broken"),
        ("way.gpx", b"<gpx><trk><trkseg/></trk></gpx>", "“way.gpx” is a route without times"),
        ("a.zip", files.zipped(), "no activity in “a.zip”"),
        ("big.fit", bytes(25 * 1024 * 1024), "has 25 MB"),
    ):
        answer = await stage.send(person, name, content)
        assert said in answer.text
    assert not stage.asked()


async def test_a_file_that_telegram_does_not_give(stage: Stage, person: Person) -> None:
    asked = await stage.send(person, "over.zwo", files.zwo())
    stored = stage.telegram.world.files
    for number, each in stored.items():
        stored[number] = replace(each, content=bytes(21 * 1024 * 1024))
    answer = await stage.press(person, "Tue, Nov 24", asked)
    assert "Telegram does not give me that file" in answer.text
    assert not stage.asked()


async def test_without_a_key_and_with_old_buttons(stage: Stage) -> None:
    stranger = stage.telegram.person(777, "Bo", "en")
    answer = await stage.send(stranger, "a.fit", files.fit_activity())
    assert "Connect" in " ".join(answer.labels)
    person = await stage.connected()
    page = await stage.say(person, "/upload")
    assert "20 MB at most" in page.text
    for data in (
        "upload",
        "upload:day:x:y",
        "upload:day:99:2026-11-24",
        "upload:pair:i1:x",
        "upload:look:..",
    ):
        person.press_data(page.id, data)
        await stage.settled()
        assert "reference" not in person.last.text
    assert not stage.asked()


async def test_in_chinese_and_whole(stage: Stage) -> None:
    person = await stage.connected(502, language="zh-hans")
    answer = await stage.send(person, "晨骑.fit", files.fit_activity())
    assert answer.text.startswith(
        "已上传 1 项活动。\n对应计划：Sweet spot 3x12\n"
        "1小时（计划 1小时13分） · 负荷 71（计划 76）\n\n"
        "晨骑\n11月23日周一 · 07:00\n骑行 · 1小时"
    )
    asked = await stage.send(person, "间歇.zwo", files.zwo("间歇"))
    assert asked.text.startswith("间歇：放到哪一天？")
    assert "间歇" in (await stage.say(person, "后天")).text
    assert "已损坏" in (await stage.send(person, "a.fit", b"x")).text
