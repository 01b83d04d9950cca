"""The morning message: what the day holds, the night, and the buttons under it."""

import re
from datetime import date, time, timedelta

import pytest
from markupsafe import Markup

from handlers.context import BotContext
from handlers.pushes import morning
from sandbox.telegram.person import Person
from services.pace import Priority
from storage.models import Push
from tests.handlers.pushes.moments import at, wants
from tests.stage import Stage


@pytest.fixture
async def person(stage: Stage) -> Person:
    """Ann, connected, in Paris, with her message at half past seven. It is 06:30 there."""
    person = await stage.connected()
    await wants(stage, person, morning_at=time(7, 30))
    return person


async def test_it_asks_three_things_at_most(stage: Stage, person: Person) -> None:
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    assert len(stage.asked()) <= 3


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
    assert "🤒 生病，到 11月25日周三 不训练，早日康复。" in await message("zh_Hans")
    site.add_event(day, type="Run", name="Jog", description="- 40m Z2 HR")
    assert "Still on the calendar: 🏃 Jog" in await message()
    sick["end_date_local"] = "2026-11-24T00:00:00"
    assert (await message()).startswith("🤒 Sick, the last day")
    del site.events[sick["id"]]
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
        if not label.startswith((".", "✍", "✅", "Skip", "Cancel", "✖", "📅"))
    ]
    return choices[0] if choices else "Skip"
