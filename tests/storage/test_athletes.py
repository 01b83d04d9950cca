import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import get_type_hints

import pytest
from sqlalchemy import select

from storage import Storage
from storage.athletes import AthleteColumns
from storage.errors import MissingRowError, SealError
from storage.models import Athlete, tables
from storage.vault import Keyring

FAR = 2**40 + 7
LEASE = timedelta(seconds=60)
NOBODYS = {"pictures"}  # known by their digest, not by whom they were for


async def fill(storage: Storage, athlete_id: int, now: datetime) -> None:
    """A row about this athlete in every table, and two finished updates."""
    await storage.athletes.add(athlete_id, language="en", now=now)
    await storage.athletes.seal_credential(athlete_id, "s3cret", "api_key")
    await storage.athletes.change(athlete_id, morning_at=time(6, 30), paused_until=now.date())
    await storage.dialogs.open(
        athlete_id, command="rpe", state={"a": 1}, awaits_text=True, expires_at=now + LEASE
    )
    await storage.changes.record(
        athlete_id, update_id=1, number=0, kind="k", subject="s", before={}, after={}, now=now
    )
    await storage.pushes.note(athlete_id, "morning", date(2026, 11, 23), now)
    await storage.watches.add([athlete_id], now)
    first = athlete_id * 10
    await storage.inbox.store([(first + n, athlete_id, "s3cret") for n in range(4)], now)
    await storage.inbox.finish([first, first + 1])


async def test_someone_unknown_is_not_found(storage: Storage) -> None:
    assert await storage.athletes.find(1) is None
    assert await storage.athletes.find_many([1, 2]) == {}
    with pytest.raises(MissingRowError) as missing:
        await storage.athletes.change(1, name="Ada")
    assert (missing.value.table, missing.value.key) == ("athletes", 1)


async def test_adding_twice_keeps_the_first(storage: Storage, now: datetime) -> None:
    first = await storage.athletes.add(FAR, language="zh", now=now)
    again = await storage.athletes.add(FAR, language="en", now=now + LEASE)
    assert first == again
    assert again.language == "zh"
    assert again.id == FAR
    assert again.wellness_fields == []
    assert (again.distance_unit, again.morning_days, again.time_zone) == ("km", "1234567", "UTC")


async def test_a_change_is_there_when_found_again(storage: Storage, now: datetime) -> None:
    await storage.athletes.add(1, language="en", now=now)
    await storage.athletes.change(1, wellness_fields=["weight"], morning_at=time(5, 45))
    changed = await storage.athletes.change(
        1, wellness_fields=["weight", "hrv"], paused_until=date(2026, 12, 1), week_at=time(18)
    )
    assert changed == await storage.athletes.find(1)
    assert changed.wellness_fields == ["weight", "hrv"]
    assert (changed.morning_at, changed.paused_until) == (time(5, 45), date(2026, 12, 1))
    assert (await storage.athletes.change(1)) == changed


async def test_many_are_found_at_once(storage: Storage, now: datetime) -> None:
    for athlete_id in (1, FAR):
        await storage.athletes.add(athlete_id, language="en", now=now)
    found = await storage.athletes.find_many([1, 5, FAR])
    assert found.keys() == {1, FAR}
    assert found[FAR].id == FAR


def test_every_column_can_be_changed_but_the_credential_and_the_birth() -> None:
    own = {"id", "created_at", "sealed_credential", "credential_kind"}
    assert get_type_hints(AthleteColumns).keys() == Athlete.model_fields.keys() - own


async def test_a_credential_is_sealed_opened_and_forgotten(
    storage: Storage, now: datetime
) -> None:
    nobody = await storage.athletes.add(1, language="en", now=now)
    with pytest.raises(MissingRowError):
        storage.athletes.open_credential(nobody)
    await storage.athletes.seal_credential(1, "kénnwort", "bearer")
    athlete = await storage.athletes.find(1)
    assert athlete is not None
    assert athlete.credential_kind == "bearer"
    assert "kénnwort" not in repr(athlete)
    assert storage.athletes.open_credential(athlete) == "kénnwort"
    assert (await storage.athletes.forget_credential(1)).sealed_credential is None


async def test_a_credential_copied_to_another_athlete_does_not_open(
    storage: Storage, now: datetime
) -> None:
    for athlete_id in (1, 2):
        await storage.athletes.add(athlete_id, language="en", now=now)
    mine = await storage.athletes.seal_credential(1, "s3cret", "api_key")
    athletes = tables()["athletes"]
    async with storage.engine.begin() as connection:
        await connection.execute(
            athletes.update()
            .where(athletes.c.id == 2)
            .values(sealed_credential=mine.sealed_credential)
        )
    thief = await storage.athletes.find(2)
    assert thief is not None
    with pytest.raises(SealError):
        storage.athletes.open_credential(thief)


async def test_the_connected_are_read_in_pages(storage: Storage, now: datetime) -> None:
    for athlete_id in (3, 1, 4, 2):
        await storage.athletes.add(athlete_id, language="en", now=now)
        if athlete_id != 4:
            await storage.athletes.seal_credential(athlete_id, "secret", "api_key")
    pages = [[a.id for a in page] async for page in storage.athletes.connected(2)]
    assert pages == [[1, 2], [3]]


async def test_forgetting_leaves_nothing_of_one_and_all_of_another(
    storage: Storage, now: datetime
) -> None:
    await fill(storage, FAR, now)
    await fill(storage, 5, now)
    before = await storage.athletes.everything(5)
    await storage.athletes.forget(FAR)
    assert await storage.athletes.everything(5) == before
    async with storage.engine.connect() as connection:
        for table in [each for name, each in tables().items() if name not in NOBODYS]:
            rows = (await connection.execute(select(table))).mappings().all()
            assert rows, table.name
            assert not [row for row in rows if FAR in row.values()]


async def test_no_file_holds_what_was_forgotten(storage: Storage, now: datetime) -> None:
    folder = Path(storage.engine.url.database or "").parent
    if storage.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's files are not ours")
    await fill(storage, FAR, now)
    note = {"comments": "slept badly at the hotel"}
    await storage.changes.record(
        FAR, update_id=2, number=0, kind="k", subject="s", before={}, after=note, now=now
    )

    def held() -> list[str]:
        return [each.name for each in folder.iterdir() if b"the hotel" in each.read_bytes()]

    assert held()
    await storage.athletes.forget(FAR)
    assert not held()


async def test_the_request_to_forget_is_itself_forgotten_when_swept(
    storage: Storage, now: datetime
) -> None:
    await fill(storage, 5, now)
    [request] = await storage.inbox.claim(9, "me", now, LEASE)
    await storage.athletes.forget(5)
    left = await storage.athletes.everything(5)
    assert left.pop("inbox") == {"unfinished": 0, "finished": 1}
    assert not any(left.values())
    await storage.inbox.finish([request.update_id])
    await storage.inbox.sweep(now + LEASE)
    assert (await storage.athletes.everything(5))["inbox"] == {"unfinished": 0, "finished": 0}


async def test_everything_is_json_and_holds_no_secret(
    storage: Storage, keys: Keyring, now: datetime
) -> None:
    await fill(storage, 5, now)
    everything = await storage.athletes.everything(5)
    assert everything.keys() == tables().keys() - NOBODYS
    assert everything["inbox"] == {"unfinished": 2, "finished": 2}
    [athlete] = everything["athletes"]
    assert athlete["sealed_credential"] == "sealed"
    assert athlete["morning_at"] == "06:30:00"
    assert athlete["created_at"] == "2026-11-23T06:30:00+00:00"
    assert [len(everything[name]) for name in ("dialogs", "changes", "pushes")] == [1, 1, 1]
    document = json.dumps(everything)
    assert "s3cret" not in document
    assert keys.prefixes[0].hex() not in document


def test_every_table_says_whose_row_it_is() -> None:
    for name, table in tables().items():
        owner = {"athletes": "id", "inbox": "chat_id"}.get(name, "athlete_id")
        assert (owner in table.c) == (name not in NOBODYS)
        for column in table.c:
            assert (str(column.type) == "BLOB") == column.name.startswith("sealed_")
