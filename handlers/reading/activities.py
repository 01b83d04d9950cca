"""Activities entered by hand, a line each: `yesterday 18:00 Run 10km 52m hr 142 Easy run`."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from handlers.reading.dates import leading_moment
from handlers.reading.distances import find_distance, read_pace
from handlers.reading.durations import Unit, find_duration
from handlers.reading.entry import Entry
from handlers.reading.errors import UnreadableError, UnreadablePaceError
from handlers.reading.vocabulary import BETWEEN, Found, Typed, Vocabulary, is_letter, skip
from services.units import KILOGRAMS, SWIMS

# What a body or a device can show, and a number as it may be; outside is a slip of the finger.
LIMITS = {
    "heart_rate": (30, 240, 142),
    "watts": (1, 2000, 200),
    "rpe": (1, 10, 6),
    "load": (0, 2000, 100),
    "lifted": (1, 200_000, 2500),
    "pounds": (1, 400_000, 5500),
}
DAY = 24 * 60  # minutes
FASTEST = 45.0  # m/s, of the whole way: nobody is faster on anything one trains with
LONGEST = timedelta(hours=72)
FARTHEST = 3_000_000.0  # metres
HOUR_LIKE = re.compile(r"[0-9]{1,2}:[0-9]{2}(?![0-9:])")
NUMBER = re.compile(r"[\d.,]*\d")
BULLET = re.compile(r"^\s*[-–•*] +")  # a list of a phone's notes
AT = re.compile(r"(?:at |@ ?)([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9:/])")
UNTIL = re.compile(r"(?:[-~]|to|至|到) ?([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9:])")
PACE = re.compile(r"[0-9]{1,2}:[0-9]{2} ?/ ?[0-9]{0,3} ?[^\W\d_]{1,4}")
COLONS = re.compile(r"([0-9]{1,2}):[0-9]{2}(?![0-9:])")
FEW = 300  # `m` after a larger number means metres, in a pool after SWUM
SWUM = 100


class ImpossibleHourError(UnreadableError):
    """An hour no clock has: 25:00."""


class UnlikelyNumberError(UnreadableError):
    """A number that is not from `low` to `high`, as they all are; `example` is one that is."""


class UnreadableRatingError(UnreadableError):
    """A feel or an effort that is neither one of the words nor, of the effort, a number."""


class ImpossibleLengthError(UnreadableError):
    """A duration or a distance nobody does: none at all, or days on end."""


def entry_lines(text: str) -> list[str]:
    """The activities of a message, one a line."""
    return [BULLET.sub("", line) for line in text.splitlines() if line.strip()]


def read_line(line: str, today: date, vocabulary: Vocabulary) -> Entry:
    """As `read_entry`; the day may also end the line: `Run 10km 52m yesterday`."""
    entry = read_entry(line, today, vocabulary)
    if entry.day or not entry.name:
        return entry
    moment = leading_moment(entry.name, today, vocabulary, toward="past")
    if moment is None or moment[2]:
        return entry
    return replace(entry, day=moment[0], hour=moment[1] or entry.hour, name="")


def begins_with_sport(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether a line is about an activity: `yesterday Run 10km`, `Run`. Raises errors of a day."""
    moment = leading_moment(text, today, vocabulary, toward="past")
    rest = moment[2] if moment else text
    return vocabulary.leading_sport(rest)[0] is not None


def read_entry(
    line: str, today: date, vocabulary: Vocabulary, known: Entry | None = None
) -> Entry:
    """Day, hour, sport, then numbers in any order; what is left is the name.

    With `known` it goes on with an entry. Raises ImpossibleHourError, ImpossibleLengthError,
    UnlikelyNumberError, UnreadableRatingError and the errors of a day.
    """
    entry = known or Entry()
    entry, rest = _begun(entry, line, today, vocabulary)
    if entry.sport is None:
        sport, rest = vocabulary.leading_sport(rest)
        entry = replace(entry, sport=sport)
        if sport and entry.day is None:
            entry, rest = _begun(entry, rest, today, vocabulary)
    entry = _numbers(entry, rest, vocabulary)
    length = entry.moving_time
    if entry.distance and length and entry.distance > FASTEST * length.total_seconds():
        raise ImpossibleLengthError(text=line)
    return entry


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
    if hour and (until := UNTIL.match(Typed(rest).text)):
        entry = replace(entry, moving_time=_between(hour, time(int(until[1]), int(until[2]))))
        rest = Typed(rest).rest(until.end())
    if hour is None and entry.sport is None and (wrong := wrong_hour(rest)):
        raise ImpossibleHourError(text=wrong)
    return replace(entry, day=day, hour=hour), rest


def _between(begin: time, end: time) -> timedelta:
    """From one hour to the other, perhaps past midnight; a whole day if they are one."""
    minutes = (end.hour - begin.hour) * 60 + end.minute - begin.minute
    return timedelta(minutes=minutes % DAY or DAY)


def _numbers(entry: Entry, text: str, vocabulary: Vocabulary) -> Entry:
    typed = Typed(text)
    at, named, names = 0, 0, []
    while at < len(typed.text):
        found = _number(entry, typed.text, at, vocabulary) if _starts(typed.text, at) else None
        if found is None:
            at += 1
            continue
        names.append(_but_filler(typed.piece(named, at), vocabulary))
        entry, end = found
        at = named = skip(typed.text, end, BETWEEN)
    names.append(typed.piece(named, len(typed.text)))
    name = " ".join(" ".join(names).split()).strip(" ,;:，。；、")
    return replace(entry, name=name or entry.name)


def _but_filler(piece: str, vocabulary: Vocabulary) -> str:
    """What is said between numbers; the `in` of `10km in 52m` says nothing."""
    return piece if vocabulary.meaning("entry_filler", piece) is None else ""


def _starts(text: str, at: int) -> bool:
    """Whether a word or a number begins here, and is not the end of another."""
    if at == 0:
        return text[at] not in BETWEEN
    before = text[at - 1]
    glued = is_letter(before) or before.isdigit() or before in ".:/-+"
    return text[at] not in BETWEEN and not glued


def _number(entry: Entry, text: str, at: int, vocabulary: Vocabulary) -> tuple[Entry, int] | None:
    """The entry with what is said at `at`, if it is not known yet, and where that ends."""
    if named := _named(entry, text, at, vocabulary):
        return named
    if entry.distance is None and (measured := _distance(entry, text, at, vocabulary)):
        return measured
    return _length(entry, text, at, vocabulary) if entry.moving_time is None else None


def _named(entry: Entry, text: str, at: int, vocabulary: Vocabulary) -> tuple[Entry, int] | None:
    """A number that has its name or unit, a rating in words, or `indoor`."""
    if entry.hour is None and (begun := AT.match(text, at)):
        return replace(entry, hour=time(int(begun[1]), int(begun[2]))), begun.end()
    if found := vocabulary.find("entry", text, at):
        if found.meaning == "indoor":
            return replace(entry, indoor=True), found.end
        known = "lifted" if found.meaning == "pounds" else found.meaning
        if getattr(entry, known) is not None:
            return None
        return _said(entry, found, text[at : found.end]), found.end
    if found := vocabulary.find("entry_word", text, at):
        name, _, value = found.meaning.partition(".")
        rated: dict[str, Any] = {name: int(value)}
        return (replace(entry, **rated), found.end) if getattr(entry, name) is None else None
    if vocabulary.find("entry_rating", text, at):
        raise UnreadableRatingError(text=" ".join(text[at:].split()[:2]))
    return None


def _said(entry: Entry, found: Found, text: str) -> Entry:
    """The entry with a number that has its name or unit. Raises UnlikelyNumberError."""
    low, high, usual = LIMITS[found.meaning]
    if not low <= found.number <= high:
        example = NUMBER.sub(str(usual), text, count=1)
        raise UnlikelyNumberError(text=text, low=low, high=high, example=example)
    if found.meaning == "pounds":
        return replace(entry, lifted=round(found.number * KILOGRAMS["lb"]))
    said: dict[str, Any] = {found.meaning: round(found.number)}
    return replace(entry, **said)


def _distance(
    entry: Entry, text: str, at: int, vocabulary: Vocabulary
) -> tuple[Entry, int] | None:
    """A distance. The m of 52m are minutes, those of 1500m metres."""
    found = find_distance(text, at, vocabulary)
    if found is None:
        return None
    enough = SWUM if entry.sport in SWIMS else FEW
    if found.metres < enough and find_duration(text, at, vocabulary, colon="hours"):
        return None
    if not 0 < found.metres <= FARTHEST:
        raise ImpossibleLengthError(text=text[at : found.end])
    return replace(entry, distance=found.metres), found.end


def _length(entry: Entry, text: str, at: int, vocabulary: Vocabulary) -> tuple[Entry, int] | None:
    """A duration. 1:15 are hours and minutes, 52:30 minutes and seconds."""
    colons = COLONS.match(text, at)
    colon: Unit = "minutes" if colons and int(colons[1]) >= 10 else "hours"
    found = find_duration(text, at, vocabulary, colon=colon)
    if found is None:
        return None
    if text.startswith("/", found.end):
        return _paced(entry, text, at, vocabulary)
    if not timedelta() < found.length <= LONGEST:
        raise ImpossibleLengthError(text=text[at : found.end])
    return replace(entry, moving_time=found.length), found.end


def _paced(entry: Entry, text: str, at: int, vocabulary: Vocabulary) -> tuple[Entry, int] | None:
    """How long a known distance took at a pace: 10km 4:30/km."""
    found = PACE.match(text, at)
    if found is None or entry.distance is None:
        return None
    try:
        seconds = entry.distance / read_pace(found[0], vocabulary)
    except UnreadablePaceError:
        return None
    return replace(entry, moving_time=timedelta(seconds=round(seconds))), found.end()
