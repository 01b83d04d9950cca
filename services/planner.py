"""Planner: writes to the calendar, and takes back what it wrote."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.changes import ChangeLog, Kind, WriteKey
from services.done import done_from, done_seen
from services.edits import guarded
from services.errors import AlreadyDoneError, ChangedSinceError, MaybeWrittenError, NotFoundError
from services.intervals.client import Intervals
from services.intervals.models import Event, Guard, NewEvent
from services.workout_lines import dropped_lines
from storage.models import Change

SEEN = ("day", "hour", "category", "sport", "name", "text")  # what a person would change


@dataclass(frozen=True)
class Added:
    """What was saved, and for each event the lines that intervals.icu silently left out."""

    change: Change
    events: tuple[Event, ...]
    dropped: tuple[tuple[str, ...], ...]


class Planner:
    """Writes to the calendar. Each write is noted first, so that a lost answer can be undone."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log

    async def add(self, intervals: Intervals, key: WriteKey, events: Sequence[NewEvent]) -> Added:
        """Put events on the calendar; handled twice, an update still adds them once.

        Raises IntervalsErrors; MaybeWrittenError too if not all of them came back.
        """
        named = [
            replace(event, external_id=f"soigneur-{key.update_id}-{number}")
            for number, event in enumerate(events)
        ]
        asked = {str(event.external_id): _seen(event) for event in named}
        change = await self._log.note(key, Kind.EVENTS_ADDED, "", before={}, after=asked)
        saved = matched(named, await intervals.save_events(named))
        after = {str(event.external_id): _seen_of(event) | {"id": event.id} for event in saved}
        change = await self._log.settle(change, after)
        lines = (
            dropped_lines(asked.text or "", event)
            for asked, event in zip(named, saved, strict=True)
        )
        return Added(change, saved, tuple(lines))

    async def change(
        self, intervals: Intervals, key: WriteKey, events: Mapping[int, NewEvent]
    ) -> Change:
        """Make each event, by id, as given: one call to read and one to write for each.

        Raises NotFoundError and the other IntervalsErrors.
        """
        intervals.forget_cached()
        present = await asyncio.gather(*(intervals.event(each) for each in events))
        return await self._change(intervals, key, present, events)

    async def edit(
        self,
        intervals: Intervals,
        key: WriteKey,
        event_id: int,
        make: Callable[[NewEvent], NewEvent],
    ) -> Change:
        """Change one event to what `make` makes of it: one call to read, one to write.

        Raises NotFoundError and the other IntervalsErrors.
        """
        intervals.forget_cached()
        present = await intervals.event(event_id)
        wanted = make(NewEvent.like(present))
        return await self._change(intervals, key, [present], {event_id: wanted})

    async def _change(
        self,
        intervals: Intervals,
        key: WriteKey,
        present: Sequence[Event],
        wanted: Mapping[int, NewEvent],
    ) -> Change:
        before = {str(event.id): NewEvent.like(event).stored() for event in present}
        after = {str(number): event.stored() for number, event in wanted.items()}
        change = await self._log.note(
            key, Kind.EVENTS_CHANGED, ",".join(after), before=before, after=after
        )
        # What was noted: an update handled again must not scale what it has scaled already.
        await asyncio.gather(
            *(
                intervals.change_event(
                    int(number), NewEvent.restored(each), NewEvent.restored(change.before[number])
                )
                for number, each in change.after.items()
            )
        )
        return change

    async def guard(
        self,
        intervals: Intervals,
        key: WriteKey,
        events: Sequence[Event],
        days: tuple[date, date],
        flag: Guard,
        *,
        value: bool,
    ) -> Change:
        """Set the flag for the `events` that are all of a range: one call."""
        before = {str(event.id): NewEvent.like(event) for event in events}
        after = {mark: guarded(event, flag, value=value) for mark, event in before.items()}
        change = await self._log.note(
            key,
            Kind.EVENTS_CHANGED,
            ",".join(before),
            before={mark: event.stored() for mark, event in before.items()},
            after={mark: event.stored() for mark, event in after.items()},
        )
        await intervals.guard_events(*days, flag, value=value)
        return change

    async def mark_done(self, intervals: Intervals, key: WriteKey, event: Event) -> Change:
        """Make an activity of a planned workout, once: two calls.

        Raises AlreadyDoneError if there is an activity of it, unless this update made that one.
        """
        intervals.forget_cached()
        there = await done_from(intervals, event)
        change = await self._log.noted(key, Kind.EVENT_DONE)
        if there and change is None:
            raise AlreadyDoneError(name=there.name or event.name or "")
        planned = NewEvent.like(event).stored()
        change = change or await self._log.note(
            key, Kind.EVENT_DONE, str(event.id), before=planned, after={}
        )
        done = there or await intervals.mark_done(event.id)
        return await self._log.settle(change, {"activity": done.id, "done": done_seen(done)})

    async def remove(self, intervals: Intervals, key: WriteKey, event_id: int) -> Change:
        """Delete an event. Raises NotFoundError if it is gone, but not for a repeated update."""
        intervals.forget_cached()
        try:
            event = await intervals.event(event_id)
        except NotFoundError:
            if change := await self._log.noted(key, Kind.EVENT_REMOVED):
                return change
            raise
        change = await self._log.note(
            key,
            Kind.EVENT_REMOVED,
            str(event_id),
            before=NewEvent.like(event).stored(),
            after={},
        )
        await delete(intervals, event_id)
        return change


async def take_back_added(intervals: Intervals, change: Change) -> None:
    """Delete what was added. Raises ChangedSinceError if a person has changed it since."""
    there = await _still_there(intervals, change.after)
    for mark, event in there.items():
        if _seen_of(event) != {k: v for k, v in change.after[mark].items() if k != "id"}:
            raise ChangedSinceError
    for event in there.values():
        await delete(intervals, event.id)


async def take_back_changed(intervals: Intervals, change: Change) -> None:
    """Every event as it was. Raises ChangedSinceError if one is neither as left nor as before."""
    for number, after in change.after.items():
        before, event = change.before[number], await intervals.event(int(number))
        present = NewEvent.like(event).stored()
        for name in after.keys() | before.keys():
            # An undo that was interrupted may have put the old value back already.
            if not any(_same(present.get(name), each.get(name)) for each in (after, before)):
                raise ChangedSinceError
    for number, after in change.after.items():
        wanted = NewEvent.restored(change.before[number])
        await intervals.change_event(int(number), wanted, NewEvent.restored(after))


async def take_back_removed(intervals: Intervals, change: Change) -> None:
    """The deleted event anew, with a new id."""
    event = NewEvent.restored(change.before | {"external_id": f"soigneur-undo-{change.id}"})
    await intervals.save_events([event])


async def delete(intervals: Intervals, event_id: int) -> None:
    """Delete an event; one that is gone already is what was wanted."""
    with suppress(NotFoundError):
        await intervals.delete_event(event_id)


def matched(asked: Sequence[NewEvent], saved: Sequence[Event]) -> tuple[Event, ...]:
    """What was saved, in the order it was asked for: by external id, else as it came."""
    by_id = {event.external_id: event for event in saved}
    if all(event.external_id in by_id for event in asked):
        return tuple(by_id[event.external_id] for event in asked)
    if len(saved) != len(asked):
        raise MaybeWrittenError
    return tuple(
        event.model_copy(update={"external_id": wanted.external_id})
        for wanted, event in zip(asked, saved, strict=True)
    )


async def _still_there(intervals: Intervals, after: Mapping[str, Any]) -> dict[str, Event]:
    """The added events that still exist, by external id; without an id: looked for."""
    known = {mark: each["id"] for mark, each in after.items() if "id" in each}
    found = await asyncio.gather(*(_event(intervals, number) for number in known.values()))
    there = {mark: event for mark, event in zip(known, found, strict=True) if event}
    if lost := {mark: each for mark, each in after.items() if mark not in known}:
        days = [NewEvent.restored(each).day for each in lost.values()]
        listed = await intervals.events(min(days), max(days))
        there |= {str(each.external_id): each for each in listed if each.external_id in lost}
    return there


async def _event(intervals: Intervals, event_id: int) -> Event | None:
    try:
        return await intervals.event(event_id)
    except NotFoundError:
        return None


def _seen_of(event: Event) -> dict[str, Any]:
    return _seen(NewEvent.like(event))


def _seen(event: NewEvent) -> dict[str, Any]:
    stored = event.stored()
    return {name: _trimmed(stored[name]) for name in SEEN if name in stored}


def _same(one: object, other: object) -> bool:
    nothing: Iterable[object] = (None, "", False, [])
    return _trimmed(one) == _trimmed(other) or (one in nothing and other in nothing)


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value
