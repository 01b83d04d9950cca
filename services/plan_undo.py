"""Taking back what was written to the calendar, unless somebody has changed it since."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from services.changes import OWN_MARK, alike, matched, take_back_each
from services.edits import again
from services.errors import (
    ChangedSinceError,
    IntervalsError,
    NotFoundError,
    NotUndoneError,
    PartlyUndoneError,
    RefusedError,
)
from services.intervals.client import Intervals
from services.intervals.models import Event, NewEvent
from storage.models import Change

COUNTED = {"moving_time", "distance", "training_load"}  # a note may keep those of its steps
PRECISION = 1e-4  # the service computes in float32


async def take_back_added(intervals: Intervals, change: Change) -> None:
    """Delete what was added. Raises ChangedSinceError if a person has changed it since."""
    there = await _still_there(intervals, change.after)
    for mark, event in there.items():
        left, present = _plain(change.after[mark]), _left(event)
        if left.pop("id", None) is None:  # the answer was lost: only what was asked for is known
            present = {name: value for name, value in present.items() if name in left}
        if not all(
            alike(present.get(n), left.get(n), PRECISION) for n in present.keys() | left.keys()
        ):
            raise ChangedSinceError
    await _delete(intervals, [*there.values()])


async def take_back_changed(intervals: Intervals, change: Change) -> None:
    """Every event that is still there as it was, by what differs and nothing else.

    Raises ChangedSinceError if one is neither as left nor as before, NotFoundError without any,
    NotUndoneError and PartlyUndoneError.
    """
    numbers = [int(number) for number in change.after]
    found = await _events(intervals, numbers, change.after.values())
    there = {mark: event for mark, event in zip(change.after, found, strict=True) if event}
    if not there:
        raise NotFoundError
    for number, event in there.items():
        before, after = _plain(change.before[number]), _plain(change.after[number])
        present = _left(event)
        for name in after.keys() | before.keys() | (present.keys() - COUNTED):
            # An undo that was interrupted may have put the old value back already.
            known = (after.get(name), before.get(name))
            if not any(alike(present.get(name), each, PRECISION) for each in known):
                raise ChangedSinceError
    await take_back_each(
        (event.title, _put_back(intervals, event.id, change.before[mark], change.after[mark]))
        for mark, event in there.items()
    )


async def _put_back(
    intervals: Intervals, event_id: int, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    old, new = NewEvent.restored(before), NewEvent.restored(after)
    if old.category != new.category:  # what follows from its text is worked out anew
        new = replace(new, text=None)
    if not old.difference(new):
        return
    present, wanted = _left(await intervals.change_event(event_id, old, new)), _plain(before)
    for name in wanted.keys() | (present.keys() - COUNTED):
        if not alike(present.get(name), wanted.get(name), PRECISION):
            raise NotUndoneError


async def take_back_removed(intervals: Intervals, change: Change) -> None:
    """The deleted event anew, with a new id; what was done from it is from it again.

    Raises PartlyUndoneError if the event is back, but not all that was done from it.
    """
    event = NewEvent.restored(change.before)
    ours = f"{OWN_MARK}undo-{change.id}"
    mark = event.external_id or ours
    if mark.startswith(OWN_MARK):
        back = matched([mark], await intervals.save_events([replace(event, external_id=mark)]))
        number = back[mark].id
    else:
        number = await _with_mark_of_others(intervals, event, ours)
    done: Mapping[str, str] = change.after.get("activities", {})
    old = int(change.subject)
    try:
        await take_back_each(
            (name, _pair_again(intervals, each, old, number)) for each, name in done.items()
        )
    except IntervalsError as error:
        left = [*done.values()]
        raise PartlyUndoneError(done=1, count=1 + len(left), names=left) from error


async def _with_mark_of_others(intervals: Intervals, event: NewEvent, mark: str) -> int:
    """The event, found by `mark` until it has again what others find it by: three calls.

    They may have put it back themselves. What they mark alike elsewhere is not overwritten.
    """
    for each in await intervals.events(event.day, event.day):
        if each.external_id == event.external_id:
            return each.id
    ours = replace(event, external_id=mark)
    [number] = [each.id for each in matched([mark], await intervals.save_events([ours])).values()]
    await intervals.change_event(number, event, ours)
    return number


async def _pair_again(intervals: Intervals, activity_id: str, old: int, new: int) -> None:
    """The activity is from the event again, unless it is from another one by now, or gone."""
    with suppress(NotFoundError):
        if (await intervals.activity(activity_id)).paired_event_id in (None, old):
            await intervals.pair_activity(activity_id, new)


async def _delete(intervals: Intervals, events: Sequence[Event]) -> None:
    """Delete events, several in one call; one by one where that has not surely been all."""
    deleted = 0
    if len(events) > 1:
        with suppress(NotFoundError, RefusedError):
            deleted = await intervals.delete_events([each.id for each in events])
    if deleted < len(events):
        await take_back_each((each.title, _delete_one(intervals, each.id)) for each in events)


async def _delete_one(intervals: Intervals, event_id: int) -> None:
    """Delete an event; one that is gone already is what was wanted."""
    with suppress(NotFoundError):
        await intervals.delete_event(event_id)


async def _still_there(intervals: Intervals, after: Mapping[str, Any]) -> dict[str, Event]:
    """The added events that still exist, by external id.

    One without an id is looked for, and one that is gone: deleted and back it has another id.
    """
    known = {mark: each["id"] for mark, each in after.items() if "id" in each}
    found = await _events(intervals, list(known.values()), after.values())
    there = {mark: event for mark, event in zip(known, found, strict=True) if event}
    if lost := {mark: each for mark, each in after.items() if mark not in there}:
        days = [NewEvent.restored(each).day for each in lost.values()]
        listed = await intervals.events(min(days), max(days))
        there |= {str(each.external_id): each for each in listed if each.external_id in lost}
    return there


async def _events(
    intervals: Intervals, numbers: Sequence[int], written: Iterable[Mapping[str, Any]]
) -> list[Event | None]:
    """Several are read with the days they were on; one that is not there any more by itself."""
    listed: dict[int, Event] = {}
    if len(numbers) > 1:
        days = [date.fromisoformat(each["day"]) for each in written]
        listed = {each.id: each for each in await intervals.events(min(days), max(days))}

    async def find(number: int) -> Event | None:
        return listed.get(number) or await _event(intervals, number)

    return await asyncio.gather(*map(find, numbers))


async def _event(intervals: Intervals, event_id: int) -> Event | None:
    try:
        return await intervals.event(event_id)
    except NotFoundError:
        return None


def _left(event: Event) -> dict[str, Any]:
    """What there is of an event that a person could change."""
    return _plain(again(event).stored())


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without an end on its own day, which intervals.icu gives to a note that had none."""
    return {k: v for k, v in values.items() if k != "last_day" or v != values["day"]}
