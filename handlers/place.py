"""Place: which part of the calendar a message shows, as its buttons carry it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from handlers.errors import GoneButtonError, day_of, number_of
from services.intervals.models import RACES, Category

DAY = timedelta(days=1)
LONGEST = 367  # days
KINDS: Mapping[str, tuple[str, ...]] = {  # told apart by their first letters in a button
    "workout": (Category.WORKOUT,),
    "race": tuple(sorted(RACES)),
    "note": (Category.NOTE,),
    "target": (Category.TARGET,),
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
        """For the end of a button's data; 20 bytes at most with their colons."""
        more = (str(self.page), self.kind[:1]) if self.page or self.kind else ()
        return (compact(self.first), compact(self.last), *more)

    @classmethod
    def read(cls, parts: list[str]) -> Self:
        """The place in a button's data; GoneButtonError if there is none."""
        match parts:
            case [first, last]:
                place = cls(day_of(first), day_of(last))
            case [first, last, page, letter]:
                kind = next((each for each in ("", *KINDS) if each[:1] == letter), None)
                if kind is None:
                    raise GoneButtonError
                place = cls(day_of(first), day_of(last), number_of(page), kind)
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
        return (str(self.event_id), compact(self.day), *self.place.parts)

    @classmethod
    def read(cls, parts: list[str]) -> Self:
        """The event in a button's data; GoneButtonError if there is none."""
        match parts:
            case [event, day, *place]:
                return cls(number_of(event), day_of(day), Place.read(place))
        raise GoneButtonError
