"""Ranges of days in every way an athlete types them: `28d`, `thu-sat`, `last week`, 11月."""

import re
from datetime import date

from handlers.reading.days import find_day
from handlers.reading.errors import (
    ImpossibleDayError,
    RangeTooLongError,
    ReversedRangeError,
    UnreadableRangeError,
)
from handlers.reading.found_day import DAY, FoundDay, Toward, yearly
from handlers.reading.periods import DayRange, find_month, find_period, find_year
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, breaks, skip

LONGEST = 366  # days of a range
DAY_NUMBER = re.compile(r"([0-9]{1,2})(?![0-9])")


def read_range(
    text: str,
    today: date,
    vocabulary: Vocabulary,
    *,
    toward: Toward = "future",
    limit: int = LONGEST,
) -> DayRange:
    """The days that `text` is; a single day is a range too. `28d` ends or begins today.

    Raises UnreadableRangeError, ReversedRangeError, RangeTooLongError and the errors of a day.
    """
    found = leading_range(text, today, vocabulary, toward=toward, limit=limit)
    if found is None or found[1]:
        raise UnreadableRangeError(text=text)
    return found[0]


def leading_range(
    text: str,
    today: date,
    vocabulary: Vocabulary,
    *,
    toward: Toward = "future",
    limit: int = LONGEST,
) -> tuple[DayRange, str] | None:
    """The range a line begins with, and the rest of it: `28d hrv sleep`. Raises as read_range."""
    typed = Typed(text)
    start = skip(typed.text, 0, " \n")
    since = vocabulary.find("since", typed.text, start)
    if lead := since or vocabulary.find("from", typed.text, start):
        start = skip(typed.text, lead.end)
    toward = "past" if since else toward
    found = (
        _until(typed.text, start, today, vocabulary, toward)
        or find_year(typed.text, start)
        or _between(typed.text, start, today, vocabulary, toward)
        or _several_days(typed.text, start, today, vocabulary, toward, limit)
        or find_period(typed.text, start, today, vocabulary)
        or find_month(typed.text, start, today, vocabulary, toward)
    )
    if found is None or torn(typed.text, found[1]):
        return None
    days, end = found
    if since:
        days = DayRange(days.first, today)
    if days.first > days.last:
        raise ReversedRangeError(first=days.first, last=days.last)
    if len(days) > limit:
        raise RangeTooLongError(days=len(days), limit=limit)
    return days, typed.rest(skip(typed.text, end, BETWEEN))


def _until(
    text: str, at: int, today: date, vocabulary: Vocabulary, toward: Toward
) -> tuple[DayRange, int] | None:
    """`until sunday` of what is to come begins today."""
    until = vocabulary.find("until", text, at)
    if toward == "past" or until is None or not text[at : until.end].isalpha():
        return None
    day = find_day(text, skip(text, until.end), today, vocabulary)
    return (DayRange(today, day.toward(today, "future")), day.end) if day else None


def torn(text: str, at: int) -> bool:
    """Whether a hyphen ties what follows to what ends at `at`: sun-mon of sun-mon-tue."""
    return text.startswith("-", at) and text[at + 1 : at + 2].strip() != ""


def _several_days(
    text: str, at: int, today: date, vocabulary: Vocabulary, toward: Toward, limit: int
) -> tuple[DayRange, int] | None:
    """`28d`, `last 4 weeks`, 最近28天: they begin or end today."""
    for way, group in (("past", "past_days"), ("future", "next_days"), (toward, "days")):
        found = vocabulary.find(group, text, at)
        if found and found.number >= 1 and found.number.is_integer():
            days = int(found.number) * int(found.meaning)
            if days > limit:
                raise RangeTooLongError(days=days, limit=limit)
            rest = (days - 1) * DAY
            first = today - rest if way == "past" else today
            return DayRange(first, first + rest), found.end
    return None


def _between(
    text: str, at: int, today: date, vocabulary: Vocabulary, toward: Toward
) -> tuple[DayRange, int] | None:
    """Two days, or one."""
    first = find_day(text, at, today, vocabulary)
    if first is None:
        return None
    if last := last_day(text, first, today, vocabulary):
        return _spanned(first, last, today, toward), last.end
    day = first.toward(today, toward)
    return DayRange(day, day), first.end


def last_day(text: str, first: FoundDay, today: date, vocabulary: Vocabulary) -> FoundDay | None:
    """The day a range that begins with `first` ends with; None where it is no range."""
    until = vocabulary.find("until", text, skip(text, first.end))
    if until is None:
        return _next_day(text, first, today, vocabulary)
    start = skip(text, until.end)
    return find_day(text, start, today, vocabulary) or _same_month(text, start, first, vocabulary)


def _next_day(text: str, first: FoundDay, today: date, vocabulary: Vocabulary) -> FoundDay | None:
    """The second of `today and tomorrow`."""
    joint = vocabulary.find("and", text, skip(text, first.end))
    second = joint and find_day(text, skip(text, joint.end), today, vocabulary)
    begins = first.toward(today, "future")
    return second if second and second.toward(begins, "future") == begins + DAY else None


def _same_month(text: str, at: int, first: FoundDay, vocabulary: Vocabulary) -> FoundDay | None:
    """The 7 of `nov 1-7`."""
    match = DAY_NUMBER.match(text, at)
    if match is None or first.month is None:
        return None
    suffix = vocabulary.find("day_suffix", text, match.end())
    end = suffix.end if suffix else match.end()
    try:
        date(2000, first.month, int(match[1]))
    except ValueError:
        raise ImpossibleDayError(text=text[at:end]) from None
    return yearly(first.month, int(match[1]), end) if breaks(text, end) else None


def _spanned(first: FoundDay, last: FoundDay, today: date, toward: Toward) -> DayRange:
    """Floating ends lie around the fixed one; two of them around today, or next to it."""
    if last.floating and (toward == "past" or not first.floating):
        begin = first.toward(today, "past")
        return DayRange(begin, last.toward(begin, "future"))
    end = last.toward(today, "future")
    return DayRange(first.toward(end, "past"), end)
