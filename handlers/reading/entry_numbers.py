"""The numbers of an activity, in any order: `10km 52m hr 142 rpe 6 feel good`."""

import re
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from handlers.reading.clock import find_time
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
GLUED = re.compile(r"(\d(?:km|min|mi|m|公里|千米|分钟|分)) ?(?=\d)", re.IGNORECASE)
NUMBER = re.compile(r"[\d.,]*\d")
PACE = re.compile(r"[0-9]{1,2}:[0-9]{2} ?/ ?[0-9]{0,3} ?[^\W\d_]{1,4}")
COLONS = re.compile(r"([0-9]{1,2}):[0-9]{2}(?![0-9:])")
FEW = 300  # `m` after a larger number means metres, in a pool after SWUM
SWUM = 100
LONGEST = timedelta(hours=72)
FARTHEST = 3_000_000.0  # metres


class UnlikelyNumberError(UnreadableError):
    """A number that is not from `low` to `high`, as they all are; `example` is one that is."""


class UnreadableRatingError(UnreadableError):
    """A feel or an effort that is neither one of the words nor, of the effort, a number."""


class ImpossibleLengthError(UnreadableError):
    """A duration or a distance nobody does: none at all, or days on end."""


def read_numbers(
    entry: Entry, text: str, vocabulary: Vocabulary
) -> tuple[Entry, list[UnreadableError]]:
    """The entry with the numbers of a text, what is left is its name; why some are not taken."""
    typed = Typed(GLUED.sub(r"\1 ", text))
    at, named = 0, 0
    names: list[str] = []
    wrong: list[UnreadableError] = []
    while at < len(typed.text):
        try:
            found = _number(entry, typed.text, at, vocabulary) if _starts(typed.text, at) else None
        except UnreadableError as why:
            wrong.append(why)
            found = entry, at + len(str(why.facts["text"]))
        if found is None:
            at += 1
            continue
        names.append(_but_filler(typed.piece(named, at), vocabulary))
        entry, end = found
        at = named = skip(typed.text, end, BETWEEN)
    names.append(typed.piece(named, len(typed.text)))
    name = " ".join(" ".join(names).split()).strip(" ,;:@，。；、")
    return replace(entry, name=name or entry.name), wrong


def _but_filler(piece: str, vocabulary: Vocabulary) -> str:
    """What is said between numbers; the `in` of `10km in 52m` says nothing."""
    return piece if vocabulary.meaning("entry_filler", piece) is None else ""


def _starts(text: str, at: int) -> bool:
    """Whether a word or a number begins here, and is not the end of another."""
    if at == 0:
        return text[at] not in BETWEEN
    before = text[at - 1]
    digits = before.isdigit() and text[at].isascii()  # rpe7感觉良好
    glued = is_letter(before) or digits or before in ".:/-+"
    return text[at] not in BETWEEN and not glued


def _number(entry: Entry, text: str, at: int, vocabulary: Vocabulary) -> tuple[Entry, int] | None:
    """The entry with what is said at `at`, if it is not known yet, and where that ends."""
    if named := _named(entry, text, at, vocabulary):
        return named
    if entry.distance is None and (measured := _distance(entry, text, at, vocabulary)):
        return measured
    if entry.moving_time is None:
        return _length(entry, text, at, vocabulary)
    pace = PACE.match(text, at) if entry.distance else None
    return (entry, pace.end()) if pace else None  # it is said by both


def _named(entry: Entry, text: str, at: int, vocabulary: Vocabulary) -> tuple[Entry, int] | None:
    """A number that has its name or unit, a rating in words, or `indoor`."""
    if entry.hour is None and (begun := _begun(text, at, vocabulary)):
        return replace(entry, hour=begun[0]), begun[1]
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


def _begun(text: str, at: int, vocabulary: Vocabulary) -> tuple[time, int] | None:
    """`at 18:00` and where it ends; `at 4:30/km` is a pace."""
    found = find_time(text, at, vocabulary) if vocabulary.find("at", text, at) else None
    return found if found and not text.startswith("/", found[1]) else None


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
