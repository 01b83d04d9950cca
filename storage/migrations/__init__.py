"""The history of the tables, one for both engines."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.errors import DatabaseError

# Any number, the same for all our processes.
LOCK = text("SELECT pg_advisory_xact_lock(746386347)")
VERSION = text("SELECT version_num FROM alembic_version")


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables up to date in one transaction; processes starting together queue.

    Raises DatabaseError, most often because no server answers.
    """
    try:
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execute(LOCK)
            await connection.run_sync(_upgrade)
    except SQLAlchemyError as problem:
        raise DatabaseError(reason=type(problem).__name__) from problem


def _upgrade(connection: Connection) -> None:
    if inspect(connection).has_table("alembic_version"):
        newest = max(path.name[:4] for path in Path(__file__).parent.glob("versions/0*.py"))
        if connection.scalar(VERSION) == newest:
            return
    # A third of a second that most starts can do without.
    from storage.migrations.history import upgrade  # noqa: PLC0415

    upgrade(connection)
