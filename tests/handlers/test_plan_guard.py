"""/plan hide, show, lock, unlock: a range by one write."""

import pytest

from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from tests.handlers.calendar import writes
from tests.stage import Stage


def athlete(stage: Stage) -> AthleteData:
    return stage.intervals.athletes["i1001"]


@pytest.mark.parametrize("verb", ["hide", "lock"])
async def test_a_range_is_hidden_or_locked_by_one_write(
    stage: Stage, person: Person, verb: str
) -> None:
    flag = {"hide": "hide_from_athlete", "lock": "athlete_cannot_edit"}[verb]
    preview = await stage.say(person, f"/plan {verb} this week")
    assert "Nothing is written yet." in preview.text
    assert writes(stage) == []
    said = await stage.press(person, "Save", preview)
    assert len(writes(stage)) == 1
    count = sum(1 for each in athlete(stage).events.values() if each.get(flag))
    assert said.text.endswith(f": {count} events.")
    stage.intervals.faults.add("/events/", method="PUT", status=403)
    half = await stage.press(person, "Undo", said)
    assert half.text.startswith(f"{count - 1} of {count} are as they were.")
    assert "did not confirm the rest: " in half.text
    stage.intervals.calls.clear()
    await stage.press(person, "Undo", said)
    assert len(stage.asked()) == len(writes(stage)) + 1  # all are read at once
    assert not any(each.get(flag) for each in athlete(stage).events.values())
    athlete(stage).events[min(athlete(stage).events)][flag] = True
    assert "nothing to change from" in (await stage.say(person, f"/plan {verb} 2027-08-01")).text
    assert "the most is 42" in (await stage.say(person, f"/plan {verb} 60d")).text
    assert "I do not know the days" in (await stage.say(person, f"/plan {verb} banana")).text


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(502, language="zh-hans")
    preview = await stage.say(person, "/plan lock 本周")
    assert "还没有写入" in preview.text
