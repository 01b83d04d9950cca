"""Activities: what was done in some days or found by a word, one of them, its intervals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from services.errors import IntervalsError, RefusedError
from services.intervals.client import Intervals
from services.intervals.models import Activity, ActivityDetail, Interval

MOST_FOUND = 60  # by a search


class HiddenActivityError(IntervalsError):
    """The activity came through Strava, which forbids to pass it on."""


@dataclass(frozen=True)
class Done:
    """Activities, newest first; `hidden` more came through Strava and cannot be read.

    `all` is false where only the newest of what was found are here.
    """

    activities: tuple[Activity, ...]
    hidden: int = 0
    all: bool = True

    @property
    def training_load(self) -> int:
        return sum(each.training_load or 0 for each in self.activities)

    @property
    def moving_time(self) -> timedelta:
        return sum((each.moving_time or timedelta() for each in self.activities), timedelta())


@dataclass(frozen=True)
class Group:
    """Intervals that are alike: how often, and one of them on average."""

    count: int
    label: str | None
    moving_time: timedelta
    distance: float | None  # metres
    average_watts: float | None
    average_heart_rate: float | None
    average_speed: float | None  # m/s


async def read_done(
    intervals: Intervals, oldest: date, newest: date, sport: str | None = None
) -> Done:
    """What was done in some days, of one sport if it is given: one call.

    The sport of the hidden ones is not known: they are counted whatever the sport.
    """
    everything = await intervals.activities(oldest, newest)
    shown = [each for each in everything if not each.hidden]
    hidden = len(everything) - len(shown)
    return Done(_newest_first(each for each in shown if sport in (None, each.sport)), hidden)


async def find_done(intervals: Intervals, text: str) -> Done:
    """The newest activities whose name holds `text`, or that are tagged `#tag`: one call."""
    found = await intervals.search_activities(text, MOST_FOUND)
    shown = _newest_first(each for each in found if not each.hidden)
    return Done(shown, len(found) - len(shown), all=len(found) < MOST_FOUND)


async def read_activity(intervals: Intervals, activity_id: str) -> ActivityDetail:
    """One activity: one call. Raises HiddenActivityError, NotFoundError."""
    activity = await intervals.activity(activity_id)
    if activity.hidden:
        raise HiddenActivityError
    return activity


async def read_groups(intervals: Intervals, activity_id: str) -> tuple[Group, ...]:
    """The intervals in the order they were begun, those alike as one: one call.

    None where nothing was recorded that has intervals.
    """
    try:
        splits = await intervals.splits(activity_id)
    except RefusedError:
        return ()
    alike: dict[object, list[Interval]] = {}
    for number, each in enumerate(splits.intervals):
        if each.moving_time:
            alike.setdefault((each.kind, each.label, each.group or number), []).append(each)
    return tuple(_group(each) for each in alike.values())


def _group(alike: list[Interval]) -> Group:
    lengths = [each.moving_time or timedelta() for each in alike]
    return Group(
        len(alike),
        alike[0].label,
        sum(lengths, timedelta()) / len(alike),
        _mean(each.distance for each in alike),
        _mean(each.average_watts for each in alike),
        _mean(each.average_heart_rate for each in alike),
        _mean(each.average_speed for each in alike),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [each for each in values if each is not None]
    return sum(known) / len(known) if known else None


def _newest_first(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    return tuple(sorted(activities, key=lambda each: (each.day, str(each.starts)), reverse=True))
