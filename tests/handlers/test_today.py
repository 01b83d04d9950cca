"""/today: the plan, its files, what is done, form and last night."""

from datetime import date, timedelta

import pytest

from sandbox.intervals.athlete import AthleteData
from tests.handlers.views.pictures.golden import texts
from tests.samples import recorded
from tests.stage import PAINTER, Stage

TODAY = date(2026, 11, 23)
RECORDED_KEYS = ("name", "description", "workout_doc", "icu_training_load", "moving_time")
STEPS = "Warmup\n- 10m ramp 50-75%\n\n3x\n- Hard 5m 100-105%\n- 3m 55%\n\n- 8m 50%"


def empty_day(stage: Stage) -> AthleteData:
    """Ann, with nothing on today's calendar."""
    athlete = stage.intervals.athletes["i1001"]
    for number, event in list(athlete.events.items()):
        if event["start_date_local"].startswith(TODAY.isoformat()):
            del athlete.events[number]
    return athlete


async def test_today_asks_three_things_at_most_and_begins_with_the_workout(stage: Stage) -> None:
    athlete = empty_day(stage)
    athlete.add_event(TODAY, category="WORKOUT", type="Ride", name="VO2 5x5", description=STEPS)
    person = await stage.connected()
    answer = await stage.say(person, "/today")
    assert len(stage.asked()) <= 3
    assert answer.text.startswith("VO2 5x5\nRide · 42m · Load")
    assert "3×" in answer.text
    assert "100–105%" in answer.text
    assert "Form" in answer.text
    assert "HRV" in answer.text


@pytest.mark.parametrize("extension", ["zwo", "fit", "erg", "mrc"])
async def test_the_file_is_of_exactly_that_workout(stage: Stage, extension: str) -> None:
    athlete = empty_day(stage)
    for name in ("Morning ride", "Evening ride"):
        athlete.add_event(TODAY, category="WORKOUT", type="Ride", name=name, description=STEPS)
    person = await stage.connected()
    await stage.say(person, "/today")
    sent = await stage.press(person, f"2 .{extension}")
    assert sent.document is not None
    assert sent.document.name == f"2026-11-23 Evening ride.{extension}"
    assert sent.document.content
    if extension == "zwo":
        assert b"Evening ride" in sent.document.content


async def test_a_rest_day_says_so_and_what_comes_next(stage: Stage) -> None:
    empty_day(stage)
    person = await stage.connected()
    answer = await stage.say(person, "/today")
    assert answer.text.startswith("Rest day")
    assert "Next:" in answer.text


async def test_an_empty_calendar_says_so(stage: Stage) -> None:
    stage.intervals.athlete("k3yk3yk3yk3yk3yk3y", id="i7", days=0, plan=False)
    person = await stage.connected(502, key="k3yk3yk3yk3yk3yk3y")
    answer = await stage.say(person, "/today")
    assert answer.text.startswith("Nothing planned")
    assert "Nothing recorded for last night yet." in answer.text


async def test_a_holiday_is_no_rest_day(stage: Stage) -> None:
    athlete = empty_day(stage)
    end = TODAY + timedelta(days=3)
    athlete.add_event(
        TODAY, category="HOLIDAY", name="Lanzarote", end_date_local=f"{end}T00:00:00"
    )
    person = await stage.connected()
    answer = await stage.say(person, "/today")
    assert answer.text.startswith("Lanzarote until Wed, Nov 25")


async def test_what_is_done_stands_with_its_plan_and_strava_is_explained(stage: Stage) -> None:
    athlete = empty_day(stage)
    event = athlete.add_event(
        TODAY, category="WORKOUT", type="Ride", name="Tempo", description=STEPS
    )
    athlete.add_activity(
        start_date_local=f"{TODAY}T07:00:00", type="Ride", name="Tempo done", moving_time=2600,
        icu_training_load=51, paired_event_id=event["id"], device_name="Garmin Edge 840",
    )  # fmt: skip
    athlete.add_activity(start_date_local=f"{TODAY}T08:00:00", type="Ride", source="STRAVA")
    athlete.add_activity(
        start_date_local=f"{TODAY}T09:00:00", type="Ride", source="STRAVA", _bare=True
    )
    person = await stage.connected()
    answer = await stage.say(person, "/today")
    assert "✅ Tempo" in answer.text
    assert "Done: Ride · 43m · Load 51" in answer.text
    assert "2 activities are hidden: Strava" in answer.text
    assert "send me the files.\nWith data from Garmin devices.\n" in answer.text


async def test_markup_in_names_is_shown_as_it_is(stage: Stage) -> None:
    athlete = empty_day(stage)
    name = "<b>5 & 20</b> </i> 🚴 \u202eedir"
    athlete.add_event(TODAY, category="WORKOUT", type="Ride", name=name, description=STEPS)
    person = await stage.connected()
    answer = await stage.say(person, "/today")
    assert answer.text.startswith(name)
    sent = await stage.press(person, ".zwo")
    assert sent.document is not None
    assert "<" not in sent.document.name


async def test_today_is_the_athletes_own_day(stage: Stage) -> None:
    """05:30 UTC on Monday is Sunday evening in Honolulu and Monday in Auckland."""
    keys = {"Pacific/Honolulu": "Sunday ride", "Pacific/Auckland": "Monday ride"}
    for number, (zone, name) in enumerate(keys.items()):
        key = f"zone{number}x7q2k9r8m5t3v6b1"
        athlete = stage.intervals.athlete(
            key, id=f"i5{number}", time_zone=zone, days=0, plan=False
        )
        for day, title in ((TODAY, "Monday ride"), (TODAY - timedelta(days=1), "Sunday ride")):
            athlete.add_event(day, category="WORKOUT", type="Ride", name=title, description=STEPS)
        person = await stage.connected(700 + number, key=key)
        assert (await stage.say(person, "/today")).text.startswith(name)


async def test_in_chinese_and_whole(stage: Stage) -> None:
    athlete = empty_day(stage)
    athlete.add_event(TODAY, category="WORKOUT", type="Ride", name="间歇", description=STEPS)
    person = await stage.connected(language="zh-hans")
    answer = await stage.say(person, "/today")
    assert answer.text.startswith("间歇\n骑行 · 42分钟 · 负荷")
    assert "状态" in answer.text
    assert "Form" not in answer.text


async def test_recorded_workouts_are_shown_whole_within_one_message(stage: Stage) -> None:
    athlete = stage.intervals.athletes["i1001"]
    athlete.events.clear()
    person = await stage.connected()
    for workout in recorded("workouts"):
        stage.clock.forward(days=1)
        event = athlete.add_event(athlete.today, category="WORKOUT", type=workout["type"])
        event |= {key: workout.get(key) for key in RECORDED_KEYS}
        answer = await stage.say(person, "/today")
        assert answer.text.startswith(workout["name"])
        if load := workout.get("icu_training_load"):
            assert f"Load {load}" in answer.text
        assert len(answer.text) < 1800
        assert {".zwo", ".fit"} <= set(answer.labels)


async def test_the_first_workout_is_whole_and_later_ones_are_folded(stage: Stage) -> None:
    person = await stage.connected()
    athlete = stage.intervals.athletes["i1001"]
    athlete.events.clear()
    for name in ("First", "Second"):
        athlete.add_event(
            date(2026, 11, 23), type="Ride", name=name, description="- 10m 50%\n- 5m 60%"
        )
    answer = await stage.say(person, "/today")
    folded = [each for each in answer.entities if each["type"] == "expandable_blockquote"]
    assert len(folded) == 1
    assert folded[0]["offset"] > answer.text.index("2. Second")
    assert answer.photo
    assert texts(PAINTER.asked)[::2] == ["First", "Second"]


async def test_a_full_day_is_folded_until_a_phone_shows_it_at_once(stage: Stage) -> None:
    athlete = empty_day(stage)
    for name in ("First", "Second"):
        athlete.add_event(TODAY, type="Ride", name=name, description=STEPS)
    athlete.add_event(TODAY, category="NOTE", name="Bring lights")
    for name in ("Commute", "Stretching", "Walk"):
        athlete.add_activity(start_date_local=f"{TODAY}T06:00:00", type="Walk", name=name)
    answer = await stage.say(await stage.connected(), "/today")
    sight = answer.text
    for each in answer.entities:
        if each["type"] == "expandable_blockquote":
            folded = answer.text[each["offset"] : each["offset"] + each["length"]]
            sight = sight.replace(f"{folded}\n", "")
    assert len(sight.splitlines()) <= 15
    assert all(each in sight for each in ("First", "Second", "Bring lights", "Form"))
    assert "✅ Commute" not in sight
    assert "✅ Commute" in answer.text


async def test_a_race_says_that_it_is_one_and_a_holiday_is_told_once(stage: Stage) -> None:
    person = await stage.connected()
    athlete = stage.intervals.athletes["i1001"]
    athlete.events.clear()
    race = athlete.add_event(date(2026, 11, 23), category="RACE_A", type="Run", name="City 10k")
    assert "City 10k\n🏁 Race A · Run" in (await stage.say(person, "/today")).text
    race["category"], race["end_date_local"] = "HOLIDAY", "2026-11-26T00:00:00"
    stage.world.desk.services.accounts.open(await stage.athlete(person)).forget_cached()
    answer = await stage.say(person, "/today")
    assert answer.text.startswith("City 10k until Wed, Nov 25. No training planned.")
    assert answer.text.count("City 10k") == 1


async def test_another_day_is_named(stage: Stage) -> None:
    person = await stage.connected()
    answer = await stage.say(person, "/today tomorrow")
    assert answer.text.startswith("Tue, Nov 24\n\nEasy run\nRun · 45m · Load 39\n")
    assert not any("Check in" in label for label in answer.labels)
    assert len(stage.asked()) == 3
    before = await stage.say(person, "/today 2026-11-22")
    assert before.text.startswith("Sun, Nov 22\n\n")
    assert any("Check in" in label for label in before.labels)
    said = (await stage.say(person, "/today foo")).text
    assert said.startswith("I do not know the day “foo”. Try tomorrow")
