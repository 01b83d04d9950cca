"""/why: why a message came, whether it helped, and the way to turn it off."""

import json
from datetime import time

import pytest

from sandbox.telegram.person import Person
from tests.handlers.pushes.moments import at, go, wants
from tests.stage import Stage


@pytest.fixture
async def person(stage: Stage) -> Person:
    """Ann, connected, in Paris, with her message at half past seven. It is 06:30 there."""
    person = await stage.connected()
    await wants(stage, person, morning_at=time(7, 30))
    return person


async def test_the_thumbs_are_kept_and_go_after_a_press(stage: Stage, person: Person) -> None:
    await go(stage, at(2026, 11, 23, 7, 30))
    first = person.last
    seen = len(person.messages)
    said = await stage.press(person, "👎", first)
    assert len(person.messages) == seen
    assert said.text == first.text + "\n👎 Noted. ⚙ changes it."
    assert said.labels == [label for label in first.labels if label not in ("👍", "👎")]
    assert said.photo
    await go(stage, at(2026, 11, 24, 7, 30))
    await stage.press(person, "👍")
    everything = await stage.world.storage.athletes.everything(person.id)
    assert [row["helped"] for row in everything["pushes"]] == [False, True, None]
    await stage.world.storage.pushes.sweep(at(2027, 3, 1))
    everything = await stage.world.storage.athletes.everything(person.id)
    assert [row["helped"] for row in everything["pushes"]] == [False, True, None]
    own = await stage.say(person, "/mydata")
    assert own.document
    shown = json.loads(own.document.content)["pushes"]
    assert [row["helped"] for row in shown] == [False, True, None]


async def test_each_push_leads_to_turning_it_off(stage: Stage, person: Person) -> None:
    await go(stage, at(2026, 11, 23, 7, 30))
    message = person.last
    page = await stage.press(person, "⚙", message)
    assert page.text.startswith("Morning message: 07:30")
    assert page.id != message.id
    await stage.press(person, "none", page)
    assert await stage.planned(person) is None
    why = await stage.say(person, "/why")
    assert why.text.startswith("Morning message, Mon, Nov 23\nYou chose 07:30")
    page = await stage.press(person, "Change or turn off", why)
    assert page.text.startswith("Morning message: none")
    for data in ("why", "why:of", "why:of:x", "why:of:9", f"why:of:{'9' * 30}", "why:up:1"):
        person.press_data(message.id, data)
        await stage.settled()
        assert "button" in person.last.text
    stranger = await stage.connected(502, language="zh-hans")
    assert (await stage.say(stranger, "/why")).text == "还没有自动发来的消息。"
