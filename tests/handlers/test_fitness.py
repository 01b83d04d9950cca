"""/fitness: now, over a range, and at the next race; in points or percent."""

from datetime import date

import pytest

from handlers.fitness import render
from handlers.words import read_words
from sandbox.telegram.person import Person
from services.form import assemble
from services.intervals.models import Event
from tests.stage import Stage

TODAY = date(2026, 11, 23)
WELLNESS, EVENTS = "GET /api/v1/athlete/0/wellness", "GET /api/v1/athlete/0/events"


async def test_now_the_range_and_the_next_race_in_two_calls(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/fitness")
    assert sorted(stage.asked()) == [EVENTS, WELLNESS]
    assert answer.text == (
        "Fitness 57 · Fatigue 62 · Form −5\n"
        "⚪ Grey zone: neither building nor fresh.\n"
        "Ramp +1.3 a week\n\n"
        "Fitness −1.2 since Tue, Oct 13\n"
        "Highest 61 on Sat, Oct 24\n\n"
        "🏁 Race A: Lakes Gran Fondo\n"
        "In 49 days (Mon, Jan 11, 2027): form +25, very rested; fitness 25"
    )
    longer = await stage.press(person, "90 days", answer)
    assert longer.id == answer.id
    assert "Fitness +4.5 since Wed, Aug 26" in longer.text


async def test_form_at_the_race_is_without_the_race_itself(stage: Stage, person: Person) -> None:
    athlete = stage.intervals.athletes["i1001"]
    race = next(each for each in athlete.events.values() if each["category"] == "RACE_A")
    race["icu_training_load"] = None
    answer = await stage.say(person, "/fitness")
    assert answer.text.endswith(": form +25, very rested; fitness 25")  # as with its load above


async def test_a_range_that_is_over_is_one_call_and_has_no_race(
    stage: Stage, person: Person
) -> None:
    answer = await stage.say(person, "/fitness 2026-01-01..2026-10-30")
    assert stage.asked() == [WELLNESS]
    assert answer.text.startswith("Fitness 57 · Fatigue 47 · Form +10 (Fri, Oct 30)\n🔵 Fresh")
    assert "🏁" not in answer.text


async def test_days_ahead_follow_the_plan(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/fitness next 30 days")
    assert answer.text.startswith("Fitness 57 · Fatigue 62 · Form −5\n")
    assert "With the plan by Tue, Dec 22: Fitness 41, form +34" in answer.text


async def test_form_in_percent_and_in_chinese(stage: Stage) -> None:
    stage.intervals.athletes["i1001"].profile["icu_form_as_percent"] = True
    person = await stage.connected(language="zh-hans")
    answer = await stage.say(person, "/fitness 90天")
    assert answer.text.startswith("体能 57 · 疲劳 62 · 状态 −8%\n⚪ 灰色区")
    assert (
        "🏁 A 级比赛：Lakes Gran Fondo\n49 天后（2027年1月11日周一）：状态 +98%，休息充分"
        in answer.text
    )
    assert (await stage.say(person, "体能")).text.startswith("体能 57")


async def test_what_is_missing_is_said(stage: Stage, person: Person) -> None:
    athlete = stage.intervals.athletes["i1001"]
    athlete.events.clear()
    athlete.activities.clear()
    athlete.wellness.clear()
    answer = await stage.say(person, "/fitness 7d")
    assert answer.text == (
        "No fitness is known from Tue, Nov 17 to Mon, Nov 23.\n"
        "No race is planned in the next 12 months."
    )
    race = {"id": 1, "start_date_local": "2027-09-19T00:00:00", "category": "RACE_B"}
    fitness = assemble(TODAY, TODAY, TODAY, (), [Event.model_validate(race)])
    far = render(fitness, read_words()["en"], await stage.athlete(person))
    assert "In 300 days (Sun, Sep 19, 2027): too far away for a projection" in far.text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5000d", "5000 days are too many at once; the most is 366. For example 28d."),
        ("foo", "I do not know the days “foo”. Try this week, 28d"),
        ("2026-02-30", "The calendar has no “2026-02-30”."),
    ],
)
async def test_bad_days_are_one_sentence(
    stage: Stage, person: Person, text: str, answer: str
) -> None:
    assert answer in (await stage.say(person, f"/fitness {text}")).text
    assert stage.asked() == []


@pytest.mark.parametrize("data", ["fitness:days:7", "fitness:days:²", "fitness:x"])
async def test_a_stale_button_says_so(stage: Stage, person: Person, data: str) -> None:
    page = await stage.say(person, "/fitness")
    person.press_data(page.id, data)
    await stage.settled()
    assert "older message" in person.last.text
