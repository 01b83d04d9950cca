"""Activities entered by hand, a line each: `yesterday 18:00 Run 10km 52m hr 142 Easy run`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from handlers.reading.apart import apart, on_each_day
from handlers.reading.clock import find_time
from handlers.reading.dates import leading_moment
from handlers.reading.ends import day_first
from handlers.reading.entry import Entry
from handlers.reading.entry_numbers import ImpossibleLengthError, read_numbers
from handlers.reading.errors import UnknownSportError, UnreadableDayError, UnreadableError
from handlers.reading.vocabulary import Typed, Vocabulary, skip
from handlers.reading.wellness import is_wellness
from services.units import SWIMS

DAY = 24 * 60  # minutes
RATINGS = ("feel", "rpe")
ON_FOOT = ("Run", "Walk", "Hike")
HOUR_LIKE = re.compile(r"[0-9]{1,2}:[0-9]{2}(?![0-9:])")
BULLET = re.compile(r"^\s*[-–•*] +")  # a list of a phone's notes


class ImpossibleHourError(UnreadableError):
    """An hour no clock has: 25:00."""


class LeftoverError(UnreadableError):
    """Numbers that are none of an activity, or of which nothing says what they are."""


def entry_lines(text: str, today: date, vocabulary: Vocabulary) -> list[str]:
    """The activities of a message, one a line, or a day with its sport after a comma."""
    entries: list[str] = []
    for typed in filter(str.strip, text.splitlines()):
        line = BULLET.sub("", typed)
        days = on_each_day(line, today, vocabulary, toward="past")
        entries += days or apart(line, today, vocabulary, toward="past")
    return entries


def read_line(
    line: str, today: date, vocabulary: Vocabulary
) -> tuple[Entry, Sequence[UnreadableError]]:
    """The entry, its day and sport wherever they stand: `Easy run 10km yesterday`.

    And why some of its numbers, its day or its hour are not taken. Raises ImpossibleLengthError.
    """
    entry, wrong = _read_beside(line, today, vocabulary)
    numbered = any(map(str.isdigit, entry.name))
    if numbered and (
        not any(map(str.isalpha, entry.name)) or is_wellness(entry.name, today, vocabulary)
    ):
        wrong = [*wrong, LeftoverError(text=entry.name)]
        entry = replace(entry, name="")
    if entry.sport is None and (found := vocabulary.sport_within(entry.name)):
        sport, before, after = found
        unread = any(map(str.isdigit, before))  # 22.11 Run
        entry = replace(entry, sport=sport, name=after if unread else entry.name)
        wrong = [*wrong, *([LeftoverError(text=before)] if unread else [])]
    if entry.day or not entry.name:
        return entry, wrong
    turned = day_first(entry.name, today, vocabulary, partial(leading_moment, toward="past"))
    moment = leading_moment(turned, today, vocabulary, toward="past") if turned else None
    if moment is None:
        return entry, wrong
    day, hour, name = moment
    plain = vocabulary.leading_sport(name) == (entry.sport, "")
    return replace(entry, day=day, hour=hour or entry.hour, name="" if plain else name), wrong


def _read_beside(
    line: str, today: date, vocabulary: Vocabulary
) -> tuple[Entry, Sequence[UnreadableError]]:
    """What is said beside a day or an hour that cannot be."""
    try:
        return _read(Entry(), line, today, vocabulary)
    except UnreadableError as why:
        before, typed, after = line.partition(str(why.facts["text"]))
        if not typed or not (before + after).strip():
            raise
        entry, wrong = _read(Entry(), before + after, today, vocabulary)
        return entry, [why, *wrong]


def begins_with_sport(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether a line is about an activity: `yesterday Run 10km`, `Run`. Raises errors of a day."""
    moment = leading_moment(text, today, vocabulary, toward="past")
    rest = moment[2] if moment else text
    return vocabulary.leading_sport(rest)[0] is not None


def read_entry(line: str, today: date, vocabulary: Vocabulary, known: Entry) -> Entry:
    """What is `known`, with what of day, hour and sport it lacks, numbers, and the rest as name.

    Raises ImpossibleHourError, ImpossibleLengthError, UnlikelyNumberError, UnreadableRatingError
    and the errors of a day.
    """
    entry, wrong = _read(known, line, today, vocabulary)
    if wrong:
        raise wrong[0]
    return entry


def _read(
    entry: Entry, line: str, today: date, vocabulary: Vocabulary
) -> tuple[Entry, Sequence[UnreadableError]]:
    entry, rest = _begun(entry, line, today, vocabulary)
    if entry.sport is None:
        sport, rest = vocabulary.leading_sport(rest)
        entry = replace(entry, sport=sport)
        if sport and entry.day is None:
            entry, rest = _begun(entry, rest, today, vocabulary)
    entry, wrong = read_numbers(entry, rest, vocabulary)
    length = entry.moving_time
    if entry.distance and length and entry.distance > _fastest(entry) * length.total_seconds():
        raise ImpossibleLengthError(text=line)
    return entry, wrong


def _fastest(entry: Entry) -> float:
    """Metres a second, of the whole way: nobody is faster."""
    if entry.sport in SWIMS:
        return 4.0
    return 12.0 if (entry.sport or "").endswith(ON_FOOT) else 45.0


def read_rating(text: str, today: date, vocabulary: Vocabulary) -> dict[str, int] | None:
    """`rpe 7 feel good`; None if it is about anything else. Raises the errors of a rating."""
    typed = Typed(text).text
    number = vocabulary.find("entry", typed)
    named = any(vocabulary.find(kind, typed) for kind in ("entry_rating", "entry_word"))
    if not named and (number is None or number.meaning != "rpe"):
        return None
    entry = read_entry(text, today, vocabulary, Entry(day=today, sport=""))
    rated = {each: value for each in RATINGS if (value := getattr(entry, each)) is not None}
    return rated if entry == Entry(day=today, sport="", **rated) else None


def is_effort(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether a text is an effort, and perhaps a feel, and no more: `rpe 7`, `rpe 12` too."""
    try:
        rated = read_rating(text, today, vocabulary)
    except UnreadableError:
        return text.casefold().startswith("rpe")
    return "rpe" in (rated or ())


def with_typed(
    entry: Entry, text: str, today: date, vocabulary: Vocabulary
) -> tuple[Entry, Sequence[UnreadableError]]:
    """The entry with the first thing it lacks, as typed, and why some numbers are not taken.

    Raises UnreadableErrors.
    """
    if entry == Entry():
        begun, wrong = read_line(text, today, vocabulary)
        if begun.day is None:
            raise UnreadableDayError(text=text)
        return begun, wrong
    if entry.day is None and leading_moment(text, today, vocabulary, toward="past") is None:
        raise UnreadableDayError(text=text)
    if entry.day and entry.sport is None and vocabulary.leading_sport(text)[0] is None:
        raise UnknownSportError(text=text)
    read = read_entry(text, today, vocabulary, entry)
    learned = (read.moving_time, read.distance) != (entry.moving_time, entry.distance)
    if entry.day and entry.sport and entry.moving_time is None and not learned:
        raise ImpossibleLengthError(text=text)
    return read, ()


def wrong_hour(text: str) -> str | None:
    """What a text begins with if it looks like an hour: asked where none was understood."""
    found = HOUR_LIKE.match(Typed(text).text)
    return found[0] if found else None


def _begun(entry: Entry, line: str, today: date, vocabulary: Vocabulary) -> tuple[Entry, str]:
    """The entry with the day and hour that begin the line, and the rest of it."""
    moment = None
    if entry.day is None:
        moment = leading_moment(line, today, vocabulary, toward="past")
    if moment is None:
        return entry, line
    day, hour, rest = moment
    typed = Typed(rest)
    until = vocabulary.find("until", typed.text)
    if hour and until and (end := find_time(typed.text, skip(typed.text, until.end), vocabulary)):
        entry = replace(entry, moving_time=_between(hour, end[0]))
        rest = typed.rest(end[1])
    if hour is None and entry.sport is None and (wrong := wrong_hour(rest)):
        raise ImpossibleHourError(text=wrong)
    return replace(entry, day=day, hour=hour), rest


def _between(begin: time, end: time) -> timedelta:
    """From one hour to the other, perhaps past midnight; a whole day if they are one."""
    minutes = (end.hour - begin.hour) * 60 + end.minute - begin.minute
    return timedelta(minutes=minutes % DAY or DAY)
