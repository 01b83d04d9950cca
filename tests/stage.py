"""The whole bot between both stand-ins, in one process: bytes in, what was asked out."""

import asyncio
import inspect
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import httpx
from starlette.types import Receive, Scope, Send
from telegram import Bot

from bot import World, open_world, serve
from handlers.gateway.limits import Limits
from handlers.gateway.painter import Painter
from handlers.views.reply import FOLDED, SCREEN
from handlers.words import language_of
from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.openapi_check import problems
from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from sandbox.telegram.state import Json
from sandbox.telegram.views import Message
from services.config import Settings, read_settings
from storage import open_storage
from storage.models import Athlete
from storage.vault import Keyring
from tests.samples import account, api_description

MONDAY = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
KEY = "1l0nlqjq3j1obdhg08rz5rhhx"


class Studio(Painter):
    """The painter, and what it was asked to draw last: SVG, of which all can be read in a chat."""

    asked: str = ""

    async def paint(self, svg: str) -> bytes:
        self.asked = svg
        assert not re.search(r'font-size="(1?\d|2[0-3])\D', svg)
        return await super().paint(svg)


PAINTER = Studio()  # its process starts with the first picture, and serves all tests
LONGEST = 20.0  # seconds a test waits for the bot
SHOWING = ("sendMessage", "sendPhoto", "editMessageText", "editMessageMedia", "editMessageCaption")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **length: float) -> None:
        self.now += timedelta(**length)


class Stage:
    """Both stand-ins, the bot between them, and people who talk with it."""

    def __init__(
        self, telegram: TelegramStandIn, intervals: IntervalsStandIn, world: World, clock: Clock
    ) -> None:
        self.telegram = telegram
        self.intervals = intervals
        self.world = world
        self.clock = clock

    async def settled(self) -> None:
        """Wait until everything that was sent to the bot is handled."""
        unfinished, workers = self.world.storage.inbox.unfinished, self.world.workers
        async with asyncio.timeout(LONGEST):
            while self.telegram.unconfirmed or workers.in_hand or await unfinished():
                await asyncio.sleep(0.004)

    async def say(self, person: Person, text: str) -> Message:
        """The person writes; gives the bot's newest message then."""
        person.say(text)
        await self.settled()
        return person.last

    async def send(self, person: Person, name: str, content: bytes, caption: str = "") -> Message:
        """The person sends a document; gives the bot's newest message then."""
        person.send_document(name, content, caption)
        await self.settled()
        return person.last

    async def press(
        self, person: Person, label: str, message: Message | int | None = None
    ) -> Message:
        """The person presses a button by a part of its label; gives the newest message then."""
        person.press(label, message)
        await self.settled()
        return person.last

    async def twice(self, act: Callable[[], object]) -> None:
        """What a person does is handled, its answer not taken by Telegram, and handled again."""
        telegram = self.telegram
        begun = len(telegram.calls)
        faults = [
            telegram.faults.add(method, times=None, status=429, retry_after=600)
            for method in SHOWING
        ]
        act()
        async with asyncio.timeout(LONGEST):
            while not any(call.status == 429 for call in telegram.calls[begun:]):
                await asyncio.sleep(0.004)
            while self.world.workers.in_hand:
                await asyncio.sleep(0.004)
        assert await self.world.storage.inbox.unfinished() == 1
        for fault in faults:
            telegram.faults.active.remove(fault)
        self.clock.forward(seconds=11)  # the lease runs out
        self.world.workers.wake()
        await self.settled()

    async def connected(self, user_id: int = 501, language: str = "en", key: str = KEY) -> Person:
        """Somebody who has given their key and wants no morning message; the chat is empty."""
        person = self.telegram.person(user_id, "Ann" if language == "en" else "李雷", language)
        person.chat.started = True
        accounts, languages = self.world.desk.services.accounts, self.world.desk.languages
        known = language_of(language, languages)
        await accounts.add(person.id, language=known, now=self.clock())
        await accounts.connect(person.id, key)
        self.intervals.calls.clear()
        return person

    async def athlete(self, person: Person) -> Athlete:
        """What the bot has stored of somebody."""
        athlete = await self.world.storage.athletes.find(person.id)
        assert athlete is not None
        return athlete

    async def planned(self, person: Person, kind: str = "morning") -> datetime | None:
        """When the next push of a kind is to come."""
        rows = (await self.world.storage.athletes.everything(person.id))["pushes"]
        times = [row["due_at"] for row in rows if (row["kind"], row["state"]) == (kind, "due")]
        return min(map(datetime.fromisoformat, times), default=None)

    def asked(self) -> list[str]:
        """What intervals.icu was asked since the last `calls.clear()`: method and path."""
        return [f"{call.method} {call.path}" for call in self.intervals.calls]


def settings(folder: Path, **more: str) -> Settings:
    return read_settings(
        {
            "TELEGRAM_BOT_TOKEN": TelegramStandIn().token,
            "TELEGRAM_API_URL": "http://telegram.test",
            "INTERVALS_URL": "http://intervals.test",
            "INTERVALS_RATE": "100",
            "DATA_DIR": str(folder),
            **more,
        }
    )


@asynccontextmanager
async def served(
    folder: Path, clock: Clock, telegram: TelegramStandIn, **more: str
) -> AsyncIterator[Stage]:
    """The bot as `run` runs it, in time that passes; `more` are settings."""
    intervals = IntervalsStandIn(clock=clock)
    async with open_world(
        settings(folder, **more),
        clock=clock,
        telegram=lambda: httpx.ASGITransport(telegram.app),
        intervals=httpx.ASGITransport(intervals.app),
        limits=Limits(1000, 1000),
    ) as world:
        running = asyncio.create_task(serve(world))
        try:
            yield Stage(telegram, intervals, world, clock)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


@asynccontextmanager
async def open_stage(
    folder: Path, clock: Clock | None = None, before: Stage | None = None, **more: str
) -> AsyncIterator[Stage]:
    """The bot running between both stand-ins: fresh ones with no athlete yet, or `before`'s.

    With the stand-ins and the folder of a stage before it is as after a restart. Every request
    must be one that the description of intervals.icu's API knows, where that is at hand.
    """
    clock = clock or (before.clock if before else Clock())
    telegram = before.telegram if before else TelegramStandIn(clock=clock)
    intervals = before.intervals if before else IntervalsStandIn(clock=clock)
    wrong: list[str] = []

    async def service(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await intervals.app(scope, receive, send)
        finally:
            if described := api_description():
                items = [i for each in intervals.athletes.values() for i in each.custom_items]
                own = [item["content"]["code"] for item in items]
                wrong.extend(problems(intervals.calls[-1], described, own))

    if not more.get("DATABASE_URL"):
        await _with_tables(folder)
    async with open_world(
        settings(folder, **more),
        clock=clock,
        telegram=lambda: httpx.ASGITransport(telegram.app),
        intervals=httpx.ASGITransport(service),
        limits=Limits(1000, 1000, first_wait=0.02),
        painter=PAINTER,
    ) as world:
        await world.bot.initialize()
        running = [
            asyncio.create_task(world.workers.run()),
            asyncio.create_task(world.intake.poll(world.bot, first_pause=0.01)),
        ]
        try:
            yield Stage(telegram, intervals, world, clock)
        finally:
            for task in running:
                task.cancel()
            for task in running:
                with suppress(asyncio.CancelledError):
                    await task
    for call in telegram.calls:
        wrong += [f"over a screen: {each}" for each in shown_by(call.params) if is_long(each)]
        given = {each for each in call.params if not each.startswith("attached")}
        wrong += [f"{call.method}: {each}" for each in given - fields_of(call.method)]
    assert not wrong, wrong


def shown_by(params: Json) -> list[str]:
    """The texts that a call shows."""
    media = params.get("media")
    inside = media.get("caption") if isinstance(media, dict) else None
    return [each for each in (params.get("text"), params.get("caption"), inside) if each]


def is_long(text: str) -> bool:
    """Whether a phone does not show it at once: without what is folded, and whom it is about."""
    seen = FOLDED.sub("", text).strip().split("\n")
    return len(seen) - seen[0].startswith("👤") > SCREEN


@cache
def fields_of(method: str) -> frozenset[str]:
    """What a method of the Bot API takes, by the signature the library has for it."""
    name = re.sub(r"(?=[A-Z])", "_", method).lower()
    return frozenset(inspect.signature(getattr(Bot, name)).parameters)


@cache
def _template() -> list[bytes]:
    """A database with its tables, made by the first who asks: making one anew takes 30 ms."""
    return []


async def _with_tables(folder: Path) -> None:
    path = folder / "soigneur.db"
    if _template():
        _write(path, _template()[0])
    else:
        async with open_storage(f"sqlite:///{path}", Keyring([bytes(32)])):
            pass
        _template().append(path.read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(content)


def ann(stage: Stage) -> AthleteData:
    """Ann Rider of Paris, with months of data, behind KEY."""
    return account(stage.intervals, KEY, name="Ann Rider", time_zone="Europe/Paris")
