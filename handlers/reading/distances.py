"""Distances and paces: `40km`, `25mi`, `1500m`, 10公里; `4:30/km`, `1:45/100m`."""

import re
from typing import NamedTuple

from handlers.reading.durations import read_duration
from handlers.reading.errors import (
    UnreadableDistanceError,
    UnreadableDurationError,
    UnreadablePaceError,
)
from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import Typed, Vocabulary, skip
from services.units import METRES

CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2} ?")
TYPED_METRES = {**METRES, "m": 1.0, "yd": 0.9144}


class FoundDistance(NamedTuple):
    """A distance in metres, its unit, and where it ends."""

    metres: float
    unit: str
    end: int


def find_distance(
    text: str, at: int, vocabulary: Vocabulary, *, bare: str | None = None
) -> FoundDistance | None:
    """The distance that begins at `at` of a `Typed.text`; `bare` as in `read_distance`."""
    number = find_number(text, at)
    if number is None:
        return None
    unit = vocabulary.find("length", text, skip(text, number.end))
    name, end = (unit.meaning, unit.end) if unit else (bare, number.end)
    return FoundDistance(number.value * TYPED_METRES[name], name, end) if name else None


def read_distance(text: str, vocabulary: Vocabulary, *, bare: str | None = None) -> float:
    """The distance that `text` is, in metres.

    `bare` is the unit of a number alone: km, mi, m, yd. Raises UnreadableDistanceError.
    """
    typed = Typed(text).text.strip()
    found = find_distance(typed, 0, vocabulary, bare=bare)
    if found is None or found.metres == 0 or found.end < len(typed):
        raise UnreadableDistanceError(text=text)
    return found.metres


def read_pace(text: str, vocabulary: Vocabulary, *, bare: str | None = None) -> float:
    """The pace that `text` is, as a speed in metres a second. 4:30 are minutes and seconds.

    `bare` is what the time is for where the text does not say it: km, mi, 100m.
    Raises UnreadablePaceError.
    """
    length, said = _halves(Typed(text).text.strip(), vocabulary)
    way = (bare or "") if said is None else said.strip()
    clock = CLOCK.match(length)
    minutes = clock and vocabulary.find("time.minutes", length, clock.end())
    if clock and minutes and minutes.end == len(length.rstrip()):  # 4:05 min/km
        length = clock[0]
    try:
        seconds = read_duration(length, vocabulary, colon="minutes").total_seconds()
        metres = read_distance(way if way[:1].isdigit() else f"1{way}", vocabulary)
    except (UnreadableDurationError, UnreadableDistanceError):
        raise UnreadablePaceError(text=text) from None
    if not seconds:
        raise UnreadablePaceError(text=text)
    return metres / seconds


def _halves(text: str, vocabulary: Vocabulary) -> tuple[str, str | None]:
    """The time and what it is for, if that is said: `4:30/km`, `4:30 per km`, 每公里4分30秒."""
    for at in range(len(text)):
        if per := vocabulary.find("per", text, at):
            if at:
                return text[:at], text[per.end :]
            way = vocabulary.find("length", text, per.end)
            return (text[way.end :], text[per.end : way.end]) if way else ("", "")
    return text, None
