"""Plan: the calendar of some days, adding to it and taking away, workout files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.changes import ChangeLog, Kind, WriteKey, delete, stored_events
from services.errors import MaybeWrittenError, NotFoundError
from services.intervals.client import Intervals
from services.intervals.models import Event, NewEvent
from services.workout_lines import dropped_lines
from storage.models import Change

FORMATS = ("zwo", "fit", "erg", "mrc")
NAME_LENGTH = 60
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Plan:
    """The calendar from `oldest` to `newest`, both included."""

    oldest: date
    newest: date
    events: tuple[Event, ...]

    def on(self, day: date) -> tuple[Event, ...]:
        """What is on a day, events of several days included."""
        return tuple(event for event in self.events if event.covers(day))

    @property
    def sessions(self) -> tuple[Event, ...]:
        """Workouts and races."""
        return tuple(event for event in self.events if event.is_session)

    @property
    def training_load(self) -> int:
        return sum(event.training_load or 0 for event in self.sessions)

    @property
    def moving_time(self) -> timedelta:
        return sum((event.moving_time or timedelta() for event in self.sessions), timedelta())


@dataclass(frozen=True)
class Added:
    """What was saved, and for each event the lines that intervals.icu silently left out."""

    change: Change
    events: tuple[Event, ...]
    dropped: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class WorkoutFile:
    """A file, by the name a trainer or watch will show."""

    name: str
    content: bytes


async def read_plan(
    intervals: Intervals, oldest: date, newest: date, categories: Sequence[str] = ()
) -> Plan:
    """The calendar of some days, of these categories only where some are given: one call."""
    events = await intervals.events(oldest, newest, categories)
    return Plan(oldest, newest, tuple(sorted(events, key=_place)))


async def read_workout_file(intervals: Intervals, event: Event, extension: str) -> WorkoutFile:
    """The planned workout as zwo, mrc, erg or fit; RefusedError if it has no steps."""
    content = await intervals.workout_file(event.id, extension)
    return WorkoutFile(file_name(event, extension), content)


async def read_workout_files(
    intervals: Intervals, oldest: date, newest: date, extension: str
) -> WorkoutFile:
    """The planned workouts of some days in one zip."""
    content = await intervals.workout_files(oldest, newest, extension)
    return WorkoutFile(f"{oldest} {newest} {extension}.zip", content)


def file_name(event: Event, extension: str) -> str:
    """A name every system takes: the day, what the workout is called, the extension."""
    title = NOT_IN_NAMES.sub(" ", event.name or event.sport or "")
    title = " ".join(title.split())[:NAME_LENGTH].strip(" .")
    return f"{event.day} {title}".strip() + f".{extension}"


class Planner:
    """Writes to the calendar."""

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
        saved = matched(named, await intervals.save_events(named))
        change = await self._log.note(
            key,
            Kind.EVENTS_ADDED,
            ",".join(str(event.id) for event in saved),
            before={},
            after=stored_events(saved),
        )
        lines = (
            dropped_lines(asked.text or "", event)
            for asked, event in zip(named, saved, strict=True)
        )
        return Added(change, saved, tuple(lines))

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


def matched(asked: Sequence[NewEvent], saved: Sequence[Event]) -> tuple[Event, ...]:
    """What was saved, in the order it was asked for: by external id, else as it came."""
    by_id = {event.external_id: event for event in saved}
    if all(event.external_id in by_id for event in asked):
        return tuple(by_id[event.external_id] for event in asked)
    if len(saved) != len(asked):
        raise MaybeWrittenError
    return tuple(saved)


def _place(event: Event) -> tuple[date, str, int]:
    return event.day, str(event.hour or ""), event.id
