"""Several activities or workouts in one line: `sat Ride 2h, sun Run 40m`."""

import re
from datetime import date

from handlers.reading.dates import leading_moment
from handlers.reading.days import Toward
from handlers.reading.vocabulary import Vocabulary
from services.errors import ServiceError

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


def _begins(text: str, today: date, vocabulary: Vocabulary, toward: Toward) -> bool:
    try:
        moment = leading_moment(text, today, vocabulary, toward=toward)
    except ServiceError:
        return False
    return moment is not None and vocabulary.leading_sport(moment[2])[0] is not None
