"""Finding an hour in a text: 18:00, 6pm, 6:30 pm, 早上7点, 下午6点半."""

import re
from datetime import time

from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import Vocabulary, breaks, skip

DOTTED = re.compile(r"([01]?[0-9]|2[0-3])\.([0-5][0-9])(?![0-9.])")
MINUTES = re.compile(r":([0-5][0-9])(?![0-9:])")


def find_time(
    text: str, at: int, vocabulary: Vocabulary, *, bare: bool = False
) -> tuple[time, int] | None:
    """The hour that begins at `at` and where it ends; a number alone is one only if `bare`."""
    if before := vocabulary.find("at", text, at):
        at = skip(text, before.end)
    half = vocabulary.find("clock", text, at)
    start = skip(text, half.end) if half else at
    if dotted := DOTTED.match(text, start):
        return _dotted(dotted, vocabulary, bare=bare)
    number = find_number(text, start)
    if number is None or not number.value.is_integer():
        return None
    minute, end = _minutes(text, number.end, vocabulary)
    if half is None and (half := vocabulary.find("clock", text, skip(text, end))):
        end = half.end
    if (half is None and end == number.end and not bare) or not breaks(text, end):
        return None
    hour = _hour(int(number.value), int(half.meaning)) if half else int(number.value)
    return (time(hour, minute), end) if hour is not None and hour < 24 else None


def _dotted(
    match: re.Match[str], vocabulary: Vocabulary, *, bare: bool
) -> tuple[time, int] | None:
    """`6.30 pm`; without its half of the day only if `bare`."""
    half = vocabulary.find("clock", match.string, skip(match.string, match.end()))
    hour = _hour(int(match[1]), int(half.meaning)) if half else int(match[1])
    if hour is None or not (half or bare):
        return None
    return time(hour, int(match[2])), half.end if half else match.end()


def _minutes(text: str, at: int, vocabulary: Vocabulary) -> tuple[int, int]:
    """`:30`, 点半, 点30分, and where they end; at `at` when there are none."""
    if match := MINUTES.match(text, at):
        return int(match[1]), match.end()
    oclock = vocabulary.find("oclock", text, at)
    if oclock is None:
        return 0, at
    if half := vocabulary.find("half_past", text, oclock.end):
        return 30, half.end
    number = find_number(text, oclock.end)
    if number is None or not number.value.is_integer() or number.value > 59:
        return 0, oclock.end
    suffix = vocabulary.find("minute_suffix", text, number.end)
    end = suffix.end if suffix else number.end
    unit = vocabulary.find("time", text, number.end) or vocabulary.find("length", text, number.end)
    if unit and unit.end > end:  # 7点30分钟: half an hour at seven
        return 0, oclock.end
    return int(number.value), end


def _hour(hour: int, earliest: int) -> int | None:
    """The hour of the day in the half that begins at `earliest`: 6 pm, where pm is 12, is 18."""
    found = hour % 12
    while found < earliest:
        found += 12
    return found if hour <= 12 or hour == found else None
