"""kill -9 at any moment: every message is answered, nothing is written twice or out of order.

Meanwhile messages go out that nobody asked for: none twice, and none lost without being counted.
"""

import asyncio
import base64
import os
import random
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import count, groupby
from pathlib import Path

from sandbox.intervals import IntervalsStandIn
from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from storage import open_storage
from storage.pushes import Planned
from storage.vault import Keyring
from tests.databases import database_url, postgres
from tests.forked import Forked
from tests.killable import work
from tests.serving import served

__all__ = ["database_url", "postgres"]

KEY = b"k" * 32
PEOPLE = 4
KILLS = 5
ANSWERED_WITHIN = 60.0
PUSHES = 40  # of each person, one every tenth of a second


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
    said_back = (each.text for each in person.messages if each.from_bot)
    answers = " ".join(text for text in said_back if "Push" not in text)
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
            "ENCRYPTION_KEYS": base64.b64encode(KEY).decode(),
        }

        process = Forked(work, environment)
        for number in range(PEOPLE):
            key = f"key4person{number}x7q2k9r8m5t3"
            intervals.athlete(key, id=f"i20{number}", days=0, plan=False)
            person = telegram.person(600 + number, "Ann", "en")
            person.say(f"/connect {key}")
            people[person] = []
        await until(lambda: all(any("Ann" in m.text for m in p.messages) for p in people))
        await note_pushes(database_url, people)
        telegram.faults.add("sendMessage", times=None, slow=0.03)
        stop = asyncio.Event()
        talking = [asyncio.create_task(chatter(p, said, stop)) for p, said in people.items()]
        chance = random.Random(2026)
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.1, 1.4))
            process.send(signal.SIGKILL)
            await process.end()
            process = Forked(work, environment)
        stop.set()
        await asyncio.gather(*talking)
        await answered(telegram, people)
        await check_pushes(database_url, people)
        process.send(signal.SIGKILL)
        await process.end()
    for number, said in enumerate(people.values()):
        check_writes(intervals, f"i20{number}", said)


async def note_pushes(database_url: str, people: Iterable[Person]) -> None:
    """Changes of the plan to tell, which need no call; a day of its own for each."""
    start = utc_now()
    async with open_storage(database_url, Keyring([KEY])) as storage:
        for number in range(PUSHES):
            # From tomorrow on: at night it is that for the athlete already.
            day = start.date() + timedelta(days=1 + number)
            run = {"day": str(day), "name": f"Push {number}!", "sport": "Run", "load": 1}
            facts = {"changes": [{"old": None, "new": {**run, "seconds": 60, "digest": ""}}]}
            due = start + number * timedelta(milliseconds=100)
            planned = [Planned(person.id, "plan", day, due) for person in people]
            await storage.pushes.note_many(planned, facts)


async def check_pushes(database_url: str, people: Iterable[Person]) -> None:
    """What arrived came once; what did not is one whose sending was cut off, and counted."""
    async with open_storage(database_url, Keyring([KEY])) as storage:
        async with asyncio.timeout(ANSWERED_WITHIN):
            while (counts := await storage.pushes.counts()).keys() - {"sent", "unknown"}:
                await asyncio.sleep(0.2)
    arrived = Counter(
        (person.id, each)
        for person in people
        for message in person.messages
        for each in re.findall(r"Push \d+!", message.text)
    )
    assert max(arrived.values()) == 1
    assert sum(counts.values()) == PUSHES * PEOPLE
    assert counts["sent"] <= len(arrived)
    assert PUSHES * PEOPLE - len(arrived) <= counts.get("unknown", 0)


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
