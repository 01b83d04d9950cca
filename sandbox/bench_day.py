"""The athlete's side of the bench: /today alone, and while everybody's morning goes out."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import httpx

from bot import World, open_world
from handlers.gateway.limits import Limits
from sandbox.intervals import IntervalsStandIn
from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from services.config import read_settings

KEY = "bench4x7q2k9r8m5t3v6b1n0p"
LATENCY = 0.15  # seconds that each call to intervals.icu takes
RATE = "60"  # calls a second: the limit scaled, not the clock
OTHERS = 200
TRIES = 7


@dataclass(frozen=True)
class Day:
    """Seconds of /today and of its slowest single call, API calls, the ratio during a round."""

    today: float
    slowest_call: float
    calls: tuple[int, int, int]
    busy: float


def utc_now() -> datetime:
    return datetime.now(UTC)


class _Bench:
    def __init__(
        self, world: World, telegram: TelegramStandIn, intervals: IntervalsStandIn, person: Person
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
        before = len(self.intervals.calls)
        await work()
        return len(self.intervals.calls) - before

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
        transport = httpx.ASGITransport(self.intervals.app)
        paths = (
            f"events?oldest={day}&newest={week}&resolve=true",
            f"activities?oldest={day}&newest={day}",
            f"wellness?oldest={months}&newest={day}",
        )
        async with httpx.AsyncClient(transport=transport, base_url="http://i", auth=auth) as http:
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
        """Connect the others to the same account; their morning is now."""
        accounts, athletes = self.world.desk.services.accounts, self.world.storage.athletes
        for number in range(OTHERS):
            other = self.telegram.person(2000 + number, "Other")
            other.chat.started = True
            await accounts.add(other.id, language="en", now=utc_now())
            await athletes.seal_credential(other.id, KEY, "api_key")
            at = utc_now().time().replace(microsecond=0)
            await athletes.change(other.id, morning_at=at)
            now = utc_now()
            await self.world.storage.pushes.note(other.id, "morning", now.date(), now)


async def measure_day() -> Day:
    """Both stand-ins and the bot in this process, intervals.icu slow."""
    telegram = TelegramStandIn(clock=utc_now)
    intervals = IntervalsStandIn(utc_now)
    intervals.athlete(KEY, name="Ann Rider", time_zone="UTC")
    with tempfile.TemporaryDirectory(prefix="soigneur-bench-") as folder:
        env = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": "http://telegram.test",
               "INTERVALS_URL": "http://intervals.test", "INTERVALS_RATE": RATE,
               "DATA_DIR": str(Path(folder))}  # fmt: skip
        async with open_world(
            read_settings(env),
            telegram=lambda: httpx.ASGITransport(telegram.app),
            intervals=httpx.ASGITransport(intervals.app),
            limits=Limits(1000, 1000),
        ) as world:
            await world.bot.initialize()
            running = [
                asyncio.create_task(world.workers.run()),
                asyncio.create_task(world.intake.poll(world.bot)),
            ]
            person = telegram.person(501, "Ann")
            day = await _measure(_Bench(world, telegram, intervals, person))
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
    bench.intervals.faults.add(times=None, slow=LATENCY)
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
    busy = await bench.median_today()
    assert not going.done(), "the round was over too soon"
    going.cancel()
    with suppress(asyncio.CancelledError):
        await going
    return Day(today, slowest, (asked, planned, morning), busy / today)
