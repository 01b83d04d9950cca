import asyncio
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from alembic import command
from sqlalchemy import Connection, inspect

from storage import Storage, open_storage
from storage.migrations import history
from storage.models import tables
from storage.vault import Keyring
from tests.storage.processes import together

KEY = b"a key for tests that is 32 bytes"


def start(url: str) -> list[str]:
    async def opened() -> list[str]:
        async with open_storage(url, Keyring([KEY])) as storage, storage.engine.begin() as db:
            return await db.run_sync(lambda connection: inspect(connection).get_table_names())

    return asyncio.run(opened())


def test_six_processes_may_start_on_an_empty_database(database_url: str) -> None:
    seen = together(6, start, database_url)
    assert len(seen) == 6
    for names in seen:
        assert set(names) == {*tables(), "alembic_version"}


async def test_the_migrations_make_what_the_models_say(storage: Storage) -> None:
    def check(connection: Connection) -> None:
        command.check(history.config(connection))

    async with storage.engine.begin() as connection:
        await connection.run_sync(check)


def test_a_start_that_finds_its_tables_current_does_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    start(url)
    again = f"""
import asyncio, sys
from storage import open_storage
from storage.vault import Keyring

async def main():
    async with open_storage({url!r}, Keyring([{KEY!r}])):
        sys.exit("alembic" in sys.modules)

asyncio.run(main())
"""
    subprocess.run([sys.executable, "-c", again], check=True)  # noqa: S603


async def test_the_migrations_can_be_undone(storage: Storage) -> None:
    def undo(connection: Connection) -> list[str]:
        command.downgrade(history.config(connection), "base")
        return inspect(connection).get_table_names()

    async with storage.engine.begin() as connection:
        assert await connection.run_sync(undo) == ["alembic_version"]


async def test_a_start_keeps_what_is_in_an_older_database(
    storage: Storage, keys: Keyring, database_url: str, now: datetime
) -> None:
    await storage.athletes.add(7, language="en", now=now)
    athlete = await storage.athletes.change(7, name="Ann", intervals_id="i7")
    async with storage.engine.begin() as connection:
        await connection.run_sync(lambda db: command.downgrade(history.config(db), "-1"))
    async with open_storage(database_url, keys) as newer:
        assert await newer.athletes.find(7) == athlete


def test_migrations_do_not_depend_on_our_own_types() -> None:
    for path in (Path(history.__file__).parent / "versions").glob("*.py"):
        source = path.read_text()
        assert "storage" not in source, path
        assert "sqlmodel" not in source, path
