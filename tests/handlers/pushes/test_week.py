"""The week's message: on the chosen evening, the week that ends and the one that comes."""

from datetime import date, datetime, time, timedelta

import pytest

from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests.handlers.pushes.moments import at, go, wants
from tests.stage import Stage

MONDAY = date(2026, 11, 23)


@pytest.fixture
async def person(stage: Stage) -> Person:
    person = await stage.connected()
    await wants(stage, person, week_at=time(18))
    return person


@pytest.fixture
def site(stage: Stage) -> AthleteData:
    site = stage.intervals.athletes["i1001"]
    site.events.clear()
    site.activities.clear()
    return site


def plan(site: AthleteData, day: int, name: str, **more: object) -> None:
    values = {"type": "Ride", "name": name, "moving_time": 3600, "icu_training_load": 50}
    site.add_event(MONDAY + timedelta(days=day), **values | more)


async def week(stage: Stage, person: Person, moment: datetime) -> Message:
    seen = len(person.messages)
    await go(stage, moment)
    assert len(person.messages) == seen + 1
    return person.last


async def test_it_comes_on_the_chosen_evening_with_both_weeks(
    stage: Stage, person: Person, site: AthleteData
) -> None:
    plan(site, 1, "Missed")
    plan(site, 8, "Sweet spot", description="- 10m 60%\n- 20m 90%")
    plan(site, 12, "Long ride", moving_time=7200, icu_training_load=100)
    plan(site, 13, "The race", category="RACE_A")
    said = await week(stage, person, at(2026, 11, 29, 18))
    assert said.photo
    assert said.text.startswith("Week 48: 0h of 1h · Load 0 of 50\n\nMon ")
    assert "Skipped: Missed (Tue)" in said.text
    assert "\n\nWeek 49: 3h 30m · Load 184\nTue 🚴 Sweet spot · 30m\n" in said.text
    assert said.text.endswith("Sat 🚴 Long ride · 2h\nSun 🏁 The race · 1h")
    assert len(stage.asked()) == 3
    assert said.labels == ["📦 Files of the next week", "Why?", "⚙ Off"]
    await stage.press(person, "Files", said)
    sent = await stage.press(person, ".zwo")
    assert sent.document
    assert sent.document.name.endswith(".zip")
    seen = len(person.messages)
    await go(stage, at(2026, 11, 29, 19))
    assert len(person.messages) == seen
    assert await stage.planned(person, "week") == at(2026, 12, 6, 18)


async def test_a_race_alone_has_no_numbers(
    stage: Stage, person: Person, site: AthleteData
) -> None:
    site.add_event(MONDAY + timedelta(days=9), category="RACE_A", type="Run", name="City 10k")
    said = await week(stage, person, at(2026, 11, 29, 18))
    assert said.text.endswith("\n\nWeek 49\nWed 🏁 City 10k")


async def test_on_monday_it_is_about_the_week_that_is_over(
    stage: Stage, person: Person, site: AthleteData
) -> None:
    await wants(stage, person, week_at=time(7), week_days="1", language="zh_Hans")
    said = await week(stage, person, at(2026, 11, 30, 7))
    assert said.text.startswith("第 48 周：")
    assert said.text.splitlines()[-1].startswith("第 49 周")
    assert said.labels == ["为什么？", "⚙ 关闭"]


async def test_a_bot_that_was_down_sends_it_in_the_morning_and_not_on_tuesday(
    stage: Stage, person: Person, site: AthleteData
) -> None:
    await week(stage, person, at(2026, 11, 30, 8))
    seen = len(person.messages)
    await go(stage, at(2026, 12, 8, 8))
    assert len(person.messages) == seen
    tally = await stage.world.storage.pushes.tally()
    assert tally["week", "dropped", "stale"] == 1
