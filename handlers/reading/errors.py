"""What could not be read. Each phrase says what, and gives an example that works."""

from datetime import date

from handlers.reading.keys import hide_keys
from services.errors import ServiceError

SHOWN = 60


def quoted(text: str) -> str:
    """The beginning of what was typed, as an answer may repeat it: never a key."""
    shown = hide_keys(" ".join(text.split()))
    return shown if len(shown) <= SHOWN else shown[:SHOWN] + "…"


class UnreadableError(ServiceError):
    """Text that says nothing to us; `text` is its beginning."""

    def __init__(self, *, text: str, **facts: object) -> None:
        super().__init__(text=quoted(text), **facts)


class UnreadableDayError(UnreadableError):
    """No day, or more than a day."""


class ImpossibleDayError(UnreadableError):
    """A day no calendar has, such as 30 February."""


class FarDayError(UnreadableError):
    """A day before `first` or after `last`, the days we take."""

    def __init__(self, *, text: str, first: date, last: date) -> None:
        super().__init__(text=text, first=first.isoformat(), last=last.isoformat())


class AmbiguousDayError(UnreadableError):
    """5/6 is `one` day for some athletes and the `other` for others."""

    def __init__(self, *, text: str, one: date, other: date) -> None:
        super().__init__(text=text, one=one, other=other)


class SeveralDaysError(UnreadableError):
    """A range where one day is wanted, such as `one`."""

    def __init__(self, *, text: str, one: str) -> None:
        super().__init__(text=text, one=one)


class UnreadableRangeError(UnreadableError):
    """No range of days."""


class UnreadableWeekError(UnreadableError):
    """No week, or more than a week."""


class UnreadableCurveError(UnreadableError):
    """Neither a sport nor a period nor what a curve is of, or too much of it."""


class NoDayError(ServiceError):
    """A line of several that names no day."""


class UnknownSportError(UnreadableError):
    """No sport that we know."""


class ReversedRangeError(ServiceError):
    """A range that ends before it begins."""

    def __init__(self, *, first: date, last: date) -> None:
        super().__init__(first=first, last=last)


class RangeTooLongError(ServiceError):
    """A range of `days` days where `limit` are the most."""

    def __init__(self, *, days: int, limit: int) -> None:
        super().__init__(days=days, limit=limit)


class UnreadableDurationError(UnreadableError):
    """No duration."""


class UnreadableDistanceError(UnreadableError):
    """No distance."""


class UnreadablePaceError(UnreadableError):
    """No pace."""
