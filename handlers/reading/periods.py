"""Ranges that are periods of the calendar: weeks, weekends, months, years."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.reading.found_day import DAY, Toward, monday_of
from handlers.reading.vocabulary import Vocabulary, breaks, skip

YEAR = re.compile(r"(20[0-9]{2})年?(?=[\s,，]|$)")
YEAR_MONTH = re.compile(r"(20[0-9]{2})(?:-|年)(1[0-2]|0?[1-9])月?(?=[\s,，]|$)")


@dataclass(frozen=True)
class DayRange:
    """From the first day to the last one, both belonging to it."""

    first: date
    last: date

    def __len__(self) -> int:
        return (self.last - self.first).days + 1


def find_year(text: str, at: int) -> tuple[DayRange, int] | None:
    """`2027`, 2027年: all of it, unless it begins a date."""
    match = YEAR.match(text, at)
    if match is None:
        return None
    year = int(match[1])
    return DayRange(date(year, 1, 1), date(year, 12, 31)), match.end()


def find_period(
    text: str, at: int, today: date, vocabulary: Vocabulary
) -> tuple[DayRange, int] | None:
    """A week from Monday to Sunday, a weekend, a month, a year: `last month`, 下周, 周末."""
    which = vocabulary.find("which", text, at)
    found = vocabulary.find("period", text, skip(text, which.end) if which else at)
    if found is None:
        return None
    meaning = which.meaning if which else "0"
    number = -1 if meaning == "latest" else int(meaning)
    return _whole(found.meaning, number, today), found.end


def _whole(period: str, number: int, today: date) -> DayRange:
    """The period `number` after the one that holds today."""
    monday = monday_of(today) + 7 * number * DAY
    if period == "week":
        return DayRange(monday, monday + 6 * DAY)
    if period == "weekend":
        return DayRange(monday + 5 * DAY, monday + 6 * DAY)
    months = 12 if period == "year" else 1
    since = today.year * 12 + (0 if period == "year" else today.month - 1) + number * months
    return _months(since, months)


def _months(since: int, count: int) -> DayRange:
    """Whole months; `since` is a month counted from the year 0."""
    first, after = (date(each // 12, each % 12 + 1, 1) for each in (since, since + count))
    return DayRange(first, after - DAY)


def find_month(
    text: str, at: int, today: date, vocabulary: Vocabulary, toward: Toward
) -> tuple[DayRange, int] | None:
    """`2026-12`, or `december`, 12月: the one that holds today, or the nearest `toward`."""
    if match := YEAR_MONTH.match(text, at):
        return _months(int(match[1]) * 12 + int(match[2]) - 1, 1), match.end()
    found = vocabulary.find("month", text, at)
    if found is None or not breaks(text, found.end):
        return None
    month = int(found.meaning)
    over = month < today.month if toward == "future" else month > today.month
    year = today.year + (0 if not over else 1 if toward == "future" else -1)
    return _months(year * 12 + month - 1, 1), found.end
