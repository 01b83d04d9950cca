"""What is typed after /zones: Ride ftp 260, Run pace 4:05/km, power zones 55 75 90 105 120 150."""

import re
from typing import NamedTuple

from handlers.reading.distances import read_pace
from handlers.reading.errors import UnreadableError
from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import Typed, Vocabulary, skip
from handlers.reading.zone_bounds import read_bounds
from services.intervals.models import SportSettings, ThresholdValue
from services.sport_settings import THRESHOLDS

POWER = (40, 600)  # W
HEART_RATE = {"lthr": (90, 220), "max_heart_rate": (100, 240)}  # bpm
USUAL = {"lthr": 172, "max_heart_rate": 190}
PACES = {  # the fastest and the slowest, seconds for the way
    "km": (120, 900),
    "mi": (180, 1500),
    "100m": (45, 300),
    "100y": (40, 270),
    "250m": (35, 300),
    "400m": (55, 480),
    "500m": (70, 600),
}
CLOCK = re.compile(r"[0-9]{1,2}[:'][0-9]{2}")


class UnknownThresholdError(UnreadableError):
    """No threshold and no zones that can be changed."""


class UnlikelyPowerError(UnreadableError):
    """No power from `low` to `high` watts."""


class UnlikelyHeartRateError(UnreadableError):
    """No heart rate from `low` to `high` beats a minute; `example` is one."""


class UnlikelyPaceError(UnreadableError):
    """No pace between `low` and `high`, both with their unit."""


class Asked(NamedTuple):
    """What follows /zones: each may be missing."""

    sport: str | None
    field: str | None
    value: str


def read_asked(text: str, vocabulary: Vocabulary) -> Asked:
    """The sport, the field and the value in `text`, in any order. Raises UnknownThresholdError."""
    sport, rest = vocabulary.leading_sport(text)
    if sport is None and (found := vocabulary.sport_within(text)):
        sport, rest = found[0], f"{found[1]} {found[2]}".strip()
    typed = Typed(rest)
    start = skip(typed.text, 0, " \n")
    if start == len(typed.text):
        return Asked(sport, None, "")
    named = named_field(rest, vocabulary) or _named_last(rest, vocabulary)
    if named is None and sport and CLOCK.match(typed.text, start):
        named = "threshold_pace", rest  # Run 4:05/km
    if named is None:
        raise UnknownThresholdError(text=text)
    return Asked(sport, *named)


def _named_last(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The field whose name a text ends with, and what stands before: `260 ftp`."""
    words = text.split()
    for at in range(1, len(words)):
        named = named_field(" ".join(words[at:]), vocabulary)
        if named and not named[1]:
            return named[0], " ".join(words[:at])
    return None


def named_field(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The field whose name a text begins with, and what follows: `ftp: 260`, `lthr to 172`."""
    typed = Typed(text)
    field = vocabulary.find("threshold", typed.text, skip(typed.text, 0, " \n"))
    if field is None:
        return None
    end = skip(typed.text, field.end, " :=\n")
    becomes = vocabulary.find("becomes", typed.text, end)
    return field.meaning, typed.rest(skip(typed.text, becomes.end if becomes else end))


def names_threshold(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a threshold and no more: `ftp 260`, `run pace 4:05/km`."""
    named = named_field(vocabulary.leading_sport(text)[1], vocabulary)
    if named is None:
        return False
    field, value = named
    if field == "threshold_pace":
        return CLOCK.match(Typed(value).text) is not None
    unit = "watts" if "ftp" in field else "unit.bpm"
    return field in THRESHOLDS and _read_number(value, unit, vocabulary) is not None


def read_threshold(
    field: str, text: str, settings: SportSettings, pace_unit: str, vocabulary: Vocabulary
) -> ThresholdValue:
    """The value that `text` is for `field`, in W, bpm, m/s or as bounds of zones.

    `pace_unit` is what a bare 4:05 is for; `-` clears the indoor FTP, which need not be set.
    Raises UnreadableErrors, UnreadablePaceError and the errors of `read_bounds`.
    """
    if field == "indoor_ftp" and Typed(text).text.strip() == "-":
        return None
    match field:
        case "ftp" | "indoor_ftp":
            low, high = POWER
            watts = _read_number(text, "watts", vocabulary)
            if watts is None or not low <= watts <= high:
                raise UnlikelyPowerError(text=text, low=low, high=high)
            return watts
        case "lthr" | "max_heart_rate":
            low, high = _heart_rates(field, settings)
            beats = _read_number(text, "unit.bpm", vocabulary)
            if beats is None or not low <= beats <= high:
                example = max(low, min(high, USUAL[field]))
                raise UnlikelyHeartRateError(text=text, low=low, high=high, example=example)
            return beats
        case "threshold_pace":
            return _read_speed(text, pace_unit, vocabulary)
    return read_bounds(field, text, settings)


def _heart_rates(field: str, settings: SportSettings) -> tuple[int, int]:
    """The threshold lies below the maximum."""
    low, high = HEART_RATE[field]
    if field == "lthr":
        return low, settings.max_heart_rate or high
    return settings.lthr or low, high


def _read_number(text: str, unit: str, vocabulary: Vocabulary) -> int | None:
    """A number with its unit or bare, to the whole."""
    typed = Typed(text).text.strip()
    number = find_number(typed, 0)
    if number is None:
        return None
    end = skip(typed, number.end)
    named = vocabulary.find(unit, typed, end)
    end = named.end if named else end
    return round(number.value) if end == len(typed) else None


def _read_speed(text: str, unit: str, vocabulary: Vocabulary) -> float:
    """Metres a second, within what people run, swim and row."""
    metres = read_pace(f"1:00/{_way(unit)}", vocabulary) * 60
    fastest, slowest = PACES[unit]
    speed = read_pace(text, vocabulary, bare=_way(unit))
    if not metres / slowest <= speed <= metres / fastest:
        low, high = (f"{each // 60}:{each % 60:02}/{_way(unit)}" for each in (fastest, slowest))
        raise UnlikelyPaceError(text=text, low=low, high=high)
    return speed


def _way(unit: str) -> str:
    return "100yd" if unit == "100y" else unit
