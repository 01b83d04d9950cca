"""The bounds of zones as they are typed: `55 75 90 105 120 150`."""

import re
from itertools import pairwise

from handlers.reading.errors import UnreadableError
from handlers.reading.vocabulary import Typed
from services.errors import ServiceError
from services.intervals.models import OPEN_END, SportSettings

BOUNDS = {"power_zones": (20, 400), "heart_rate_zones": (60, 240), "pace_zones": (30, 200)}
EXAMPLES = {
    "power_zones": "55 75 90 105 120 150",
    "heart_rate_zones": "136 150 156 166 171 176",
    "pace_zones": "77.5 87.7 94.3 100 103.4 111.5",
}
NUMBER = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?(?![0-9])")
ASIDE = re.compile(r"[\s;:,/~|%-]*(?:(?:w|bpm|瓦|次/分)[\s;,]*)?")


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


def read_bounds(field: str, text: str, settings: SportSettings) -> list[int] | list[float]:
    """Upper bounds, the open end added: as many zones as there are, for each has its name.

    Raises UnreadableZonesError, ZoneCountError, ZonesBeyondMaximumError, DescendingZonesError,
    UnlikelyZoneError.
    """
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
    _, highest = BOUNDS["heart_rate_zones"]
    return settings.max_heart_rate or (settings.heart_rate_zones or (highest,))[-1]


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
