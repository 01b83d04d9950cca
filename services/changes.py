"""Changes: what the bot wrote at intervals.icu, and taking it back."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import isclose
from typing import Any, Protocol, TypeVar

from services.errors import (
    IntervalsError,
    MaybeWrittenError,
    NothingToUndoError,
    NotUndoneError,
    PartlyUndoneError,
)
from services.intervals.client import Intervals
from services.riders import Rider
from storage.changes import Changes
from storage.models import Change

OWN_MARK = "soigneur-"  # begins the external id of whatever this bot has made, and of nothing else


class Kind(StrEnum):
    """What a change was."""

    WELLNESS = "wellness"
    EVENTS_ADDED = "events_added"
    EVENTS_CHANGED = "events_changed"
    EVENT_REMOVED = "event_removed"
    EVENT_DONE = "event_done"
    ACTIVITIES_ADDED = "activities_added"
    ACTIVITY_CHANGED = "activity_changed"
    ACTIVITY_PAIRED = "activity_paired"
    SPORT_SETTINGS = "sport_settings"
    UNDO = "undo"


@dataclass(frozen=True)
class WriteKey:
    """Which athlete writes, because of which update: a repeat of the update writes the same."""

    athlete_id: int
    update_id: int
    now: datetime
    rider: Rider | None = None  # whose intervals.icu is written to
    coach: bool = False  # whether that is somebody else than the one who writes

    def external_id(self, number: int) -> str:
        """What the update's things are found by at intervals.icu, each by its number."""
        return f"{OWN_MARK}{self.update_id}-{number}"


@dataclass(frozen=True)
class Newest:
    """The newest write that stands; `older` if a later one is undone already."""

    change: Change
    older: bool


# Takes a change back at intervals.icu; ChangedSinceError if it is not as it was left.
TakeBack = Callable[[Intervals, Change], Awaitable[None]]


class ChangeLog:
    """Remembers every write with what was there before, and undoes it once."""

    def __init__(self, changes: Changes, take_back: Mapping[Kind, TakeBack]) -> None:
        self._changes = changes
        self._take_back = take_back

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
            intervals_id=key.rider.id if key.rider else None,
            intervals_name=key.rider.name if key.rider else None,
        )

    async def newest(self, key: WriteKey) -> Newest:
        """What `/undo` means: the newest write that stands. Raises NothingToUndoError.

        For an update handled again it is the one that was chosen the first time.
        """
        change = await self._chosen(key)
        return Newest(change, await self._changes.undone_after(key.athlete_id, change.id))

    async def undo(self, intervals: Intervals, key: WriteKey, change_id: int) -> Change:
        """Take a change back; once undone it stays so.

        Raises NothingToUndoError, ChangedSinceError (nothing is touched), IntervalsErrors.
        """
        change = await self.find(key, change_id)
        if change.undone_at is None:
            intervals.forget_cached()
            await self._take_back[Kind(change.kind)](intervals, change)
            await self._changes.mark_undone(change.id, key.now)
        return change

    async def before(self, change: Change) -> Change | None:
        """The write of the same kind to the same thing that stands from before this one."""
        return await self._changes.before(change)

    async def settle(self, change: Change, after: dict[str, Any]) -> Change:
        """The write is done: what was written is known more exactly than when it was noted."""
        return await self._changes.amend(change.id, after)

    async def noted(self, key: WriteKey, kind: Kind) -> Change | None:
        """What this very update, handled before, has changed already."""
        return await self._changes.made_by(key.athlete_id, key.update_id, kind)

    async def find(self, key: WriteKey, change_id: int) -> Change:
        """A write by its id. Raises NothingToUndoError."""
        change = await self._changes.find(key.athlete_id, change_id)
        if change is None or change.kind == Kind.UNDO:
            raise NothingToUndoError
        return change

    async def _chosen(self, key: WriteKey) -> Change:
        newest = await self._changes.latest(key.athlete_id)
        if newest and newest.kind == Kind.UNDO:  # interrupted before its own mark_undone below
            await self._changes.mark_undone(newest.id, key.now)
            return await self._chosen(key)
        chosen = str(newest.id) if newest else ""
        choice = await self.note(key, Kind.UNDO, chosen, before={}, after={})
        await self._changes.mark_undone(choice.id, key.now)
        if not choice.subject:
            raise NothingToUndoError
        return await self.find(key, int(choice.subject))


async def take_back_each(writes: Iterable[tuple[str, Awaitable[object]]]) -> None:
    """All of them at once, though some fail; each with the name of what it is about.

    Raises PartlyUndoneError, the failure of all, or one that is a fault of ours.
    """
    named = tuple(writes)
    results = await asyncio.gather(*(write for _, write in named), return_exceptions=True)
    failed = [
        (name, each)
        for (name, _), each in zip(named, results, strict=True)
        if isinstance(each, BaseException)
    ]
    if not failed:
        return
    errors = [error for _, error in failed]
    theirs = IntervalsError | NotUndoneError
    worst = next((each for each in errors if not isinstance(each, theirs)), errors[0])
    if len(failed) == len(named) or not isinstance(worst, theirs):
        raise worst
    done, left = len(named) - len(failed), [name for name, _ in failed]
    raise PartlyUndoneError(done=done, count=len(named), names=left) from worst


class Marked(Protocol):
    """Something of intervals.icu that an external id may be found by."""

    @property
    def external_id(self) -> str | None: ...


Thing = TypeVar("Thing", bound=Marked)


def matched(marks: Sequence[str], saved: Sequence[Thing]) -> dict[str, Thing]:
    """What was saved, by the external ids that were asked for; by its order where it has none.

    Raises MaybeWrittenError if not all of it came back.
    """
    by_id = {str(each.external_id): each for each in saved}
    if all(mark in by_id for mark in marks):
        return {mark: by_id[mark] for mark in marks}
    if len(saved) != len(marks):
        raise MaybeWrittenError
    return dict(zip(marks, saved, strict=True))


def same(one: object, other: object, precision: float = 1e-5) -> bool:
    """Whether two values are one: the service computes in float32 and trims texts."""
    match one, other:
        case (int() | float(), int() | float()):
            return isclose(one, other, rel_tol=precision)
        case str(), str():
            return one.strip() == other.strip()
        case timedelta(), timedelta():
            return abs(one - other) < timedelta(seconds=1)
        case list(), list():
            return len(one) == len(other) and all(map(same, one, other))
    return one == other


def alike(one: object, other: object, precision: float = 1e-5) -> bool:
    """The same, also where neither says anything: what was absent may come back empty."""
    return same(one, other, precision) or (not one and not other)
