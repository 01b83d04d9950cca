"""Days, days with an hour, and ranges of days, in every way an athlete types them."""

import re
from datetime import date, time

from handlers.reading.clock import find_time
from handlers.reading.days import find_day
from handlers.reading.errors import (
    ImpossibleDayError,
    RangeTooLongError,
    ReversedRangeError,
    SeveralDaysError,
    UnreadableDayError,
    UnreadableRangeError,
)
from handlers.reading.found_day import DAY, FoundDay, Toward, yearly
from handlers.reading.periods import DayRange, find_month, find_period, find_year
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, breaks, skip

LONGEST = 366  # days of a range
DOTTED_HOUR = re.compile(r"([01]?[0-9]|2[0-3])\.([0-5][0-9])(?= |$)")
DAY_NUMBER = re.compile(r"([0-9]{1,2})(?![0-9])")


def read_day(text: str, today: date, vocabulary: Vocabulary, *, toward: Toward = "future") -> date:
    """The day that `text` is. A weekday or a date without its year is the nearest one `toward`.

    Raises UnreadableDayError and the errors of `leading_day`.
    """
    found = leading_day(text, today, vocabulary, toward=toward)
    if found is None or found[1]:
        raise UnreadableDayError(text=text)
    return found[0]


def leading_day(
    text: str, today: date, vocabulary: Vocabulary, *, toward: Toward = "future"
) -> tuple[date, str] | None:
    """The day a line begins with, and the rest of it; None where it begins with none.

    Raises SeveralDaysError, ImpossibleDayError, FarDayError, AmbiguousDayError.
    """
    typed = Typed(text)
    start = skip(typed.text, 0, " \n")
    lead = vocabulary.find("on_day", typed.text, start)
    begins = skip(typed.text, lead.end) if lead else start
    found = find_day(typed.text, begins, today, vocabulary)
    if found is None:
        return None
    if last := _last_day(typed.text, found, today, vocabulary):
        one = typed.piece(start, found.end)
        raise SeveralDaysError(text=typed.piece(start, last.end), one=one)
    if _torn(typed.text, found.end):
        return None
    end = found.end + 1 if typed.text.startswith(". ", found.end) else found.end  # Sat. Ride
    return found.toward(today, toward), typed.rest(skip(typed.text, end, BETWEEN))


def leading_moment(
    text: str, today: date, vocabulary: Vocabulary, *, toward: Toward = "future"
) -> tuple[date, time | None, str] | None:
    """As `leading_day`, with the hour beside the day: `18:00`, `6pm`, 早上7点."""
    found = leading_day(text, today, vocabulary, toward=toward)
    if found is None:
        return _hour_first(text, today, vocabulary, toward)
    day, rest = found
    typed = Typed(rest)
    if hour := find_time(typed.text, 0, vocabulary) or _dotted_hour(typed.text, vocabulary):
        return day, hour[0], typed.rest(skip(typed.text, hour[1], BETWEEN))
    return day, None, rest


def _dotted_hour(text: str, vocabulary: Vocabulary) -> tuple[time, int] | None:
    """The 18.30 of `sat 18.30 Ride`, unless it has a unit."""
    match = DOTTED_HOUR.match(text)
    if match is None:
        return None
    after = skip(text, match.end())
    if any(vocabulary.find(group, text, after) for group in ("length", "time", "unit")):
        return None
    return time(int(match[1]), int(match[2])), match.end()


def _hour_first(
    text: str, today: date, vocabulary: Vocabulary, toward: Toward
) -> tuple[date, time | None, str] | None:
    """`6pm tomorrow Ride`."""
    typed = Typed(text)
    hour = find_time(typed.text, skip(typed.text, 0, " \n"), vocabulary)
    if hour is None:
        return None
    rest = typed.rest(skip(typed.text, hour[1], BETWEEN))
    found = leading_day(rest, today, vocabulary, toward=toward)
    return (found[0], hour[0], found[1]) if found else None


def read_moment(text: str, today: date, vocabulary: Vocabulary) -> tuple[date, time | None]:
    """The day that `text` is, perhaps with its hour.

    Raises UnreadableDayError and the errors of `leading_day`.
    """
    found = leading_moment(text, today, vocabulary)
    if found is None or found[2]:
        raise UnreadableDayError(text=text)
    return found[0], found[1]


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
    if found is None or _torn(typed.text, found[1]):
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


def _torn(text: str, at: int) -> bool:
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
    if last := _last_day(text, first, today, vocabulary):
        return _spanned(first, last, today, toward), last.end
    day = first.toward(today, toward)
    return DayRange(day, day), first.end


def _last_day(text: str, first: FoundDay, today: date, vocabulary: Vocabulary) -> FoundDay | None:
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
