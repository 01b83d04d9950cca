"""Uploads: files of what was done, and the plan an activity is from."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.changes import ChangeLog, Kind, WriteKey
from services.errors import (
    BrokenFileError,
    IntervalsError,
    MaybeWrittenError,
    UploadedUnseenError,
    UploadUnsureError,
)
from services.files import stem_of
from services.intervals.client import Intervals
from services.intervals.models import ActivityDetail, Event
from services.logbook import seen
from services.pairing import Pairing, fitting_events
from storage.models import Change

SKEW = timedelta(minutes=1)  # between the service's clock and ours
MOST = 10  # activities of one file that are read and matched with the plan
PAUSES = (0.3, 0.7, 1.5, 2.5)  # seconds between looks whether a file is analysed


@dataclass(frozen=True)
class Done:
    """An uploaded activity and the plan it is from; `choices` if several workouts would fit.

    `change` is there if the pairing is ours, to be taken back.
    """

    activity: ActivityDetail
    event: Event | None = None
    change: Change | None = None
    choices: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Uploaded:
    """What a file became; without `new` all of it was there before. `more` were not looked at.

    `change` takes back all that came with the file.
    """

    new: bool
    done: tuple[Done, ...]
    more: int = 0
    change: Change | None = None


class Uploader:
    """Sends activities and pairs them with the plan."""

    def __init__(self, log: ChangeLog, pairing: Pairing) -> None:
        self._log = log
        self._pairing = pairing

    async def upload(
        self, intervals: Intervals, key: WriteKey, name: str, content: bytes, title: str = ""
    ) -> Uploaded:
        """Upload a file and pair what is in it with the plan. Sent again it changes nothing.

        One API call, and for each activity two or more to read it, one to pair it. Raises
        UploadedUnseenError, UploadUnsureError, BrokenFileError if no activity was found in it,
        and the IntervalsErrors before anything is uploaded.
        """
        try:
            sent = await intervals.upload_activity(name, content, title)
        except MaybeWrittenError as error:
            raise UploadUnsureError from error
        ids = [each.id for each in sent.activities]
        if not ids:
            raise BrokenFileError(name=name)
        alone = {each: {"id": each, "name": title or stem_of(name)} for each in ids}
        change = await self._note(key, alone if sent.new and len(ids) == 1 else {})
        try:
            found = await asyncio.gather(*(read_analysed(intervals, each) for each in ids[:MOST]))
            change = await self._settle(key, change, found, new=sent.new and len(ids) <= MOST)
            ours = change.after if change else {}
            done = [
                await self._settled(intervals, key, number, each, ours=each.id in ours)
                for number, each in enumerate(found, start=1)
            ]
        except IntervalsError as error:
            raise UploadedUnseenError from error
        more = max(len(ids) - MOST, 0)
        return Uploaded(sent.new or change is not None, tuple(done), more, change)

    async def _note(self, key: WriteKey, came: Mapping[str, Any]) -> Change | None:
        """That these came with the file. An update handled again finds its own of before."""
        if not came:
            return await self._log.noted(key, Kind.ACTIVITIES_ADDED)
        return await self._log.note(key, Kind.ACTIVITIES_ADDED, "", before={}, after={**came})

    async def _settle(
        self, key: WriteKey, change: Change | None, found: Sequence[ActivityDetail], *, new: bool
    ) -> Change | None:
        """What is known of them now. Of several it is not said which were not there before."""
        if change:
            known = {each.id: seen(each) for each in found if each.id in change.after}
            return await self._log.settle(change, known)
        since = key.now - SKEW
        came = {each.id: seen(each) for each in found if each.created and each.created >= since}
        return await self._note(key, came) if new else None

    async def _settled(
        self,
        intervals: Intervals,
        key: WriteKey,
        number: int,
        activity: ActivityDetail,
        *,
        ours: bool,
    ) -> Done:
        """One at a time: two activities of a day are not from the same workout.

        What came with the file goes with it, so its pairing needs no Undo of its own.
        """
        events, others = await asyncio.gather(
            intervals.events(activity.day, activity.day),
            intervals.activities(activity.day, activity.day),
        )
        if activity.paired_event_id:
            paired = [each for each in events if each.id == activity.paired_event_id]
            change = await self._pairing.noted(key)
            mine = change if change and change.subject == activity.id else None
            return Done(activity, paired[0] if paired else None, mine)
        fitting = fitting_events(activity, events, others)
        if len(fitting) != 1:
            return Done(activity, choices=fitting)
        if ours:
            await intervals.pair_activity(activity.id, fitting[0].id)
            return Done(activity, fitting[0])
        change = await self._pairing.pair(intervals, key, activity, fitting[0].id, number)
        return Done(activity, fitting[0], change)


async def read_analysed(intervals: Intervals, activity_id: str) -> ActivityDetail:
    """The activity once it is analysed, or as it is after some seconds. One API call or more."""
    intervals.forget_cached()
    activity = await intervals.activity(activity_id)
    for pause in PAUSES:
        if activity.analyzed:
            break
        await asyncio.sleep(pause)
        intervals.forget_cached()
        activity = await intervals.activity(activity_id)
    return activity
