"""The value of a wellness field in a text, and whether it is believable."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from handlers.reading.durations import find_duration
from handlers.reading.nights import find_night
from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import Vocabulary, breaks, is_letter, skip
from services.intervals.models import WellnessValue
from services.units import KILOGRAMS
from services.wellness_fields import OWN_FIELD, WellnessField, field_of, own_code

TYPED_KILOGRAMS = {**KILOGRAMS, "jin": 0.5}
# What an athlete may type besides the unit we record in, and its size in that.
UNITS: Mapping[str, Mapping[str, float]] = {
    "weight": TYPED_KILOGRAMS,
    "hydration_volume": {"ml": 0.001},
    "steps": {"steps": 1.0, "thousand": 1000.0},
    "sleep_score": {"points": 1.0, "percent": 1.0},
    "readiness": {"points": 1.0, "percent": 1.0},
    "respiration": {"bpm": 1.0},
    "blood_glucose": {"mgdl": 1 / 18.016},
}
BLOOD_PRESSURE = re.compile(r"([0-9]{2,3}) ?(?:/|over) ?([0-9]{2,3})(?![0-9.:/])")
PRESSURES = re.compile(
    r"([0-9]{2,3}) ?(?:/|over|-|,| ) ?([0-9]{2,3})(?![0-9.:/])"
)  # after its name
OWN_TEXT = re.compile(r"[ :=,;]*[^,;]+")
# Said of a field, these are values of another one: `sleep good`, `hydration 2 l`.
ALSO = {"sleep": "sleep_quality", "hydration_rating": "hydration_volume"}


class FoundValue(NamedTuple):
    """A value and where it ends."""

    value: WellnessValue
    end: int


class FoundValues(NamedTuple):
    """Values by our names and where they end."""

    values: Mapping[str, WellnessValue | None]
    end: int


def fields_of(name: str) -> tuple[str, ...]:
    """The fields an athlete's name for something stands for."""
    return ("systolic", "diastolic") if name == "blood_pressure" else (name,)


def find_values(
    name: str, text: str, at: int, vocabulary: Vocabulary, weight_unit: str
) -> FoundValues | None:
    """What begins at `at` as the value of a name, which may be another field's: `sleep good`."""
    if name == "blood_pressure":
        match = PRESSURES.match(text, at)
        if match is None or int(match[1]) <= int(match[2]):
            return None
        unit = vocabulary.find("unit.mmhg", text, skip(text, match.end()))
        pressures = {"systolic": int(match[1]), "diastolic": int(match[2])}
        return FoundValues(pressures, unit.end if unit else match.end())
    for field in (name, ALSO.get(name)):
        if field and (found := find_value(field, text, at, vocabulary, weight_unit)):
            return FoundValues({field: found.value}, found.end)
    return None


def words_end(name: str, text: str, at: int) -> int | None:
    """Where the words after the name of a text end: a note's with the line, others' at a comma.

    None where it is no text.
    """
    if field_of(fields_of(name)[0]).kind != "text":
        return None
    words = OWN_TEXT.match(text, at)
    return words.end() if words and own_code(name) else len(text)


def over_fillers(text: str, at: int, vocabulary: Vocabulary) -> int:
    """Where the value of a name that ends at `at` begins: `hrv: 62`, `hrv was about 62`."""
    at = skip(text, at, " :=")
    while filler := vocabulary.find("filler", text, at):
        at = skip(text, filler.end, " :=")
    return at


def find_measured(text: str, at: int, vocabulary: Vocabulary, after: str) -> FoundValues | None:
    """What needs no name: a number with a unit of weight; after how the sleep was, a length."""
    number = find_number(text, at)
    unit = number and vocabulary.find("unit", text, skip(text, number.end))
    if unit and unit.meaning in TYPED_KILOGRAMS:
        return find_values("weight", text, at, vocabulary, unit.meaning)
    length = find_duration(text, at, vocabulary, colon="hours")
    if after != "sleep_quality" or length is None:
        return None
    return find_values("sleep", text, at, vocabulary, "kg")


def find_value(
    field: str, text: str, at: int, vocabulary: Vocabulary, weight_unit: str
) -> FoundValue | None:
    """The value that begins at `at` of a `Typed.text`, believable or not; None if it is none."""
    spec = field_of(field)
    if spec.kind == "rating" and (word := vocabulary.find(f"rating.{field}", text, at)):
        return FoundValue(int(word.meaning), word.end)
    if spec.kind == "phase":
        phase = vocabulary.find("phase", text, at)
        return FoundValue(phase.meaning, phase.end) if phase else None
    if spec.kind == "duration":
        if night := find_night(text, at, vocabulary):
            return FoundValue(*night)
        found = find_duration(text, at, vocabulary, colon="hours", bare="hours")
        return _whole_word(text, FoundValue(*found), vocabulary) if found else None
    size = TYPED_KILOGRAMS[weight_unit] if field == "weight" else 1.0
    return _find_number(spec, UNITS.get(field, {}), size, text, at, vocabulary)


def _find_number(
    spec: WellnessField,
    units: Mapping[str, float],
    size: float,
    text: str,
    at: int,
    vocabulary: Vocabulary,
) -> FoundValue | None:
    """A number with the field's unit or one of `units`; `size` is that of no unit."""
    whole = spec.kind in ("int", "rating")
    number = find_number(text, at, thousands=whole or spec.high >= 1000)
    if number is None or (spec.kind == "rating" and not number.value.is_integer()):
        return None
    end, after = number.end, skip(text, number.end)
    known = {(spec.unit or "").removeprefix("unit."): 1.0, **units}
    if unit := vocabulary.find("unit", text, after):
        if unit.meaning in known:
            size, end = known[unit.meaning], unit.end
        elif spec is OWN_FIELD:  # they chose its unit
            end = unit.end
        elif not vocabulary.find("field", text, after):  # as in `hrv 62 steps 8000`
            return None
    value = number.value if size == 1 else round(number.value * size, 2)
    return _whole_word(text, FoundValue(round(value) if whole else value, end), vocabulary)


def _whole_word(text: str, found: FoundValue, vocabulary: Vocabulary) -> FoundValue | None:
    """None where more is glued to the value: 62x, 62.5.1, 7:30:5; a field may be: rhr48hrv62."""
    after = text[found.end : found.end + 2]
    glued = is_letter(after[:1]) and not vocabulary.find("field", text, found.end)
    more = glued or (after[:1] in tuple(".,:/-%") and after[1:].isdigit())
    return None if more or not breaks(text, found.end) else found


def value_ends(text: str, at: int, vocabulary: Vocabulary) -> Iterator[int]:
    """Where a value of any field that begins at `at` may end."""
    if match := BLOOD_PRESSURE.match(text, at):
        yield match.end()
    if word := vocabulary.find("rating", text, at):
        yield word.end
    if night := find_night(text, at, vocabulary):
        yield night.end
    if duration := find_duration(text, at, vocabulary, colon="hours"):
        yield duration.end
    if number := find_number(text, at, thousands=True):
        yield number.end
        if unit := vocabulary.find("unit", text, skip(text, number.end)):
            yield unit.end


def limits(field: str, weight_unit: str = "kg") -> tuple[object, object]:
    """The first and the last believable value, a weight in the unit it is typed in."""
    spec = field_of(field)
    if field != "weight":
        return spec.limits
    size = TYPED_KILOGRAMS[weight_unit]
    return round(spec.low / size), round(spec.high / size)


def believable(field: str, value: WellnessValue | None) -> bool:
    """Whether the value lies within the field's limits; text and None always do."""
    if isinstance(value, timedelta):
        value = value.total_seconds()
    if value is None or isinstance(value, str):
        return True
    spec = field_of(field)
    return spec.low <= value <= spec.high
