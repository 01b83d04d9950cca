"""Logbook: writes to activities and enters new ones, and takes back what it wrote."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.activities import read_activity
from services.changes import ChangeLog, Kind, WriteKey, alike, matched, take_back_each
from services.errors import (
    AlreadySoError,
    ChangedSinceError,
    IntervalsError,
    MaybeWrittenError,
    NotFoundError,
    NotUndoneError,
)
from services.intervals.client import Intervals
from services.intervals.models import Activity, ActivityDetail, EditValue, NewActivity
from storage.models import Change

# By our names: name, text, sub_type, tags, rpe, feel; None is cleared, or was not there.
Edit = Mapping[str, EditValue]
NUMBERS = (
    "distance",
    "average_heart_rate",
    "average_watts",
    "training_load",
    "rpe",
    "feel",
    "kg_lifted",
    "trainer",
)


@dataclass(frozen=True)
class Edited:
    """An activity as it is after a change."""

    change: Change
    activity: ActivityDetail


@dataclass(frozen=True)
class Entered:
    """Activities as intervals.icu has them now, and for each the numbers it did not keep."""

    change: Change
    activities: tuple[Activity, ...]
    lost: tuple[tuple[str, ...], ...]


class Logbook:
    """Writes to activities. Each write is noted first, so that a lost answer can be undone."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log

    async def change(
        self, intervals: Intervals, key: WriteKey, activity_id: str, edit: Edit
    ) -> Edited:
        """Write some values of an activity: one call to read, one to write.

        Raises AlreadySoError, HiddenActivityError, NotFoundError and the other IntervalsErrors.
        """
        intervals.forget_cached()
        return await self._write(intervals, key, await read_activity(intervals, activity_id), edit)

    async def _write(
        self, intervals: Intervals, key: WriteKey, present: ActivityDetail, edit: Edit
    ) -> Edited:
        activity_id, values = present.id, _values(present, edit)
        named = {"name": present.name, "sport": present.sport}
        so_already = all(alike(values[name], value) for name, value in edit.items())
        if so_already and not await self._log.noted(key, Kind.ACTIVITY_CHANGED):
            raise AlreadySoError
        before = {activity_id: {**named, "values": values}}
        after = {activity_id: {**named, "values": dict(edit)}}
        change = await self._log.note(
            key, Kind.ACTIVITY_CHANGED, activity_id, before=before, after=after
        )
        return Edited(change, await intervals.change_activity(activity_id, edit))

    async def add_note(
        self, intervals: Intervals, key: WriteKey, activity_id: str, note: str
    ) -> Edited:
        """Write a note below the text that is there. Calls and errors as of `change`.

        Handled twice, an update adds it once.
        """
        intervals.forget_cached()
        present = await read_activity(intervals, activity_id)
        if noted := await self._log.noted(key, Kind.ACTIVITY_CHANGED):
            text = noted.after[activity_id]["values"]["text"]
        else:
            text = "\n\n".join(part for part in ((present.text or "").strip(), note) if part)
        return await self._write(intervals, key, present, {"text": text})

    async def enter(
        self, intervals: Intervals, key: WriteKey, activities: Sequence[NewActivity]
    ) -> Entered:
        """Enter activities by hand: one call, and one more if its answer is lost.

        Handled twice, an update enters them once.

        Raises IntervalsErrors; MaybeWrittenError too if not all of them came back.
        """
        named = [
            replace(each, external_id=key.external_id(number))
            for number, each in enumerate(activities)
        ]
        repeated = await self._log.noted(key, Kind.ACTIVITIES_ADDED)
        asked = {str(each.external_id): seen(each) for each in named}
        change = await self._log.note(key, Kind.ACTIVITIES_ADDED, "", before={}, after=asked)
        there = await _look_for(intervals, change.after) if repeated else {}
        missing = [each for each in named if each.external_id not in there]
        saved = await _added(intervals, missing, asked) if missing else {}
        every = there | saved
        after = {
            mark: asked[mark] | {k: v for k, v in seen(every[mark]).items() if v is not None}
            for mark in asked
        }
        change = await self._log.settle(change, after)
        saved_ones = tuple(every[mark] for mark in asked)
        lost = (_lost(one, now) for one, now in zip(named, saved_ones, strict=True))
        return Entered(change, saved_ones, tuple(lost))

    async def remove(self, intervals: Intervals, activity_id: str) -> None:
        """Delete an activity, for good; one that is gone already is what was wanted."""
        await _delete(intervals, activity_id)


async def take_back_changed(intervals: Intervals, change: Change) -> None:
    """Every value as it was. Raises ChangedSinceError if one is neither as left nor as before."""
    for number, after in change.after.items():
        activity = await read_activity(intervals, number)
        before = change.before[number]["values"]
        present = _values(activity, before)
        for name, old in before.items():
            # An undo that was interrupted may have put the old value back already.
            if not any(alike(present[name], each) for each in (after["values"][name], old)):
                raise ChangedSinceError
        now = _values(await intervals.change_activity(number, before), before)
        if not all(alike(now[name], old) for name, old in before.items()):
            raise NotUndoneError


async def take_back_added(intervals: Intervals, change: Change) -> None:
    """Delete what was entered. Raises ChangedSinceError if a person has changed it since.

    One call to read, and one for each; those that are on another day by now are read one by one.
    """
    known = {mark: each["id"] for mark, each in change.after.items() if "id" in each}
    listed = await _listed(intervals, change.after) if len(known) > 1 else {}

    async def find(number: str) -> Activity | None:
        return listed.get(number) or await _activity(intervals, number)

    found = await asyncio.gather(*map(find, known.values()))
    there = {mark: each for mark, each in zip(known, found, strict=True) if each}
    if lost := {mark: each for mark, each in change.after.items() if mark not in known}:
        there |= await _look_for(intervals, lost)
    for mark, activity in there.items():
        left, present = change.after[mark], seen(activity)
        if "sport" not in left:  # an upload that was not looked at is known by its id alone
            continue
        if not all(alike(left.get(name, value), value) for name, value in present.items()):
            raise ChangedSinceError
    gone = ((each.name or each.sport or each.id, each.id) for each in there.values())
    await take_back_each((name, _delete(intervals, number)) for name, number in gone)


async def _added(
    intervals: Intervals, missing: Sequence[NewActivity], asked: Mapping[str, Any]
) -> dict[str, Activity]:
    """What was entered; where the answer is lost, what is there if it is all of it."""
    marks = [str(each.external_id) for each in missing]
    try:
        return matched(marks, await intervals.add_activities(missing))
    except MaybeWrittenError:
        with suppress(IntervalsError):
            there = await _look_for(intervals, asked)
            if there.keys() == asked.keys():
                return there
        raise


async def _look_for(intervals: Intervals, asked: Mapping[str, Any]) -> dict[str, Activity]:
    """Those of the activities that are there, by external id: one call."""
    intervals.forget_cached()
    listed = (await _listed(intervals, asked)).values()
    return {str(each.external_id): each for each in listed if each.external_id in asked}


async def _listed(intervals: Intervals, asked: Mapping[str, Any]) -> dict[str, Activity]:
    """All activities of those days, by id: one call."""
    days = [date.fromisoformat(each["day"]) for each in asked.values()]
    return {each.id: each for each in await intervals.activities(min(days), max(days))}


async def _delete(intervals: Intervals, activity_id: str) -> None:
    with suppress(NotFoundError):
        await intervals.delete_activity(activity_id)


async def _activity(intervals: Intervals, activity_id: str) -> Activity | None:
    try:
        return await intervals.activity(activity_id)
    except NotFoundError:
        return None


def _lost(asked: NewActivity, saved: Activity) -> tuple[str, ...]:
    """What was sent and is not there."""
    sent = (name for name in NUMBERS if getattr(asked, name) is not None)
    return tuple(name for name in sent if getattr(saved, name) is None)


def seen(activity: Activity | NewActivity) -> dict[str, Any]:
    """What a person would change of an activity that was added; its id, where it has one."""
    facts = {name: getattr(activity, name) for name in ("sport", "name", "rpe", "feel")}
    facts |= {"id": activity.id} if isinstance(activity, Activity) else {}
    return facts | {"day": activity.day.isoformat()}


def _values(activity: ActivityDetail, edit: Edit) -> dict[str, Any]:
    """What the activity has for the same fields."""
    return {name: activity.set_to(name) for name in edit}
