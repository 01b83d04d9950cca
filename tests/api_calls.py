"""How many calls to intervals.icu are said in docstrings, and how many are made."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from types import FunctionType, ModuleType

import handlers
from handlers import COMMANDS
from handlers.command import Command
from sandbox.telegram.person import Person
from tests.stage import Stage

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five")
SAID = re.compile(rf"\b({'|'.join(NUMBERS)}) API calls?\b")
LISTED = re.compile(r"API calls: ([^.]+)\.")
ELSE = "else"
ALONE = "alone"  # a button with nothing but its command


def said(documented: object) -> dict[str, int]:
    """The most calls by what is done, or ELSE for all of it, as the docstring has them."""
    text = " ".join((documented.__doc__ or "").split())
    if found := LISTED.search(text):
        return {name: int(n) for name, n in (each.split() for each in found[1].split(", "))}
    number = SAID.search(text)
    assert number, f"{documented} does not say how many API calls it makes"
    return {ELSE: NUMBERS.index(number[1])}


def named(command: Command, way: str) -> str:
    """The function behind `press` or `answer`: one for several commands, where they share it."""
    function = _function(command, way)
    return f"{function.__module__}.{function.__qualname__}"


def _function(command: Command, way: str) -> FunctionType:
    own = getattr(command, way)
    function = own.func if isinstance(own, partial) else getattr(own, "__func__", own)
    assert isinstance(function, FunctionType)
    return function


@cache
def of(command: Command, way: str) -> Mapping[str, int]:
    """What `press` or `answer` of a command and of the modules it hands them to say."""
    table = said(_function(command, way))
    for module in filter(lambda each: hasattr(each, way), _helpers(command.key)):
        more = said(getattr(module, way))
        if way == "press" and hasattr(module, "VERBS") and ELSE in more:
            more = dict.fromkeys(module.VERBS, more[ELSE])
        assert all(table.get(name, number) == number for name, number in more.items()), module
        table |= more
    return table


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = (each.name for each in pkgutil.iter_modules(handlers.__path__))
    return tuple(importlib.import_module(f"handlers.{name}") for name in names)


def _helpers(key: str) -> Iterable[ModuleType]:
    """The modules of a command beside its own: by the beginning of their names, or as they say."""
    for module in _modules():
        if hasattr(module, "command") or hasattr(module, "commands"):
            continue
        name = module.__name__.rpartition(".")[2]
        begun = [each.key for each in COMMANDS if name.startswith(f"{each.key}_")]
        if getattr(module, "COMMAND", max(begun, key=len, default="")) == key:
            yield module


class Counter:
    """Presses and says as a person would, and keeps the most calls each way has made."""

    def __init__(self, stage: Stage, person: Person) -> None:
        self.stage = stage
        self.person = person
        self.made: dict[tuple[str, str], int] = {}
        self._commands = {each.key: each for each in COMMANDS}

    async def go(self, *steps: str) -> None:
        """Press `> a label` or `! data`, say anything else; a command in an empty chat."""
        for step in steps:
            if step.startswith("/"):
                self.person.chat.messages.clear()
            if step.startswith("> "):
                await self.press(*self._button(step[2:]))
            elif step.startswith("! "):
                await self.press(self.person.last.id, step[2:])
            else:
                await self._say(step)

    async def press(self, message: int, data: str) -> None:
        key, *parts = data.split(":")
        if key == "undo":
            change = await self.stage.world.storage.changes.find(self.person.id, int(parts[0]))
            parts = [change.kind] if change else parts
        way = self._way(self._commands[key], "press", [key, *(parts or [ALONE])])
        await self._count(way, lambda: self.person.press_data(message, data))

    async def _say(self, text: str) -> None:
        dialogs = self.stage.world.desk.dialogs
        question = await dialogs.awaiting(self.person.id, self.stage.clock())
        way = None
        if question and not text.startswith("/"):
            values = [each for each in question.state.values() if isinstance(each, str)]
            command = self._commands[question.command]
            way = self._way(command, "answer", [command.key, *values])
        await self._count(way, lambda: self.person.say(text))

    def _way(self, command: Command, way: str, parts: list[str]) -> tuple[str, str]:
        table = of(command, way)
        name = next((each for each in parts if each in table), ELSE)
        assert name in table, f"{way} of {command.key}: nothing is said of {parts}"
        return named(command, way), name

    async def _count(self, way: tuple[str, str] | None, act: Callable[[], object]) -> None:
        athlete = await self.stage.athlete(self.person)
        self.stage.world.desk.services.accounts.open(athlete).forget_cached()
        self.stage.intervals.calls.clear()
        act()
        await self.stage.settled()
        if way:
            number = len(self.stage.intervals.calls)
            self.made[way] = max(number, self.made.get(way, 0))

    def _button(self, label: str) -> tuple[int, str]:
        """The newest button that is called this, else the newest with this in its label."""
        shown = [
            (message.id, each.data, each.label)
            for message in reversed(self.person.messages)
            for row in message.buttons
            for each in row
            if each.data and label in each.label
        ]
        assert shown, f"no button {label!r} in {[each.labels for each in self.person.messages]}"
        message, data, _ = next((each for each in shown if each[2] == label), shown[0])
        return message, data
