"""Uploads: files of what was done and of what is to be done, and the plan an activity is from."""

import asyncio
import gzip
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape

from services import fit
from services.changes import WriteKey
from services.errors import (
    BrokenFileError,
    EmptyArchiveError,
    FileTooLargeError,
    IntervalsError,
    MaybeWrittenError,
    RouteFileError,
    UnknownFileError,
    UploadedUnseenError,
    UploadUnsureError,
)
from services.intervals.client import Intervals
from services.intervals.models import ActivityDetail, Event
from services.pairing import Pairing, fitting_events
from storage.models import Change

ACTIVITY_ENDINGS = ("fit", "tcx", "gpx", "zip", "gz")
WORKOUT_ENDINGS = ("zwo", "erg", "mrc", "fit")
LIMIT = 20  # megabytes that a bot may read
MEGABYTE = 1024 * 1024
MARKS = {  # what such a file says near its beginning
    "tcx": b"trainingcenterdatabase",
    "gpx": b"<gpx",
    "zwo": b"<workout_file",
    "erg": b"[course data]",
    "mrc": b"[course data]",
}
BEGINNING = 100_000  # bytes
ENDS = {  # without it the rest is missing
    "zwo": b"</workout_file",
    "tcx": b"trainingcenterdatabase>",
    "gpx": b"</gpx>",
}
TIMED = {"tcx": b"<activity", "gpx": b"<time"}  # what a route without times has not
UNPACKED = 100  # megabytes that are looked at whether all of a file is there
MOST = 10  # activities of one file that are read and matched with the plan
PAUSES = (0.3, 0.7, 1.5, 2.5)  # seconds between looks whether a file is analysed


@dataclass(frozen=True)
class PlannedFile:
    """A workout file: its own title and sport, where it has them."""

    title: str
    sport: str


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
    """What a file became; without `new` all of it was there before. `more` were not looked at."""

    new: bool
    done: tuple[Done, ...]
    more: int = 0


class Uploader:
    """Sends activities and pairs them with the plan."""

    def __init__(self, pairing: Pairing) -> None:
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
        try:
            found = await asyncio.gather(*(read_analysed(intervals, each) for each in ids[:MOST]))
            done = [await self._settled(intervals, key, *each) for each in enumerate(found)]
        except IntervalsError as error:
            raise UploadedUnseenError from error
        return Uploaded(sent.new, tuple(done), max(len(ids) - MOST, 0))

    async def _settled(
        self, intervals: Intervals, key: WriteKey, number: int, activity: ActivityDetail
    ) -> Done:
        """One at a time: two activities of a day are not from the same workout."""
        events, others = await asyncio.gather(
            intervals.events(activity.day, activity.day),
            intervals.activities(activity.day, activity.day),
        )
        if activity.paired_event_id:
            paired = [each for each in events if each.id == activity.paired_event_id]
            change = await self._pairing.noted(key)
            return Done(activity, paired[0] if paired else None, change)
        fitting = fitting_events(activity, events, others)
        if len(fitting) != 1:
            return Done(activity, choices=fitting)
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


def check_file(name: str, size: int | None) -> None:
    """Raises UnknownFileError and FileTooLargeError, before the file is fetched."""
    if _ending(name) not in ACTIVITY_ENDINGS + WORKOUT_ENDINGS:
        raise UnknownFileError(name=name)
    if size and size > LIMIT * MEGABYTE:
        raise FileTooLargeError(size=round(size / MEGABYTE), limit=LIMIT)


def read_planned(name: str, content: bytes) -> PlannedFile | None:
    """The planned workout in a file; None for an activity.

    Raises BrokenFileError, EmptyArchiveError, RouteFileError for a way without times, and
    UnknownFileError for a FIT file of another kind.
    """
    ending = _ending(name)
    if ending == "fit":
        return _read_fit(name, content)
    if ending in ("zip", "gz"):
        _check_archive(name, ending, content)
        return None
    plain = content.replace(b"\0", b"").lower()  # UTF-16 has a zero beside each letter
    if MARKS[ending] not in plain[:BEGINNING] or ENDS.get(ending, b"") not in plain:
        raise BrokenFileError(name=name)
    if ending in TIMED:
        if TIMED[ending] not in plain:
            raise RouteFileError(name=name)
        return None
    text = content.decode("utf-8", "replace")
    titled = re.search(r"<name>(.*?)</name>", text, re.DOTALL)
    runs = re.search(r"<sportType>\s*run", text, re.IGNORECASE)
    return PlannedFile(
        unescape(titled[1]).strip() if titled else _stem(name), "Run" if runs else "Ride"
    )


def _read_fit(name: str, content: bytes) -> PlannedFile | None:
    try:
        found = fit.read_fit(content)
    except ValueError:
        raise BrokenFileError(name=name) from None
    if found.kind == fit.ACTIVITY:
        return None
    if found.kind != fit.WORKOUT:
        raise UnknownFileError(name=name)
    return PlannedFile(found.title.strip() or _stem(name), found.sport or "Ride")


def _check_archive(name: str, ending: str, content: bytes) -> None:
    """Whether there is an activity in it, by its names; nothing of it is kept."""
    try:
        if ending == "gz":
            with gzip.open(io.BytesIO(content)) as packed:
                inside = sum(len(packed.read(MEGABYTE)) for _ in range(UNPACKED)) > 0
        else:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                inside = any(_ending(each) in ACTIVITY_ENDINGS for each in archive.namelist())
    except (OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error):
        raise BrokenFileError(name=name) from None
    if not inside:
        raise EmptyArchiveError(name=name)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _stem(name: str) -> str:
    return name.rpartition(".")[0].replace("_", " ").strip()
