"""A month of pushes for many athletes, with clocks that change, faults, crashes and journeys."""

import asyncio
import random
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot import World, open_world
from handlers.gateway.limits import Limits
from handlers.reading.found_day import monday_of
from sandbox.telegram import TelegramStandIn
from services.schedule import quiet
from storage.models import Athlete, Push
from tests.stage import PAINTER, Clock, settings

# New York goes forward on March 8, Berlin on the 29th, Sydney back on April 5.
START, END = datetime(2026, 3, 6, 12, tzinfo=UTC), datetime(2026, 4, 6, 12, tzinfo=UTC)
ATHLETES = 200
ZONES = (
    *("UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai"),
    *("Asia/Kathmandu", "Australia/Sydney", "Pacific/Auckland", "Pacific/Honolulu"),
)
MORNINGS = (time(2, 30), time(7), time(7))
DAYS = ("1", "2", "3", "4", "5", "6", "7")
AWAY = (datetime(2026, 3, 14, tzinfo=UTC), datetime(2026, 3, 20, tzinfo=UTC))
PAUSE, PAUSED_UNTIL = datetime(2026, 3, 23, tzinfo=UTC), date(2026, 3, 27)
AFFECTED = {"block": 3, "return": 3, "pause": 7}  # the last digit of whom it concerns
NOTED = 12  # moments at which the plans of ten athletes change
Key = tuple[int, str, date]


@dataclass
class Wires:
    """Both wires with their moods; what surely never reached Telegram is remembered."""

    telegram: TelegramStandIn
    dice: random.Random = field(default_factory=lambda: random.Random(11))
    lost: list[tuple[int, str]] = field(default_factory=list)

    def intervals(self, request: httpx.Request) -> httpx.Response:
        """Nothing planned, nothing done; now and then it asks to come back much later."""
        if self.dice.random() < 0.02:
            return httpx.Response(429, headers={"Retry-After": "600"}, request=request)
        return httpx.Response(200, json=[], request=request)


class TelegramLine(httpx.AsyncBaseTransport):
    def __init__(self, wires: Wires) -> None:
        self._wires = wires
        self._open = httpx.ASGITransport(wires.telegram.app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        mood = self._wires.dice.random()
        if "sendMessage" not in request.url.path and "sendPhoto" not in request.url.path:
            return await self._open.handle_async_request(request)
        if mood < 0.02:
            raise httpx.ConnectError("no connection")
        if mood < 0.04:
            wait = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
            return httpx.Response(429, json={**wait, "parameters": {"retry_after": 20}})
        if mood < 0.045:
            self._wires.lost.append(_sent(await request.aread()))
            raise httpx.ReadError("cut before anything happened")
        response = await self._open.handle_async_request(request)
        if mood < 0.05:
            raise httpx.ReadError("cut after it arrived")
        return response


def _sent(body: bytes) -> tuple[int, str]:
    given = dict(parse_qsl(body.decode()))
    return int(given["chat_id"]), given["text"]


@asynccontextmanager
async def two_processes(
    folder: Path, wires: Wires, clock: Clock
) -> AsyncIterator[tuple[World, World]]:
    async with AsyncExitStack() as stack:
        worlds = [
            await stack.enter_async_context(
                open_world(
                    replace(settings(folder), intervals_rate=100_000.0),
                    clock=clock,
                    telegram=lambda: TelegramLine(wires),
                    intervals=httpx.MockTransport(wires.intervals),
                    limits=Limits(100_000, 100_000),
                    painter=PAINTER,
                )
            )
            for _ in range(2)
        ]
        for world in worlds:
            await world.bot.initialize()
        yield worlds[0], worlds[1]


async def settle_in(world: World, wires: Wires, dice: random.Random) -> list[Athlete]:
    """The athletes, each with wishes of their own; nothing is planned for them yet."""
    athletes, found = world.storage.athletes, []
    for number in range(ATHLETES):
        person = wires.telegram.person(1000 + number, "Rider")
        person.chat.started = True
        await athletes.add(person.id, language="en", now=START)
        await athletes.seal_credential(person.id, "secret", "api_key")
        restful = number % 3 == 0
        found.append(
            await athletes.change(
                person.id,
                time_zone=ZONES[number % len(ZONES)],
                morning_at=dice.choice(MORNINGS),
                morning_days="1234567" if daily(person.id) else dice.choice(DAYS),
                week_at=time(21, 58) if number % 4 == 1 else None,
                week_days=dice.choice("17"),
                week_offered=date(2026, 3, 1),
                quiet_from=time(22) if restful else None,
                quiet_to=time(5, 30) if restful else None,
            )
        )
    return found


def daily(athlete_id: int) -> bool:
    """Who wants a message every morning: some, and all who fly."""
    return athlete_id % 40 == 1 or flies(athlete_id)


def flies(athlete_id: int) -> bool:
    return athlete_id % 40 == 9


async def next_moment(world: World) -> datetime:
    """When something is due next, or a claim of somebody who died runs out."""
    moment = case((col(Push.state) == "claimed", col(Push.lease_until)), else_=col(Push.due_at))
    alive = select(func.min(moment)).where(col(Push.state).in_(("due", "claimed")))
    async with AsyncSession(world.storage.engine) as session:
        found = (await session.execute(alive)).scalar_one_or_none()
    if isinstance(found, str):
        found = datetime.fromisoformat(found)
    return found.replace(tzinfo=UTC) + timedelta(seconds=1) if found else END


def expected(athletes: list[Athlete]) -> set[Key]:
    """Worked out anew from what everybody wants, of those who stay at home."""
    keys: set[Key] = set()
    for athlete in athletes:
        zone = ZoneInfo(athlete.time_zone)
        wishes = (
            ("morning", athlete.morning_at, athlete.morning_days),
            ("week", athlete.week_at, athlete.week_days),
        )
        for kind, at, days in wishes:
            for number in range(33):
                day = START.date() + timedelta(days=number)
                if at is None or str(day.isoweekday()) not in days:
                    continue
                due = datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
                away = athlete.id % 10 == 3 and AWAY[0] < due <= AWAY[1]
                paused = athlete.id % 10 == 7 and due > PAUSE and day <= PAUSED_UNTIL
                if START < due < END - timedelta(hours=12) and not away and not paused:
                    keys.add((athlete.id, kind, day))
    return keys


def expected_on_the_way(athlete: Athlete, stays: list[tuple[datetime, str]]) -> set[Key]:
    """Each day whose hour came while the athlete was there; two of a date are one message."""
    keys: set[Key] = set()
    ends = [*(begin for begin, _ in stays[1:]), END - timedelta(hours=12)]
    for (begin, zone), end in zip(stays, ends, strict=True):
        for number in range(-1, (end - begin).days + 2):
            day = begin.date() + timedelta(days=number)
            at = athlete.morning_at or time()
            if begin < datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC) < end:
                keys.add((athlete.id, "morning", day))
    return keys


def named(world: World, chat_id: int, text: str) -> tuple[int, str]:
    """Whose message it is, and the words by which it names its day or week, or its change."""
    if change := re.search(r"Change \d+", text):
        return chat_id, change[0]
    line = next(
        line for line in text.splitlines() if line.startswith(("Good morning!", "<b>Week", "Week"))
    )
    return chat_id, line.replace("<b>", "").split(":")[0]


def name_of(world: World, key: Key) -> tuple[int, str]:
    athlete_id, kind, day = key
    words = world.desk.languages["en"]
    week = monday_of(day - timedelta(days=3)).isocalendar().week
    return athlete_id, f"Good morning! {words.day(day)}" if kind == "morning" else f"Week {week}"


@dataclass
class Diary:
    """What happened: where those who fly were from when on, and the changes of whose plans."""

    stays: dict[int, list[tuple[datetime, str]]]
    changes: set[tuple[int, str]] = field(default_factory=set)


async def change_plans(
    world: World, athletes: list[Athlete], now: datetime, dice: random.Random, diary: Diary
) -> None:
    """Coaches write, at any hour."""
    for athlete in dice.sample(athletes, 10):
        name = f"Change {len(diary.changes)}"
        new = {"day": "2026-12-01", "name": name, "sport": "Run", "load": 1, "seconds": 60}
        facts = {"changes": [{"old": None, "new": new | {"digest": ""}}]}
        day = now.astimezone(ZoneInfo(athlete.time_zone)).date()
        if await world.storage.pushes.note(athlete.id, "plan", day, now, facts):
            diary.changes.add((athlete.id, name))


async def live(
    worlds: tuple[World, World], wires: Wires, clock: Clock, athletes: list[Athlete]
) -> Diary:
    """The month, from one due moment to the next."""
    dice = random.Random(5)
    there = [e for e in athletes if e.id % 10 not in AFFECTED.values() and not flies(e.id)]
    diary = Diary({e.id: [(START, e.time_zone)] for e in athletes if flies(e.id)})
    hours = int((END - START).total_seconds() / 3600) - 24
    events = [
        (AWAY[0], "block"), (AWAY[1], "return"), (PAUSE, "pause"),
        *((START + timedelta(days=3 * leg + 1), "fly") for leg in range(9)),
        *((START + timedelta(hours=dice.randrange(hours)), "write") for _ in range(NOTED)),
        (END, "end"),
    ]  # fmt: skip
    still = 0  # rounds
    for moment, what in sorted(events):
        while (now := await next_moment(worlds[0])) < moment:
            still = 0 if now > clock.now else still + 1
            assert still < 50, "what is due is handed out"
            clock.now = max(now, clock.now)
            if dice.random() < 0.05:  # one that takes some and dies
                await worlds[1].storage.pushes.claim(5, "dead", clock.now, timedelta(minutes=3))
            if dice.random() < 0.2:
                await asyncio.gather(*(world.rounds.go() for world in worlds))
            else:
                await dice.choice(worlds).rounds.go()
        clock.now = moment
        if what == "write":
            await change_plans(worlds[0], there, moment, dice, diary)
        for athlete in athletes:
            if AFFECTED.get(what) == athlete.id % 10 or (what == "fly" and flies(athlete.id)):
                wires.telegram.person(athlete.id, "Rider").chat.blocked = what == "block"
                zone = await happen(what, worlds[0], athlete, moment, dice)
                if what == "fly":
                    diary.stays[athlete.id].append((moment, zone))
    return diary


async def happen(
    what: str, world: World, athlete: Athlete, now: datetime, dice: random.Random
) -> str:
    """What an athlete does then; gives the time zone they are in after it."""
    accounts = world.desk.services.accounts
    if what == "return":
        athlete = await accounts.note_returned(athlete.id, now)
    if what == "pause":
        athlete = await accounts.change(athlete.id, paused_until=PAUSED_UNTIL)
    if what == "fly":
        athlete = await accounts.change(athlete.id, time_zone=dice.choice(ZONES))
    if what in ("pause", "fly"):
        await accounts.plan_pushes(athlete, now)
    return athlete.time_zone


async def test_a_month_of_many_athletes(tmp_path: Path) -> None:
    clock = Clock(START)
    wires = Wires(TelegramStandIn(clock=clock))
    async with two_processes(tmp_path, wires, clock) as worlds:
        athletes = await settle_in(worlds[0], wires, random.Random(3))
        await worlds[0].rounds.go()  # which plans for everybody
        diary = await live(worlds, wires, clock, athletes)
        sent = [
            call
            for call in wires.telegram.calls
            if call.method in ("sendMessage", "sendPhoto") and call.status == 200
        ]
        arrived = Counter(
            named(worlds[0], call.chat_id or 0, call.params.get("text") or call.params["caption"])
            for call in sent
        )
        lost = Counter(named(worlds[0], *each) for each in wires.lost)
        keys = expected([each for each in athletes if not flies(each.id)])
        for athlete in athletes:
            if flies(athlete.id):
                keys |= expected_on_the_way(athlete, diary.stays[athlete.id])
        wanted = {name_of(worlds[0], key) for key in keys} | diary.changes
    assert max((arrived + lost).values()) == 1, "no push twice"
    assert not wanted - {*arrived, *lost}, "none lost"
    at_home = {each.id: each for each in athletes if not flies(each.id)}
    for call in sent:
        resting = at_home.get(call.chat_id or 0)
        if resting and quiet(resting, call.at):
            text = call.params.get("text") or call.params["caption"]
            assert "Good morning" in text, "none in quiet hours but at a time that was chosen"
            assert resting.morning_at == time(2, 30)
            assert call.params["disable_notification"]
