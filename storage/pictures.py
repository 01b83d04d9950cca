"""Pictures that Telegram has already: by their digest, never by whom they were for."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import col

from storage.database import Database
from storage.models import Picture, tables
from storage.shield import shielded_methods


@shielded_methods
class Pictures:
    """Files of Telegram by digest of what they show."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, digest: str) -> str | None:
        """Telegram's id of the file."""
        known = select(col(Picture.file_id)).where(col(Picture.digest) == digest)
        async with self._database.reading() as session:
            return await session.scalar(known)

    async def keep(self, digest: str, file_id: str, now: datetime) -> None:
        """The newest id counts: an older one may not work for this bot any more."""
        async with self._database.writing() as session:
            await session.execute(delete(Picture).where(col(Picture.digest) == digest))
            new = self._database.insert_new(tables()["pictures"])
            await session.execute(new.values(digest=digest, file_id=file_id, sent_at=now))

    async def sweep(self, before: datetime) -> int:
        """Forget those sent before; say how many."""
        old = delete(Picture).where(col(Picture.sent_at) < before).returning(col(Picture.digest))
        async with self._database.writing() as session:
            return len((await session.scalars(old)).all())
