"""The engine: one place that knows how SQLite and PostgreSQL differ."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, BigInteger, DateTime, Dialect, Integer, Table, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from storage.errors import DatabaseError, DatabaseUrlError, DriverMissingError

# Telegram ids need 64 bits; SQLite makes a row id only of the exact word INTEGER.
BigInt = BigInteger().with_variant(Integer(), "sqlite")

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}

# busy_timeout first: the others may already have to wait for another process.
# With secure_delete, what is deleted is overwritten.
PRAGMAS = """
    PRAGMA busy_timeout=30000;
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=NORMAL;
    PRAGMA foreign_keys=ON;
    PRAGMA secure_delete=ON;
"""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Stored in UTC, comes back aware; a naive datetime is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a naive datetime has no place in the database"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        # SQLite keeps no zone, PostgreSQL answers in that of the session.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """Sessions to read with and sessions to write with."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._turn: AbstractAsyncContextManager[Any] = nullcontext()
        self._reads = engine.execution_options(isolation_level="AUTOCOMMIT")
        if engine.dialect.name == "sqlite":
            # Our own writers queue here: SQLite's busy handler would sleep and poll.
            self._turn = asyncio.Lock()
            self._reads = engine.execution_options(reads=True)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session of single statements, each seeing the newest state. Raises DatabaseError."""
        try:
            async with AsyncSession(self._reads, expire_on_commit=False) as session:
                yield session
        except SQLAlchemyError as problem:
            raise DatabaseError(reason=type(problem).__name__) from problem

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """One transaction, committed at the end. Raises DatabaseError."""
        try:
            async with (
                self._turn,
                AsyncSession(self.engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
        except SQLAlchemyError as problem:
            raise DatabaseError(reason=type(problem).__name__) from problem

    async def clear_log(self) -> None:
        """Take what was deleted out of SQLite's write-ahead log, too."""
        if self.engine.dialect.name == "sqlite":
            async with self._turn, self._reads.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def insert_new(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """INSERT that leaves a row alone when its key is already there."""
        if self.engine.dialect.name == "sqlite":
            return sqlite.insert(table).on_conflict_do_nothing()
        return postgresql.insert(table).on_conflict_do_nothing()


def open_engine(url: str) -> AsyncEngine:
    """Raises DatabaseUrlError, DriverMissingError, and DatabaseError for a file we cannot have.

    A SQLite file is made readable to us only.
    """
    address = _address(url)
    try:
        if address.get_backend_name() == "postgresql":
            # The dialect's own ping: a connection that died while idle is replaced unseen.
            return create_async_engine(address, hide_parameters=True, pool_pre_ping=True)
        _make_private(Path(str(address.database)))
        engine = create_async_engine(address, hide_parameters=True)
    except ModuleNotFoundError as missing:
        raise DriverMissingError(package=str(missing.name)) from None
    except OSError as problem:
        raise DatabaseError(reason=str(problem.strerror)) from problem
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _address(url: str) -> URL:
    scheme = url.partition(":")[0]
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        address = None
    if address is None or scheme not in DRIVERS:
        # Outside the handler: SQLAlchemy's message repeats the URL, and that holds a password.
        raise DatabaseUrlError(scheme=scheme if "://" in url else "")
    if scheme.startswith("sqlite") and address.database in {None, "", ":memory:"}:
        raise DatabaseUrlError(scheme=scheme)
    return address.set(drivername=DRIVERS[scheme])


def _make_private(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # SQLite gives its -wal and -shm files the mode of this one.
    path.touch(mode=0o600)


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # None: the driver begins nothing by itself, _begin does.
    connection.isolation_level = None
    connection.run_async(lambda driver: driver.executescript(PRAGMAS))


def _begin(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once with "database is locked".
    if not connection.get_execution_options().get("reads"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
