"""Metres, watts, paces and wellness values as text, each with its unit."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.words import Words
from services.units import KILOGRAMS, METRES, SWIMS
from services.wellness_fields import field_of, own_code
from storage.models import Athlete

KILOMETRE = 1000
FEET_A_METRE = 3.280839895


def distance(metres: float, words: Words, athlete: Athlete, sport: str | None = None) -> str:
    """Kilometres or miles, as the athlete has them; short ways and swims in metres: 42.2 km."""
    unit = athlete.distance_unit
    if sport in SWIMS or (unit == "km" and 0 < round(metres) < KILOMETRE):
        return words.plain("unit.m", value=words.number(metres))
    return words.plain(f"unit.{unit}", value=words.number(metres / METRES[unit], 1))


def climbing(metres: float, words: Words, athlete: Athlete) -> str:
    """Metres, or feet for those who have miles: 320 m."""
    if athlete.distance_unit == "mi":
        return words.plain("unit.ft", value=words.number(metres * FEET_A_METRE))
    return words.plain("unit.m", value=words.number(metres))


def weight(kilograms: float, words: Words, athlete: Athlete) -> str:
    """Kilograms or pounds: 70.2 kg."""
    unit = athlete.weight_unit
    return words.plain(f"unit.{unit}", value=words.number(kilograms / KILOGRAMS[unit], 1))


def unit_names(words: Words, athlete: Athlete) -> str:
    """The units the athlete reads: km, kg, °C; 公里、公斤、摄氏度."""
    heat = {"C": "celsius", "F": "fahrenheit"}[athlete.temperature_unit]
    lengths = (athlete.distance_unit, athlete.weight_unit)
    names = [words.plain(f"unit.{unit}", value="").strip() for unit in lengths]
    return words.all_of([*names, words.plain(f"settings.units.{heat}")])


def signed(value: float, words: Words, decimals: int = 0) -> str:
    """A number with its sign, whole unless it has `decimals`: +5, −12, 0, +1.7."""
    value = round(value, decimals)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{words.number(abs(value), decimals)}"


def clock(seconds: float) -> str:
    """Minutes and seconds, below hours if there are any: 4:30, 1:02:05."""
    minutes, rest = divmod(round(seconds), 60)
    hours, below = divmod(minutes, 60)
    return f"{hours}:{below:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def hour_label(stamp: str) -> str:
    """An hour as buttons carry it, written as a clock shows it: 0630 is 06:30."""
    return f"{stamp[:2]}:{stamp[2:]}"


def pace(seconds: Sequence[float], words: Words, unit: str, between: str = "–") -> str:
    """Minutes and seconds for the way `unit` of PACE_METRES: 4:30/km, 4:30–4:45/km."""
    ends = dict.fromkeys(map(clock, seconds))
    return words.plain(f"unit.pace_{unit}", value=between.join(ends))


def wellness_name(field: str, words: Words) -> str:
    """What the athlete calls a wellness value; their own fields by their codes."""
    return own_code(field) or words.plain(f"wellness.{field}")


def away_from_usual(field: str, *, above: bool) -> str:
    """The phrase for a value that is not as usual."""
    if field_of(field).kind == "duration":
        return "wellness.longer" if above else "wellness.shorter"
    return "wellness.above" if above else "wellness.below"


def wellness_value(field: str, value: object, words: Words, athlete: Athlete) -> str:
    """One wellness value as the athlete would say it: ratings are words, never bare numbers."""
    spec = field_of(field)
    if isinstance(value, timedelta):
        return words.duration(value) if value else words.plain("unit.hours", hours=0)
    if field == "weight" and isinstance(value, int | float):
        return weight(value, words, athlete)
    if spec.kind in ("rating", "phase"):
        key = f"wellness.{field}.{str(value).lower()}"
        return words.plain(key) if key in words.phrases else str(value)  # a 0 of another app
    if not isinstance(value, int | float):
        return str(value)
    number = words.number(value, 0 if spec.kind == "int" else 1)
    return words.plain(spec.unit, value=number) if spec.unit else number
