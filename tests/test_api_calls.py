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


CARD = ("/plan today", "> Sweet spot")
# What is done from a card, and the function whose docstring counts its calls.
CHANGES = {
    "plan_card.card": CARD,
    "plan_edit._menu": (*CARD, "> Edit"),
    "plan_card.change": (*CARD, "> Edit", "> Indoors"),
    "plan_edit._change_units": (*CARD, "> Edit", "> In watts"),
    "plan_length._show": (*CARD, "> Edit", "> −20%"),
    "plan_length._save": (*CARD, "> Edit", "> −20%", "> Save"),
    "plan_steps.show": (*CARD, "> Edit", "> Steps", "- 20m 60%"),
    "plan_ask._ask": (*CARD, "> Move"),
    "plan_ask._skip": (*CARD, "> Skip", "> Tired"),
    "plan_files._send_one": (*CARD, "> .fit"),
    "plan_card._ask": (*CARD, "> Delete"),
    "plan_card._delete": (*CARD, "> Delete", "> Delete"),
    "plan_copy._preview": ("/plan copy last week",),
    "plan_copy._save": ("/plan copy this week to 2027-02-01", "> Save"),
    "plan_guard._save": ("/plan lock 2026-12-01", "> Save"),
}


async def test_each_change_makes_as_many_calls_as_it_says(stage: Stage) -> None:
    person = await stage.connected()
    made, said = {}, {}
    for name, way in CHANGES.items():
        for step in way:
            stage.world.desk.services.accounts.open(await stage.athlete(person)).forget_cached()
            stage.intervals.calls.clear()
            if step.startswith(">"):
                await stage.press(person, step[2:])
            else:
                await stage.say(person, step)
        made[name] = len(stage.intervals.calls)
        module, _, function = name.partition(".")
        counted = getattr(importlib.import_module(f"handlers.{module}"), function)
        found = COUNT.search(counted.__doc__ or "")
        assert found, f"{name} does not say how many API calls it makes"
        said[name] = NUMBERS.index(found[1])
        if "Undo" in str(person.last.labels):
            await stage.press(person, "Undo")
    assert made == said
