"""`python -m storage.migrations "what changes"` writes a migration from the models."""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import open_engine
from storage.migrations import migrate
from storage.migrations.history import config


def write(connection: Connection, message: str) -> None:
    settings = config(connection)
    number = len(list(ScriptDirectory.from_config(settings).walk_revisions())) + 1
    command.revision(settings, message, autogenerate=True, rev_id=f"{number:04}")


async def main(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'empty.db'}")
        await migrate(engine)
        async with engine.begin() as connection:
            await connection.run_sync(write, message)
        await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(" ".join(sys.argv[1:])))
