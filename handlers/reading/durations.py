"""Durations: `7h30`, `7:30`, `7.5h`, `1h30m`, `45s`, `half an hour`, 7小时30分, 7个半小时."""

import re
from datetime import timedelta
from typing import Literal, NamedTuple

from handlers.reading.errors import UnreadableDurationError
from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import Found, Typed, Vocabulary, breaks, is_letter, skip

Unit = Literal["hours", "minutes", "seconds"]
SECONDS = {"hours": 3600, "minutes": 60, "seconds": 1}
COLONS = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?(?![0-9:])")
# The 30 of 7h30; after a space only where nothing else can follow.
LOWER_PART = re.compile(r"([0-5]?[0-9])(?![0-9]|[.,:/][0-9])| ([0-5][0-9])(?= ?(?:$|[,;\n]))")


class FoundDuration(NamedTuple):
    """A duration and where it ends."""

    length: timedelta
    end: int


def read_duration(
    text: str, vocabulary: Vocabulary, *, colon: Unit = "hours", bare: Unit | None = None
) -> timedelta:
    """The duration that `text` is. `colon` is what the 7 of 7:30 counts, `bare` what a 7 does.

    Raises UnreadableDurationError.
    """
    typed = Typed(text).text.strip()
    found = find_duration(typed, 0, vocabulary, colon=colon, bare=bare)
    if found is None or found.end < len(typed):
        raise UnreadableDurationError(text=text)
    return found.length


def find_duration(
    text: str, at: int, vocabulary: Vocabulary, *, colon: Unit, bare: Unit | None = None
) -> FoundDuration | None:
    """The duration that begins at `at` of a `Typed.text`, or None."""
    if match := COLONS.match(text, at):
        first, second, third = (int(part or 0) for part in match.groups())
        high = SECONDS["hours"] if match[3] else SECONDS[colon]
        return FoundDuration(
            timedelta(seconds=first * high + second * high // 60 + third), match.end()
        )
    if found := _with_units(text, at, vocabulary):
        return found
    number = find_number(text, at)
    if bare is None or number is None or is_letter(text[number.end : number.end + 1]):
        return None
    return FoundDuration(_length(number.value, bare), number.end)


def _with_units(text: str, at: int, vocabulary: Vocabulary) -> FoundDuration | None:
    """Hours, then minutes, then seconds: each once, each with its unit."""
    length, end, last = timedelta(), at, SECONDS["hours"] + 1
    while part := _part(text, _joined(text, end, vocabulary) if end > at else at, vocabulary):
        value, unit = part
        if SECONDS[unit.meaning] >= last:
            break
        length, end, last = length + _length(value, unit.meaning), unit.end, SECONDS[unit.meaning]
        if half := vocabulary.find("half_after", text, skip(text, end)):
            return FoundDuration(length + timedelta(seconds=last / 2), half.end)
        if last > 1 and (lower := LOWER_PART.match(text, end)):
            after = lower.end()
            if not (is_letter(text[after : after + 1]) or _has_unit(text, after, vocabulary)):
                number = int(lower[1] or lower[2])
                return FoundDuration(length + timedelta(seconds=number * last / 60), after)
    if end == at or not breaks(text, end) or _glued(text, end):
        return None
    return FoundDuration(length, end)


def _has_unit(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether the number before is of another thing: the 40 of 2小时40公里."""
    return any(vocabulary.find(group, text, skip(text, at)) for group in ("time", "length"))


def _glued(text: str, at: int) -> bool:
    """Whether digits that are no lower part follow at once: 6h90. Chinese needs no spaces."""
    return text[at - 1].isascii() and text[at : at + 1].isdecimal()


def _joined(text: str, at: int, vocabulary: Vocabulary) -> int:
    """Where the next part begins: after spaces, `and`, 零."""
    at = skip(text, at)
    joint = vocabulary.find("and", text, at)
    return skip(text, joint.end) if joint else at


def _part(text: str, at: int, vocabulary: Vocabulary) -> tuple[float, Found] | None:
    """A number with its unit: 7.5h, 7个半小时, half an hour."""
    if half := vocabulary.find("half", text, at):
        unit = vocabulary.find("time", text, skip(text, half.end))
        return (0.5, unit) if unit else None
    number = find_number(text, at)
    if number is None:
        return None
    value, end = number.value, skip(text, number.end)
    if more := vocabulary.find("half_more", text, end):
        value, end = value + 0.5, skip(text, more.end)
    unit = vocabulary.find("time", text, end)
    return (value, unit) if unit else None


def _length(number: float, unit: str) -> timedelta:
    """Whole seconds, as on the wire."""
    return timedelta(seconds=round(number * SECONDS[unit]))
