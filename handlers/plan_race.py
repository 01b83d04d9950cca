"""/plan race: a race of priority A, B or C. One API call."""

import re
from dataclasses import dataclass, replace
from datetime import date, time

from handlers.command import Command
from handlers.context import BotContext
from handlers.planned import Kind, one_line
from handlers.reading.activities import ImpossibleHourError, read_entry, wrong_hour
from handlers.reading.dates import leading_moment
from handlers.reading.ends import day_first
from handlers.reading.entry import Entry
from handlers.reading.errors import UnreadableDayError, UnreadableError, quoted
from handlers.views.workouts import category_word, sport_name
from handlers.words import Words
from services.drafts import targeted
from services.edits import has_steps
from services.errors import ServiceError
from services.intervals.models import Category, NewEvent

PRIORITY = re.compile(r"([a-z])(?:级|\s|$)\s*", re.IGNORECASE)
SPORTS = ("Ride", "Run", "Swim", "MountainBikeRide", "TrailRun", "Other")
PRIORITIES = {"a": Category.RACE_A, "b": Category.RACE_B, "c": Category.RACE_C}


class UnknownPriorityError(UnreadableError):
    """A race is A, B or C."""


class EmptyRaceError(ServiceError):
    """A race on a day, without its sport."""


class RaceSportError(UnreadableError):
    """A race without a sport that we know."""


@dataclass(frozen=True)
class Race:
    """A race as typed: priority, when it is, sport and name, what is on the lines below."""

    category: Category
    day: date
    hour: time | None
    rest: str
    below: str

    @property
    def begun(self) -> str:
        """All before the sport, as it may be typed."""
        hour = f"{self.hour:%H:%M}" if self.hour else ""
        return f"{self.category[-1]} {self.day} {hour}".strip()


def _parted(context: BotContext, text: str) -> Race:
    """Raises UnknownPriorityError, ImpossibleHourError and the errors of a day."""
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
    return Race(category, day, hour, rest, below.strip())


def read(context: BotContext, text: str) -> NewEvent:
    """`A 2027-05-09 Run Hamburg 42.2km 3h15`: priority (A without one), day, sport, name."""
    race, vocabulary = _parted(context, text), context.desk.vocabulary
    known = Entry(day=race.day, hour=race.hour, heart_rate=0, watts=0, rpe=0)
    entry = read_entry(race.rest, context.today, vocabulary, known)
    if not race.rest:
        raise EmptyRaceError
    if entry.sport is None:
        raise RaceSportError(text=race.rest)
    event = NewEvent(
        day=race.day,
        hour=race.hour,
        category=race.category,
        sport=entry.sport,
        name=one_line(entry.name) or sport_name(entry.sport, context.words),
        text=race.below or None,
    )
    if has_steps(event.text):  # time, distance and load follow from them
        return targeted(event)
    return replace(
        event,
        moving_time=entry.moving_time,
        distance=entry.distance,
        training_load=entry.load,
    )


async def show(context: BotContext, arguments: str) -> None:
    """Save it, or ask for its sport where a name has none. One API call to save."""
    if not arguments.strip():
        await KIND.show(context, "")
        return
    race = _parted(context, arguments.strip())
    sport, _ = context.desk.vocabulary.leading_sport(race.rest)
    if sport or not race.rest:
        await KIND.show(context, arguments)
        return
    words = context.words
    sports = [(sport_name(each, words), each) for each in SPORTS]
    question = words("plan_race.which_sport", name=quoted(race.rest))
    kept = f"{race.rest}\n{race.below}".strip()
    await KIND.ask(context, sports, kept, question, {"begun": race.begun})


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


KIND = Kind("plan_race", read, starts)
command = Command("plan race", show, KIND.press, KIND.answer)
