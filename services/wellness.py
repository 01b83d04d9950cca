"""Wellness: what a day's record holds, and recording values of one or several days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.changes import (
    ChangeLog,
    Days,
    Kind,
    Values,
    WriteKey,
    holds,
    read_days,
    restored_days,
    stored_days,
    write_days,
)
from services.errors import LockedDayError, NotRecordedError
from services.intervals.client import Intervals
from services.intervals.models import Wellness
from services.wellness_fields import OWN
from storage.models import Change

SHOWN_BY = timedelta(days=59)


@dataclass(frozen=True)
class Recorded:
    """What was written: the days as they are now, and as they were before (None: not there)."""

    change: Change
    days: Mapping[date, Wellness]
    before: Days


async def read_day(intervals: Intervals, day: date) -> Wellness | None:
    """The day's record; None where there is none yet."""
    return next(iter(await intervals.wellness(day, day)), None)


async def read_own_codes(intervals: Intervals, today: date) -> tuple[str, ...]:
    """The codes of the athlete's own number fields that their last 60 days show. One call."""
    codes: dict[str, None] = {}
    for record in await intervals.wellness(today - SHOWN_BY, today):
        own = (name.removeprefix(OWN) for name in record.values if name.startswith(OWN))
        codes.update(dict.fromkeys(own))
    return tuple(codes)


class Diary:
    """Records what athletes measured and felt."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log

    async def record(self, intervals: Intervals, key: WriteKey, days: Days) -> Recorded:
        """Write values by our names (`None` clears), leave all others as they are, look at it.

        Raises LockedDayError (nothing is written), NotRecordedError, IntervalsErrors.
        """
        intervals.forget_cached()
        present = await read_days(intervals, days)
        _refuse_locked(days, present)
        before = {day: _of(present.get(day), values) for day, values in days.items()}
        change = await self._log.note(
            key,
            Kind.WELLNESS,
            ",".join(day.isoformat() for day in days),
            before=stored_days(before),
            after=stored_days(days),
        )
        now = await write_days(intervals, days)
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
