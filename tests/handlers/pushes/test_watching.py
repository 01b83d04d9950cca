"""Watching: how often, by whom, and who is left alone."""

import asyncio
from datetime import datetime, time, timedelta
from pathlib import Path

from tests.handlers.pushes.moments import at, wants
from tests.handlers.pushes.noticing import look, ride, told, watched
from tests.stage import Stage, ann, open_stage

LOOK = "GET /api/v1/athlete/0/activities"


async def next_look(stage: Stage, user_id: int = 501) -> timedelta:
    """How long it is to the next look."""
    [watch] = (await stage.world.storage.athletes.everything(user_id))["watches"]
    return datetime.fromisoformat(watch["look_at"]) - stage.clock.now


async def test_it_looks_more_often_when_something_is_to_come(stage: Stage) -> None:
    person = await watched(stage)
    site = stage.intervals.athletes["i1001"]
    planned = [e for e in site.events.values() if e["start_date_local"].startswith("2026-11-23")]
    assert planned
    await look(stage)
    assert await next_look(stage) == timedelta(minutes=10)
    stage.intervals.calls.clear()
    await look(stage, minutes=11)
    assert stage.asked() == [LOOK]
    site.events.clear()
    site.activities.clear()
    await wants(stage, person, pushes_off=["plan"])
    await stage.world.storage.watches.end(person.id)
    await stage.world.storage.watches.add([person.id], stage.clock.now)
    await look(stage)
    assert await next_look(stage) == timedelta(hours=1)
    await wants(stage, person, quiet_from=time(14), quiet_to=time(16, 30))
    await look(stage, minutes=61)
    assert await next_look(stage) == timedelta(hours=2)
    await look(stage, hours=2)
    assert await next_look(stage) < timedelta(minutes=30)


async def test_two_processes_notice_once(stage: Stage) -> None:
    person = await watched(stage)
    ride(stage)
    async with open_stage(stage.world.settings.data_dir, before=stage) as second:
        for _ in range(4):
            stage.intervals.calls.clear()
            await asyncio.gather(*(each.world.watching.go() for each in (stage, second)))
            assert stage.asked().count(LOOK) <= 1
            await asyncio.gather(*(each.world.rounds.go() for each in (stage, second)))
            stage.clock.forward(minutes=11)
            for each in (stage, second):
                await look(each)
    assert len(told(person, "Lunch ride")) == 1


async def test_a_key_refused_at_a_look_is_told_once_when_it_is_refused_again(
    stage: Stage,
) -> None:
    person = await watched(stage, "zh")  # who wants no morning message
    seen, site = len(person.messages), stage.intervals.athletes["i1001"]
    site.revoke()
    await look(stage, hours=1)
    site.revoked = False  # a passing block of our address
    await look(stage, minutes=6)
    assert len(person.messages) == seen
    site.revoke()
    await look(stage, hours=1)
    assert len(person.messages) == seen
    await look(stage, minutes=6)
    assert person.last.text.startswith("intervals.icu 拒绝了你的密钥。")
    assert person.last.labels == ["🔗 连接", "为什么？"]
    assert (await stage.press(person, "为什么")).text.startswith("密钥被拒，11月23日周一")
    stage.intervals.calls.clear()
    for _ in range(3):
        await look(stage, hours=2)
    assert len(person.messages) == seen + 2
    assert stage.asked() == []


async def test_a_pause_is_left_alone(stage: Stage) -> None:
    person = await watched(stage)
    await wants(stage, person, paused_until=at(2026, 11, 24).date())
    ride(stage)
    stage.intervals.calls.clear()
    for _ in range(3):
        await look(stage, hours=2)
    assert stage.asked() == []
    stage.clock.now = at(2026, 11, 25, 7)
    for _ in range(3):
        await look(stage, hours=1)
    assert not told(person, "Lunch ride")
    ride(stage, name="After the pause", began=timedelta(minutes=65))
    for _ in range(3):
        await look(stage, hours=1)
    assert len(told(person, "After the pause")) == 1


async def test_with_many_athletes_all_are_looked_at_less_often(tmp_path: Path) -> None:
    async with open_stage(tmp_path, INTERVALS_RATE="10") as stage:
        ann(stage)
        await watched(stage)
        await look(stage)
        assert await next_look(stage) == timedelta(minutes=10)
        await stage.world.storage.watches.add(range(1000, 10_000), at(2027, 1, 1))
        await look(stage, hours=2)
        assert await next_look(stage) >= 3 * timedelta(minutes=10)
