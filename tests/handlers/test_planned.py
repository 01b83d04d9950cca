"""Notes, races, days away, targets, copies: put on the calendar in one line, and taken off."""

from datetime import date
from typing import Any

import pytest

from sandbox.telegram.person import Person
from tests.stage import Stage


@pytest.fixture
async def person(stage: Stage) -> Person:
    return await stage.connected()


def newest(stage: Stage) -> dict[str, Any]:
    """The event that was made last."""
    return max(stage.intervals.athletes["i1001"].events.values(), key=lambda each: each["id"])


def writes(stage: Stage) -> list[str]:
    return [each for each in stage.asked() if not each.startswith("GET")]


@pytest.mark.parametrize(
    ("typed", "answer", "wire"),
    [
        (
            "/plan note tomorrow 16:00 Physio <b>\nBring the scans",
            "Saved.\nPhysio <b>\nNote · Tue, Nov 24\n16:00",
            {"category": "NOTE", "start_date_local": "2026-11-24T16:00:00", "name": "Physio <b>",
             "description": "Bring the scans"},
        ),
        (
            "/plan race B 2027-05-09 Run Hamburg 🏃 42.2km 3h15",
            "Saved.\nHamburg 🏃\nSun, May 9, 2027\n🏁 Race B · Run · 3h 15m · 42.2 km",
            {"category": "RACE_B", "type": "Run", "distance": 42200, "moving_time": 11700},
        ),
        (
            "/plan race 9.5.2027 Ride Mallorca 312",
            "Saved.\nMallorca 312\nSun, May 9, 2027\n🏁 Race A · Ride",
            {"category": "RACE_A", "type": "Ride", "name": "Mallorca 312"},
        ),
        (
            "/plan sick thu-sat Cold",
            "Saved.\nCold\nSick · Thu, Nov 26 – Sat, Nov 28",
            {"category": "SICK", "start_date_local": "2026-11-26T00:00:00",
             "end_date_local": "2026-11-29T00:00:00", "name": "Cold"},
        ),
        (
            "/plan holiday 2026-12-20..2027-01-03 Alps",
            "Saved.\nAlps\nHoliday · Sun, Dec 20 – Sun, Jan 3, 2027",
            {"category": "HOLIDAY", "end_date_local": "2027-01-04T00:00:00"},
        ),
        (
            "/plan injured this week",
            "Saved.\nInjured\nMon, Nov 23 – Sun, Nov 29",
            {"category": "INJURED"},
        ),
        (
            "/plan target 2027-02-01..2027-02-07 load 450 time 8h",
            "Saved.\nTarget of the week\nMon, Feb 1, 2027\nRide · 8h · Load 450",
            {"category": "TARGET", "load_target": 450, "time_target": 28800, "for_week": True,
             "type": "Ride"},
        ),
        (
            "/plan target sat Run 20km",
            "Saved.\nTarget\nSat, Nov 28\nRun · 20 km",
            {"category": "TARGET", "type": "Run", "distance_target": 20000},
        ),
        (
            "/plan target sat distance 20km Run",
            "Saved.\nTarget\nSat, Nov 28\nRun · 20 km",
            {"category": "TARGET", "type": "Run", "distance_target": 20000},
        ),
    ],
)  # fmt: skip
async def test_a_line_puts_it_on_the_calendar_and_undo_takes_it_off(
    stage: Stage, person: Person, typed: str, answer: str, wire: dict[str, Any]
) -> None:
    saved = await stage.say(person, typed)
    assert saved.text == answer
    assert writes(stage) == ["POST /api/v1/athlete/0/events/bulk"]
    event = newest(stage)
    assert {key: event[key] for key in wire} == wire
    undone = await stage.press(person, "Undo", saved)
    assert undone.text.startswith("Undone. Off the calendar again:")
    assert event["id"] not in stage.intervals.athletes["i1001"].events


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/plan note someday Physio", "Which day for “someday Physio”?"),
        ("/plan note tomorrow", "What should I note?"),
        ("/plan note fri..mon Camp", "“fri..mon” is more than one day; here it takes one, such"),
        ("/plan race A 2027-05-09", "A race needs its sport and name."),
        ("/plan note tomorrow 25:00 Physio", "25:00"),
        ("/plan note tomorrow " + "x" * 81, "81 characters"),
        ("/plan race D 2027-05-09 Run Hamburg", "A race is A, B or C"),
        ("/plan race A 2027-05-09 Quidditch Cup", "Which sport is “Quidditch Cup”? Tap one"),
        ("/plan race A soon Run", "soon"),
        ("/plan sick sometimes", "Which day for “sometimes”?"),
        ("/plan sick 2026-02-30", "2026-02-30"),
        ("/plan target this week", "A target needs load, time or distance"),
        ("/plan target mon-wed load 200", "A target is for one day"),
        ("/plan target tomorrow 3h Quidditch", "“Quidditch” is no target I know"),
        ("/plan target tomorrow 25:00", "cannot be how long"),
        ("/plan target this week load 9999", "from 0 to 2000. Nothing is saved; write load 100."),
        ("/plan sick sun-mon-tue", "Which day for “sun-mon-tue”?"),
        ("/plan note tomorrow 25:00 Physio", "is no hour of the day"),
        ("/plan copy 2026-01-01", "There is no workout"),
        ("/plan copy last week to nowhere", "nowhere"),
    ],
)
async def test_what_is_not_understood_is_said_and_nothing_is_written(
    stage: Stage, person: Person, typed: str, said: str
) -> None:
    answer = await stage.say(person, typed)
    assert said in answer.text
    assert "reference" not in answer.text
    assert writes(stage) == []


@pytest.mark.parametrize(
    ("command", "typed", "saved"),
    [
        ("/plan note", "tomorrow Physio", "Note · Tue, Nov 24"),
        ("/plan race", "A 2027-05-09 Run Hamburg", "🏁 Race A"),
        ("/plan sick", "today", "Sick\nMon, Nov 23"),
        ("/plan holiday", "fri-sun", "Holiday\nFri, Nov 27 – Sun, Nov 29"),
        ("/plan injured", "today Knee", "Injured · Mon, Nov 23"),
        ("/plan target", "2027-02-01 load 300", "Target"),
    ],
)
async def test_without_words_it_asks_and_asks_again_after_a_slip(
    stage: Stage, person: Person, command: str, typed: str, saved: str
) -> None:
    assert "For example" in (await stage.say(person, command)).text
    assert writes(stage) == []
    await stage.say(person, "¿?")
    assert writes(stage) == []
    assert saved in (await stage.say(person, typed)).text


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
    assert (await stage.press(person, "Undo", saved)).text.startswith("Undone.")


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


@pytest.mark.parametrize(
    ("typed", "then", "saved"),
    [
        ("/plan note Physio tomorrow 16:00\nScans", "", "Physio\nNote · Tue, Nov 24\n16:00"),
        ("/plan sick Cold thu-sat", "", "Cold\nSick · Thu, Nov 26 – Sat, Nov 28"),
        ("/plan note Call Jo", "> Wed", "Call Jo\nNote · Wed, Nov 25"),
        (
            "/plan holiday Alps",
            "2026-12-20..2026-12-27",
            "Alps\nHoliday · Sun, Dec 20 – Sun, Dec 27",
        ),
        ("/plan target Run 20km", "> Tomorrow", "Target\nTue, Nov 24\nRun · 20 km"),
        (
            "/plan race A 2026-12-06 Crit",
            "gravel ride",
            "Crit\nSun, Dec 6\n🏁 Race A · Gravel ride",
        ),
        (
            "/plan race B Hamburg Marathon 42.2km 2026-12-06",
            "> Run",
            "Hamburg Marathon\nSun, Dec 6\n🏁 Race B · Run · 42.2 km",
        ),
    ],
)
async def test_a_day_at_the_end_is_found_and_one_that_lacks_is_asked_for(
    stage: Stage, person: Person, typed: str, then: str, saved: str
) -> None:
    answer = await stage.say(person, typed)
    if then:
        assert answer.text.startswith("Which ")
        assert writes(stage) == []
        pressed = then.startswith(">")
        answer = await (stage.press(person, then[2:]) if pressed else stage.say(person, then))
    assert answer.text == f"Saved.\n{saved}"


@pytest.mark.parametrize(
    ("command", "pressed", "typed", "saved"),
    [
        ("/plan sick", "Today", "", "Sick\nMon, Nov 23"),
        ("/plan injured", "Until Wed", "", "Injured\nMon, Nov 23 – Wed, Nov 25"),
        ("/plan holiday", "Until Mon", "", "Holiday\nMon, Nov 23 – Mon, Nov 30"),
        ("/plan note", "Fri", "16:00 Physio", "Physio\nNote · Fri, Nov 27\n16:00"),
        ("/plan race", "Race C", "sun Ride Crit", "Crit\nSun, Nov 29\n🏁 Race C · Ride"),
        ("/plan target", "Tomorrow", "Run 8km", "Target\nTue, Nov 24\nRun · 8 km"),
    ],
)
async def test_by_buttons(
    stage: Stage, person: Person, command: str, pressed: str, typed: str, saved: str
) -> None:
    answer = await stage.press(person, pressed, await stage.say(person, command))
    if typed:
        assert writes(stage) == []
        answer = await stage.say(person, typed)
    assert answer.text == f"Saved.\n{saved}"
    await stage.press(person, "Undo", answer)
    assert writes(stage)[1].startswith("DELETE")


async def test_last_week_comes_to_this_one(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/plan copy last week")
    assert "• Mon, Nov 23 ·" in asked.text
    assert (await stage.press(person, "Cancel", asked)).text.startswith("Cancelled.")
    assert writes(stage) == []


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(503, "zh-hans")
    assert (await stage.say(person, "/plan sick 周四到周六 感冒")).text.startswith("已保存")
    assert newest(stage)["end_date_local"] == "2026-11-29T00:00:00"
    assert (await stage.say(person, "/plan note 明天 16:00 理疗")).text.endswith("16:00")
    await stage.say(person, "/plan target 2027-02-01..2027-02-07 负荷450 8小时")
    assert (newest(stage)["load_target"], newest(stage)["time_target"]) == (450, 28800)
    await stage.say(person, "/plan race A级 2027-05-09 跑步 汉堡 42.2公里")
    assert (newest(stage)["name"], newest(stage)["distance"]) == ("汉堡", 42200)
    assert "还没有写入" in (await stage.say(person, "/plan copy 上周")).text
