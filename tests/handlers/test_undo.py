"""/undo: takes back the last write, once, and only while nothing else has changed it."""

import pytest

from sandbox.telegram.person import Person
from tests.stage import Stage


@pytest.fixture
async def person(stage: Stage) -> Person:
    return await stage.connected()


def hrv(stage: Stage) -> object:
    athlete = stage.intervals.athletes["i1001"]
    return athlete.wellness[athlete.today].get("hrv")


async def test_the_last_write_is_taken_back_once(stage: Stage, person: Person) -> None:
    before = hrv(stage)
    await stage.say(person, "hrv 61")
    await stage.say(person, "hrv 62")
    assert (await stage.say(person, "/undo")).text.startswith("Undone.")
    assert hrv(stage) == 61
    assert (await stage.say(person, "/undo please")).text.startswith("Undone.")
    assert hrv(stage) == before
    assert (await stage.say(person, "/undo")).text == "There is nothing left to undo."


async def test_the_button_takes_back_its_own_write(stage: Stage, person: Person) -> None:
    before = hrv(stage)
    written = await stage.say(person, "hrv 61")
    answer = await stage.press(person, "Undo", written)
    assert answer.id == written.id
    assert answer.text.startswith("Undone.")
    assert hrv(stage) == before


async def test_what_was_changed_since_is_left_alone(stage: Stage, person: Person) -> None:
    written = await stage.say(person, "hrv 61")
    athlete = stage.intervals.athletes["i1001"]
    athlete.wellness[athlete.today]["hrv"] = 70
    answer = await stage.press(person, "Undo", written)
    assert answer.text.startswith("This was changed again since")
    assert hrv(stage) == 70


async def test_nobody_undoes_the_write_of_somebody_else(stage: Stage, person: Person) -> None:
    data = (await stage.say(person, "hrv 61")).buttons[0][0].data
    assert data is not None
    other = await stage.connected(502)
    shown = await stage.say(other, "/help")
    other.press_data(shown.id, data)
    await stage.settled()
    assert other.last.text == "There is nothing left to undo."
    assert hrv(stage) == 61


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(503, "zh-hans")
    await stage.say(person, "hrv 61")
    assert (await stage.press(person, "撤销")).text == "已撤销。数值恢复原样。"
    assert (await stage.say(person, "/undo")).text == "没有可以撤销的内容了。"
