"""How many calls to intervals.icu a command makes is in its docstring, and is so."""

import importlib
import re

import pytest

from handlers import COMMANDS
from handlers.command import Command
from tests.stage import Stage

COUNT = re.compile(r"\b(No|One|Two|Three|Four|Five) API calls?\b")
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five")
SHARED = dict.fromkeys(("plan_hide", "plan_show", "plan_lock", "plan_unlock"), "plan_guard")
# What a command needs to do its work at once.
ARGUMENTS = {
    "plan add": "tomorrow Ride Easy\n- 1h 60%",
    "plan note": "tomorrow Physio",
    "plan race": "A 2027-05-09 Run Hamburg",
    "plan target": "2027-02-01 load 450",
    "plan copy": "last week",
    **dict.fromkeys(("plan sick", "plan holiday", "plan injured"), "thu-sat"),
    **dict.fromkeys(("plan hide", "plan show", "plan lock", "plan unlock"), "this week"),
    "log activity": "2026-10-01 Run 10km 52m",
    "log wellness": "hrv 62",
}


def promised(command: Command) -> int:
    """The number in the docstring of the command's module."""
    module = importlib.import_module(f"handlers.{SHARED.get(command.key, command.key)}")
    found = COUNT.search(module.__doc__ or "")
    assert found, f"{module.__name__} does not say how many API calls it makes"
    return NUMBERS.index(found[1])


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_each_command_makes_as_many_calls_as_it_says(stage: Stage, language: str) -> None:
    person = await stage.connected(language=language)
    made = {}
    for command in COMMANDS:
        stage.clock.forward(seconds=5)  # what was remembered is forgotten
        stage.world.desk.services.accounts.open(await stage.athlete(person)).forget_cached()
        stage.intervals.calls.clear()
        await stage.say(person, f"/{command.name} {ARGUMENTS.get(command.name, '')}".strip())
        made[command.name] = len(stage.intervals.calls)
    assert made == {command.name: promised(command) for command in COMMANDS}
