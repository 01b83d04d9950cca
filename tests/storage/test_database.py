import asyncio
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from storage import Storage, open_storage
from storage.database import Database, UtcDateTime, open_engine
from storage.errors import DatabaseError, DatabaseUrlError, StorageError
from storage.vault import Keyring


@pytest.mark.parametrize(
    "url",
    [
        "mysql://athlete:s3cret@host/db",
        "postgresql+asyncpg://athlete:s3cret@host/db",
        "postgresql://athlete:s3cret@host:port/db",
        "sqlite://",
        "sqlite:///:memory:",
        "s3cret",
        "",
    ],
)
def test_a_url_we_cannot_use_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(DatabaseUrlError) as refused:
        open_engine(url)
    assert "s3cret" not in str(refused.value)
    assert refused.value.__cause__ is refused.value.__context__ is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_scheme_means_psycopg(scheme: str) -> None:
    engine = open_engine(f"{scheme}://athlete@host/db")
    assert engine.url.drivername == "postgresql+psycopg"


async def test_the_file_is_for_its_owner_only(tmp_path: Path, keys: Keyring) -> None:
    path = tmp_path / "data" / "soigneur.db"
    async with open_storage(f"sqlite:///{path}", keys) as storage:
        await storage.inbox.store([(1, 1, "hello")], datetime.now(UTC))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(["soigneur.db", "soigneur.db-wal", "soigneur.db-shm"], 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_sqlite_connections_have_their_pragmas(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    async with engine.connect() as connection:
        for pragma, value in {
            "busy_timeout": 30000,
            "journal_mode": "wal",
            "synchronous": 1,
            "foreign_keys": 1,
        }.items():
            assert await connection.scalar(text(f"PRAGMA {pragma}")) == value
    await engine.dispose()


@given(
    st.datetimes(
        min_value=datetime(1970, 1, 2),  # noqa: DTZ001
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.sampled_from(
            [UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/St_Johns"), timezone.max]
        ),
    )
)
def test_a_moment_comes_back_from_any_engine_as_the_same_moment_in_utc(moment: datetime) -> None:
    kind, dialect = UtcDateTime(), sqlite.dialect()
    stored = kind.process_bind_param(moment, dialect)
    assert stored is not None
    for answer in (stored.replace(tzinfo=None), stored, moment):
        back = kind.process_result_value(answer, dialect)
        assert back is not None
        assert back.isoformat() == moment.astimezone(UTC).isoformat()


async def test_a_moment_given_in_local_time_is_stored_in_utc(storage: Storage) -> None:
    evening = datetime(2026, 11, 23, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    await storage.athletes.add(1, language="zh", now=evening)
    athlete = await storage.athletes.find(1)
    assert athlete is not None
    assert athlete.created_at.isoformat() == "2026-11-23T10:00:00+00:00"


async def test_a_naive_moment_is_refused(storage: Storage) -> None:
    with pytest.raises(StorageError) as refused:
        await storage.athletes.add(1, language="en", now=datetime(2026, 11, 23))  # noqa: DTZ001
    assert "naive" in str(refused.value.__cause__)
    assert await storage.athletes.find(1) is None


async def test_what_fails_midway_leaves_nothing(storage: Storage, now: datetime) -> None:
    await storage.athletes.add(1, language="en", now=now)

    async def fail(database: Database) -> None:
        async with database.writing() as session:
            await session.execute(text("DELETE FROM athletes"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail(Database(storage.engine))
    assert await storage.athletes.find(1)


async def test_errors_of_the_engine_are_ours_and_hide_what_was_stored(storage: Storage) -> None:
    database = Database(storage.engine)
    with pytest.raises(DatabaseError) as failed:
        async with database.reading() as session:
            await session.execute(text("SELECT :secret FROM nowhere"), {"secret": "s3cret"})
    assert "s3cret" not in f"{failed.value} {failed.value.__cause__}"


async def test_two_writers_that_read_first_both_succeed(
    storage: Storage, database_url: str, keys: Keyring, now: datetime
) -> None:
    async with open_storage(database_url, keys) as second:
        await storage.athletes.add(1, language="en", now=now)
        await asyncio.gather(
            *(
                opened.athletes.seal_credential(1, f"secret {number}", "api_key")
                for number in range(20)
                for opened in (storage, second)
            )
        )
    assert await storage.athletes.find(1)


async def test_readers_do_not_wait_for_a_writer(storage: Storage) -> None:
    database = Database(storage.engine)
    async with database.writing() as session:
        await session.execute(text("DELETE FROM athletes"))
        async with asyncio.timeout(5):
            assert await storage.athletes.find(1) is None


async def test_a_cancelled_writer_does_not_block_the_next(storage: Storage, now: datetime) -> None:
    for number in range(20):
        task = asyncio.create_task(storage.athletes.add(number, language="en", now=now))
        await asyncio.sleep(number / 10_000)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(5):
        await storage.athletes.add(99, language="en", now=now + timedelta(seconds=1))
