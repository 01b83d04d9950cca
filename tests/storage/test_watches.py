"""Watches: each look by one process, what it notices and what it saw kept together."""

from datetime import date, datetime, timedelta

from storage import Storage
from storage.watches import Noticed

LEASE = timedelta(minutes=5)
LATER = timedelta(minutes=6)
DAY = date(2026, 11, 23)


async def test_a_look_is_claimed_by_one_and_comes_again(storage: Storage, now: datetime) -> None:
    watches = storage.watches
    await watches.add([1, 2**40], now)
    await watches.add([1], now - LATER)
    await watches.add([], now)
    assert await watches.count() == 2
    first, second = await watches.claim(9, "me", now, LEASE)
    assert (first.athlete_id, second.athlete_id, first.state) == (1, 2**40, {})
    assert await watches.claim(9, "other", now, LEASE) == []
    assert await watches.finish(first, {"seen": {"i1": ["a", "b"]}}, now + LATER, now)
    [again] = await watches.claim(9, "other", now + LATER - timedelta(seconds=1), LEASE)
    assert again.athlete_id == 2**40  # its lease had run out
    assert not await watches.finish(second, {}, now, now, [Noticed("plan", DAY)])
    assert await storage.pushes.counts() == {}
    [kept] = await watches.claim(9, "me", now + LATER, LEASE)
    assert kept.state == {"seen": {"i1": ["a", "b"]}}


async def test_pushes_are_noted_with_the_state_and_once(storage: Storage, now: datetime) -> None:
    watches = storage.watches
    await watches.add([1], now)
    noticed = [Noticed("activity:i1", DAY, {"activity": "i1"}), Noticed("plan", DAY)]
    for number in range(2):
        [watch] = await watches.claim(9, "me", now + number * LATER, LEASE)
        assert await watches.finish(watch, {}, now + LATER, now, noticed)
    assert await storage.pushes.counts() == {"due": 2}
    pushes = await storage.pushes.claim(9, "me", now, LEASE)
    assert {push.kind: push.facts for push in pushes} == {
        "activity:i1": {"activity": "i1"},
        "plan": {},
    }


async def test_who_is_told_to_hurry_is_looked_at_sooner(storage: Storage, now: datetime) -> None:
    watches = storage.watches
    await watches.add([1], now + LATER)
    await watches.hurry(1, now)
    await watches.hurry(99, now)
    [watch] = await watches.claim(9, "me", now, LEASE)
    await watches.hurry(1, now + LATER / 2)  # while it is being looked at
    assert await watches.finish(watch, {}, now + 9 * LATER, now)
    assert len(await watches.claim(9, "me", now + LATER, LEASE)) == 1
    await watches.end(1)
    assert await watches.count() == 0
