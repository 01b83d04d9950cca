"""Today: what a day holds, what was done, and how the athlete is against their own normal."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, stdev

from services.allowed import if_allowed, left_out
from services.intervals.client import Intervals
from services.intervals.models import ABSENCES, RACES, Activity, Event, Wellness, WellnessValue
from services.ready import ready

AHEAD = timedelta(days=7)
NORMAL_DAYS = timedelta(days=60)
ENOUGH = 7  # days with a value, below which nothing is called normal
COMPARED = ("hrv", "resting_heart_rate", "sleep")
LATELY = timedelta(days=14)
MOST = 8  # of these days: who recorded a value on so many can be expected to today


@dataclass(frozen=True)
class Session:
    """A planned workout or race, with the activity that was done from it."""

    event: Event
    done: Activity | None


@dataclass(frozen=True)
class Normal:
    """The athlete's own mean and standard deviation (of sleep in seconds), over so many `days`."""

    mean: float
    spread: float
    days: int


@dataclass(frozen=True)
class Today:
    """One day, and what comes in the week after it."""

    day: date
    sessions: tuple[Session, ...]
    others: tuple[Event, ...]  # notes, absences, targets and the rest of the calendar
    activities: tuple[Activity, ...]  # done without a plan
    hidden: int  # activities which Strava does not let intervals.icu pass on
    wellness: Wellness | None  # the day's own record
    fitness: Wellness | None  # the newest record with fitness, perhaps of an earlier day
    normal: Mapping[str, Normal]
    coming: tuple[Event, ...]  # workouts and races of the seven days after
    race: Event | None  # the next one after today, as far ahead as was read
    missing: tuple[str, ...]  # what the night usually brings, and has not yet
    unread: tuple[str, ...] = ()  # what the sign-in leaves out, of `services.allowed`

    @property
    def waiting(self) -> tuple[Event, ...]:
        """The workouts that are not done yet."""
        return tuple(each.event for each in self.sessions if not each.done)

    @property
    def done(self) -> tuple[Activity, ...]:
        """All that was done, from a plan or without one."""
        return (*(each.done for each in self.sessions if each.done), *self.activities)

    @property
    def absences(self) -> tuple[Event, ...]:
        """Holiday, sickness or injury on this day."""
        return tuple(event for event in self.others if event.category in ABSENCES)


async def read_night(intervals: Intervals, day: date) -> tuple[Wellness, ...]:
    """The wellness of `day` and of those it is compared with, in one call."""
    return await intervals.wellness(day - NORMAL_DAYS, day)


async def read_today(
    intervals: Intervals,
    day: date,
    *,
    ahead: timedelta = AHEAD,
    night: Sequence[Wellness] | None = None,
) -> Today:
    """The facts of `day`, in three calls at once, one less with the `night` at hand.

    Races are found within `ahead`. What the sign-in leaves out is named. Raises IntervalsErrors.
    """
    events, activities, wellness = await asyncio.gather(
        if_allowed(intervals.events(day, day + ahead)),
        if_allowed(intervals.activities(day, day)),
        if_allowed(ready(night) if night is not None else read_night(intervals, day)),
    )
    unread = left_out(calendar=events, activities=activities, wellness=wellness)
    return assemble(day, events or (), activities or (), wellness or (), unread)


def assemble(
    day: date,
    events: Iterable[Event],
    activities: Iterable[Activity],
    wellness: Iterable[Wellness],
    unread: tuple[str, ...] = (),
) -> Today:
    """What the three answers say about `day`; none of them is known of what is `unread`."""
    events, done = tuple(events), tuple(each for each in activities if each.day == day)
    shown = tuple(each for each in done if not each.hidden)
    records = sorted((each for each in wellness if each.day <= day), key=lambda each: each.day)
    on_day = tuple(event for event in events if event.covers(day))
    sessions = tuple(
        Session(event, _done_from(event, shown)) for event in on_day if event.is_session
    )
    planned = {session.event.id for session in sessions}
    return Today(
        day=day,
        sessions=sessions,
        others=tuple(event for event in on_day if not event.is_session),
        activities=tuple(each for each in shown if each.paired_event_id not in planned),
        hidden=len(done) - len(shown),
        wellness=next((each for each in records if each.day == day), None),
        fitness=next((each for each in reversed(records) if each.form is not None), None),
        normal=normals([each for each in records if each.day < day]),
        coming=tuple(
            event for event in events if day < event.day <= day + AHEAD and event.is_session
        ),
        race=min(
            (event for event in events if event.day > day and event.category in RACES),
            key=lambda event: event.day,
            default=None,
        ),
        missing=missing_of(records, day),
        unread=unread,
    )


def missing_of(records: Sequence[Wellness], day: date) -> tuple[str, ...]:
    """What is recorded on most days of the last two weeks, and not on `day`."""
    lately = [each.values for each in records if day - LATELY <= each.day < day]
    present = next((each.values for each in records if each.day == day), {})
    return tuple(
        name
        for name in COMPARED
        if name not in present and sum(name in values for values in lately) >= MOST
    )


def normals(records: Iterable[Wellness], fields: Iterable[str] = COMPARED) -> dict[str, Normal]:
    """What is normal for the athlete in each of the fields that has enough days of numbers."""
    found: dict[str, list[float]] = {name: [] for name in fields}
    for record in records:
        values = record.values
        for name, numbers in found.items():
            if (number := as_number(values.get(name))) is not None:
                numbers.append(number)
    return {
        name: Normal(fmean(numbers), stdev(numbers), len(numbers))
        for name, numbers in found.items()
        if len(numbers) >= ENOUGH
    }


def as_number(value: WellnessValue | None) -> float | None:
    """A measured value as a number, a duration in seconds; None for words."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    return float(value) if isinstance(value, int | float) else None


def _done_from(event: Event, activities: Iterable[Activity]) -> Activity | None:
    return next((each for each in activities if each.paired_event_id == event.id), None)
