"""Updates from Telegram: kept before they are confirmed, handed out chat by chat, in order.

A row is finished when its payload is gone. Every call is one transaction for many rows.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CTE, Update, and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import ReturningUpdate

from storage.database import Database
from storage.errors import DatabaseError, SealError
from storage.models import tables
from storage.shield import shielded_methods
from storage.vault import Keyring

log = logging.getLogger(__name__)

SEALED = {"table": "inbox", "column": "sealed_payload"}

inbox = tables()["inbox"]
row = inbox.c
waiting = row.sealed_payload.is_not(None)


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update that is ours until the lease ends; attempts counts the claims, this one too."""

    update_id: int
    chat_id: int
    payload: str
    attempts: int


@shielded_methods
class Inbox:
    """The updates that are to be handled."""

    def __init__(self, database: Database, vault: Keyring) -> None:
        self._database = database
        self._vault = vault

    async def store(self, updates: Sequence[tuple[int, int, str]], now: datetime) -> int:
        """Keep (update_id, chat_id, payload); say how many were new, repeats change nothing."""
        if not updates:
            return 0
        rows = [
            {
                "update_id": update_id,
                "chat_id": chat_id,
                "sealed_payload": self._vault.seal(payload.encode(), **SEALED, owner=chat_id),
                "received_at": now,
                "attempts": 0,
            }
            for update_id, chat_id, payload in updates
        ]
        async with self._database.writing() as session:
            new = await session.execute(
                self._database.insert_new(inbox).returning(row.update_id), rows
            )
            return len(new.all())

    async def claim(
        self,
        limit: int,
        owner: str,
        now: datetime,
        lease: timedelta,
        *,
        finished: Collection[int] = (),
    ) -> list[Claimed]:
        """At most one update of a chat, its first unfinished one, unless another has it.

        The `finished` ones are marked done before, in the same transaction.
        What does not open with our keys stays claimed until its lease ends: while a new key is
        being introduced, another replica may have it.
        """
        values = {"limit": limit, "now": now, "claimant": owner, "until": now + lease}
        try:
            async with self._database.writing() as session:
                if finished:
                    await session.execute(_done(finished))
                rows = (await session.execute(_TAKE, values)).all()
        except DatabaseError as problem:
            if not isinstance(problem.__cause__, IntegrityError):
                raise
            # Another replica took a neighbour in the same moment: uq_inbox_claimed says no.
            await self.finish(finished)
            return []
        return [claimed for each in sorted(rows) if (claimed := self._open(*each))]

    async def renew(
        self, owner: str, update_ids: Collection[int], now: datetime, lease: timedelta
    ) -> None:
        """Updates that are no longer this owner's are left alone."""
        mine = row.update_id.in_(update_ids) & (row.owner == owner) & waiting
        async with self._database.writing() as session:
            await session.execute(update(inbox).where(mine).values(lease_until=now + lease))

    async def finish(self, update_ids: Collection[int]) -> None:
        if update_ids:
            async with self._database.writing() as session:
                await session.execute(_done(update_ids))

    async def release(self, owner: str) -> None:
        """Give back everything unfinished at an orderly stop, so that nobody waits for a lease."""
        mine = (row.owner == owner) & waiting
        async with self._database.writing() as session:
            await session.execute(update(inbox).where(mine).values(owner=None, lease_until=None))

    async def owners_here(self) -> list[str]:
        """Who holds updates, where only processes of this host can: in SQLite's file."""
        if self._database.engine.dialect.name != "sqlite":
            return []
        held = select(row.owner).where(waiting, row.owner.is_not(None)).distinct()
        async with self._database.reading() as session:
            return list(await session.scalars(held))

    async def sweep(self, before: datetime) -> int:
        """Delete finished updates received before; say how many."""
        old = delete(inbox).where(~waiting, row.received_at < before)
        async with self._database.writing() as session:
            return len((await session.execute(old.returning(row.update_id))).all())

    async def unfinished(self) -> int:
        """How many wait or are being handled."""
        count = select(func.count()).select_from(inbox).where(waiting)
        async with self._database.reading() as session:
            return await session.scalar(count) or 0

    def _open(self, update_id: int, chat_id: int, blob: bytes, attempts: int) -> Claimed | None:
        try:
            payload = self._vault.open(blob, **SEALED, owner=chat_id).decode()
        except SealError:
            log.error("update %d does not open with the keys we have", update_id)  # noqa: TRY400
            return None
        return Claimed(update_id, chat_id, payload, attempts)


def _done(update_ids: Collection[int]) -> Update:
    return update(inbox).where(row.update_id.in_(update_ids)).values(sealed_payload=None)


def _heads() -> CTE:
    """The updates that may be claimed now.

    A CTE, because PostgreSQL may run an IN (... LIMIT ... FOR UPDATE SKIP LOCKED) twice. The
    conditions on the row itself are checked again there after a lock was waited for.
    """
    other = inbox.alias().c
    rival = exists().where(
        other.chat_id == row.chat_id,
        other.sealed_payload.is_not(None),
        other.update_id != row.update_id,
        or_(
            other.owner.is_not(None),
            and_(row.owner.is_(None), other.update_id < row.update_id),
        ),
    )
    return (
        select(row.update_id)
        .where(waiting, or_(row.lease_until.is_(None), row.lease_until < bindparam("now")), ~rival)
        .order_by(row.update_id)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True, of=inbox)
        .cte("heads")
    )


def _take() -> ReturningUpdate[int, int, bytes, int]:
    """Hand the heads to a claimant until a moment: built once, for it runs with every update."""
    return (
        update(inbox)
        .where(row.update_id.in_(select(_heads().c.update_id)))
        .values(
            owner=bindparam("claimant"),
            lease_until=bindparam("until"),
            attempts=row.attempts + 1,
        )
        .returning(row.update_id, row.chat_id, row.sealed_payload, row.attempts)
    )


_TAKE = _take()
