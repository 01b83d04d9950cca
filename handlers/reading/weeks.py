"""A week in the ways an athlete types it: `last`, `next week`, `48`, a day in it, 第48周."""

import re
from contextlib import suppress
from datetime import date, timedelta

from handlers.reading.days import FIRST, LAST
from handlers.reading.errors import UnreadableRangeError, UnreadableWeekError
from handlers.reading.found_day import monday_of
from handlers.reading.periods import DayRange
from handlers.reading.ranges import read_range
from handlers.reading.vocabulary import Typed, Vocabulary, skip

NUMBER = re.compile(r"[0-9]{1,2}")
OF_A_YEAR = re.compile(r"([0-9]{4})-?w([0-9]{1,2})")
WEEK = timedelta(days=7)


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
    if named := OF_A_YEAR.fullmatch(typed):
        return _iso_week(int(named[1]), int(named[2]), text)
    number = vocabulary.find("week", typed)
    if number and number.end == len(typed) and number.number.is_integer():
        return _numbered(int(number.number), text, today)
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
        with suppress(UnreadableWeekError):
            found.append(_iso_week(year, number, text))
    if not found:
        raise UnreadableWeekError(text=text)
    return min(found, key=lambda each: abs(each - today))


def _iso_week(year: int, number: int, text: str) -> date:
    try:
        day = date.fromisocalendar(year, number, 1)
    except (ValueError, OverflowError):
        raise UnreadableWeekError(text=text) from None
    if not FIRST <= day <= LAST:
        raise UnreadableWeekError(text=text)
    return day
