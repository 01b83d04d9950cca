"""Wellness as an athlete types it: `slept 7h30, hrv 62, legs sore`, 睡了7小时半 腿酸."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handlers.reading.days import find_day
from handlers.reading.errors import (
    UnreadableDurationError,
    UnreadableNumberError,
    UnreadablePhaseError,
    UnreadableRatingError,
)
from handlers.reading.vocabulary import Typed, Vocabulary, skip
from handlers.reading.wellness_line import SEPARATORS, Gathered, LineReader
from handlers.reading.wellness_values import believable, find_value, limits
from services.errors import ServiceError
from services.intervals.models import WellnessValue
from services.wellness_fields import FIELDS


@dataclass(frozen=True)
class WrongValue:
    """What was typed for a field and cannot be: beyond `low` and `high`, or a second value."""

    field: str
    text: str
    low: object
    high: object
    twice: bool = False


@dataclass(frozen=True)
class WellnessLine:
    """The values for one day by our names; None clears. Without a day, none was named."""

    day: date | None
    values: Mapping[str, WellnessValue | None]
    unread: tuple[str, ...] = ()
    wrong: tuple[WrongValue, ...] = ()


def read_lines(
    text: str, today: date, vocabulary: Vocabulary, weight_unit: str = "kg"
) -> list[WellnessLine]:
    """What a message says of each day. A line that begins with a day begins another one.

    `sat` is the last one. `weight_unit` (kg, lb) is that of a weight without a unit. Raises
    ImpossibleDayError, FarDayError, AmbiguousDayError for the day a line begins with.
    """
    days: list[Gathered] = []
    for line in text.splitlines():
        typed = Typed(line)
        start = skip(typed.text, 0, SEPARATORS)
        day = find_day(typed.text, start, today, vocabulary)
        if day or not days:
            days.append(Gathered(day.toward(today, "past") if day else None))
        LineReader(days[-1], today, vocabulary, weight_unit, typed).read(day.end if day else start)
    return [
        _line(each, weight_unit)
        for each in days
        if each.day or each.typed or each.unread or each.wrong
    ]


def _line(gathered: Gathered, weight_unit: str) -> WellnessLine:
    wrong = (
        WrongValue(field, text, *limits(field, weight_unit), twice)
        for field, text, twice in gathered.wrong
    )
    return WellnessLine(gathered.day, gathered.values, tuple(gathered.unread), tuple(wrong))


def is_wellness(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether all of a text is wellness: values, perhaps too large ones, and filling words.

    So `hrv 62` needs no command, and `tomorrow`, `5 min` or `easy run, legs sore` are not taken.
    """
    try:
        lines = read_lines(text, today, vocabulary)
    except ServiceError:
        return False
    wrong = [each for line in lines for each in line.wrong]
    return (
        any(line.values or line.wrong for line in lines)
        and not any(line.unread for line in lines)
        and all(any(char.isdigit() for char in each.text) for each in wrong)
    )


def read_value(
    field: str, text: str, vocabulary: Vocabulary, weight_unit: str = "kg"
) -> WellnessValue:
    """The value that `text` is, for one field; kilograms for a weight.

    Raises UnreadableNumberError, UnreadableDurationError, UnreadableRatingError or
    UnreadablePhaseError, by the kind of the field.
    """
    spec = FIELDS[field]
    if spec.kind == "text":
        return text.strip()
    typed = Typed(text).text.strip()
    found = find_value(field, typed, 0, vocabulary, weight_unit)
    if found and found.end == len(typed) and believable(field, found.value):
        return found.value
    match spec.kind:
        case "rating":
            raise UnreadableRatingError(text=text)
        case "phase":
            raise UnreadablePhaseError(text=text)
        case "duration":
            raise UnreadableDurationError(text=text)
    low, high = limits(field, weight_unit)
    raise UnreadableNumberError(text=text, low=low, high=high)
