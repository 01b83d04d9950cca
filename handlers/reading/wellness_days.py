"""Which day a line of wellness is about, and a line that is about several."""

import re
from contextlib import suppress
from datetime import date

from handlers.reading.dates import leading_day
from handlers.reading.days import find_day, is_day
from handlers.reading.ends import day_first
from handlers.reading.found_day import FoundDay
from handlers.reading.vocabulary import Typed, Vocabulary, breaks, skip
from handlers.reading.wellness_line import SEPARATORS
from services.errors import ServiceError

BEFORE_COMMA = re.compile(r"(?=[,;，；])")


def day_at(text: str, at: int, today: date, vocabulary: Vocabulary) -> FoundDay | None:
    """The day that begins at `at`; `last night` and 昨晚11点 are about the night to today."""
    lead = vocabulary.find("on_day", text, at)
    begins = skip(text, lead.end) if lead else at
    day, said = find_day(text, begins, today, vocabulary), vocabulary.find("filler", text, at)
    night = day and said and said.end >= day.end and day.toward(today, "past") < today
    return None if night else day


def each_day(line: str, today: date, vocabulary: Vocabulary) -> list[str]:
    """A line cut before each further day: `sat hrv 60, sun hrv 61` are two. A note is not cut."""
    if ended := _ended_days(line, today, vocabulary):
        return ended
    first, *others = BEFORE_COMMA.split(line)
    pieces = [first]
    cut = _begins_with_a_day(first, today, vocabulary)
    for piece in others:
        cut = cut and not _holds_note(pieces[-1], vocabulary)
        if cut and _begins_with_a_day(piece, today, vocabulary):
            pieces.append(piece)
        else:
            pieces[-1] += piece
    return pieces


def _ended_days(line: str, today: date, vocabulary: Vocabulary) -> list[str]:
    """The days of a line that says them last, each in front: `hrv 62 today, hrv 60 yesterday`."""
    if _begins_with_a_day(line, today, vocabulary) or _holds_note(line, vocabulary):
        return []
    days: list[str] = []
    before = ""
    for piece in (each.strip(" ,;，；") for each in BEFORE_COMMA.split(line)):
        turned = None
        with suppress(ServiceError):
            turned = day_first(piece, today, vocabulary, leading_day)
        if turned and (turned != piece or is_day(piece, today, vocabulary)):
            days.append(turned + before)
            before = ""
        else:
            before += f", {piece}"
    if days:
        days[-1] += before
    return days


def _holds_note(text: str, vocabulary: Vocabulary) -> bool:
    typed = Typed(text).text
    return any(
        breaks(typed, at) and vocabulary.find("field.comments", typed, at)
        for at in range(len(typed))
    )


def _begins_with_a_day(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether a word for a day begins a text and more follows; digits may be values."""
    typed = Typed(text)
    start = skip(typed.text, 0, SEPARATORS)
    if typed.text[start : start + 1].isdigit():
        return False
    try:
        day = day_at(typed.text, start, today, vocabulary)
    except ServiceError:
        return False
    return day is not None and skip(typed.text, day.end, SEPARATORS) < len(typed.text)
