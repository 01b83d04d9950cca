"""Several activities or workouts in one line: `sat Ride 2h, sun Run 40m`."""

import re
from contextlib import suppress
from datetime import date

from handlers.reading.dates import leading_moment
from handlers.reading.found_day import DAY, Toward
from handlers.reading.ranges import leading_range
from handlers.reading.vocabulary import Vocabulary
from services.errors import ServiceError

MOST_DAYS = 14
AND = re.compile(r"^(?:and |和|[,;，；、 ])+", re.IGNORECASE)
HOUR = re.compile(r"^[0-9]{1,2}:[0-9]{2} ")
JOINT = re.compile(r"(\s*[,;，；。]\s*(?:and |then )?| and | then |然后|接着)", re.IGNORECASE)


def apart(line: str, today: date, vocabulary: Vocabulary, *, toward: Toward) -> list[str]:
    """The line cut before each further day with its sport."""
    first, *others = JOINT.split(line)
    pieces = [first]
    for joint, piece in zip(others[::2], others[1::2], strict=True):
        if _begins(piece, today, vocabulary, toward):
            pieces.append(piece)
        else:
            pieces[-1] += joint + piece
    return pieces


def on_each_day(line: str, today: date, vocabulary: Vocabulary, *, toward: Toward) -> list[str]:
    """`mon, wed and fri Ride 1h` and `mon-fri Ride 1h` once for each day; else nothing."""
    days: list[date] = []
    rest = line
    with suppress(ServiceError):
        while len(days) <= MOST_DAYS and (
            found := leading_range(rest, today, vocabulary, toward=toward, limit=MOST_DAYS)
        ):
            first = found[0].first
            days += [first + at * DAY for at in range(len(found[0]))]
            rest = AND.sub("", found[1])
    if not 1 < len(days) <= MOST_DAYS or vocabulary.leading_sport(HOUR.sub("", rest))[0] is None:
        return []
    return [f"{day} {rest}" for day in days]


def _begins(text: str, today: date, vocabulary: Vocabulary, toward: Toward) -> bool:
    try:
        moment = leading_moment(text, today, vocabulary, toward=toward)
    except ServiceError:
        return False
    return moment is not None and vocabulary.leading_sport(moment[2])[0] is not None
