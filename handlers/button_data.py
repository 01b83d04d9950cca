"""What a button's data says, read back: days, numbers, ids of activities."""

import re
from datetime import date

from handlers.reading.days import FIRST, LAST
from services.errors import ServiceError

LONGEST_NUMBER = 18  # digits that a database takes
ACTIVITY_ID = re.compile(r"i?[0-9]{1,11}")


class GoneButtonError(ServiceError):
    """A button of an older version of the bot, or one that was tampered with."""


def day_of(part: str) -> date:
    """The day; GoneButtonError if there is none that can be typed."""
    try:
        day = date.fromisoformat(part)
    except ValueError:
        raise GoneButtonError from None
    if not FIRST <= day <= LAST:
        raise GoneButtonError
    return day


def number_of(part: str) -> int:
    """The number; GoneButtonError if there is none that a database takes."""
    if not is_number(part):
        raise GoneButtonError
    return int(part)


def is_number(part: str) -> bool:
    """Whether it is a number as buttons carry them, and one that a database takes."""
    return part.isascii() and part.isdecimal() and len(part) <= LONGEST_NUMBER


def activity_of(part: str) -> str:
    """The id of an activity, which becomes a part of an address; GoneButtonError if it is none."""
    if ACTIVITY_ID.fullmatch(part) is None:
        raise GoneButtonError
    return part
