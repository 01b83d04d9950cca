"""Wellness: what a day's record holds, and recording values of one or several days."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.changes import ChangeLog, Kind, WriteKey, same
from services.errors import (
    ChangedSinceError,
    IntervalsError,
    LockedDayError,
    MaybeWrittenError,
    NotAllowedError,
    NotFoundError,
    NotRecordedError,
    NotUndoneError,
)
from services.intervals.client import Intervals
from services.intervals.models import CustomItem, Wellness, WellnessValue
from services.wellness_fields import own_code
from storage.models import Change

SHOWN_BY = timedelta(days=59)
NOTHING = (None, "", "none")
Values = Mapping[str, WellnessValue | None]  # by our names; None is cleared, or was not there
Days = Mapping[date, Values]


@dataclass(frozen=True)
class Recorded:
    """What was written: the days as they are now, and as they were before (None: not there)."""

    change: Change
    days: Mapping[date, Wellness]
    before: Days


async def read_day(intervals: Intervals, day: date) -> Wellness | None:
    """The day's record; None where there is none yet."""
    return next(iter(await intervals.wellness(day, day)), None)


async def read_own_fields(intervals: Intervals, today: date) -> Mapping[str, str]:
    """The athlete's own fields: what they are called, by name and code, and our name of each.

    Those that are defined, and those that the last 60 days show. Two calls at once.
    """
    items, records = await asyncio.gather(
        _custom_items(intervals), intervals.wellness(today - SHOWN_BY, today)
    )
    defined = {each.name: field for each in items if (field := each.wellness_field)}
    recorded = [name for each in records for name in each.values]
    codes = {code: field for field in (*recorded, *defined.values()) if (code := own_code(field))}
    return codes | {name: field for name, field in defined.items() if name}


async def _custom_items(intervals: Intervals) -> Sequence[CustomItem]:
    """None where a sign-in does not let us read settings."""
    try:
        return await intervals.custom_items()
    except (NotAllowedError, NotFoundError):
        return ()


class Diary:
    """Records what athletes measured and felt."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log

    async def record(self, intervals: Intervals, key: WriteKey, days: Days) -> Recorded:
        """Write values by our names (`None` clears), leave all others as they are, look at it.

        Raises LockedDayError (nothing is written), NotRecordedError, IntervalsErrors.
        """
        intervals.forget_cached()
        present = await _read(intervals, days)
        _refuse_locked(days, present)
        before = {day: _of(present.get(day), values) for day, values in days.items()}
        change = await self._log.note(
            key,
            Kind.WELLNESS,
            ",".join(day.isoformat() for day in days),
            before=stored_days(before),
            after=stored_days(days),
        )
        now = await _write(intervals, days)
        _refuse_locked(days, now)
        for day, values in days.items():
            if not holds(now.get(day), values):
                raise NotRecordedError(day=day)
        return Recorded(
            change, {day: now[day] for day in days if day in now}, restored_days(change.before)
        )


def _refuse_locked(days: Days, present: Mapping[date, Wellness]) -> None:
    for day in days:
        if (record := present.get(day)) and record.locked:
            raise LockedDayError(day=day)


def _of(record: Wellness | None, values: Values) -> Values:
    """What the record has for the same fields."""
    present = record.values if record else {}
    return {name: present.get(name) for name in values}


async def _write(intervals: Intervals, days: Days) -> dict[date, Wellness]:
    """Write values of one or several days and give back how the days are now."""
    if len(days) == 1:
        [(day, values)] = days.items()
        return {day: await intervals.record_day(day, values)}
    await intervals.record_days(days)
    try:
        return await _read(intervals, days)
    except IntervalsError as error:
        raise MaybeWrittenError from error


async def _read(intervals: Intervals, days: Days) -> dict[date, Wellness]:
    """The records around the days, by day."""
    return {each.day: each for each in await intervals.wellness(min(days), max(days))}


async def take_back(intervals: Intervals, change: Change) -> None:
    """The days as they were. Raises ChangedSinceError and LockedDayError, with nothing touched."""
    before, after = restored_days(change.before), restored_days(change.after)
    present = await _read(intervals, before)
    _refuse_locked(before, present)
    for day, written in after.items():
        for name, value in written.items():
            # An undo that was interrupted may have put the old value back already.
            known = ({name: value}, {name: before[day][name]})
            if not any(holds(present.get(day), each) for each in known):
                raise ChangedSinceError
    now = await _write(intervals, before)
    if not all(holds(now.get(day), values) for day, values in before.items()):
        raise NotUndoneError


def stored_days(days: Days) -> dict[str, Any]:
    """Values of days as JSON; durations as {"seconds": ...}."""
    return {
        day.isoformat(): {
            name: {"seconds": value.total_seconds()} if isinstance(value, timedelta) else value
            for name, value in values.items()
        }
        for day, values in days.items()
    }


def restored_days(stored: Mapping[str, Any]) -> dict[date, dict[str, WellnessValue | None]]:
    """The days from `stored_days`."""
    return {
        date.fromisoformat(day): {
            name: timedelta(**value) if isinstance(value, dict) else value
            for name, value in values.items()
        }
        for day, values in stored.items()
    }


def holds(record: Wellness | None, values: Values) -> bool:
    """Whether a record has these values, up to float32 noise and whole seconds."""
    present = record.values if record else {}
    return all(_same(present.get(name), value) for name, value in values.items())


def _same(one: WellnessValue | None, other: WellnessValue | None) -> bool:
    return same(one, other) or (one in NOTHING and other in NOTHING)
