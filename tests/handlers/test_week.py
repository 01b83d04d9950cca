"""/week: planned against done, day by day; the past, this week and what is to come."""

from datetime import date, timedelta

import pytest

from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from tests.stage import Stage

MONDAY = date(2026, 11, 23)  # today
EVENTS, ACTIVITIES, WELLNESS = (
    f"GET /api/v1/athlete/0/{each}" for each in ("events", "activities", "wellness")
)


@pytest.fixture
def ann(stage: Stage) -> AthleteData:
    """Ann with nothing planned and nothing done."""
    athlete = stage.intervals.athletes["i1001"]
    athlete.events.clear()
    athlete.activities.clear()
    return athlete


def plan(athlete: AthleteData, day: int, name: str, **more: object) -> int:
    """An hour's ride of load 50 so many days from Monday; gives its id."""
    values = {"type": "Ride", "name": name, "moving_time": 3600, "icu_training_load": 50}
    event = athlete.add_event(MONDAY + timedelta(days=day), **values | more)
    number: int = event["id"]
    return number


def do(athlete: AthleteData, day: int, event: int | None = None, **more: object) -> None:
    """A ride of 1h 05m and load 54, from a plan or without one."""
    values: dict[str, object] = {
        "start_date_local": f"{MONDAY + timedelta(days=day)}T07:00:00",
        "type": "Ride",
        "moving_time": 3910,
        "distance": 30_000.0,
        "icu_training_load": 54,
        "paired_event_id": event,
    }
    athlete.add_activity(**values | more)


async def test_a_past_week_is_three_calls(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/week last")
    assert sorted(stage.asked()) == sorted([EVENTS, ACTIVITIES, WELLNESS])
    assert answer.text.startswith(
        "Week 47: 8h 01m of 8h 38m · Load 404 of 458\nMon, Nov 16 – Sun, Nov 22\n\n"
        "Mon ✓🚴 1h 08m/1h 07m · Load 75/84\n"
    )
    assert "Tue ?🏃 🔒 45m · Load 39\n" in answer.text
    assert "1 activity is hidden: Strava does not let" in answer.text
    assert "Connect your watch to intervals.icu directly" in answer.text
    assert answer.text.endswith("With data from Garmin devices.")
    assert "Wed ✓🚴 ✓🏋 2h 16m/2h 15m · Load 82/82\nThu – rest\n" in answer.text
    assert "Fitness 55 → 57 · Form +6 → −3\n" in answer.text
    assert "Week 48: 8h 44m · Load 450, with Sweet spot 3x12 (Mon) · Long ride" in answer.text
    head, detail = answer.text.split("\n\n🚴 ")
    assert len([line for line in head.splitlines() if line]) <= 15
    assert "expandable_blockquote" in [each["type"] for each in answer.entities]
    assert detail.startswith("Ride 5h 56m/5h 47m · Load 306/319 · 174.3 km\n")
    assert "🏃 Run 49m/1h 35m · Load 49/89 · 9.4 km\n" in detail
    assert "🏊 Swim 30m/31m · Load 27/28 · 1,428 m/1,300 m" in detail
    power, beats = detail.split("Time in power zones\n")[1].split("\n\nTime in heart rate zones\n")
    assert power.splitlines()[1] == "Z2 ▇▇▇▇▇▇▇▇▇▇ 4h 21m · 75%"
    assert "SS" not in power
    assert beats.startswith("Z1 ▇▇▇▇▇▇▇ 2h 11m · 30%\n")
    assert answer.labels == ["‹", "›", "📅 Plan", "📦 Week's files"]


async def test_the_pages_the_plan_and_the_files(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/week")
    before = await stage.press(person, "‹", page)
    assert before.id == page.id
    assert before.text.startswith("Week 47:")
    assert (await stage.press(person, "›", page)).text.startswith("Week 48:")
    files = await stage.press(person, "Files", page)
    assert files.text.startswith("Files of the workouts Mon, Nov 23 – Sun, Nov 29")
    calendar = await stage.press(person, "Plan", page)
    assert calendar.text.startswith("Mon, Nov 23 – Sun, Nov 29\n7 sessions")
    # The week's picture does not belong to the calendar: the message gives way to a new one.
    assert page.id not in {each.id for each in person.messages}


async def test_this_week_is_what_was_done_and_what_is_to_come(
    stage: Stage, person: Person, ann: AthleteData
) -> None:
    stage.clock.forward(days=2)
    do(ann, 0, plan(ann, 0, "Sweet spot"))
    plan(ann, 1, "Gym", type="WeightTraining")
    do(ann, 2, type="Run", moving_time=1800, distance=5000.0, icu_training_load=25)
    plan(ann, 4, "Over-unders")
    plan(ann, 5, "Hill race", category="RACE_B", moving_time=7200, icu_training_load=150)
    ann.add_event(MONDAY + timedelta(days=6), category="HOLIDAY", name="Family trip")
    targets = {"load_target": 400, "time_target": 8 * 3600, "distance_target": 150_000.0}
    ann.add_event(MONDAY, category="TARGET", type="Ride", for_week=True, **targets)
    ann.add_event(MONDAY + timedelta(days=2), category="TARGET", load_target=30)
    answer = await stage.say(person, "/week")
    assert answer.text.startswith(
        "Week 48: 1h 35m of 5h · Load 79 of 300\n"
        "Mon, Nov 23 – Sun, Nov 29\n"
        "Still to come: 3h · Load 200\n\n"
        "Mon ✓🚴 1h 05m/1h · Load 54/50\n"
        "Tue ✗🏋 1h · Load 50\n"
        "Wed ✓🏃 30m · Load 25\n"
        "Thu – rest\n"
        "Fri ○🚴 1h · Load 50\n"
        "Sat ○🏁 2h · Load 150\n"
        "Sun – Family trip\n"
    )
    assert (
        len([each for each in answer.entities if each["type"] == "bold"]) == 2
    )  # the first line, today
    assert "with the plan\n🎯 🚴 1h 05m/8h · Load 54/400 · 30 km/150 km\n" in answer.text
    _, _, folded = answer.text.partition("30 km/150 km\nWeek 49: nothing is planned yet.\n\n")
    assert folded.startswith("🎯 Wed Target Load 25/30\nSkipped: Gym (Tue)\n\n🚴 Ride")
    assert "Files" not in " ".join(answer.labels)  # nothing planned has steps


async def test_a_week_ahead_needs_no_activities(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/week next")
    assert sorted(stage.asked()) == sorted([EVENTS, WELLNESS])
    assert answer.text.startswith("Week 49: 8h 04m · Load 413 planned\n")
    assert "🎯 🚴 0h/8h · Load 0/400 · 0 km/180 km" in answer.text
    assert "with Over-unders 4x7 (Mon)" in answer.text


async def test_empty_weeks(stage: Stage, person: Person, ann: AthleteData) -> None:
    assert (await stage.say(person, "/week")).text.startswith(
        "Week 48: nothing is planned yet\nMon, Nov 23 – Sun, Nov 29\n\nFitness"
    )
    past = await stage.say(person, "/week 2026-10-14")
    assert past.text.startswith("Week 42: nothing planned, nothing done\nMon, Oct 12 –")
    assert "Week 43" not in past.text  # the week after is over too
    do(ann, -3)
    unplanned = await stage.say(person, "/week last")
    assert unplanned.text.startswith("Week 47: 1h 05m · Load 54 done\n")


async def test_nothing_known_of_fitness_or_numbers(
    stage: Stage, person: Person, ann: AthleteData
) -> None:
    ann.wellness.clear()
    do(ann, -3, moving_time=None, distance=None, icu_training_load=None)
    plan(ann, -1, "", moving_time=None, icu_training_load=None)
    for number in range(5):
        plan(ann, -6, f"A session with a long name, number {number}")
    answer = await stage.say(person, "/week last")
    assert answer.text.startswith("Week 47: 0h of 5h · Load 0 of 250\n")
    assert "\nFri ✓🚴\n" in answer.text
    assert "Sun ✗🚴\n" in answer.text
    assert "Form" not in answer.text
    assert "Skipped: A session with a lo… (Tue) · A session" in answer.text
    assert "(Tue) +3\n" in answer.text


@pytest.mark.parametrize("text", ["foo", "28d", "99", "last month"])
async def test_no_week_is_one_sentence(stage: Stage, person: Person, text: str) -> None:
    answer = await stage.say(person, f"/week {text}")
    assert answer.text == (
        f"I do not know the week “{text}”. Try /week last, /week 46 or /week 2026-11-09."
    )
    assert stage.asked() == []


@pytest.mark.parametrize("data", ["week:from:foo", "week:from:9999-12-31", "week:x", "week:from"])
async def test_a_stale_button_says_so(stage: Stage, person: Person, data: str) -> None:
    page = await stage.say(person, "/week")
    person.press_data(page.id, data)
    await stage.settled()
    assert "older message" in person.last.text


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(language="zh-hans")
    answer = await stage.say(person, "/week 上周")
    assert answer.text.startswith(
        "第 47 周：8小时01分 / 8小时38分 · 负荷 404 / 458\n11月16日周一 – 11月22日周日\n\n"
        "周一 ✓🚴 1小时08分/1小时07分 · 负荷 75/84\n"
    )
    assert "体能 55 → 57 · 状态 +6 → −3" in answer.text
    assert "功率区间时间\nZ1 ▇ 38分钟 · 11%" in answer.text
    assert (await stage.say(person, "/week 下周")).text.startswith("第 49 周：计划 8小时04分")
    assert "看不懂“魁地奇”" in (await stage.say(person, "/week 魁地奇")).text
    assert (await stage.say(person, "本周")).text.startswith("第 48 周：")


async def test_a_next_week_of_a_race_alone_has_no_numbers(
    stage: Stage, person: Person, ann: AthleteData
) -> None:
    ann.add_event(MONDAY + timedelta(days=9), category="RACE_A", type="Run", name="City 10k")
    assert "\nWeek 49: City 10k (Wed)" in (await stage.say(person, "/week")).text
