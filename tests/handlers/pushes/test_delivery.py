"""Delivery: once, at the athlete's time, whatever happens."""

import asyncio
import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import httpx
import pytest

from bot import open_world
from sandbox.telegram.person import Person
from tests.handlers.pushes.moments import at, mornings, wants
from tests.stage import Clock, Stage, ann, open_stage, settings


@pytest.fixture
async def person(stage: Stage) -> Person:
    """Ann, connected, in Paris, with her message at half past seven. It is 06:30 there."""
    person = await stage.connected()
    await wants(stage, person, morning_at=time(7, 30))
    return person


async def test_it_comes_at_the_chosen_time_and_once(stage: Stage, person: Person) -> None:
    await stage.world.rounds.go()
    assert not mornings(person)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    for _ in range(3):
        await stage.world.rounds.go()
        stage.clock.forward(minutes=5)
    [message] = mornings(person)
    first, second, *_ = message.splitlines()
    assert re.fullmatch(r"🚴 .+ · 1h .*Load \d+", first)
    assert second == "Good morning! Mon, Nov 23"
    stage.clock.now = at(2026, 11, 24, 7, 31)
    await stage.world.rounds.go()
    assert len(mornings(person)) == 2


async def test_paused_blocked_and_disconnected_athletes_get_none(stage: Stage) -> None:
    accounts = stage.world.desk.services.accounts
    people = [await stage.connected(510 + number) for number in range(3)]
    for person in people:
        await wants(stage, person, morning_at=time(7, 30))
    await accounts.change(people[0].id, paused_until=at(2026, 11, 24).date())
    people[1].block()
    await stage.settled()
    athlete = await accounts.find(people[2].id)
    assert athlete is not None
    await accounts.disconnect(athlete)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    assert [mornings(person) for person in people] == [[], [], []]


async def test_somebody_who_blocked_the_bot_is_not_written_to_until_they_return(
    stage: Stage, person: Person
) -> None:
    person.chat.blocked = True  # Telegram's word of it has not reached the bot
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    tries = len(stage.telegram.calls_of("sendPhoto"))
    stage.clock.now = at(2026, 11, 24, 7, 30)
    await stage.world.rounds.go()
    assert len(stage.telegram.calls_of("sendPhoto")) == tries
    person.unblock()
    await stage.settled()
    stage.clock.now = at(2026, 11, 25, 7, 30)
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1


async def test_a_refused_key_is_believed_the_second_time_and_told_once(
    stage: Stage, person: Person
) -> None:
    stage.intervals.athletes["i1001"].revoke()
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    before = len(person.messages)
    stage.clock.forward(minutes=6)
    await stage.world.rounds.go()
    assert "refuses your key" in person.last.text
    assert "onnect" in person.last.labels[0]
    for day in (24, 25):
        stage.clock.now = at(2026, 11, day, 7, 40)
        await stage.world.rounds.go()
    assert len(person.messages) == before + 1


async def test_intervals_icu_being_down_delays_it_and_a_stale_one_is_dropped(
    stage: Stage, person: Person
) -> None:
    fault = stage.intervals.faults.add("wellness", times=None, status=500)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    assert not mornings(person)
    stage.intervals.faults.rules.remove(fault)
    stage.clock.forward(minutes=6)
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1
    stage.clock.now = at(2026, 11, 24, 12, 30)  # the bot was down all morning
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1
    assert (await stage.world.storage.pushes.counts())["dropped"] == 1


async def test_an_answer_lost_after_the_message_went_out_sends_no_second_one(
    stage: Stage, person: Person
) -> None:
    stage.telegram.faults.add("sendPhoto", drop_after_effect=True)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    for _ in range(3):
        await stage.world.rounds.go()
        stage.clock.forward(minutes=10)
    assert len(mornings(person)) == 1


async def test_a_flood_limit_delays_it(stage: Stage, person: Person) -> None:
    stage.telegram.faults.add("sendPhoto", status=429, retry_after=20)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    assert not mornings(person)
    stage.clock.forward(seconds=30)
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1


@pytest.mark.parametrize(
    ("before", "due"),
    [
        # 02:30 does not exist: 03:30 CEST
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # 02:30 comes twice: the first
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
async def test_daylight_saving_brings_one_message(
    tmp_path: Path, before: datetime, due: datetime
) -> None:
    clock = Clock(before)
    async with open_stage(tmp_path, clock) as stage:
        ann(stage)
        person = await stage.connected()
        await wants(stage, person, morning_at=time(2, 30))
        clock.now = due - timedelta(minutes=1)
        await stage.world.rounds.go()
        assert not mornings(person)
        for _ in range(12):
            clock.forward(minutes=20)
            await stage.world.rounds.go()
        assert len(mornings(person)) == 1


async def test_who_flies_over_the_date_line_gets_each_local_day_once(stage: Stage) -> None:
    person = await stage.connected()
    accounts = stage.world.desk.services.accounts
    days: list[str] = []
    zones = ["Pacific/Auckland", "Pacific/Honolulu", "Pacific/Auckland", "Asia/Tokyo"]
    await wants(stage, person, morning_at=time(7, 0))
    for number in range(4 * 24 * 2):
        zone = zones[number // 48]
        athlete = await accounts.find(person.id)
        assert athlete is not None
        if athlete.time_zone != zone:
            await accounts.plan_pushes(
                await accounts.change(person.id, time_zone=zone), stage.clock()
            )
        await stage.world.rounds.go()
        stage.clock.forward(minutes=30)
    days = re.findall("Good morning! (.*)", "\n".join(mornings(person)))
    # Tuesday came in Auckland, so the Tuesday of Honolulu is not told again.
    assert days == ["Tue, Nov 24", "Thu, Nov 26", "Fri, Nov 27"]


async def test_two_processes_send_one_message(tmp_path: Path) -> None:
    clock = Clock()
    async with open_stage(tmp_path, clock) as stage:
        ann(stage)
        person = await stage.connected()
        await wants(stage, person, morning_at=time(7, 30))
        clock.now = at(2026, 11, 23, 7, 30)
        async with open_world(
            settings(tmp_path),
            clock=clock,
            telegram=lambda: httpx.ASGITransport(stage.telegram.app),
            intervals=httpx.ASGITransport(stage.intervals.app),
        ) as second:
            await second.bot.initialize()
            await asyncio.gather(stage.world.rounds.go(), second.rounds.go())
        assert len(mornings(person)) == 1


async def test_quiet_hours_make_it_silent(stage: Stage, person: Person) -> None:
    accounts = stage.world.desk.services.accounts
    await accounts.change(person.id, quiet_from=time(22), quiet_to=time(8))
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    sent = stage.telegram.calls_of("sendPhoto")[-1]
    assert sent.params["disable_notification"] in (True, "true")
