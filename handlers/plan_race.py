"""/plan race: a race of priority A, B or C. One API call."""

import re

from handlers.context import BotContext
from handlers.planned import calendar_command, one_line
from handlers.reading.activities import Entry, ImpossibleHourError, read_entry, wrong_hour
from handlers.reading.dates import leading_moment
from handlers.reading.errors import UnreadableDayError, UnreadableError
from handlers.views.workouts import sport_name
from services.errors import ServiceError
from services.intervals.models import Category, NewEvent

PRIORITY = re.compile(r"([a-z])(?:级|\s|$)\s*", re.IGNORECASE)
PRIORITIES = {"a": Category.RACE_A, "b": Category.RACE_B, "c": Category.RACE_C}


class UnknownPriorityError(UnreadableError):
    """A race is A, B or C."""


class EmptyRaceError(ServiceError):
    """A race on a day, without its sport."""


class RaceSportError(UnreadableError):
    """A race without a sport that we know."""


def read(context: BotContext, text: str) -> NewEvent:
    """`A 2027-05-09 Run Hamburg 42.2km 3h15`: priority (A without one), day, sport, name."""
    heading, _, below = text.partition("\n")
    category, rest = _priority(heading)
    vocabulary, today = context.desk.vocabulary, context.today
    moment = leading_moment(rest, today, vocabulary)
    if moment is None:
        raise UnreadableDayError(text=rest)
    day, hour, rest = moment
    if hour is None and (wrong := wrong_hour(rest)):
        raise ImpossibleHourError(text=wrong)
    entry = read_entry(rest, today, vocabulary, Entry(day=day, hour=hour))
    if not rest:
        raise EmptyRaceError
    if entry.sport is None:
        raise RaceSportError(text=rest)
    name = one_line(entry.name) or sport_name(entry.sport, context.words)
    return NewEvent(
        day=day,
        hour=hour,
        category=category,
        sport=entry.sport,
        name=name,
        text=below.strip() or None,
        moving_time=entry.moving_time,
        distance=entry.distance,
        training_load=entry.load,
    )


def _priority(text: str) -> tuple[Category, str]:
    match = PRIORITY.match(text)
    if match is None:
        return Category.RACE_A, text
    if match[1].lower() not in PRIORITIES:
        raise UnknownPriorityError(text=match[1])
    return PRIORITIES[match[1].lower()], text[match.end() :]


command = calendar_command("plan race", read)
