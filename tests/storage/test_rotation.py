import asyncio
from datetime import datetime, timedelta

import pytest

from storage import open_storage
from storage.errors import SealError, UnknownKeyError
from storage.models import tables
from storage.rotation import rotate
from storage.vault import Keyring, key_id

OLD, NEW = b"o" * 32, b"n" * 32
BEFORE, BOTH, AFTER = Keyring([OLD]), Keyring([NEW, OLD]), Keyring([NEW])
LEASE = timedelta(seconds=60)


async def test_after_a_rotation_the_old_key_is_not_needed(
    database_url: str, now: datetime
) -> None:
    async with open_storage(database_url, BEFORE) as storage:
        for athlete_id in range(1, 8):
            await storage.athletes.add(athlete_id, language="en", now=now)
            if athlete_id < 6:
                await storage.athletes.seal_credential(athlete_id, "s3cret", "api_key")
        await storage.inbox.store([(n, n, f"payload {n}") for n in range(5)], now)
        await storage.inbox.finish([4])
    async with open_storage(database_url, BOTH) as storage:
        assert await rotate(storage.engine, storage.vault, batch=2) == (5 + 4, 0)
        assert await rotate(storage.engine, storage.vault, batch=2) == (0, 0)
    async with open_storage(database_url, AFTER) as storage:
        athlete = await storage.athletes.find(5)
        assert athlete is not None
        assert storage.athletes.open_credential(athlete) == "s3cret"
        claimed = await storage.inbox.claim(9, "me", now, LEASE)
        assert [update.payload for update in claimed] == [f"payload {n}" for n in range(4)]


async def test_a_rotation_overwrites_nothing_that_changes_meanwhile(
    database_url: str, now: datetime
) -> None:
    everyone = range(60)
    async with open_storage(database_url, BEFORE) as old, open_storage(database_url, BOTH) as new:
        for athlete_id in everyone:
            await old.athletes.add(athlete_id, language="en", now=now)
            await old.athletes.seal_credential(athlete_id, "first", "api_key")

        async def write() -> None:
            for athlete_id in everyone:
                writer = old if athlete_id % 2 else new
                await writer.athletes.seal_credential(athlete_id, "second", "api_key")

        await asyncio.gather(write(), rotate(new.engine, new.vault, batch=3))
        assert (await rotate(new.engine, new.vault)).remaining == 0
    async with open_storage(database_url, AFTER) as storage:
        for athlete in (await storage.athletes.find_many(everyone)).values():
            assert storage.athletes.open_credential(athlete) == "second"


async def test_a_rotation_leaves_a_value_that_changed_after_it_was_read(
    database_url: str, now: datetime
) -> None:
    athletes = tables()["athletes"]
    async with open_storage(database_url, BEFORE) as storage:
        await storage.athletes.add(1, language="en", now=now)
        await storage.athletes.seal_credential(1, "first", "api_key")
    async with open_storage(database_url, BOTH) as storage:
        second = AFTER.seal(b"second", table="athletes", column="sealed_credential", owner=1)
        async with storage.engine.begin() as writer:
            await writer.execute(athletes.update().values(sealed_credential=second))
            rotation = asyncio.create_task(rotate(storage.engine, storage.vault))
            await asyncio.sleep(0.05)
            assert not rotation.done()
        assert await rotation == (0, 0)
        athlete = await storage.athletes.find(1)
        assert athlete is not None
        assert storage.athletes.open_credential(athlete) == "second"


async def test_a_database_sealed_with_an_unknown_key_is_refused(
    database_url: str, now: datetime
) -> None:
    async with open_storage(database_url, BEFORE) as storage:
        await storage.athletes.add(1, language="en", now=now)
        await storage.athletes.seal_credential(1, "s3cret", "api_key")
        await storage.inbox.store([(1, 1, "payload"), (2, 2, "payload")], now)
    with pytest.raises(UnknownKeyError) as refused:
        async with open_storage(database_url, AFTER):
            pass
    assert refused.value.sealed == 3
    assert refused.value.key_ids == (key_id(BEFORE.prefixes[0]),)


async def test_a_value_that_does_not_open_is_counted_and_left(
    database_url: str, now: datetime
) -> None:
    athletes = tables()["athletes"]
    async with open_storage(database_url, BEFORE) as storage:
        for athlete_id in (1, 2):
            await storage.athletes.add(athlete_id, language="en", now=now)
            sealed = (
                await storage.athletes.seal_credential(athlete_id, "s3cret", "api_key")
            ).sealed_credential
        async with storage.engine.begin() as connection:
            await connection.execute(athletes.update().values(sealed_credential=sealed))
    async with open_storage(database_url, BOTH) as storage:
        assert await rotate(storage.engine, storage.vault, batch=1) == (1, 1)
        broken = await storage.athletes.find(1)
        assert broken is not None
        assert broken.sealed_credential == sealed
        with pytest.raises(SealError):
            storage.athletes.open_credential(broken)
