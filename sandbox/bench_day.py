"""The athlete's side of the bench: /today alone, and while everybody's morning goes out."""

import asyncio
import gc
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TypeVar

import httpx

from bot import World, open_world
from handlers.gateway.limits import Limits
from sandbox.intervals import IntervalsStandIn
from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from services.config import read_settings
from storage.models import Athlete, tables
from storage.pushes import Planned

KEY = "bench4x7q2k9r8m5t3v6b1n0p"
LATENCY = 0.15  # seconds that each call to intervals.icu takes
RATE = 60  # calls a second: the limit scaled, not the clock
OTHERS = 10_000  # whose morning is due in the same minute
WATCHED = 20.0  # seconds of their round
TRIES = 7
PAGE = 500
Result = TypeVar("Result")


@dataclass(frozen=True)
class Day:
    """Seconds of /today and of its slowest single call, API calls, and a round of everybody's.

    `busy` is /today during the round against idle; `round` the time that the round takes against
    what the rate of calls allows.
    """

    today: float
    slowest_call: float
    calls: tuple[int, int, int]
    busy: float
    round: float


def utc_now() -> datetime:
    return datetime.now(UTC)


class Recorded(httpx.AsyncBaseTransport):
    """The stand-in's answers to reading, each worked out once: its work is not the bot's.

    `seconds` is how long each takes to come, `calls` how many were asked for.
    """

    def __init__(self, intervals: IntervalsStandIn) -> None:
        self._open = httpx.ASGITransport(intervals.app)
        self._answers: dict[httpx.URL, httpx.Response] = {}
        self.seconds, self.calls = 0.0, 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.calls += 1
        known = self._answers.get(request.url)
        if known is None:
            known = await self._open.handle_async_request(request)
            await known.aread()
            self._answers[request.url] = known
        await asyncio.sleep(self.seconds)
        return httpx.Response(known.status_code, headers=known.headers, content=known.content)


class _Bench:
    def __init__(
        self, world: World, telegram: TelegramStandIn, intervals: Recorded, person: Person
    ) -> None:
        self.world, self.telegram, self.intervals = world, telegram, intervals
        self.person = person

    async def say(self, text: str) -> float:
        """Seconds from the message to its answer."""
        seen = len(self.person.messages)
        began = time.perf_counter()
        self.person.say(text)
        while len(self.person.messages) < seen + 2:
            await asyncio.sleep(0.001)
        return time.perf_counter() - began

    async def calls(self, work: Callable[[], Awaitable[object]]) -> int:
        await asyncio.sleep(1.1)  # what was remembered is forgotten
        before = self.intervals.calls
        await work()
        return self.intervals.calls - before

    async def median_today(self) -> float:
        times = []
        for _ in range(TRIES):
            await asyncio.sleep(1.1)
            times.append(await self.say("/today"))
        return median(times)

    async def slowest_call(self) -> float:
        """The slowest of the three calls of /today, each made alone."""
        auth = httpx.BasicAuth("API_KEY", KEY)
        day = utc_now().date()
        week, months = day + timedelta(days=7), day - timedelta(days=60)
        paths = (
            f"events?oldest={day}&newest={week}&resolve=true",
            f"activities?oldest={day}&newest={day}",
            f"wellness?oldest={months}&newest={day}",
        )
        base = "http://intervals.test"
        async with httpx.AsyncClient(transport=self.intervals, base_url=base, auth=auth) as http:
            medians = []
            for path in paths:
                times = []
                for _ in range(TRIES):
                    began = time.perf_counter()
                    await http.get(f"/api/v1/athlete/0/{path}")
                    times.append(time.perf_counter() - began)
                medians.append(median(times))
        return max(medians)

    async def everybody_due(self) -> None:
        """The others have the same account; their morning is now."""
        storage, now = self.world.storage, utc_now()
        sealed = {"table": "athletes", "column": "sealed_credential"}
        others = [
            Athlete(
                id=number,
                language="en",
                sealed_credential=storage.vault.seal(KEY.encode(), **sealed, owner=number),
                morning_at=now.time(),
                week_offered=now.date() - timedelta(days=1),
                created_at=now,
            ).model_dump()
            for number in range(2000, 2000 + OTHERS)
        ]
        async with storage.engine.begin() as connection:
            await connection.execute(tables()["athletes"].insert(), others)
        for number in range(2000, 2000 + OTHERS, PAGE):
            due = [
                Planned(each, "morning", now.date(), now) for each in range(number, number + PAGE)
            ]
            await storage.pushes.note_many(due)
        for each in others:
            self.telegram.person(each["id"], "Other").chat.started = True

    async def rate_against_round(
        self, work: Callable[[], Awaitable[Result]]
    ) -> tuple[Result, float]:
        """The work's result, and how many times as long as it might the round takes meanwhile."""
        before, began = self.intervals.calls, time.perf_counter()
        result = await work()
        await asyncio.sleep(max(0.0, WATCHED - (time.perf_counter() - began)))
        made, allowed = self.intervals.calls - before, time.perf_counter() - began
        return result, RATE * allowed / made


async def measure_day() -> Day:
    """Both stand-ins and the bot in this process, intervals.icu slow."""
    telegram = TelegramStandIn(clock=utc_now)
    intervals = IntervalsStandIn(utc_now)
    intervals.athlete(KEY, name="Ann Rider", time_zone="UTC")
    answers = Recorded(intervals)
    gc.freeze()  # as the bot does at its start
    gc.set_threshold(20_000, 20, 20)
    with tempfile.TemporaryDirectory(prefix="soigneur-bench-") as folder:
        env = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": "http://telegram.test",
               "INTERVALS_URL": "http://intervals.test", "INTERVALS_RATE": str(RATE),
               "DATA_DIR": str(Path(folder))}  # fmt: skip
        async with open_world(
            read_settings(env),
            telegram=lambda: httpx.ASGITransport(telegram.app),
            intervals=answers,
            limits=Limits(1000, 1000),
        ) as world:
            await world.bot.initialize()
            running = [
                asyncio.create_task(world.workers.run()),
                asyncio.create_task(world.intake.poll(world.bot)),
            ]
            person = telegram.person(501, "Ann")
            day = await _measure(_Bench(world, telegram, answers, person))
            for task in running:
                task.cancel()
            for task in running:
                with suppress(asyncio.CancelledError):
                    await task
    return day


async def _measure(bench: _Bench) -> Day:
    person, rounds = bench.person, bench.world.rounds
    person.say(f"/connect {KEY}")
    while not any(message.from_bot for message in person.messages):
        await asyncio.sleep(0.01)
    bench.intervals.seconds = LATENCY
    today, slowest = await bench.median_today(), await bench.slowest_call()
    asked = await bench.calls(lambda: bench.say("/today"))
    planned = await bench.calls(lambda: bench.say("/plan"))
    athletes = bench.world.storage.athletes
    now = utc_now()
    await athletes.change(person.id, morning_at=now.time())
    await bench.world.storage.pushes.note(person.id, "morning", now.date(), now)
    morning = await bench.calls(rounds.go)
    await bench.everybody_due()
    going = asyncio.create_task(rounds.go())
    busy, longer = await bench.rate_against_round(bench.median_today)
    assert not going.done(), "the round was over too soon"
    going.cancel()
    with suppress(asyncio.CancelledError):
        await going
    return Day(today, slowest, (asked, planned, morning), busy / today, longer)
