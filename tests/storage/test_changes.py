from datetime import datetime, timedelta

from storage import Storage
from storage.models import Change

DAY = timedelta(days=1)


async def record(
    storage: Storage, now: datetime, *, update_id: int, number: int = 0, **before: float
) -> Change:
    return await storage.changes.record(
        1,
        update_id=update_id,
        number=number,
        kind="wellness",
        subject="2026-11-23",
        before=before,
        after={"weight": 71.5},
        now=now,
    )


async def test_a_change_is_remembered(storage: Storage, now: datetime) -> None:
    change = await record(storage, now, update_id=2**40, weight=72.0)
    found = await storage.changes.find(1, change.id)
    assert found == change
    assert (found.before, found.after) == ({"weight": 72.0}, {"weight": 71.5})
    assert found.made_at == now
    assert await storage.changes.find(2, change.id) is None


async def test_a_repeated_update_keeps_the_first_before(storage: Storage, now: datetime) -> None:
    first = await record(storage, now, update_id=5, weight=72.0)
    again = await record(storage, now + DAY, update_id=5, weight=71.5)
    assert again == first
    assert again.before == {"weight": 72.0}
    assert (await record(storage, now, update_id=5, number=1)).id != first.id


async def test_the_latest_is_the_newest_not_undone(storage: Storage, now: datetime) -> None:
    assert await storage.changes.latest(1) is None
    first = await record(storage, now, update_id=1)
    second = await record(storage, now, update_id=2)
    assert await storage.changes.latest(1) == second
    await storage.changes.mark_undone(second.id, now + DAY)
    assert await storage.changes.latest(1) == first
    undone = await storage.changes.find(1, second.id)
    assert undone is not None
    assert undone.undone_at == now + DAY
    assert await storage.changes.latest(2) is None


async def test_old_changes_are_swept(storage: Storage, now: datetime) -> None:
    await record(storage, now - 2 * DAY, update_id=1)
    kept = await record(storage, now, update_id=2)
    assert await storage.changes.sweep(now - DAY) == 1
    assert await storage.changes.latest(1) == kept
