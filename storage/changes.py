"""What writes to intervals.icu did, so that they can be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlmodel import col

from storage.database import Database
from storage.models import Change, tables
from storage.shield import shielded_methods


@shielded_methods
class Changes:
    """What was written, by athlete and update."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(  # noqa: PLR0913
        self,
        athlete_id: int,
        *,
        update_id: int,
        number: int,
        kind: str,
        subject: str,
        before: dict[str, Any],
        after: dict[str, Any],
        now: datetime,
        intervals_id: str | None = None,
        intervals_name: str | None = None,
    ) -> Change:
        """Remember the number-th write of an update.

        An update handled twice finds its first record unchanged: what it reads as "before" the
        second time is its own work.
        """
        key = {"athlete_id": athlete_id, "update_id": update_id, "number": number}
        facts: dict[str, Any] = {
            "kind": kind,
            "subject": subject,
            "before": before,
            "after": after,
        }
        facts |= {"intervals_id": intervals_id, "intervals_name": intervals_name}
        new = self._database.insert_new(tables()["changes"]).values(**key, **facts, made_at=now)
        async with self._database.writing() as session:
            await session.execute(new)
            return (await session.scalars(select(Change).filter_by(**key))).one()

    async def amend(self, change_id: int, after: dict[str, Any]) -> Change:
        """What was written, now that it is known more exactly."""
        known = update(Change).where(col(Change.id) == change_id).values(after=after)
        async with self._database.writing() as session:
            return (await session.scalars(known.returning(Change))).one()

    async def find(self, athlete_id: int, change_id: int) -> Change | None:
        async with self._database.reading() as session:
            change = await session.get(Change, change_id)
        return change if change and change.athlete_id == athlete_id else None

    async def latest(self, athlete_id: int) -> Change | None:
        """The newest that is not undone."""
        newest = (
            select(Change)
            .where(col(Change.athlete_id) == athlete_id, col(Change.undone_at).is_(None))
            .order_by(col(Change.id).desc())
            .limit(1)
        )
        async with self._database.reading() as session:
            return await session.scalar(newest)

    async def made_by(self, athlete_id: int, update_id: int, kind: str) -> Change | None:
        """The first of a kind that an update made."""
        made = (
            select(Change)
            .filter_by(athlete_id=athlete_id, update_id=update_id, kind=kind)
            .order_by(col(Change.number))
            .limit(1)
        )
        async with self._database.reading() as session:
            return await session.scalar(made)

    async def before(self, change: Change) -> Change | None:
        """The newest of the same kind to the same subject, before it, that is not undone."""
        older = (
            select(Change)
            .filter_by(athlete_id=change.athlete_id, kind=change.kind, subject=change.subject)
            .where(col(Change.id) < change.id, col(Change.undone_at).is_(None))
            .order_by(col(Change.id).desc())
            .limit(1)
        )
        async with self._database.reading() as session:
            return await session.scalar(older)

    async def undone_after(self, athlete_id: int, change_id: int) -> bool:
        """Whether a later write than this one is undone."""
        later = select(col(Change.id)).where(
            col(Change.athlete_id) == athlete_id,
            col(Change.id) > change_id,
            col(Change.kind) != "undo",
            col(Change.undone_at).is_not(None),
        )
        async with self._database.reading() as session:
            return await session.scalar(later.limit(1)) is not None

    async def since(self, athlete_id: int, moment: datetime) -> list[Change]:
        """What was written, or undone, from `moment` on."""
        lately = or_(col(Change.made_at) >= moment, col(Change.undone_at) >= moment)
        mine = select(Change).where(col(Change.athlete_id) == athlete_id, lately)
        async with self._database.reading() as session:
            return list(await session.scalars(mine))

    async def mark_undone(self, change_id: int, now: datetime) -> None:
        async with self._database.writing() as session:
            await session.execute(
                update(Change).where(col(Change.id) == change_id).values(undone_at=now)
            )

    async def sweep(self, before: datetime) -> int:
        """Delete what was made before; say how many."""
        old = delete(Change).where(col(Change.made_at) < before).returning(col(Change.id))
        async with self._database.writing() as session:
            return len((await session.scalars(old)).all())
