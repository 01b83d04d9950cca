import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from datetime import date, datetime, timedelta

from storage import Storage, open_storage
from storage.models import Push
from storage.vault import Keyring

DAY = date(2026, 11, 23)
LEASE = timedelta(seconds=60)
LATER = timedelta(seconds=61)


async def claim_one(storage: Storage, now: datetime, owner: str = "me") -> Push:
    [push] = await storage.pushes.claim(9, owner, now, LEASE)
    return push


async def test_a_push_is_noted_once_per_athlete_kind_and_day(
    storage: Storage, now: datetime
) -> None:
    for athlete_id, kind, day in [(2**40, "morning", DAY), (1, "morning", DAY), (1, "week", DAY)]:
        await storage.pushes.note(athlete_id, kind, day, now)
        await storage.pushes.note(athlete_id, kind, day, now - LATER)
    assert await storage.pushes.counts() == {"due": 3}
    claimed = await storage.pushes.claim(9, "me", now, LEASE)
    assert {push.due_at for push in claimed} == {now}
    assert claimed[0].athlete_id == 2**40


async def test_what_is_not_due_stays(storage: Storage, now: datetime) -> None:
    await storage.pushes.note(1, "morning", DAY, now + LATER)
    assert await storage.pushes.claim(9, "me", now, LEASE) == []


async def test_the_longest_due_are_claimed_first_and_by_one_only(
    storage: Storage, now: datetime
) -> None:
    for athlete_id in range(5):
        await storage.pushes.note(athlete_id, "morning", DAY, now - athlete_id * LATER)
    first = await storage.pushes.claim(2, "me", now, LEASE)
    assert [push.athlete_id for push in first] == [4, 3]
    rest = await storage.pushes.claim(9, "other", now, LEASE)
    assert [push.athlete_id for push in rest] == [2, 1, 0]


async def test_a_push_goes_from_due_to_sent(storage: Storage, now: datetime) -> None:
    await storage.pushes.note(1, "morning", DAY, now)
    push = await claim_one(storage, now)
    assert (push.state, push.attempts, push.local_date) == ("claimed", 1, DAY)
    assert await storage.pushes.begin_sending(push)
    assert not await storage.pushes.begin_sending(push)
    assert await storage.pushes.finish(push, 2**40, now)
    assert await storage.pushes.counts() == {"sent": 1}
    assert await storage.pushes.claim(9, "me", now + LATER, LEASE) == []


async def test_who_lost_the_claim_may_not_send_retry_or_drop(
    storage: Storage, now: datetime
) -> None:
    await storage.pushes.note(1, "morning", DAY, now)
    slow = await claim_one(storage, now, "me")
    quick = await claim_one(storage, now + LATER, "me")
    assert quick.attempts == 2
    assert not await storage.pushes.begin_sending(slow)
    assert await storage.pushes.begin_sending(quick)
    assert not await storage.pushes.retry(slow, now)
    assert not await storage.pushes.drop(slow, "late")
    assert not await storage.pushes.finish(slow, 5, now)
    assert await storage.pushes.counts() == {"sending": 1}


async def test_an_expired_sending_is_never_handed_out_but_counted(
    storage: Storage, now: datetime
) -> None:
    await storage.pushes.note(1, "morning", DAY, now)
    push = await claim_one(storage, now)
    await storage.pushes.begin_sending(push)
    assert await storage.pushes.claim(9, "other", now + LATER, LEASE) == []
    assert await storage.pushes.counts() == {"unknown": 1}
    assert await storage.pushes.finish(push, 5, now)
    assert await storage.pushes.counts() == {"sent": 1}


async def test_a_refused_push_is_tried_again_when_told(storage: Storage, now: datetime) -> None:
    await storage.pushes.note(1, "morning", DAY, now)
    push = await claim_one(storage, now)
    await storage.pushes.begin_sending(push)
    assert await storage.pushes.retry(push, now + LATER)
    assert await storage.pushes.claim(9, "me", now, LEASE) == []
    assert (await claim_one(storage, now + LATER)).attempts == 2


async def test_a_dropped_push_says_why_and_is_not_noted_again(
    storage: Storage, now: datetime
) -> None:
    await storage.pushes.note(1, "morning", DAY, now)
    assert await storage.pushes.drop(await claim_one(storage, now), "paused")
    await storage.pushes.note(1, "morning", DAY, now)
    assert await storage.pushes.counts() == {"dropped": 1}
    [row] = (await storage.athletes.everything(1))["pushes"]
    assert row["reason"] == "paused"


async def test_what_is_over_is_swept(storage: Storage, now: datetime) -> None:
    for athlete_id, due in {1: now - 2 * LATER, 2: now - 2 * LATER, 3: now}.items():
        await storage.pushes.note(athlete_id, "morning", DAY, due)
    for push in await storage.pushes.claim(9, "me", now, LEASE):
        if push.athlete_id != 2:
            await storage.pushes.drop(push, "paused")
    assert await storage.pushes.sweep(now - LATER) == 1
    assert await storage.pushes.counts() == {"claimed": 1, "dropped": 1}


class CrashError(Exception):
    """The process is gone: nothing after this line runs."""


async def test_workers_that_crash_anywhere_send_no_push_twice(
    database_url: str, keys: Keyring, now: datetime
) -> None:
    arrived: Counter[int] = Counter()
    dice = random.Random(7)
    clock = now

    def maybe_crash() -> None:
        if dice.random() < 0.08:
            raise CrashError

    async def live(storage: Storage, owner: str) -> None:
        for push in await storage.pushes.claim(5, owner, clock, LEASE):
            maybe_crash()
            if not await storage.pushes.begin_sending(push):
                continue
            maybe_crash()
            arrived[push.athlete_id] += 1
            maybe_crash()
            await storage.pushes.finish(push, 1, clock)

    async with AsyncExitStack() as stack:
        replicas = [
            await stack.enter_async_context(open_storage(database_url, keys)) for _ in range(4)
        ]
        for athlete_id in range(80):
            await replicas[0].pushes.note(athlete_id, "morning", DAY, now)
        crashes = 0
        for life in range(60):
            lives = (live(one, f"{n} in life {life}") for n, one in enumerate(replicas))
            ended = await asyncio.gather(*lives, return_exceptions=True)
            assert not [e for e in ended if e is not None and not isinstance(e, CrashError)]
            crashes += sum(isinstance(e, CrashError) for e in ended)
            clock += LATER / 2
        counts = await replicas[0].pushes.counts()
    assert crashes > 10
    assert max(arrived.values()) == 1
    assert counts.keys() == {"sent", "unknown"}
    assert sum(counts.values()) == 80
    assert counts["sent"] <= len(arrived) <= 80
