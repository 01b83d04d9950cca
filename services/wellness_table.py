"""A range of wellness: which fields the athlete uses, day by day, against their normal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from services.errors import ServiceError
from services.intervals.client import Intervals
from services.intervals.models import Wellness, WellnessValue
from services.today import COMPARED, NORMAL_DAYS, Normal, as_number, normals
from services.wellness_fields import FIELDS


class UnknownFieldError(ServiceError):
    """`text` is no wellness value, and no field of the athlete's own."""


@dataclass(frozen=True)
class Table:
    """The days from `first` to `last`, and what is normal for the athlete before `last`.

    `fields` are those asked for, or all that have a value in the range, the usual ones first.
    Means are of the range, in seconds for durations.
    """

    first: date
    last: date
    fields: tuple[str, ...]
    days: Mapping[date, Wellness]
    means: Mapping[str, float]
    normal: Mapping[str, Normal]
    series: Mapping[str, Mapping[date, float]]  # of each field, days before the range too

    @property
    def span(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1

    def newest(self, field: str) -> tuple[date, WellnessValue] | None:
        """The field's last value in the range and its day."""
        for day in sorted(self.days, reverse=True):
            if (value := self.days[day].values.get(field)) is not None:
                return day, value
        return None


async def read_table(
    intervals: Intervals, first: date, last: date, fields: Sequence[str], preferred: Sequence[str]
) -> Table:
    """The fields (or, without any, those in use) of the days. One API call."""
    records = await intervals.wellness(min(first, last - NORMAL_DAYS), last)
    shown = {each.day: each for each in records if first <= each.day <= last}
    used = {name: None for each in shown.values() for name in each.values}
    ordered = dict.fromkeys((*COMPARED, *preferred, *FIELDS, *sorted(used)))
    chosen = tuple(fields) or tuple(name for name in ordered if name in used)
    numbers = {
        name: [n for each in shown.values() if (n := as_number(each.values.get(name))) is not None]
        for name in chosen
    }
    return Table(
        first,
        last,
        chosen,
        shown,
        {name: fmean(found) for name, found in numbers.items() if found},
        normals([each for each in records if each.day < last], chosen),
        {name: _series(name, records) for name in chosen},
    )


def _series(field: str, records: Sequence[Wellness]) -> dict[date, float]:
    numbers = ((each.day, as_number(each.values.get(field))) for each in records)
    return {day: number for day, number in numbers if number is not None}
