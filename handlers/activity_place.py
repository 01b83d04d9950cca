"""What buttons of activities hold: the place in the list that they were come from."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.button_data import GoneButtonError

LONGEST = 37  # bytes that an activity's buttons leave for its place
LAST_PAGE = 99
DAYS = 366  # more than the last day can be after the first
ANCIENT = 700_000  # the ordinal of a day long before intervals.icu
DAY = timedelta(days=1)
RANGE = re.compile(r"([0-9a-f]{8})([A-Za-z]{0,29})")
SEARCH = re.compile(r"([0-9]{1,2})\?(.+)", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """Some days and perhaps a sport, or a search; and which page of that."""

    first: date
    last: date
    sport: str | None = None
    search: str | None = None
    page: int = 0

    @property
    def code(self) -> str:
        """At most LONGEST bytes, unless a search is too long."""
        if self.search is not None:
            return f"{self.page}?{self.search}"
        days = (self.last - self.first).days
        packed = ((self.first.toordinal() - ANCIENT) * DAYS + days) * (LAST_PAGE + 1) + self.page
        return f"{packed:08x}{self.sport or ''}"

    @property
    def fits(self) -> bool:
        return len(self.code.encode()) <= LONGEST

    @classmethod
    def read(cls, code: str, today: date) -> "Place":
        """The place of a button; the last two weeks for none. Raises GoneButtonError."""
        if not code:
            return recent(today)
        if found := SEARCH.fullmatch(code):
            return replace(recent(today), search=found[2], page=int(found[1]))
        found = RANGE.fullmatch(code)
        if found is None:
            raise GoneButtonError
        packed, page = divmod(int(found[1], 16), LAST_PAGE + 1)
        ordinal, days = divmod(packed, DAYS)
        first = date.fromordinal(ordinal + ANCIENT)
        return cls(first, first + days * DAY, found[2] or None, page=page)

    def earlier(self) -> "Place":
        """As many days before, from their newest."""
        length = self.last - self.first + DAY
        return replace(self, first=self.first - length, last=self.last - length, page=0)

    def later(self) -> "Place":
        """As many days after, from their oldest."""
        length = self.last - self.first + DAY
        return replace(self, first=self.first + length, last=self.last + length, page=LAST_PAGE)


def recent(today: date) -> Place:
    """The last two weeks."""
    return Place(today - 13 * DAY, today)
