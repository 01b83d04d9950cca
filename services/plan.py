"""Plan: the calendar of some days, and workout files."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.errors import NoFilesError, NoStepsError
from services.intervals.client import Intervals
from services.intervals.models import Event

DAY = timedelta(days=1)
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

    def begun(self, day: date, *, since: date) -> tuple[Event, ...]:
        """What begins on a day, and on `since` also what has begun before and goes on."""
        return tuple(
            event for event in self.on(day) if event.day == day or day == since > event.day
        )

    @property
    def sessions(self) -> tuple[Event, ...]:
        """Workouts and races."""
        return tuple(event for event in self.events if event.is_session)

    @property
    def has_files(self) -> bool:
        """Whether any workout has the steps that a file is made of."""
        return any(event.steps for event in self.sessions)

    def pages(self, size: int, rows: int) -> list[tuple[date, date]]:
        """The range in pieces of at most `size` days and `rows` events, no day torn apart.

        One that holds nothing at all is one piece.
        """
        begun = Counter(max(event.day, self.oldest) for event in self.events)
        starts, days, listed = [self.oldest], 0, 0
        for number in range((self.newest - self.oldest).days + 1 if self.events else 0):
            day = self.oldest + DAY * number
            here = begun[day]
            if days == size or (here and listed and listed + here > rows):
                starts.append(day)
                days = listed = 0
            days, listed = days + 1, listed + here
        return list(zip(starts, [*(day - DAY for day in starts[1:]), self.newest], strict=True))

    @property
    def training_load(self) -> int:
        return sum(event.training_load or 0 for event in self.sessions)

    @property
    def moving_time(self) -> timedelta:
        return sum((event.moving_time or timedelta() for event in self.sessions), timedelta())


def not_among(there: Sequence[Event], wanted: Sequence[Event]) -> tuple[Event, ...]:
    """The workouts of `wanted` that are not there yet: alike are those of the same words."""

    def seen(event: Event) -> tuple[object, ...]:
        return event.day, event.sport, event.name, (event.text or "").strip()

    known = Counter(map(seen, there))
    found = []
    for event in wanted:
        if known[seen(event)]:
            known[seen(event)] -= 1
        else:
            found.append(event)
    return tuple(found)


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
    """The planned workout as zwo, mrc, erg or fit. Raises NoStepsError before it is asked for."""
    if not event.steps:
        raise NoStepsError(name=event.name or event.sport or "")
    content = await intervals.workout_file(event.id, extension)
    return WorkoutFile(file_name(event, extension), content)


async def read_workout_files(
    intervals: Intervals, oldest: date, newest: date, extension: str
) -> tuple[WorkoutFile, tuple[Event, ...]]:
    """The planned workouts of some days in one zip, and those that have no steps: two calls.

    Raises NoFilesError, where none has steps, before the zip is asked for.
    """
    plan = await read_plan(intervals, oldest, newest)
    if not plan.has_files:
        raise NoFilesError(first=oldest, last=newest)
    content = await intervals.workout_files(oldest, newest, extension)
    without = tuple(event for event in plan.sessions if not event.steps)
    return WorkoutFile(f"{oldest} {newest} {extension}.zip", content), without


async def read_events_file(intervals: Intervals, oldest: date, newest: date) -> WorkoutFile:
    """Everything on the calendar of some days as a table."""
    content = await intervals.events_csv(oldest, newest)
    return WorkoutFile(f"{oldest} {newest} calendar.csv", content)


def file_name(event: Event, extension: str) -> str:
    """The file of a planned workout by its name, or by its sport."""
    return named_file(event.day, event.name or event.sport, extension)


def named_file(day: date, title: str | None, extension: str) -> str:
    """A name every system takes: the day, what it is called, the extension if there is one."""
    title = " ".join(NOT_IN_NAMES.sub(" ", title or "").split())[:NAME_LENGTH].strip(" .")
    return f"{day} {title}".strip() + (f".{extension}" if extension else "")


def _place(event: Event) -> tuple[date, str, int]:
    return event.day, str(event.hour or ""), event.id
