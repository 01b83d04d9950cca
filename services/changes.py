"""Changes: what the bot wrote at intervals.icu, and taking it back."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import isclose
from typing import Any

from services.errors import ChangedSinceError, NotFoundError, NothingToUndoError
from services.intervals.client import Intervals
from services.intervals.models import Event, NewEvent, Wellness, WellnessValue
from storage.changes import Changes
from storage.models import Change

Values = Mapping[str, WellnessValue | None]  # by our names; None is cleared, or was not there
Days = Mapping[date, Values]


class Kind(StrEnum):
    """What a change was."""

    WELLNESS = "wellness"
    EVENTS_ADDED = "events_added"
    EVENT_REMOVED = "event_removed"
    UNDO = "undo"


@dataclass(frozen=True)
class WriteKey:
    """Which athlete writes, because of which update: a repeat of the update writes the same."""

    athlete_id: int
    update_id: int
    now: datetime


class ChangeLog:
    """Remembers every write with what was there before, and undoes it once."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    async def note(
        self,
        key: WriteKey,
        kind: Kind,
        subject: str,
        *,
        before: dict[str, Any],
        after: dict[str, Any],
        number: int = 0,
    ) -> Change:
        """Remember a write. An update that is handled again finds its first note unchanged."""
        return await self._changes.record(
            key.athlete_id,
            update_id=key.update_id,
            number=number,
            kind=kind,
            subject=subject,
            before=before,
            after=after,
            now=key.now,
        )

    async def undo(
        self, intervals: Intervals, key: WriteKey, change_id: int | None = None
    ) -> Change:
        """Take a change back, the newest one without `change_id`; once undone it stays so.

        Raises NothingToUndoError, ChangedSinceError (nothing is touched), IntervalsErrors.
        """
        change = await (self._newest(key) if change_id is None else self._find(key, change_id))
        if change.undone_at is None:
            intervals.forget_cached()
            await _UNDO[Kind(change.kind)](intervals, change)
            await self._changes.mark_undone(_id(change), key.now)
        return change

    async def noted(self, key: WriteKey, kind: Kind) -> Change | None:
        """The newest change, if it was made by this very update, handled before."""
        change = await self._changes.latest(key.athlete_id)
        same = change and change.update_id == key.update_id and change.kind == kind
        return change if same else None

    async def _find(self, key: WriteKey, change_id: int) -> Change:
        change = await self._changes.find(key.athlete_id, change_id)
        if change is None or change.kind == Kind.UNDO:
            raise NothingToUndoError
        return change

    async def _newest(self, key: WriteKey) -> Change:
        """The newest change; for an update handled again, the one it chose the first time."""
        newest = await self._changes.latest(key.athlete_id)
        if newest and newest.kind == Kind.UNDO:  # interrupted before its own mark_undone below
            await self._changes.mark_undone(_id(newest), key.now)
            return await self._newest(key)
        chosen = str(newest.id) if newest else ""
        choice = await self.note(key, Kind.UNDO, chosen, before={}, after={})
        await self._changes.mark_undone(_id(choice), key.now)
        if not choice.subject:
            raise NothingToUndoError
        return await self._find(key, int(choice.subject))


def stored_days(days: Days) -> dict[str, Any]:
    """Values of days as JSON; durations as {"seconds": ...}."""
    return {
        day.isoformat(): {
            name: {"seconds": value.total_seconds()} if isinstance(value, timedelta) else value
            for name, value in values.items()
        }
        for day, values in days.items()
    }


def restored_days(stored: Mapping[str, Any]) -> dict[date, dict[str, WellnessValue | None]]:
    """The days from `stored_days`."""
    return {
        date.fromisoformat(day): {
            name: timedelta(**value) if isinstance(value, dict) else value
            for name, value in values.items()
        }
        for day, values in stored.items()
    }


def stored_events(events: tuple[Event, ...]) -> dict[str, Any]:
    """Events by id, with what a person would change of them."""
    seen = ("day", "hour", "category", "sport", "name", "text")
    return {
        str(event.id): {k: v for k, v in NewEvent.like(event).stored().items() if k in seen}
        for event in events
    }


def holds(record: Wellness | None, values: Values) -> bool:
    """Whether a record has these values, up to float32 noise and whole seconds."""
    present = record.values if record else {}
    return all(_same(present.get(name), value) for name, value in values.items())


_NOTHING = (None, "", "none")


def _same(one: WellnessValue | None, other: WellnessValue | None) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-5)
    if isinstance(one, timedelta) and isinstance(other, timedelta):
        return abs(one - other) < timedelta(seconds=1)
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return one == other or (one in _NOTHING and other in _NOTHING)


async def write_days(intervals: Intervals, days: Days) -> dict[date, Wellness]:
    """Write values of one or several days and give back how the days are now."""
    if len(days) == 1:
        [(day, values)] = days.items()
        return {day: await intervals.record_day(day, values)}
    await intervals.record_days(days)
    return await read_days(intervals, days)


async def read_days(intervals: Intervals, days: Days) -> dict[date, Wellness]:
    """The records around the days, by day."""
    return {each.day: each for each in await intervals.wellness(min(days), max(days))}


async def _undo_wellness(intervals: Intervals, change: Change) -> None:
    before, after = restored_days(change.before), restored_days(change.after)
    present = await read_days(intervals, before)
    for day, written in after.items():
        for name, value in written.items():
            # An undo that was interrupted may have put the old value back already.
            known = ({name: value}, {name: before[day][name]})
            if not any(holds(present.get(day), each) for each in known):
                raise ChangedSinceError
    await write_days(intervals, before)


async def _undo_added(intervals: Intervals, change: Change) -> None:
    written = change.after
    present = await asyncio.gather(*(_event(intervals, int(each)) for each in written))
    there = tuple(event for event in present if event)
    if any(written[each] != now for each, now in stored_events(there).items()):
        raise ChangedSinceError
    for event in there:
        await delete(intervals, event.id)


async def _undo_removed(intervals: Intervals, change: Change) -> None:
    event = NewEvent.restored(change.before | {"external_id": f"soigneur-undo-{change.id}"})
    await intervals.save_events([event])


async def delete(intervals: Intervals, event_id: int) -> None:
    """Delete an event; one that is gone already is what was wanted."""
    with suppress(NotFoundError):
        await intervals.delete_event(event_id)


async def _event(intervals: Intervals, event_id: int) -> Event | None:
    try:
        return await intervals.event(event_id)
    except NotFoundError:
        return None


_UNDO = {
    Kind.WELLNESS: _undo_wellness,
    Kind.EVENTS_ADDED: _undo_added,
    Kind.EVENT_REMOVED: _undo_removed,
}


def _id(change: Change) -> int:
    assert change.id is not None  # a row that was read has one
    return change.id
