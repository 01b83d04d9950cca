"""/plan race: a race of priority A, B or C. One API call."""

import re
from dataclasses import replace
from datetime import date

from handlers.context import BotContext
from handlers.planned import calendar_command, one_line
from handlers.reading.activities import ImpossibleHourError, read_entry, wrong_hour
from handlers.reading.dates import leading_moment
from handlers.reading.ends import day_first
from handlers.reading.entry import Entry
from handlers.reading.errors import UnreadableDayError, UnreadableError
from handlers.views.workouts import category_word, sport_name
from handlers.words import Words
from services.drafts import targeted
from services.edits import has_steps
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
    dated = day_first(rest, today, vocabulary, leading_moment)
    moment = dated and leading_moment(dated, today, vocabulary)
    if not moment:
        raise UnreadableDayError(text=rest)
    day, hour, rest = moment
    if hour is None and (wrong := wrong_hour(rest)):
        raise ImpossibleHourError(text=wrong)
    known = Entry(day=day, hour=hour, heart_rate=0, watts=0, rpe=0)
    entry = read_entry(rest, today, vocabulary, known)
    if not rest:
        raise EmptyRaceError
    if entry.sport is None:
        raise RaceSportError(text=rest)
    name = one_line(entry.name) or sport_name(entry.sport, context.words)
    race = NewEvent(
        day=day,
        hour=hour,
        category=category,
        sport=entry.sport,
        name=name,
        text=below.strip() or None,
    )
    if has_steps(race.text):  # time, distance and load follow from them
        return targeted(race)
    return replace(
        race,
        moving_time=entry.moving_time,
        distance=entry.distance,
        training_load=entry.load,
    )


def starts(_: date, words: Words) -> list[tuple[str, str]]:
    """The priorities."""
    return [(category_word(each, words), mark) for mark, each in PRIORITIES.items()]


def _priority(text: str) -> tuple[Category, str]:
    match = PRIORITY.match(text)
    if match is None:
        return Category.RACE_A, text
    if match[1].lower() not in PRIORITIES:
        raise UnknownPriorityError(text=match[1])
    return PRIORITIES[match[1].lower()], text[match.end() :]


command = calendar_command("plan race", read, starts)
