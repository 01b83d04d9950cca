"""Watches: when to look next at each athlete, and what was seen of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, func, or_, select, update
from sqlmodel import col

from storage.database import Database
from storage.models import Watch, tables
from storage.shield import shielded_methods


@dataclass(frozen=True)
class Noticed:
    """A push that comes of a look; `local_date` and `kind` as of any push."""

    kind: str
    local_date: date
    facts: Mapping[str, Any] = field(default_factory=dict)


@shielded_methods
class Watches:
    """One row for each athlete that is watched."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, athlete_ids: Collection[int], now: datetime) -> None:
        """Look at them from now on; those who are watched already stay as they are."""
        if not athlete_ids:
            return
        rows = [{"athlete_id": each, "look_at": now, "state": {}} for each in athlete_ids]
        new = self._database.insert_new(tables()["watches"]).values(rows)
        async with self._database.writing() as session:
            await session.execute(new)

    async def end(self, athlete_id: int) -> None:
        """Look no more, and forget what was seen."""
        async with self._database.writing() as session:
            await session.execute(delete(Watch).where(col(Watch.athlete_id) == athlete_id))

    async def hurry(self, athlete_id: int, at: datetime) -> None:
        """Look again `at`, unless a look is due before."""
        later = or_(col(Watch.look_at) > at, col(Watch.owner).is_not(None))
        sooner = update(Watch).where(col(Watch.athlete_id) == athlete_id, later)
        async with self._database.writing() as session:
            await session.execute(sooner.values(look_at=at))

    async def count(self) -> int:
        """How many athletes are watched."""
        async with self._database.reading() as session:
            return (await session.execute(select(func.count()).select_from(Watch))).scalar_one()

    async def claim(self, limit: int, owner: str, now: datetime, lease: timedelta) -> list[Watch]:
        """Those whose look is due, the longest due first; nobody else is given them."""
        free = or_(col(Watch.owner).is_(None), col(Watch.lease_until) < now)
        due = (
            select(col(Watch.athlete_id))
            .where(free, col(Watch.look_at) <= now)
            .order_by(col(Watch.look_at), col(Watch.athlete_id))
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        taken = update(Watch).where(col(Watch.athlete_id).in_(select(due.c.athlete_id)))
        async with self._database.writing() as session:
            watches = await session.scalars(
                taken.values(owner=owner, lease_until=now + lease).returning(Watch),
                execution_options={"synchronize_session": False},
            )
            return sorted(watches, key=lambda each: (each.look_at, each.athlete_id))

    async def finish(
        self,
        watch: Watch,
        state: Mapping[str, Any],
        look_at: datetime,
        now: datetime,
        noticed: Sequence[Noticed] = (),
    ) -> bool:
        """Keep what was seen and note the pushes that come of it, all or nothing.

        Only by the owner of this very claim. Who was told to hurry meanwhile is looked at then.
        """
        known = col(Watch.look_at) == watch.look_at
        mine = (
            update(Watch)
            .where(
                col(Watch.athlete_id) == watch.athlete_id,
                col(Watch.owner) == watch.owner,
                col(Watch.lease_until) == watch.lease_until,
            )
            .values(
                state=dict(state),
                look_at=case((known, look_at), else_=col(Watch.look_at)),
                owner=None,
                lease_until=None,
            )
            .returning(col(Watch.athlete_id))
        )
        times = {"athlete_id": watch.athlete_id, "planned_at": now, "due_at": now}
        pushes = [{**asdict(each), "facts": dict(each.facts), **times} for each in noticed]
        async with self._database.writing() as session:
            if (await session.scalars(mine)).one_or_none() is None:
                return False
            if pushes:
                await session.execute(self._database.insert_new(tables()["pushes"]).values(pushes))
        return True
