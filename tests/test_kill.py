"""kill -9 at any moment: every message is answered, nothing is written twice or out of order."""

import asyncio
import base64
import os
import random
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count, groupby
from pathlib import Path

from sandbox.intervals import IntervalsStandIn
from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from tests.databases import database_url, postgres
from tests.serving import served

__all__ = ["database_url", "postgres"]

ROOT = Path(__file__).parents[1]
PEOPLE = 4
KILLS = 5
ANSWERED_WITHIN = 60.0


def utc_now() -> datetime:
    return datetime.now(UTC)


async def chatter(person: Person, said: list[str], stop: asyncio.Event) -> None:
    """Somebody who logs a new HRV or plans a ride, again and again."""
    for number in count(1):
        if stop.is_set():
            return
        plans = number % 5 == 0
        said.append(f"Ride number {number}." if plans else f"{10 + number}")
        person.say(f"/plan add tomorrow Ride {said[-1]}" if plans else f"hrv {said[-1]}")
        await asyncio.sleep(0.15)


async def answered(telegram: TelegramStandIn, people: dict[Person, list[str]]) -> None:
    """Wait until each person has read an answer to everything they said."""
    async with asyncio.timeout(ANSWERED_WITHIN):
        for person, said in people.items():
            while missing := unanswered(person, said):
                assert missing
                await asyncio.sleep(0.1)


def unanswered(person: Person, said: list[str]) -> list[str]:
    answers = " ".join(message.text for message in person.messages if message.from_bot)
    return [what for what in said if not re.search(rf"\b{re.escape(what)}", answers)]


async def test_killed_many_times_nothing_is_lost_twice_or_out_of_order(
    database_url: str, tmp_path: Path
) -> None:
    telegram, intervals = TelegramStandIn(clock=utc_now), IntervalsStandIn(utc_now)
    people: dict[Person, list[str]] = {}
    async with served(telegram.app) as telegram_url, served(intervals.app) as intervals_url:
        environment = os.environ | {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram_url,
            "INTERVALS_URL": intervals_url,
            "INTERVALS_RATE": "100",
            "DATABASE_URL": database_url,
            "DATA_DIR": str(tmp_path),
            "ENCRYPTION_KEYS": base64.b64encode(b"k" * 32).decode(),
        }

        async def start() -> asyncio.subprocess.Process:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.killable", cwd=ROOT, env=environment
            )

        process = await start()
        for number in range(PEOPLE):
            key = f"key4person{number}x7q2k9r8m5t3"
            intervals.athlete(key, id=f"i20{number}", days=0, plan=False)
            person = telegram.person(600 + number, "Ann", "en")
            person.say(f"/connect {key}")
            people[person] = []
        await until(lambda: all("Ann" in p.last.text for p in people if p.messages[-1].from_bot))
        stop = asyncio.Event()
        talking = [asyncio.create_task(chatter(p, said, stop)) for p, said in people.items()]
        chance = random.Random(2026)
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.9, 2.2))
            process.kill()
            await process.wait()
            process = await start()
        stop.set()
        await asyncio.gather(*talking)
        await answered(telegram, people)
        process.kill()
        await process.wait()
    for number, said in enumerate(people.values()):
        check_writes(intervals, f"i20{number}", said)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(ANSWERED_WITHIN):
        while not true():
            await asyncio.sleep(0.05)


def check_writes(intervals: IntervalsStandIn, athlete_id: str, said: list[str]) -> None:
    """Each value reached intervals.icu in the order it was said; each ride is there once."""
    put = [
        call.body["hrv"]
        for call in intervals.calls
        if call.method == "PUT" and call.athlete_id == athlete_id and "hrv" in call.body
    ]
    wanted = [int(what) for what in said if what.isdigit()]
    assert [value for value, _ in groupby(put)] == wanted
    rides = [what for what in said if not what.isdigit()]
    events = intervals.athletes[athlete_id].events.values()
    assert sorted(event["name"] for event in events) == sorted(rides)
