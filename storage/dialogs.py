"""What the bot asked, what it knows so far, and until when it listens."""

from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, and_, delete, select, true, update
from sqlmodel import col

from storage.database import Database
from storage.models import Dialog
from storage.shield import shielded_methods


class DialogColumns(TypedDict, total=False):
    """What change() may set. The state is replaced, not merged."""

    state: dict[str, Any]
    awaits_text: bool
    message_id: int | None
    expires_at: datetime


@shielded_methods
class Dialogs:
    """Open questions and what is known of their answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(
        self,
        athlete_id: int,
        *,
        command: str,
        state: dict[str, Any],
        awaits_text: bool,
        expires_at: datetime,
    ) -> Dialog:
        """The state is JSON and not sealed: secrets do not go in."""
        dialog = Dialog(
            athlete_id=athlete_id,
            command=command,
            state=state,
            awaits_text=awaits_text,
            expires_at=expires_at,
        )
        async with self._database.writing() as session:
            session.add(dialog)
        return dialog

    async def find(self, athlete_id: int, dialog_id: int, now: datetime) -> Dialog | None:
        """None if it is closed, expired, or someone else's."""
        async with self._database.reading() as session:
            dialog = await session.get(Dialog, dialog_id)
        if dialog and dialog.athlete_id == athlete_id and dialog.expires_at > now:
            return dialog
        return None

    async def awaiting(
        self, athlete_id: int, now: datetime, command: str | None = None
    ) -> Dialog | None:
        """The newest, of one command or of all, that waits for the athlete to write something."""
        newest = (
            select(Dialog)
            .where(
                col(Dialog.athlete_id) == athlete_id,
                col(Dialog.command) == command if command else true(),
                col(Dialog.awaits_text),
                col(Dialog.expires_at) > now,
            )
            .order_by(col(Dialog.id).desc())
            .limit(1)
        )
        async with self._database.reading() as session:
            return await session.scalar(newest)

    async def change(self, dialog_id: int, **columns: Unpack[DialogColumns]) -> None:
        """A dialog closed meanwhile stays closed."""
        if columns:
            changed = update(Dialog).where(col(Dialog.id) == dialog_id).values(dict(columns))
            async with self._database.writing() as session:
                await session.execute(changed)

    async def close(self, athlete_id: int, dialog_id: int) -> None:
        mine = col(Dialog.athlete_id) == athlete_id
        async with self._database.writing() as session:
            await session.execute(delete(Dialog).where(mine, col(Dialog.id) == dialog_id))

    async def close_all(self, athlete_id: int, command: str | None = None) -> int:
        """Those of one command or of all; how many there were, expired ones included."""
        of_command = col(Dialog.command) == command if command else true()
        return await self._delete(and_(col(Dialog.athlete_id) == athlete_id, of_command))

    async def sweep(self, now: datetime) -> int:
        """Delete the expired ones; say how many."""
        return await self._delete(col(Dialog.expires_at) <= now)

    async def _delete(self, which: ColumnElement[bool]) -> int:
        gone = delete(Dialog).where(which).returning(col(Dialog.id))
        async with self._database.writing() as session:
            return len((await session.scalars(gone)).all())
