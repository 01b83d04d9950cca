"""How the bot says what is wrong with a wellness value, and what would be right."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from handlers.reading.errors import quoted
from handlers.reading.wellness import WellnessLine, WrongValue
from handlers.views.refused import refusals
from handlers.views.reply import lines
from handlers.views.units import wellness_name, wellness_value
from handlers.words import Words
from services.units import KILOGRAMS
from services.wellness_fields import PHASES, field_of, own_code
from storage.models import Athlete

SHOWN = 4  # of what is wrong


def problems(read: Sequence[WellnessLine], today: date, words: Words, athlete: Athlete) -> Markup:
    """A sentence for each piece that was not understood or cannot be, each with what would be."""
    rows = [
        refusals([each for line in read for each in line.refused], today, words),
        *(words("log_wellness.unread", text=quoted(p)) for line in read for p in line.unread),
        *(wrong_value(each, words, athlete) for line in read for each in line.wrong),
    ]
    return lines(*rows[:SHOWN])


def wrong_value(wrong: WrongValue, words: Words, athlete: Athlete) -> Markup:
    """Why a value is not taken: its limits with units, the words of its scale, its readings."""
    text = quoted(wrong.text)
    if wrong.field == "blood_pressure":
        return words("log_wellness.wrong_pressure", text=text)
    spec = field_of(wrong.field)
    name = wellness_name(wrong.field, words)
    if wrong.twice:
        return words("log_wellness.twice", text=text, name=name)
    if wrong.readings:
        one, other = wrong.readings
        return words("log_wellness.two_readings", text=text, name=name, one=one, other=other)
    shown = example(wrong.field, words, athlete)
    if spec.kind in ("rating", "phase"):
        scale = PHASES if spec.kind == "phase" else (1, 2, 3, 4)
        named = words.any_of([words.plain(f"wellness.{wrong.field}.{each}") for each in scale])
        return words("log_wellness.wrong_word", text=text, name=name, words=named, example=shown)
    low, high = (_limit(wrong.field, each, words, athlete) for each in (wrong.low, wrong.high))
    return words("log_wellness.wrong", text=text, name=name, low=low, high=high, example=shown)


def example(field: str, words: Words, athlete: Athlete) -> str:
    """A line for this field that works: `hrv 62`."""
    name = own_code(field) or words.plain(f"read.field.{field}").split("|")[0]
    return f"{name} {example_value(field, words, athlete)}"


def example_value(field: str, words: Words, athlete: Athlete) -> str:
    """A usual value as it may be typed, a weight in the athlete's unit: 62, 7h 30m, good."""
    spec = field_of(field)
    match spec.kind:
        case "duration":
            return words.duration(timedelta(seconds=spec.usual))
        case "rating":
            return words.plain(f"wellness.{field}.2").lower()
        case "phase":
            return words.plain(f"wellness.{field}.luteal").lower()
    unit = KILOGRAMS[athlete.weight_unit] if field == "weight" else 1
    return f"{spec.usual / unit:.0f}"


def example_with_unit(field: str, words: Words, athlete: Athlete) -> str:
    """A usual value as it may be typed: 62 ms."""
    unit = f"unit.{athlete.weight_unit}" if field == "weight" else field_of(field).unit
    value = example_value(field, words, athlete)
    return words.plain(unit, value=value) if unit else value


def _limit(field: str, value: object, words: Words, athlete: Athlete) -> str:
    """A limit with its unit; that of a weight is in the athlete's already."""
    if field == "weight":
        return words.plain(f"unit.{athlete.weight_unit}", value=value)
    return wellness_value(field, value, words, athlete)
