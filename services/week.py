"""Week: what was planned, what was done of it, what it did to fitness, and the week after."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from services.allowed import ACTIVITIES, if_allowed, left_out
from services.edits import SKIPPED
from services.fitness import DAY, Evening
from services.intervals.client import Intervals
from services.intervals.models import ABSENCES, RACES, Activity, Category, Event, Wellness
from services.ready import ready
from services.totals import Total

WEEK = timedelta(days=7)
KEY_SESSIONS = 2


class State(Enum):
    """What became of a planned session; UNSEEN: perhaps it is one that we may not read."""

    DONE = auto()
    PLANNED = auto()
    MISSED = auto()
    UNSEEN = auto()


@dataclass(frozen=True)
class Session:
    """A planned workout or race, and what became of it."""

    event: Event
    state: State


@dataclass(frozen=True)
class Day:
    """One day: what was planned, and everything that was done on it."""

    day: date
    sessions: tuple[Session, ...]
    activities: tuple[Activity, ...]
    extra: tuple[Activity, ...]  # of the activities, those without a plan
    hidden: int  # activities which Strava does not let intervals.icu pass on
    absence: Event | None

    @property
    def planned(self) -> Total:
        return Total.of(session.event for session in self.sessions)

    @property
    def done(self) -> Total:
        return Total.of(self.activities)


@dataclass(frozen=True)
class Target:
    """A target of the week or of a day, and what was done towards it."""

    event: Event
    done: Total


@dataclass(frozen=True)
class Week:
    """Seven days from `first`, as they stand on `today`."""

    first: date
    today: date
    days: tuple[Day, ...]
    targets: tuple[Target, ...]
    start: Evening | None  # the one before, or the first known in the week
    end: Evening | None  # the last one; with the plan if that is still to come
    following: tuple[Event, ...]  # sessions of the week after
    given_up: tuple[Event, ...] = ()  # notes that were workouts, skipped with a reason
    unread: tuple[str, ...] = ()  # what the sign-in leaves out, of `services.allowed`

    @property
    def last(self) -> date:
        return self.first + WEEK - DAY

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(session for day in self.days for session in day.sessions)

    @property
    def activities(self) -> tuple[Activity, ...]:
        return tuple(each for day in self.days for each in day.activities)

    @property
    def planned(self) -> Total:
        return Total.of(session.event for session in self.sessions)

    @property
    def done(self) -> Total:
        return Total.of(self.activities)

    @property
    def to_come(self) -> Total:
        """Planned from today on, and not done yet."""
        left = (each.event for each in self.sessions if each.state is State.PLANNED)
        return Total.of(left)

    @property
    def skipped(self) -> tuple[Event, ...]:
        return tuple(each.event for each in self.sessions if each.state is State.MISSED)

    @property
    def hidden(self) -> int:
        return sum(day.hidden for day in self.days)

    @property
    def by_sport(self) -> Mapping[str, tuple[Total, Total]]:
        """What was done and what was planned of each sport, the longest first."""
        sports: defaultdict[str, tuple[list[Activity], list[Event]]] = defaultdict(
            lambda: ([], [])
        )
        for activity in self.activities:
            sports[activity.sport or ""][0].append(activity)
        for session in self.sessions:
            sports[session.event.sport or ""][1].append(session.event)
        totals = {
            sport: (Total.of(done), Total.planned(planned))
            for sport, (done, planned) in sports.items()
        }
        ordered = sorted(totals.items(), key=lambda each: -max(t.moving_time for t in each[1]))
        return dict(ordered)


async def read_week(intervals: Intervals, first: date, today: date) -> Week:
    """The week from `first` in at most three calls at once. Raises IntervalsErrors.

    What the sign-in leaves out is named.
    """
    last = first + WEEK - DAY
    activities = intervals.activities(first, last) if first <= today else ready(())
    events, done, wellness = await asyncio.gather(
        if_allowed(intervals.events(first, last + WEEK)),
        if_allowed(activities),
        if_allowed(intervals.wellness(first - DAY, last)),
    )
    unread = left_out(calendar=events, activities=done, wellness=wellness)
    return assemble(first, today, events or (), done or (), wellness or (), unread)


def assemble(
    first: date,
    today: date,
    events: Iterable[Event],
    activities: Iterable[Activity],
    wellness: Iterable[Wellness],
    unread: tuple[str, ...] = (),
) -> Week:
    """What the three answers say about the week from `first`; of what is `unread`, nothing."""
    events, activities = tuple(events), tuple(activities)
    blind = ACTIVITIES in unread
    days = tuple(
        _day(first + n * DAY, today, events, activities, blind=blind) for n in range(WEEK.days)
    )
    after = first + WEEK
    known = _evenings(today, after, events, wellness)
    return Week(
        first=first,
        today=today,
        days=days,
        targets=tuple(
            Target(event, _towards(event, days))
            for event in events
            if event.category == Category.TARGET and first <= event.day < after and not blind
        ),
        start=known[0] if known else None,
        end=known[-1] if known else None,
        following=tuple(e for e in events if e.is_session and after <= e.day < after + WEEK),
        given_up=tuple(e for e in events if SKIPPED in e.tags and first <= e.day < after),
        unread=unread,
    )


def key_sessions(events: Iterable[Event]) -> tuple[Event, ...]:
    """The races and the hardest sessions, in the order of the calendar."""
    events = tuple(events)
    by_load = sorted(events, key=lambda each: -(each.training_load or 0))[:KEY_SESSIONS]
    return tuple(each for each in events if each.category in RACES or each in by_load)


def _day(
    day: date,
    today: date,
    events: tuple[Event, ...],
    done: tuple[Activity, ...],
    *,
    blind: bool,
) -> Day:
    """One day; `blind` to activities, nobody knows what became of its plan."""
    here = tuple(reversed([each for each in done if each.day == day]))
    hidden = sum(each.hidden for each in here)
    paired = {each.paired_event_id for each in done}
    planned = [event for event in events if event.is_session and event.day == day]
    ids = {event.id for event in planned}
    shown = tuple(each for each in here if not each.hidden)

    def state(event: Event) -> State:
        if event.id in paired:
            return State.DONE
        if hidden or (blind and day <= today):
            return State.UNSEEN
        return State.PLANNED if day >= today else State.MISSED

    return Day(
        day=day,
        sessions=tuple(Session(event, state(event)) for event in planned),
        activities=shown,
        extra=tuple(each for each in shown if each.paired_event_id not in ids),
        hidden=hidden,
        absence=next((e for e in events if e.category in ABSENCES and e.covers(day)), None),
    )


def _evenings(
    today: date, after: date, events: Iterable[Event], wellness: Iterable[Wellness]
) -> list[Evening]:
    """What is known of the days before `after`; ahead, sessions tell where a record lacks."""
    ahead = (event for event in events if event.is_session and event.day > today)
    known: list[Event | Wellness] = [*ahead, *wellness]
    evenings = {
        each.day: Evening(each.day, each.fitness, each.fatigue)
        for each in known
        if each.day < after and each.fitness is not None and each.fatigue is not None
    }
    return [evenings[day] for day in sorted(evenings)]


def _towards(target: Event, days: Iterable[Day]) -> Total:
    """What counts for a target: its sport with its variants (Ride: VirtualRide), or every one."""
    return Total.of(
        activity
        for day in days
        if target.for_week or day.day == target.day
        for activity in day.activities
        if target.sport is None or (activity.sport or "").endswith(target.sport)
    )
