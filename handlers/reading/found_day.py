"""What a day in a text is: the same for everybody, or the nearest one from an anchor on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from handlers.reading.errors import ImpossibleDayError

Toward = Literal["past", "future"]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class FoundDay:
    """A day whose text ends at `end`; `toward(anchor, direction)` is the day.

    A weekday or a date without its year is `floating`: the nearest one from the anchor on,
    which may be the anchor itself. Any other day is the same for every anchor.
    """

    toward: Callable[[date, Toward], date]
    end: int
    floating: bool = False
    month: int | None = None  # of a date without its year


def fixed(day: date, end: int) -> FoundDay:
    return FoundDay(lambda _anchor, _way: day, end)


def nearest(weekday: int, anchor: date, way: Toward) -> date:
    """Monday is 0. The anchor itself is the nearest where it fits."""
    if way == "future":
        return anchor + (weekday - anchor.weekday()) % 7 * DAY
    return anchor - (anchor.weekday() - weekday) % 7 * DAY


def monday_of(day: date) -> date:
    """The first day of the week that holds `day`: intervals.icu's weeks begin on Monday."""
    return day - day.weekday() * DAY


def dated(text: str, end: int, month: int, day: int, year: str | int | None = None) -> FoundDay:
    """A date; without a year the nearest one there is, which for 29 February takes a while."""
    try:
        written = date(2000 if year is None else int(year), month, day)  # 2000 was a leap year
    except ValueError:
        raise ImpossibleDayError(text=text) from None
    return yearly(month, day, end) if year is None else fixed(written, end)


def yearly(month: int, day: int, end: int) -> FoundDay:
    """A day of every year that has it."""

    def toward(anchor: date, way: Toward) -> date:
        step = 1 if way == "future" else -1
        for year in range(anchor.year, anchor.year + 10 * step, step):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if (found >= anchor) if way == "future" else (found <= anchor):
                return found
        raise OverflowError

    return FoundDay(toward, end, floating=True, month=month)
