"""What buttons of the plan hold: the part of the calendar they were in, and an event of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from handlers.button_data import GoneButtonError, day_of, number_of
from services.intervals.models import ABSENCES, RACES, Category

DAY = timedelta(days=1)
LONGEST = 367  # days
FARTHEST = 36500  # days from the range to an event
LENGTH = 3  # digits of a number of days
KINDS: Mapping[str, tuple[str, ...]] = {  # told apart by their first letters in a button
    "workout": (Category.WORKOUT,),
    "race": tuple(sorted(RACES)),
    "note": (Category.NOTE,),
    "target": (Category.TARGET,),
    "away": tuple(sorted(ABSENCES)),
}


@dataclass(frozen=True)
class Place:
    """A range of days, which of its pages, and the kind of event that alone is shown, if any."""

    first: date
    last: date
    page: int = 0
    kind: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """For the end of a button's data: the day and a length, for whose it is goes there too."""
        more = (str(self.page), self.kind[:1]) if self.page or self.kind else ()
        return (compact(self.first), str(len(self)), *more)

    @classmethod
    def read(cls, parts: list[str]) -> Self:
        """The place in a button's data; GoneButtonError if there is none."""
        match parts:
            case [first, end]:
                place = cls(day_of(first), _last(day_of(first), end))
            case [first, end, page, letter]:
                kind = next((each for each in ("", *KINDS) if each[:1] == letter), None)
                if kind is None:
                    raise GoneButtonError
                place = cls(day_of(first), _last(day_of(first), end), number_of(page), kind)
            case _:
                raise GoneButtonError
        if place.first > place.last or len(place) > LONGEST:
            raise GoneButtonError
        return place

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def turned(self, pages: int) -> Self:
        """The same range, so many pages on."""
        return replace(self, page=self.page + pages)

    def shifted(self, times: int) -> Self:
        """The range of the same length right after this one, or before it."""
        step = times * len(self) * DAY
        return replace(self, first=self.first + step, last=self.last + step, page=0)


def _last(first: date, end: str) -> date:
    """The last day of a range in a button: written out, or by the number of its days."""
    return first + (number_of(end) - 1) * DAY if 0 < len(end) <= LENGTH else day_of(end)


def compact(day: date) -> str:
    """A day in eight bytes, for a button's data has room for 64."""
    return f"{day:%Y%m%d}"


@dataclass(frozen=True)
class Seen:
    """An event, its day, and the place it was opened from."""

    event_id: int
    day: date
    place: Place

    @property
    def parts(self) -> tuple[str, ...]:
        """For the end of a button's data."""
        return (str(self.event_id), str((self.day - self.place.first).days), *self.place.parts)

    @classmethod
    def read(cls, parts: list[str]) -> Self:
        """The event in a button's data; GoneButtonError if there is none."""
        match parts:
            case [event, day, *place]:
                opened = Place.read(place)
                days = -number_of(day[1:]) if day[:1] == "-" else number_of(day)
                if abs(days) < FARTHEST:
                    return cls(number_of(event), opened.first + days * DAY, opened)
        raise GoneButtonError
