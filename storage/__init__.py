"""What we remember: open_storage() is the way in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.athletes import Athletes
from storage.changes import Changes
from storage.database import Database, open_engine
from storage.dialogs import Dialogs
from storage.inbox import Inbox
from storage.migrations import migrate
from storage.pictures import Pictures
from storage.pushes import Pushes
from storage.rotation import refuse_unknown_keys
from storage.vault import Keyring
from storage.watches import Watches


@dataclass(frozen=True)
class Storage:
    """All that is stored, over one engine."""

    engine: AsyncEngine
    vault: Keyring
    athletes: Athletes
    inbox: Inbox
    dialogs: Dialogs
    changes: Changes
    pushes: Pushes
    pictures: Pictures
    watches: Watches


@asynccontextmanager
async def open_storage(url: str, keys: Keyring) -> AsyncIterator[Storage]:
    """Connect, bring the tables up to date, yield, close.

    url: sqlite:///path or postgresql://...; raises DatabaseUrlError, DriverMissingError,
    DatabaseError, and UnknownKeyError if a stored secret needs a key that is not in the ring.
    """
    engine = open_engine(url)
    try:
        database = Database(engine)
        await migrate(engine)
        await refuse_unknown_keys(database, keys)
        yield Storage(
            engine=engine,
            vault=keys,
            athletes=Athletes(database, keys),
            inbox=Inbox(database, keys),
            dialogs=Dialogs(database),
            changes=Changes(database),
            pushes=Pushes(database),
            pictures=Pictures(database),
            watches=Watches(database),
        )
    finally:
        await engine.dispose()
