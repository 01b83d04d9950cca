"""Distances and paces: `40km`, `25mi`, `1500m`, 10公里; `4:30/km`, `1:45/100m`."""

from handlers.reading.durations import read_duration
from handlers.reading.errors import (
    UnreadableDistanceError,
    UnreadableDurationError,
    UnreadablePaceError,
)
from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import Typed, Vocabulary, skip

METRES = {"km": 1000.0, "mi": 1609.344, "m": 1.0, "yd": 0.9144}


def read_distance(text: str, vocabulary: Vocabulary, *, bare: str | None = None) -> float:
    """The distance that `text` is, in metres.

    `bare` is the unit of a number alone: km, mi, m, yd. Raises UnreadableDistanceError.
    """
    typed = Typed(text).text.strip()
    number = find_number(typed, 0)
    if number is None or number.value == 0:
        raise UnreadableDistanceError(text=text)
    unit = vocabulary.find("length", typed, skip(typed, number.end))
    name, end = (unit.meaning, unit.end) if unit else (bare, number.end)
    if name is None or end < len(typed):
        raise UnreadableDistanceError(text=text)
    return number.value * METRES[name]


def read_pace(text: str, vocabulary: Vocabulary, *, bare: str | None = None) -> float:
    """The pace that `text` is, as a speed in metres a second. 4:30 are minutes and seconds.

    `bare` is what the time is for where the text does not say it: km, mi, 100m.
    Raises UnreadablePaceError.
    """
    length, slash, way = Typed(text).text.strip().partition("/")
    way = way.strip() if slash else bare or ""
    try:
        seconds = read_duration(length, vocabulary, colon="minutes").total_seconds()
        metres = read_distance(way if way[:1].isdigit() else f"1{way}", vocabulary)
    except (UnreadableDurationError, UnreadableDistanceError):
        raise UnreadablePaceError(text=text) from None
    if not seconds:
        raise UnreadablePaceError(text=text)
    return metres / seconds
