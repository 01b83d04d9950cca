"""Days, and days with an hour, in every way an athlete types them."""

import re
from datetime import date, time

from handlers.reading.clock import find_time
from handlers.reading.days import find_day
from handlers.reading.errors import SeveralDaysError, UnreadableDayError
from handlers.reading.found_day import Toward
from handlers.reading.ranges import last_day, torn
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, skip

DOTTED_HOUR = re.compile(r"([01]?[0-9]|2[0-3])\.([0-5][0-9])(?= |$)")


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
    if last := last_day(typed.text, found, today, vocabulary):
        one = typed.piece(start, found.end)
        raise SeveralDaysError(text=typed.piece(start, last.end), one=one)
    if torn(typed.text, found.end):
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
