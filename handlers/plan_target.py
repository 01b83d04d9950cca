"""/plan target: load, time or distance to reach in a week or on a day. One API call."""

import re
from datetime import timedelta

from handlers.context import BotContext
from handlers.planned import calendar_command
from handlers.reading.activities import Entry, ImpossibleLengthError, read_entry
from handlers.reading.dates import leading_range
from handlers.reading.errors import UnreadableDayError, UnreadableError
from handlers.reading.vocabulary import Vocabulary
from services.errors import ServiceError
from services.intervals.models import Category, NewEvent

USUAL_SPORT = "Ride"  # a target must have one
WEEK = 7
DAY = timedelta(days=1)
HOURS = re.compile(r"(?<![0-9:])([0-9]{1,2}):([0-9]{2})(?![0-9:])")  # 7:30 in a week is 7h30


class EmptyTargetError(UnreadableError):
    """A target without load, time or distance."""


class UnknownTargetError(UnreadableError):
    """A target of something else, or of a sport that we do not know."""


class TargetDaysError(ServiceError):
    """A target for other days than one, or a week from Monday."""


def read(context: BotContext, text: str) -> NewEvent:
    """From `this week load 450 time 8h`, `next week Run 50km`, `sat 3h`."""
    vocabulary, today = context.desk.vocabulary, context.today
    found = leading_range(text, today, vocabulary)
    if found is None:
        raise UnreadableDayError(text=text)
    days, rest = found
    whole_week = len(days) == WEEK and days.first.weekday() == 0
    if len(days) > 1 and not whole_week:
        raise TargetDaysError
    hours = HOURS.sub(r"\1h\2", rest)
    target = read_entry(hours, today, vocabulary, Entry(day=days.first))
    if target.moving_time and target.moving_time > len(days) * DAY:
        raise ImpossibleLengthError(text=rest)
    if unknown := " ".join(word for word in target.name.split() if not _names(word, vocabulary)):
        raise UnknownTargetError(text=unknown)
    if not (target.load or target.moving_time or target.distance):
        raise EmptyTargetError(text=rest)
    return NewEvent(
        day=days.first,
        category=Category.TARGET,
        sport=target.sport or USUAL_SPORT,
        load_target=target.load,
        time_target=target.moving_time,
        distance_target=target.distance,
        for_week=whole_week,
    )


def _names(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word only says what the number beside it is."""
    found = vocabulary.find("target", word.casefold())
    return found is not None and found.end == len(word)


command = calendar_command("plan target", read)
