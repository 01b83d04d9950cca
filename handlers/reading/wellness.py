"""Wellness as an athlete types it: `slept 7h30, hrv 62, legs sore`, 睡了7小时半 腿酸."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from handlers.reading.dates import leading_day
from handlers.reading.errors import NoDayError, UnreadableError
from handlers.reading.nights import two_readings
from handlers.reading.refused import Refused
from handlers.reading.vocabulary import Typed, Vocabulary, skip
from handlers.reading.wellness_days import day_at, each_day
from handlers.reading.wellness_gathered import Gathered, Wrong
from handlers.reading.wellness_line import SEPARATORS, LineReader
from handlers.reading.wellness_values import believable, fields_of, find_value, limits
from services.errors import ServiceError
from services.intervals.models import WellnessValue
from services.wellness_fields import field_of

# Only a day begins so; where it is none, nobody knows whose the values are.
LIKE_A_DAY = re.compile(r"[0-9]{1,4}[-/.年月][0-9]")


@dataclass(frozen=True)
class WrongValue:
    """What was typed for a field and cannot be: beyond `low` and `high`; or which may be two.

    `twice`: there is another value for it. `readings`: the lengths it may be.
    """

    field: str
    text: str
    low: object
    high: object
    twice: bool = False
    readings: tuple[timedelta, ...] = ()


@dataclass(frozen=True)
class WellnessLine:
    """The values for one day by our names; None clears. Without a day, none was named.

    `unread` is what was not understood, `refused` the lines whose day was not; `text` is what
    was typed on the first line.
    """

    day: date | None
    values: Mapping[str, WellnessValue | None]
    unread: tuple[str, ...] = ()
    wrong: tuple[WrongValue, ...] = ()
    refused: tuple[Refused, ...] = ()
    text: str = field(default="", compare=False)

    @property
    def understood(self) -> bool:
        """Whether all of it is understood and can be."""
        return not (self.unread or self.wrong or self.refused)


def read_lines(
    text: str, today: date, vocabulary: Vocabulary, weight_unit: str = "kg"
) -> list[WellnessLine]:
    """What a message says of each day. A line that begins with a day begins another one.

    `sat` is the last one. `weight_unit` (kg, lb) is that of a weight without a unit. Raises
    ImpossibleDayError, FarDayError, AmbiguousDayError for the day that begins the only line.
    """
    texts = [piece for each in text.splitlines() for piece in each_day(each, today, vocabulary)]
    lines: list[tuple[Gathered, Typed, bool]] = []
    for line in texts:
        typed = Typed(line)
        start = skip(typed.text, 0, SEPARATORS)
        try:
            day = day_at(typed.text, start, today, vocabulary)
        except ServiceError as why:
            if len(texts) == 1:
                raise
            lines.append((Gathered(None, line, refused=[Refused(line, why)]), typed, False))
            continue
        gathered = Gathered(day.toward(today, "past") if day else None, line)
        reader = LineReader(gathered, today, vocabulary, weight_unit, typed)
        lines.append((gathered, typed, reader.read(day.end if day else start)))
    return [_line(each, weight_unit) for each in _by_day(lines) if not each.empty]


def _by_day(lines: Sequence[tuple[Gathered, Typed, bool]]) -> list[Gathered]:
    """Lines without a day belong to the day above, unless they begin with what may be one.

    Those below a line whose day is not understood are not taken either.
    """
    dated = any(gathered.day for gathered, _, _ in lines)
    days: list[Gathered] = []
    for gathered, typed, puzzling in lines:
        start = skip(typed.text, 0, SEPARATORS)
        if not gathered.day and puzzling and (dated or LIKE_A_DAY.match(typed.text, start)):
            refused = Refused(typed.rest(start), NoDayError())
            gathered = Gathered(None, refused=[refused])  # noqa: PLW2901
        if gathered.day or gathered.refused or not days:
            days.append(gathered)
        elif not days[-1].refused:
            days[-1].add(gathered)
        elif text := typed.rest(0):
            days[-1].refused.append(Refused(text, NoDayError()))
    return days


def _line(gathered: Gathered, weight_unit: str) -> WellnessLine:
    wrong = tuple(wrong_value(each, weight_unit) for each in gathered.wrong)
    return WellnessLine(
        gathered.day,
        gathered.values,
        tuple(gathered.unread),
        wrong,
        tuple(gathered.refused),
        gathered.text,
    )


def wrong_value(wrong: Wrong, weight_unit: str) -> WrongValue:
    """With the field's limits, a weight's in the unit it is typed in."""
    low, high = limits(fields_of(wrong.field)[0], weight_unit)
    return WrongValue(wrong.field, wrong.text, low, high, wrong.twice, wrong.readings)


def is_wellness(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether all of a text is wellness: values, perhaps too large ones, and filling words.

    So `hrv 62` needs no command, and `tomorrow`, `5 min` or `easy run, legs sore` are not taken.
    After a day that cannot be, as in `30.2. hrv 62`, the rest decides.
    """
    try:
        lines = read_lines(text, today, vocabulary)
    except UnreadableError:
        _, _, rest = text.strip().partition(" ")
        return is_wellness(rest, today, vocabulary)
    wrong = [each for line in lines for each in line.wrong]
    return (
        any(line.values or line.wrong for line in lines)
        and not any(line.unread or line.refused for line in lines)
        and all(any(char.isdigit() for char in each.text) for each in wrong)
    )


def names_values(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether there is any value in a text. Raises the errors of a day."""
    return any(line.values or line.wrong for line in read_lines(text, today, vocabulary))


def is_for_a_day_to_come(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether a text is a note and nothing else, and begins with a day to come."""
    try:
        [line] = read_lines(text, today, vocabulary)
        day = leading_day(str(line.values.get("comments") or ""), today, vocabulary)
    except (ServiceError, ValueError):
        return False
    return line.values.keys() == {"comments"} and day is not None and day[0] > today


def read_value(
    field: str, text: str, vocabulary: Vocabulary, weight_unit: str = "kg"
) -> WellnessValue | WrongValue:
    """The value that `text` is, for one field; kilograms for a weight."""
    if field_of(field).kind == "text":
        return text.strip()
    typed = Typed(text).text.strip()
    found = find_value(field, typed, 0, vocabulary, weight_unit)
    readings = two_readings(field, typed, 0, vocabulary)
    if not readings and found and found.end == len(typed) and believable(field, found.value):
        return found.value
    return wrong_value(Wrong(field, text, readings=readings), weight_unit)
