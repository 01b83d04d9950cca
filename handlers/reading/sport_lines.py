"""Lines that need no command: a sport on a day, planned or done; an effort; a threshold."""

from datetime import date
from typing import Literal

from handlers.reading.activities import is_effort, read_line
from handlers.reading.thresholds import names_threshold
from handlers.reading.vocabulary import Vocabulary
from handlers.reading.workouts import read_beginning
from services.errors import ServiceError


def sport_line(text: str, today: date, vocabulary: Vocabulary) -> Literal["plan", "done"] | None:
    """`tomorrow run 10km` is to be planned, `yesterday run 52m` was done; None: neither.

    What is of today or of a weekday was done only if both its distance and its time are told.
    `yesterday ride was hard, hrv 60` and the like of today say nothing of the sport's size: None.
    """
    line = text.strip().partition("\n")[0]
    try:
        draft = read_beginning(line, today, vocabulary)
        entry, _ = read_line(line, today, vocabulary)
    except ServiceError:
        return None
    if draft.day is None or draft.sport is None:
        return None
    sized = entry.moving_time is not None or entry.distance is not None
    told = entry.complete and entry.distance is not None
    if draft.day < today or (told and entry.day is not None and entry.day <= today):
        return "done" if entry.complete or not entry.name else None
    return "plan" if draft.day > today or sized or draft.hour or not draft.name else None


def stands_alone(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether a text is such a line: no name, no reason and no steps of something else.

    With a number, that is: `Sunday ride` is a name.
    """
    return any(map(str.isdigit, text)) and (
        sport_line(text, today, vocabulary) is not None
        or is_effort(text, today, vocabulary)
        or names_threshold(text, vocabulary)
    )
