import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage import Storage, open_storage
from storage.inbox import Claimed
from storage.models import tables
from storage.vault import Keyring

LEASE = timedelta(seconds=60)
FAR = 2**52 - 1


async def ids(storage: Storage, now: datetime, owner: str = "me", limit: int = 99) -> list[int]:
    return [u.update_id for u in await storage.inbox.claim(limit, owner, now, LEASE)]


async def test_an_update_comes_back_as_it_was(storage: Storage, now: datetime) -> None:
    assert await storage.inbox.store([(FAR, -FAR, '{"text": "早上好"}')], now) == 1
    [claimed] = await storage.inbox.claim(1, "me", now, LEASE)
    assert claimed == Claimed(FAR, -FAR, '{"text": "早上好"}', attempts=1)


async def test_an_empty_inbox_has_nothing(storage: Storage, now: datetime) -> None:
    assert await storage.inbox.store([], now) == 0
    assert await storage.inbox.claim(9, "me", now, LEASE) == []
    assert await storage.inbox.unfinished() == 0
    await storage.inbox.finish([])
    await storage.inbox.renew("me", [], now, LEASE)


async def test_a_repeated_update_is_ignored_even_when_finished(
    storage: Storage, now: datetime
) -> None:
    assert await storage.inbox.store([(1, 1, "a"), (2, 2, "b")], now) == 2
    [first, _] = await storage.inbox.claim(9, "me", now, LEASE)
    await storage.inbox.finish([first.update_id])
    assert await storage.inbox.store([(1, 1, "x"), (2, 2, "y"), (3, 3, "c")], now) == 1
    assert await ids(storage, now) == [3]


async def test_a_chat_is_served_one_update_at_a_time_and_in_order(
    storage: Storage, now: datetime
) -> None:
    await storage.inbox.store([(1, 7, ""), (2, 7, ""), (3, 8, ""), (4, 7, "")], now)
    assert await ids(storage, now) == [1, 3]
    assert await ids(storage, now) == []
    await storage.inbox.finish([1])
    assert await ids(storage, now) == [2]
    await storage.inbox.finish([2, 3])
    assert await ids(storage, now) == [4]


async def test_an_update_that_arrives_late_waits_for_the_one_being_handled(
    storage: Storage, now: datetime
) -> None:
    await storage.inbox.store([(5, 7, "")], now)
    assert await ids(storage, now) == [5]
    await storage.inbox.store([(4, 7, "")], now)
    assert await ids(storage, now) == []
    assert await ids(storage, now + 2 * LEASE) == [5]
    await storage.inbox.finish([5])
    assert await ids(storage, now) == [4]


async def test_no_more_than_asked_for_are_claimed_oldest_first(
    storage: Storage, now: datetime
) -> None:
    await storage.inbox.store([(n, n, "") for n in range(5, 0, -1)], now)
    assert await ids(storage, now, limit=2) == [1, 2]
    assert await ids(storage, now, limit=2) == [3, 4]


async def test_an_expired_lease_is_handed_out_again_and_counted(
    storage: Storage, now: datetime
) -> None:
    await storage.inbox.store([(1, 1, "")], now)
    await ids(storage, now, "first")
    assert await ids(storage, now + LEASE, "second") == []
    [again] = await storage.inbox.claim(9, "second", now + LEASE * 1.1, LEASE)
    assert again.attempts == 2


async def test_a_renewed_lease_holds_and_only_its_owner_renews(
    storage: Storage, now: datetime
) -> None:
    await storage.inbox.store([(1, 1, ""), (2, 2, "")], now)
    await ids(storage, now, "me")
    await storage.inbox.renew("me", [1], now + LEASE / 2, LEASE)
    await storage.inbox.renew("someone", [2], now + LEASE / 2, LEASE)
    assert await ids(storage, now + LEASE * 1.2, "other") == [2]


async def test_an_orderly_stop_gives_everything_back(storage: Storage, now: datetime) -> None:
    await storage.inbox.store([(1, 1, ""), (2, 2, ""), (3, 3, "")], now)
    assert await ids(storage, now, "me", limit=2) == [1, 2]
    assert await ids(storage, now, "other") == [3]
    await storage.inbox.finish([1])
    await storage.inbox.release("me")
    assert await ids(storage, now, "other") == [2]


async def test_owners_are_named_where_all_are_of_this_host(
    storage: Storage, now: datetime
) -> None:
    await storage.inbox.store([(1, 1, ""), (2, 2, ""), (3, 3, "")], now)
    await ids(storage, now, "me", limit=2)
    await storage.inbox.finish([1])
    sqlite = storage.engine.dialect.name == "sqlite"
    assert await storage.inbox.owners_here() == (["me"] if sqlite else [])


async def test_unfinished_are_counted(storage: Storage, now: datetime) -> None:
    await storage.inbox.store([(1, 7, ""), (2, 7, ""), (3, 8, "")], now)
    await ids(storage, now)
    assert await storage.inbox.unfinished() == 3
    await storage.inbox.finish([1])
    assert await storage.inbox.unfinished() == 2


async def test_only_old_finished_updates_are_swept(storage: Storage, now: datetime) -> None:
    await storage.inbox.store([(1, 1, ""), (2, 2, "")], now - 2 * LEASE)
    await storage.inbox.store([(3, 3, "")], now)
    await storage.inbox.finish([1, 3])
    assert await storage.inbox.sweep(now - LEASE) == 1
    assert await ids(storage, now) == [2]
    assert await storage.inbox.store([(1, 1, ""), (3, 3, "")], now) == 1


async def test_a_payload_is_gone_when_finished(storage: Storage, now: datetime) -> None:
    await storage.inbox.store([(1, 1, "my key")], now)
    await storage.inbox.finish([1])
    inbox = tables()["inbox"]
    async with storage.engine.connect() as connection:
        assert (
            await connection.scalar(inbox.select().with_only_columns(inbox.c.sealed_payload))
            is None
        )


async def test_a_payload_moved_to_another_chat_does_not_open_and_stops_no_other(
    storage: Storage, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    await storage.inbox.store([(1, 1, "my key"), (3, 3, "another")], now)
    inbox = tables()["inbox"]
    async with storage.engine.begin() as connection:
        await connection.execute(inbox.update().where(inbox.c.chat_id == 1).values(chat_id=2))
    assert await ids(storage, now) == [3]
    assert await storage.inbox.unfinished() == 2
    assert "update 1 does not open" in caplog.text
    assert "my key" not in caplog.text


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_a_message_cannot_be_read_in_the_files(
    tmp_path: Path, keys: Keyring, now: datetime
) -> None:
    secret = "3r4nd0mk3y"
    async with open_storage(f"sqlite:///{tmp_path / 'a.db'}", keys) as storage:
        await storage.inbox.store([(1, 1, f'{{"text": "{secret}"}}')], now)
        await storage.athletes.add(1, language="en", now=now)
        await storage.athletes.seal_credential(1, secret, "api_key")
        files = all_bytes(tmp_path)
    files += all_bytes(tmp_path)
    assert b"api_key" in files
    assert secret.encode() not in files


async def test_four_claimers_share_without_a_repeat_and_keep_every_order(
    database_url: str, keys: Keyring, now: datetime
) -> None:
    chats, each = 20, 15
    handled: list[Claimed] = []
    busy: Counter[int] = Counter()

    async def work(storage: Storage, owner: str) -> None:
        dice = random.Random(owner)
        while await storage.inbox.unfinished():
            for update in await storage.inbox.claim(5, owner, now, LEASE):
                busy[update.chat_id] += 1
                assert busy[update.chat_id] == 1
                await asyncio.sleep(dice.random() / 1000)
                handled.append(update)
                busy[update.chat_id] -= 1
                await storage.inbox.finish([update.update_id])

    async with AsyncExitStack() as stack:
        opened = [
            await stack.enter_async_context(open_storage(database_url, keys)) for _ in range(4)
        ]
        updates = [(n, n % chats, str(n)) for n in range(chats * each)]
        random.Random(3).shuffle(updates)
        assert await opened[0].inbox.store(updates, now) == len(updates)
        await asyncio.gather(*(work(one, f"owner {n}") for n, one in enumerate(opened)))
    assert sorted(u.update_id for u in handled) == list(range(chats * each))
    for chat in range(chats):
        order = [u.update_id for u in handled if u.chat_id == chat]
        assert order == sorted(order)


async def test_updates_of_a_chat_stored_out_of_order_while_claiming_never_overlap(
    database_url: str, keys: Keyring, now: datetime
) -> None:
    held: set[int] = set()
    handled: list[int] = []

    async def arrive(storage: Storage) -> None:
        for n in range(40, 0, -1):
            await storage.inbox.store([(n, 1, "")], now)

    async def work(storage: Storage, owner: str) -> None:
        while len(handled) < 40:
            await asyncio.sleep(0.001)
            for update in await storage.inbox.claim(5, owner, now, LEASE):
                assert not held
                held.add(update.update_id)
                await asyncio.sleep(0.0005)
                held.clear()
                handled.append(update.update_id)
                await storage.inbox.finish([update.update_id])

    async with AsyncExitStack() as stack:
        opened = [
            await stack.enter_async_context(open_storage(database_url, keys)) for _ in range(4)
        ]
        await asyncio.gather(
            arrive(opened[0]), *(work(one, f"owner {n}") for n, one in enumerate(opened[1:]))
        )
    assert sorted(handled) == list(range(1, 41))


async def test_who_claims_late_gets_nothing_while_another_takes_a_neighbour(
    storage: Storage, now: datetime
) -> None:
    inbox = tables()["inbox"]
    await storage.inbox.store([(4, 7, ""), (5, 7, "")], now)
    async with storage.engine.begin() as other:
        # What a replica does that looked before 4 had arrived.
        await other.execute(
            inbox.update().where(inbox.c.update_id == 5).values(owner="other", lease_until=now)
        )
        late = asyncio.create_task(ids(storage, now))
        await asyncio.sleep(0.05)
        assert not late.done()
    assert await late == []
