"""Messages nobody asked for just now: never twice, and not lost.

due -> claimed (a lease; only reading happens) -> sending (the last commit before the call)
-> sent. An expired claim is handed out again. An expired "sending" becomes "unknown"
and never is: Telegram has no key that makes a repeat harmless, and it may have arrived.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import and_, delete, func, or_, select, update
from sqlmodel import col

from storage.database import Database
from storage.models import Push, PushState, tables
from storage.shield import shielded_methods

pushes = tables()["pushes"]
row = pushes.c
state = col(Push.state)
# A sender slower than its lease still owns its push: nobody else is ever given it.
SENDING = (PushState.SENDING, PushState.UNKNOWN)
HELD = (PushState.CLAIMED, *SENDING)
OVER = (PushState.SENT, PushState.DROPPED, PushState.UNKNOWN)
# Never handed out: one that waits for something is on its way.
UNTOUCHED = (state == PushState.DUE, col(Push.attempts) == 0)
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Planned:
    """A push to be noted."""

    athlete_id: int
    kind: str
    local_date: date
    due_at: datetime


@shielded_methods
class Pushes:
    """One row for each athlete, kind and local date."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self,
        athlete_id: int,
        kind: str,
        local_date: date,
        due_at: datetime,
        facts: Mapping[str, object] | None = None,
    ) -> bool:
        """Whoever notices first, and says so; one that is already there stays as it is."""
        one = Planned(athlete_id, kind, local_date, due_at)
        return bool(await self.note_many([one], facts))

    async def note_many(
        self, planned: Sequence[Planned], facts: Mapping[str, object] | None = None
    ) -> set[Planned]:
        """Those that were not there yet, in one statement."""
        if not planned:
            return set()
        rows = [
            {**asdict(each), "planned_at": each.due_at, "facts": dict(facts or {})}
            for each in planned
        ]
        key = (row.athlete_id, row.kind, row.local_date)
        new = self._database.insert_new(pushes).values(rows).returning(*key)
        async with self._database.writing() as session:
            inserted = {tuple(row) for row in await session.execute(new)}
        keyed = ((each, (each.athlete_id, each.kind, each.local_date)) for each in planned)
        return {each for each, its_key in keyed if its_key in inserted}

    async def note_again(
        self, athlete_id: int, kind: str, local_date: date, due_at: datetime
    ) -> None:
        """Note it, also where there was one that had nothing to say."""
        mine = (
            col(Push.athlete_id) == athlete_id,
            col(Push.kind) == kind,
            col(Push.local_date) == local_date,
        )
        async with self._database.writing() as session:
            await session.execute(delete(Push).where(*mine, state == PushState.DROPPED))
        await self.note(athlete_id, kind, local_date, due_at)

    async def ahead(self, athlete_ids: Collection[int]) -> set[tuple[int, str]]:
        """Of which athletes a push of which kind is noted and was not handed out yet."""
        known = select(col(Push.athlete_id), col(Push.kind)).where(
            col(Push.athlete_id).in_(athlete_ids), *UNTOUCHED
        )
        async with self._database.reading() as session:
            return {(athlete_id, kind) for athlete_id, kind in await session.execute(known)}

    async def unplan(
        self, athlete_id: int, kinds: Collection[str], after: datetime = BEGINNING
    ) -> None:
        """Forget those of these kinds that come after; what waits for something stays."""
        mine = delete(Push).where(
            col(Push.athlete_id) == athlete_id,
            col(Push.kind).in_(kinds),
            col(Push.due_at) > after,
            *UNTOUCHED,
        )
        async with self._database.writing() as session:
            await session.execute(mine)

    async def move(self, planned: Planned) -> None:
        """One that is due, or waits for something, comes at another time of its day instead."""
        mine = (
            update(Push)
            .where(
                col(Push.athlete_id) == planned.athlete_id,
                col(Push.kind) == planned.kind,
                col(Push.local_date) == planned.local_date,
                state == PushState.DUE,
            )
            .values(planned_at=planned.due_at, due_at=planned.due_at)
        )
        async with self._database.writing() as session:
            await session.execute(mine)

    async def find(self, athlete_id: int, push_id: int) -> Push | None:
        """One of the athlete's."""
        async with self._database.reading() as session:
            push = await session.get(Push, push_id)
        return push if push and push.athlete_id == athlete_id else None

    async def sent_as(self, athlete_id: int, message_id: int) -> Push | None:
        """The one that is this message of the athlete's chat."""
        same = select(Push).where(
            col(Push.athlete_id) == athlete_id, col(Push.message_id) == message_id
        )
        async with self._database.reading() as session:
            return (await session.scalars(same.limit(1))).one_or_none()

    async def newest(self, athlete_id: int) -> Push | None:
        """The one that was sent last."""
        sent = (
            select(Push)
            .where(col(Push.athlete_id) == athlete_id, col(Push.sent_at).is_not(None))
            .order_by(col(Push.sent_at).desc())
            .limit(1)
        )
        async with self._database.reading() as session:
            return (await session.scalars(sent)).one_or_none()

    async def judge(self, push_id: int, *, helped: bool) -> None:
        """Keep what the athlete thought of it."""
        judged = update(Push).where(col(Push.id) == push_id).values(helped=helped)
        async with self._database.writing() as session:
            await session.execute(judged)

    async def claim(self, limit: int, owner: str, now: datetime, lease: timedelta) -> list[Push]:
        """The longest due first."""
        late = col(Push.lease_until) < now
        due = (
            select(col(Push.id))
            .where(
                or_(state == PushState.DUE, and_(state == PushState.CLAIMED, late)),
                col(Push.due_at) <= now,
            )
            .order_by(col(Push.due_at), col(Push.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        taken = update(Push).where(col(Push.id).in_(select(due.c.id))).returning(Push)
        values = {"state": PushState.CLAIMED, "owner": owner, "lease_until": now + lease}
        lost = update(Push).where(state == PushState.SENDING, late)
        async with self._database.writing() as session:
            await session.execute(lost.values(state=PushState.UNKNOWN))
            claimed = await session.scalars(
                taken.values(**values, attempts=col(Push.attempts) + 1),
                execution_options={"synchronize_session": False},
            )
            return sorted(claimed, key=lambda push: (push.due_at, push.id))

    async def begin_sending(self, push: Push) -> bool:
        """False if the claim was lost: then it must not be sent."""
        return await self._move(push, (PushState.CLAIMED,), state=PushState.SENDING)

    async def finish(self, push: Push, message_id: int, now: datetime) -> bool:
        return await self._move(
            push, SENDING, state=PushState.SENT, message_id=message_id, sent_at=now
        )

    async def retry(self, push: Push, due_at: datetime, **facts: object) -> bool:
        """Hand it out again later, with more facts.

        After begin_sending only if Telegram surely refused it.
        """
        known = {**push.facts, **facts}
        return await self._move(push, HELD, state=PushState.DUE, due_at=due_at, facts=known)

    async def drop(self, push: Push, reason: str) -> bool:
        """It is not going to be sent: paused, blocked, too late."""
        return await self._move(push, HELD, state=PushState.DROPPED, reason=reason)

    async def counts(self) -> dict[str, int]:
        """How many per state; "unknown" are those whose sending was never confirmed."""
        by_state = select(state, func.count()).group_by(state)
        async with self._database.reading() as session:
            return dict((await session.execute(by_state)).all())

    async def tally(self) -> dict[tuple[str, str, str], int]:
        """How many per kind (of "activity:i1" the first part), state and reason."""
        columns = (col(Push.kind), state, col(Push.reason))
        found: Counter[tuple[str, str, str]] = Counter()
        async with self._database.reading() as session:
            for kind, its_state, reason, count in await session.execute(
                select(*columns, func.count()).group_by(*columns)
            ):
                found[kind.partition(":")[0], its_state, reason or ""] += count
        return dict(found)

    async def sweep(self, before: datetime) -> int:
        """Delete what was due before and is over, sent or not; say how many.

        What the athlete had a word on stays.
        """
        over = and_(state.in_(OVER), col(Push.helped).is_(None))
        old = delete(Push).where(over, col(Push.due_at) < before).returning(col(Push.id))
        async with self._database.writing() as session:
            return len((await session.scalars(old)).all())

    async def _move(self, push: Push, states: tuple[PushState, ...], **values: object) -> bool:
        """Only by the owner of this very claim: every claim counts attempts up."""
        mine = pushes.update().where(
            row.id == push.id,
            row.owner == push.owner,
            row.attempts == push.attempts,
            row.state.in_(states),
        )
        async with self._database.writing() as session:
            moved = await session.execute(mine.values(**values).returning(row.id))
            return moved.one_or_none() is not None
