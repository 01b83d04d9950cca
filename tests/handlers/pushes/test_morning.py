"""The morning message: what the day holds, the night, and the buttons under it."""

import re
from datetime import date, time, timedelta

import pytest
from markupsafe import Markup

from handlers.context import BotContext
from handlers.pushes import morning
from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from services.pace import Priority
from storage.models import Push
from tests.handlers.pushes.moments import at, go, mornings, wants
from tests.stage import Stage

FOOTER = ("👍", "👎", "Why?", "⚙ Off")
NIGHT = {"sleepSecs": 25200, "hrv": 44.0, "restingHR": 48}


@pytest.fixture
async def person(stage: Stage) -> Person:
    """Ann, connected, in Paris, with her message at half past seven. It is 06:30 there."""
    person = await stage.connected()
    await wants(stage, person, morning_at=time(7, 30))
    return person


@pytest.fixture
def site(stage: Stage) -> AthleteData:
    """Ann's account, where HRV is 62 and the pulse at rest 48 every day, with a little noise."""
    site = stage.intervals.athletes["i1001"]
    site.wellness.clear()
    for back in range(1, 61):
        day = date(2026, 11, 23) - timedelta(days=back)
        noise = back % 3 - 1
        site.record(day, hrv=62.0 + noise, restingHR=48 + noise, sleepSecs=27000 + 600 * noise)
    return site


async def test_the_workout_comes_as_a_picture_with_its_files(stage: Stage, person: Person) -> None:
    await wants(stage, person, file_format="fit")
    await go(stage, at(2026, 11, 23, 7, 30))
    said = person.last
    assert said.photo
    assert said.labels[:4] == [".fit", ".zwo", ".erg", ".mrc"]
    assert said.labels[-4:] == list(FOOTER)
    assert len(stage.asked()) == 3
    assert "🏁 Lakes Gran Fondo in 49 days" in said.text


async def test_the_night_is_told_against_the_athletes_own_normal(
    stage: Stage, person: Person, site: AthleteData
) -> None:
    site.record(date(2026, 11, 23), hrv=54.0, restingHR=48, sleepSecs=23400)
    await go(stage, at(2026, 11, 23, 7, 30))
    text = person.last.text
    assert "HRV 54 ms, 8 ms below your usual" in text
    assert "Resting HR 48 bpm · usual 48 bpm" in text
    assert "Sleep 6h 30m, 1h less than usual" in text
    site.record(date(2026, 11, 24), hrv=70.0)
    await wants(stage, person, language="zh_Hans")
    await go(stage, at(2026, 11, 24, 7, 30))
    assert "昨晚还缺：静息心率、睡眠" in person.last.text


async def test_it_waits_for_the_night_until_the_data_is_there(
    stage: Stage, person: Person, site: AthleteData
) -> None:
    await wants(stage, person, morning_until=time(9))
    site.record(date(2026, 11, 23), hrv=60.0)
    context = await context_of(stage, person, "en")
    for minute in (30, 35, 40):
        context.intervals().forget_cached()
        await go(stage, at(2026, 11, 23, 7, minute))
    assert not mornings(person)
    assert stage.asked() == ["GET /api/v1/athlete/0/wellness"] * 3
    site.record(date(2026, 11, 23), **NIGHT)
    context.intervals().forget_cached()
    stage.intervals.calls.clear()
    await go(stage, at(2026, 11, 23, 7, 43))
    assert not mornings(person)
    await go(stage, at(2026, 11, 23, 7, 45))
    assert len(mornings(person)) == 1
    assert len(stage.asked()) == 3
    assert "Not there yet" not in person.last.text
    why = await stage.press(person, "Why?")
    assert why.text == (
        "Morning message, Mon, Nov 23\n"
        "You chose 07:30, Europe/Paris.\n"
        "It waited for last night: Resting HR, Sleep.\n"
        "It waits until 09:00 at most.\n"
        "Sent at 07:45."
    )


async def test_at_the_deadline_it_goes_out_and_names_what_is_missing(
    stage: Stage, person: Person, site: AthleteData
) -> None:
    await wants(stage, person, morning_until=time(8, 3))
    site.record(date(2026, 11, 23), hrv=60.0)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    while not mornings(person):
        await stage.world.rounds.go()
        stage.clock.forward(minutes=1)
    assert stage.clock.now == at(2026, 11, 23, 8, 4)
    assert "Not there yet from last night: Resting HR, Sleep" in person.last.text
    await wants(stage, person, morning_until=time(7))  # before the message: nothing to wait for
    await go(stage, at(2026, 11, 24, 7, 30))
    assert len(mornings(person)) == 2


async def test_nobody_waits_for_what_is_never_recorded(
    stage: Stage, person: Person, site: AthleteData
) -> None:
    site.wellness.clear()
    await wants(stage, person, morning_until=time(9))
    await go(stage, at(2026, 11, 23, 7, 30))
    assert "Nothing recorded for last night yet." in mornings(person)[0]


async def test_the_week_is_offered_once_under_a_morning(stage: Stage, person: Person) -> None:
    await go(stage, at(2026, 11, 23, 7, 30))
    first = person.last
    assert "📅 The week, every Sunday at 18:00" in first.labels
    said = await stage.press(person, "📅 The week", first)
    assert said.text.endswith("📅 The week comes on Sunday at 18:00.")
    assert not [label for label in said.labels if label.startswith("📅")]
    assert await stage.planned(person, "week") == at(2026, 11, 29, 18)
    await wants(stage, person, week_at=None)
    await go(stage, at(2026, 11, 24, 7, 30))
    assert not [label for label in person.last.labels if label.startswith("📅")]


async def test_what_the_day_holds_comes_first(stage: Stage, person: Person) -> None:
    site, day = stage.intervals.athletes["i1001"], date(2026, 11, 23)
    now = stage.clock()
    push = Push(athlete_id=person.id, kind="morning", local_date=day, planned_at=now, due_at=now)
    site.events.clear()
    site.add_event(day + timedelta(days=1), type="Ride", name="Tomorrow's")

    async def message(language: str = "en") -> str:
        context = await context_of(stage, person, language)
        context.intervals().forget_cached()
        return str(Markup((await morning.compose(context, push)).text).striptags())

    assert (await message()).startswith("Rest day")
    sick = site.add_event(day, category="SICK", name=None, end_date_local="2026-11-26T00:00:00")
    said = await message()
    assert said.startswith("🤒 Sick until Wed, Nov 25 No training; get well soon.")
    assert "Rest day" not in said
    assert "🤒 生病，到11月25日周三 不训练，早日康复。" in await message("zh_Hans")
    site.add_event(day, type="Run", name="Jog", description="- 40m Z2 HR")
    assert "Still on the calendar: 🏃 Jog" in await message()
    sick["end_date_local"] = "2026-11-24T00:00:00"
    assert (await message()).startswith("🤒 Sick, the last day")
    del site.events[sick["id"]]
    race = site.add_event(day, category="RACE_A", type="Ride", name="The race")
    assert "🏁 The race" in (await message()).split("Good morning")[0]
    del site.events[race["id"]]
    steps = "\n".join(f"- {minutes}m 70%" for minutes in range(3, 9))
    site.add_event(day, type="Ride", name="Long one", description=steps)
    said = await message()
    assert re.match(r"🚴 Long one · 33m · Load \d+ 🏃 Jog · 40m", said) or said.startswith(
        "🏃 Jog"
    )
    context = await context_of(stage, person, "en")
    text = (await morning.compose(context, push)).text
    assert text.index("Form") < text.index("<blockquote expandable>")


async def context_of(stage: Stage, person: Person, language: str) -> BotContext:
    """As the rounds make it."""
    accounts = stage.world.desk.services.accounts
    athlete = await accounts.change(person.id, language=language)
    return BotContext(stage.world.desk, 0, athlete, stage.clock(), priority=Priority.PUSH)


async def test_its_file_buttons_and_check_in_work_from_the_message(
    stage: Stage, person: Person
) -> None:
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    morning = person.last
    sent = await stage.press(person, "zwo", morning)
    assert sent.document is not None
    assert sent.document.name.startswith("2026-11-23 ")
    asked = await stage.press(person, "check in", morning)
    messages = [m for m in person.messages if m.id == morning.id]
    assert messages[0].text.startswith("🚴 ")
    assert "Check-in" in messages[0].text
    while not any("Undo" in label for label in labels(person, morning.id)):
        await stage.press(person, first_choice(person, morning.id), morning.id)
    [message] = [m for m in person.messages if m.id == morning.id]
    assert message.text.startswith("🚴 ")
    assert "Saved for today" in message.text
    assert any(".zwo" in label for label in labels(person, morning.id))
    assert asked is not None


def labels(person: Person, message_id: int) -> list[str]:
    [message] = [m for m in person.messages if m.id == message_id]
    return [button.label for row in message.buttons for button in row]


def first_choice(person: Person, message_id: int) -> str:
    """A rating if there is one to choose, else Skip."""
    choices = [
        label
        for label in labels(person, message_id)
        if not label.startswith((*(".", "✍", "✅", "Skip", "Cancel", "✖", "📅"), *FOOTER))
    ]
    return choices[0] if choices else "Skip"
