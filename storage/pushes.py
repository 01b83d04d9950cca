"""Messages nobody asked for just now: never twice, and not lost.

due -> claimed (a lease; only reading happens) -> sending (the last commit before the call)
-> sent. An expired claim is handed out again. An expired "sending" becomes "unknown"
and never is: Telegram has no key that makes a repeat harmless, and it may have arrived.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import and_, delete, func, or_, select, update
from sqlmodel import col

from storage.database import Database
from storage.models import Push, tables
from storage.orderly import whole

# A sender slower than its lease still owns its push: nobody else is ever given it.
SENDING = ("sending", "unknown")


@whole
class Pushes:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, athlete_id: int, kind: str, local_date: date, due_at: datetime) -> None:
        """Whoever notices first; one that is already there stays as it is."""
        new = self._database.insert_new(tables()["pushes"]).values(
            athlete_id=athlete_id, kind=kind, local_date=local_date, due_at=due_at
        )
        async with self._database.writing() as session:
            await session.execute(new)

    async def claim(self, limit: int, owner: str, now: datetime, lease: timedelta) -> list[Push]:
        """The longest due first."""
        late = col(Push.lease_until) < now
        due = (
            select(col(Push.id))
            .where(
                or_(col(Push.state) == "due", and_(col(Push.state) == "claimed", late)),
                col(Push.due_at) <= now,
            )
            .order_by(col(Push.due_at), col(Push.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        taken = update(Push).where(col(Push.id).in_(select(due.c.id))).returning(Push)
        values = {"state": "claimed", "owner": owner, "lease_until": now + lease}
        lost = update(Push).where(col(Push.state) == "sending", late).values(state="unknown")
        async with self._database.writing() as session:
            await session.execute(lost)
            pushes = await session.scalars(
                taken.values(**values, attempts=col(Push.attempts) + 1),
                execution_options={"synchronize_session": False},
            )
            return sorted(pushes, key=lambda push: (push.due_at, push.id))

    async def begin_sending(self, push: Push) -> bool:
        """False if the claim was lost: then it must not be sent."""
        return await self._move(push, ("claimed",), state="sending")

    async def finish(self, push: Push, message_id: int) -> bool:
        return await self._move(push, SENDING, state="sent", message_id=message_id)

    async def retry(self, push: Push, due_at: datetime) -> bool:
        """Hand it out again later. After begin_sending only if Telegram surely refused it."""
        return await self._move(push, ("claimed", *SENDING), state="due", due_at=due_at)

    async def drop(self, push: Push, reason: str) -> bool:
        """It is not going to be sent: paused, blocked, too late."""
        return await self._move(push, ("claimed", *SENDING), state="dropped", reason=reason)

    async def counts(self) -> dict[str, int]:
        """How many per state; "unknown" are those whose sending was never confirmed."""
        by_state = select(col(Push.state), func.count()).group_by(col(Push.state))
        async with self._database.reading() as session:
            return dict((await session.execute(by_state)).all())

    async def sweep(self, before: datetime) -> int:
        """Delete what was due before and is over, sent or not; say how many."""
        over = col(Push.state).in_(("sent", "dropped", "unknown"))
        old = delete(Push).where(over, col(Push.due_at) < before).returning(col(Push.id))
        async with self._database.writing() as session:
            return len((await session.scalars(old)).all())

    async def _move(self, push: Push, states: tuple[str, ...], **values: object) -> bool:
        """Only by the owner of this very claim: every claim counts attempts up."""
        mine = update(Push).where(
            col(Push.id) == push.id,
            col(Push.owner) == push.owner,
            col(Push.attempts) == push.attempts,
            col(Push.state).in_(states),
        )
        async with self._database.writing() as session:
            moved = await session.scalars(mine.values(**values).returning(col(Push.id)))
            return moved.one_or_none() is not None
