"""What the tests of the commands that put one thing on the calendar share."""

from typing import Any

from sandbox.telegram.person import Person
from tests.stage import Stage


def newest(stage: Stage) -> dict[str, Any]:
    """The event that was made last."""
    return max(stage.intervals.athletes["i1001"].events.values(), key=lambda each: each["id"])


def writes(stage: Stage) -> list[str]:
    """The requests that were not only to read."""
    return [each for each in stage.asked() if not each.startswith("GET")]


async def put_on_and_taken_off(
    stage: Stage, person: Person, typed: str, answer: str, wire: dict[str, Any]
) -> None:
    """A line is one write of one event, and Undo takes that off again."""
    stage.intervals.calls.clear()
    saved = await stage.say(person, typed)
    assert saved.text == answer
    assert writes(stage) == ["POST /api/v1/athlete/0/events/bulk"]
    event = newest(stage)
    assert {key: event[key] for key in wire} == wire
    undone = await stage.press(person, "Undo", saved)
    assert undone.text.startswith("Undone. Off the calendar again:")
    assert event["id"] not in stage.intervals.athletes["i1001"].events


async def refused(stage: Stage, person: Person, refusals: dict[str, str]) -> None:
    """Of each line what is not understood is said, and nothing is written."""
    for typed, said in refusals.items():
        answer = await stage.say(person, typed)
        assert said in answer.text, typed
        assert "reference" not in answer.text
    assert writes(stage) == []
