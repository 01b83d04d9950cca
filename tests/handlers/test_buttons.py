"""Buttons of another version, and of somebody who makes them up: said so, nothing is written."""

import logging

import pytest

from handlers import COMMANDS
from sandbox.telegram.person import Person
from tests.stage import Stage

GONE = ("That button is from an older message", "That question is answered or too old")
HUGE = "9" * 25
NASTY = ("abc", "-1", "٣", "²", HUGE, "2026-02-30", "exe", "🚴", " ", "%s")
VERBS = {
    "plan": [
        *("range", "kinds", "card", "delete", "deleted", "done", "did", "file", "files", "zip"),
        *("range:00010101:00010102", "range:99991230:99991231"),
        *("csv", "edit", "ask", "ask:name", "move", "to", "skip", "because", "scale", "scale:10"),
        *("set", "set:hide", "file:98000001", "zip:20261101:20261102", "range:20261101"),
        *(
            "card:98000001",
            "card:98000001:1",
            "card:98000001:1:20261101",
            "range:20261102:20261101",
        ),
        *(
            "range:00010101:00010102",
            "range:99991230:99991231",
            "range:20260101:20291231",
            "csv:20261101:20261102",
            "range:20261101:20261102:0",
        ),
    ],
    "plan_add": ["day", "sport", "save", "day:1", "sport:1"],
    "log_wellness": [
        "start:00010101",
        "start:99991231",
        "start",
        "begin",
        "save",
        "rate",
        "slept",
        "slept:1",
        "phase",
        "skip",
        "done",
    ],
    "settings": ["page", "set", "set:morning", "set:units", "page:morning"],
    "connect": ["morning"],
    "log_activity": ["save", "save:1", "day", "day:1", "sport", "sport:1", "time", "time:1"],
    "activities": ["20261101", "20261101:20261102", "20261101:20261102:Ride"],
    "activity": ["card", "card:i1", "ints", "ints:i1", "del", "gone", "gone:i1", "rpe:i1"],
    "library": ["folder", "folder:1", "found", "found:1", "card", "card:1:1", "put", "on", "on:1"],
    "athlete": ["me:1", "pick:"],
    "cancel": [],
    "undo": ["below", "1:above"],
    "pause": ["resume", "1"],
    "wellness": ["show", "csv", "csv:20261101", "show:20261101:1:1:1"],
    "upload": ["day", "day:1", "pair", "pair:i1", "look", "delete", "deleted"],
    "week": ["from"],
    "zones": ["show", "change", "field", "field:1", "to:1", "to:1:ftp", "save", "apply"],
    "fitness": ["days"],
    "curve": ["Ride", "Ride:power", "Ride:power:42d"],
    **{f"plan_{verb}": ["save", "save:20261101"] for verb in ("hide", "show", "lock", "unlock")},
}


def malformed(key: str) -> list[str]:
    verbs = VERBS.get(key, [])
    # Each verb with every third, so that three verbs have them all.
    tails = [":".join([verb, bad]) for at, verb in enumerate(verbs) for bad in NASTY[at % 3 :: 3]]
    deep = [":".join([verb, "1", "2", "3", "4", "5", "6", "7"]) for verb in verbs]
    data = [*NASTY, *tails, *deep, "x:y:z", "::::"]
    return [each for each in (f"{key}:{tail}" for tail in data) if len(each.encode()) <= 64]


@pytest.mark.parametrize("key", [command.key for command in COMMANDS if command.press])
async def test_no_button_that_is_not_ours_does_anything(
    stage: Stage, caplog: pytest.LogCaptureFixture, key: str
) -> None:
    person = await stage.connected()
    page = await stage.say(person, "/start")
    before = (page.text, page.labels)
    last, data = page.id, malformed(key)
    for each in data:
        person.press_data(page.id, each)
    await stage.settled()
    answers = [each.text for each in person.messages if each.id > last]
    assert len(answers) == len(data), sorted(set(stage.asked()))
    odd = [
        (pressed, answer)
        for pressed, answer in zip(data, answers, strict=True)
        if not answer.startswith(GONE)
    ]
    assert odd == []
    shown = next(each for each in person.messages if each.id == page.id)
    assert (shown.text, shown.labels) == before
    assert stage.asked() == []
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


async def test_a_button_of_no_command_is_old(stage: Stage) -> None:
    person: Person = await stage.connected(language="zh-hans")
    await stage.say(person, "/start")
    for data in ("nothing", "nothing:1", ":", "plan_nothing", "PLAN"):
        person.press_data(person.last.id, data)
        await stage.settled()
        assert "按钮" in person.last.text
