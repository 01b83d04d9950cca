"""A week in the ways an athlete types it: `last`, `next week`, `48`, a day in it, 上周."""

import re
from datetime import date, timedelta

from handlers.reading.dates import DayRange, read_range
from handlers.reading.errors import UnreadableRangeError, UnreadableWeekError
from handlers.reading.vocabulary import Typed, Vocabulary, skip

NUMBER = re.compile(r"[0-9]{1,2}")
WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """The first day of the week that holds `day`: intervals.icu's weeks begin on Monday."""
    return day - timedelta(days=day.weekday())


def read_week(text: str, today: date, vocabulary: Vocabulary) -> date:
    """The Monday of the week that `text` names; this week's for an empty text.

    A number is that week of the year, and a day without its year the one nearest to today.
    Raises UnreadableWeekError and the errors of a day.
    """
    typed = Typed(text).text.strip()
    if not typed:
        return monday_of(today)
    if NUMBER.fullmatch(typed):
        return _numbered(int(typed), text, today)
    which = vocabulary.find("which", typed)
    if which and skip(typed, which.end) >= len(typed):
        steps = -1 if which.meaning == "latest" else int(which.meaning)
        return monday_of(today) + steps * WEEK
    days = _nearest(text, today, vocabulary)
    if len(days) > WEEK.days:
        raise UnreadableWeekError(text=text)
    return monday_of(days.first)


def _nearest(text: str, today: date, vocabulary: Vocabulary) -> DayRange:
    try:
        both = (
            read_range(text, today, vocabulary, toward="past"),
            read_range(text, today, vocabulary, toward="future"),
        )
    except UnreadableRangeError:
        raise UnreadableWeekError(text=text) from None
    return min(both, key=lambda each: abs(each.first - today))


def _numbered(number: int, text: str, today: date) -> date:
    """The week of that number nearest to today; some years have no week 53."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date.fromisocalendar(year, number, 1))
        except ValueError:
            continue
    if not found:
        raise UnreadableWeekError(text=text)
    return min(found, key=lambda each: abs(each - today))
