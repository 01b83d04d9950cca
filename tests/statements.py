"""Statements compiled once a process: each test has a database, and the same SQL, of its own."""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite

COMPILED: dict[Any, Any] = {}


class SharingDialect(SQLiteDialect_aiosqlite):
    """SQLite as ever; but all its engines are one to the cache of compiled statements."""

    supports_statement_cache = True

    def __hash__(self) -> int:
        return hash(SharingDialect)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SharingDialect)

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=COMPILED)


def share() -> None:
    """From now on, SQLite databases share what was compiled: a tenth of the suite's time."""
    registry.register("sqlite.aiosqlite", __name__, SharingDialect.__name__)
