"""Find, save and forget athletes."""

from collections.abc import AsyncIterator, Collection
from datetime import date, datetime, time
from typing import Any, Literal, TypedDict, Unpack

from sqlalchemy import Table, delete, func, select, update
from sqlmodel import col

from storage.database import Database
from storage.errors import MissingRowError
from storage.models import Athlete, CredentialKind, tables
from storage.shield import shielded, shielded_methods
from storage.vault import Keyring

SEALED = {"table": "athletes", "column": "sealed_credential"}


class AthleteColumns(TypedDict, total=False):
    """What change() may set."""

    language: str
    name: str
    intervals_id: str | None
    time_zone: str
    time_zone_chosen: bool
    distance_unit: Literal["km", "mi"]
    weight_unit: Literal["kg", "lb"]
    temperature_unit: Literal["C", "F"]
    form_as_percent: bool
    wellness_fields: list[str]
    file_format: str | None
    viewing_id: str | None
    viewing_name: str | None
    morning_at: time | None
    morning_days: str
    morning_until: time | None
    week_at: time | None
    week_days: str
    week_offered: date | None
    pushes_off: list[str]
    pushes_silent: bool
    alert_limits: dict[str, float | None]
    quiet_from: time | None
    quiet_to: time | None
    paused_until: date | None
    refused_at: datetime | None
    blocked_at: datetime | None


@shielded_methods
class Athletes:
    """The athletes, their settings and their sealed keys."""

    def __init__(self, database: Database, vault: Keyring) -> None:
        self._database = database
        self._vault = vault

    async def find(self, athlete_id: int) -> Athlete | None:
        async with self._database.reading() as session:
            return await session.get(Athlete, athlete_id)

    async def find_many(self, athlete_ids: Collection[int]) -> dict[int, Athlete]:
        """Those who are known, by id, in one statement."""
        known = select(Athlete).where(col(Athlete.id).in_(athlete_ids))
        async with self._database.reading() as session:
            return {athlete.id: athlete for athlete in await session.scalars(known)}

    async def add(self, athlete_id: int, *, language: str, now: datetime) -> Athlete:
        """Someone who is already known stays as they are."""
        new = self._database.insert_new(tables()["athletes"]).values(
            id=athlete_id, language=language, created_at=now
        )
        async with self._database.writing() as session:
            await session.execute(new)
            return await session.get_one(Athlete, athlete_id)

    async def change(self, athlete_id: int, **columns: Unpack[AthleteColumns]) -> Athlete:
        """Raises MissingRowError for someone unknown."""
        return await self._change(athlete_id, dict(columns))

    async def seal_credential(self, athlete_id: int, secret: str, kind: CredentialKind) -> Athlete:
        """Raises MissingRowError for someone unknown."""
        sealed = self._vault.seal(secret.encode(), **SEALED, owner=athlete_id)
        return await self._change(
            athlete_id, {"sealed_credential": sealed, "credential_kind": kind}
        )

    def open_credential(self, athlete: Athlete) -> str:
        """Raises MissingRowError if they gave none, SealError if it does not open."""
        if athlete.sealed_credential is None:
            raise MissingRowError(table="athletes", key=athlete.id)
        blob = athlete.sealed_credential
        return self._vault.open(blob, **SEALED, owner=athlete.id).decode()

    async def forget_credential(self, athlete_id: int) -> Athlete:
        """Raises MissingRowError for someone unknown."""
        return await self._change(athlete_id, {"sealed_credential": None})

    async def note_refused(self, athlete: Athlete, now: datetime) -> Athlete | None:
        """The credential is refused; None where the athlete has another one by now."""
        mine = col(Athlete.id) == athlete.id
        same = mine & (col(Athlete.sealed_credential) == athlete.sealed_credential)
        refused = update(Athlete).where(same).values(refused_at=now).returning(Athlete)
        async with self._database.writing() as session:
            return (await session.scalars(refused)).one_or_none()

    async def connected(self, page: int = 500) -> AsyncIterator[list[Athlete]]:
        """Those who have given a key, by id, so many at once."""
        last = 0
        while found := await shielded(self._connected_after(last, page)):
            yield found
            last = found[-1].id

    async def _connected_after(self, last: int, limit: int) -> list[Athlete]:
        known = (
            select(Athlete)
            .where(col(Athlete.id) > last, col(Athlete.sealed_credential).is_not(None))
            .order_by(col(Athlete.id))
            .limit(limit)
        )
        async with self._database.reading() as session:
            return list(await session.scalars(known))

    async def of_rider(self, intervals_id: str) -> list[int]:
        """Ids of those connected with this account of intervals.icu."""
        same = select(col(Athlete.id)).where(
            col(Athlete.intervals_id) == intervals_id, col(Athlete.sealed_credential).is_not(None)
        )
        async with self._database.reading() as session:
            return list(await session.scalars(same))

    async def forget(self, athlete_id: int) -> None:
        """Delete every row of every table that is about this athlete.

        Of the inbox, the update being handled now stays (it may be the very request to forget),
        without its payload: sweep() removes it later. It holds the chat id and nothing else.
        """
        inbox = tables()["inbox"]
        mine = inbox.c.chat_id == athlete_id
        async with self._database.writing() as session:
            for table, owner in _owned_tables():
                await session.execute(delete(table).where(table.c[owner] == athlete_id))
            claimed = inbox.c.owner.is_not(None) & inbox.c.sealed_payload.is_not(None)
            await session.execute(delete(inbox).where(mine, ~claimed))
            await session.execute(update(inbox).where(mine).values(sealed_payload=None))
        await self._database.clear_log()

    async def everything(self, athlete_id: int) -> dict[str, Any]:
        """All rows about this athlete, by table, as JSON values; secrets as the word "sealed"."""
        inbox = tables()["inbox"]
        waiting, all_of_it = func.count(inbox.c.sealed_payload), func.count()
        counts = select(waiting, all_of_it).where(inbox.c.chat_id == athlete_id)
        found: dict[str, Any] = {}
        async with self._database.reading() as session:
            for table, owner in _owned_tables():
                rows = await session.execute(
                    select(table)
                    .where(table.c[owner] == athlete_id)
                    .order_by(*table.primary_key.columns)
                )
                found[table.name] = [
                    {name: _json(name, value) for name, value in row.items()}
                    for row in rows.mappings()
                ]
            unfinished, kept = (await session.execute(counts)).one()
        return found | {"inbox": {"unfinished": unfinished, "finished": kept - unfinished}}

    async def _change(self, athlete_id: int, columns: dict[str, Any]) -> Athlete:
        async with self._database.writing() as session:
            if columns:
                changed = update(Athlete).where(col(Athlete.id) == athlete_id).values(columns)
                await session.execute(changed)
            athlete = await session.get(Athlete, athlete_id)
        if athlete is None:
            raise MissingRowError(table="athletes", key=athlete_id)
        return athlete


def _owned_tables() -> list[tuple[Table, str]]:
    """Every table with rows of somebody, and its column that says whose they are."""
    owners = {"athletes": "id"}
    owned = ((table, owners.get(name, "athlete_id")) for name, table in tables().items())
    return [(table, column) for table, column in owned if column in table.columns]


def _json(name: str, value: object) -> object:
    if value is not None and name.startswith("sealed_"):
        return "sealed"
    return value.isoformat() if isinstance(value, date | time) else value
