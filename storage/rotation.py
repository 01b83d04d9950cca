"""Seal everything again with the first key of the ring, while the bot runs."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, LargeBinary, Table, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import Database
from storage.errors import SealError, UnknownKeyError
from storage.models import tables
from storage.vault import PREFIX_SIZE, Keyring, key_id


@dataclass(frozen=True)
class Sealed:
    """A column of sealed values, and the column that says whose they are."""

    table: Table
    key: ColumnElement[int]
    owner: ColumnElement[int]
    value: ColumnElement[Any]

    @property
    def prefix(self) -> ColumnElement[Any]:
        return func.substr(self.value, 1, PREFIX_SIZE, type_=LargeBinary)


class Rotation(NamedTuple):
    """resealed: values now under the first key; remaining: values still under another."""

    resealed: int
    remaining: int


async def rotate(engine: AsyncEngine, keys: Keyring, batch: int = 100) -> Rotation:
    """Reseal in small transactions. A value that changes meanwhile is left as it became.

    Done when remaining is 0: other processes may still seal with the old key, until they are
    started again with the new ring.
    """
    database = Database(engine)
    resealed = remaining = 0
    for sealed in _sealed_columns():
        resealed += await _reseal(database, keys, sealed, batch)
        old = select(func.count()).where(sealed.prefix != keys.prefixes[0])
        async with database.reading() as session:
            remaining += await session.scalar(old) or 0
    return Rotation(resealed, remaining)


async def refuse_unknown_keys(database: Database, keys: Keyring) -> None:
    """Raises UnknownKeyError if there is a sealed value that no key of the ring opens."""
    unknown: dict[bytes, int] = {}
    async with database.reading() as session:
        for sealed in _sealed_columns():
            by_key = select(sealed.prefix.label("prefix"), func.count()).group_by("prefix")
            for prefix, count in await session.execute(by_key.where(sealed.value.is_not(None))):
                if bytes(prefix) not in keys.prefixes:
                    unknown[bytes(prefix)] = unknown.get(bytes(prefix), 0) + count
    if unknown:
        ids = tuple(sorted(key_id(prefix) for prefix in unknown))
        raise UnknownKeyError(sealed=sum(unknown.values()), key_ids=ids)


async def _reseal(database: Database, keys: Keyring, sealed: Sealed, batch: int) -> int:
    resealed, last = 0, None
    old = (
        select(sealed.key, sealed.owner, sealed.value)
        .where(sealed.prefix != keys.prefixes[0])
        .order_by(sealed.key)
        .limit(batch)
    )
    while True:
        async with database.writing() as session:
            after = old if last is None else old.where(sealed.key > last)
            rows = (await session.execute(after)).all()
            if not rows:
                return resealed
            for key, owner, blob in rows:
                fresh = _fresh(keys, sealed, owner, blob)
                if fresh is None:
                    continue
                unchanged = update(sealed.table).where(sealed.key == key, sealed.value == blob)
                swap = unchanged.values({sealed.value: fresh}).returning(sealed.key)
                resealed += len((await session.execute(swap)).all())
            last = rows[-1][0]


def _fresh(keys: Keyring, sealed: Sealed, owner: int, blob: bytes) -> bytes | None:
    """None if the value does not open: it remains as it is, and is counted."""
    table, column = sealed.table.name, sealed.value.key or ""
    try:
        plaintext = keys.open(blob, table=table, column=column, owner=owner)
    except SealError:
        return None
    return keys.seal(plaintext, table=table, column=column, owner=owner)


def _sealed_columns() -> list[Sealed]:
    athletes, inbox = tables()["athletes"], tables()["inbox"]
    return [
        Sealed(athletes, athletes.c.id, athletes.c.id, athletes.c.sealed_credential),
        Sealed(inbox, inbox.c.update_id, inbox.c.chat_id, inbox.c.sealed_payload),
    ]
