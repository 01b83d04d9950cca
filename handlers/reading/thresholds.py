"""What is typed after /zones: Ride ftp 260, Run pace 4:05/km, power zones 55 75 90 105 120 150."""

import re
from itertools import pairwise
from typing import NamedTuple

from handlers.reading.distances import read_pace
from handlers.reading.errors import UnreadableError
from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import Typed, Vocabulary, skip
from services.errors import ServiceError
from services.intervals.models import OPEN_END, SportSettings, ThresholdValue
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
BOUNDS = {"power_zones": (20, 400), "heart_rate_zones": (60, 240), "pace_zones": (30, 200)}
EXAMPLES = {
    "power_zones": "55 75 90 105 120 150",
    "heart_rate_zones": "136 150 156 166 171 176",
    "pace_zones": "77.5 87.7 94.3 100 103.4 111.5",
}
CLOCK = re.compile(r"[0-9]{1,2}[:'][0-9]{2}")
NUMBER = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?(?![0-9])")
ASIDE = re.compile(r"[\s;:,/~|%-]*(?:(?:w|bpm|瓦|次/分)[\s;,]*)?")


class UnknownThresholdError(UnreadableError):
    """No threshold and no zones that can be changed."""


class UnlikelyPowerError(UnreadableError):
    """No power from `low` to `high` watts."""


class UnlikelyHeartRateError(UnreadableError):
    """No heart rate from `low` to `high` beats a minute; `example` is one."""


class UnlikelyPaceError(UnreadableError):
    """No pace between `low` and `high`, both with their unit."""


class UnreadableZonesError(UnreadableError):
    """No list of bounds; `example` is one."""


class ZoneCountError(ServiceError):
    """`count` bounds where `wanted` are needed; `example` has as many."""


class DescendingZonesError(ServiceError):
    """The bound `second` comes after `first` and is not above it; `example` goes up."""


class ZonesBeyondMaximumError(ServiceError):
    """A heart-rate zone up to `value`, above the maximum `end` at which the last one ends."""


class UnlikelyZoneError(ServiceError):
    """The bound `value` is not from `low` to `high`, percent or beats a minute."""


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
    Raises UnreadableErrors, UnreadablePaceError, ZoneCountError, ZonesBeyondMaximumError,
    DescendingZonesError, UnlikelyZoneError.
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
    return _read_zones(field, text, settings)


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


def _read_zones(field: str, text: str, settings: SportSettings) -> list[int] | list[float]:
    """Upper bounds, the open end added: as many zones as there are, for each has its name."""
    present = getattr(settings, field)
    example = " ".join(f"{each:g}" for each in present[:-1]) or EXAMPLES[field]
    bounds = _bounds(text)
    if not bounds:
        raise UnreadableZonesError(text=text, example=example)
    end = _end(field, settings)
    if bounds[-1] == end:
        bounds.pop()
    if len(bounds) != len(present or [*example.split(), end]) - 1:
        raise ZoneCountError(count=len(bounds), wanted=len(example.split()), example=example)
    low, high = BOUNDS[field]
    if field == "heart_rate_zones" and end < bounds[-1] <= high:
        raise ZonesBeyondMaximumError(value=f"{bounds[-1]:g}", end=f"{end:g}")
    for first, second in pairwise([0, *bounds, end]):
        if second <= first:
            raise DescendingZonesError(first=f"{first:g}", second=f"{second:g}", example=example)
    for each in bounds:
        if not low <= each <= high:
            raise UnlikelyZoneError(value=f"{each:g}", low=low, high=high, example=example)
    return [*bounds, end] if field == "pace_zones" else [round(each) for each in [*bounds, end]]


def _end(field: str, settings: SportSettings) -> float:
    """Where the last zone ends: nowhere, or at the maximum."""
    if field != "heart_rate_zones":
        return OPEN_END
    usual = HEART_RATE["max_heart_rate"][1]
    return settings.max_heart_rate or (settings.heart_rate_zones or (usual,))[-1]


def _bounds(text: str) -> list[float]:
    """The numbers of a list; none if there is anything else in it.

    A comma is a decimal mark where spaces separate the numbers, else it separates them.
    """
    typed = Typed(text).text.strip()
    if " " not in typed and ";" not in typed:
        typed = typed.replace(",", " ")
    bounds: list[float] = []
    at = 0
    while at < len(typed):
        number = NUMBER.match(typed, at)
        if number is None:
            return []
        bounds.append(float(number[0].replace(",", ".")))
        aside = ASIDE.match(typed, number.end())
        at = aside.end() if aside else number.end()
    return bounds
