"""/plan target: load, time or distance to reach in a week or on a day. Two API calls."""

import re
from dataclasses import replace
from datetime import date, timedelta

from handlers.context import BotContext
from handlers.planned import Choices, Then, calendar_command, said, save
from handlers.reading.activities import read_entry
from handlers.reading.entry import Entry
from handlers.reading.entry_numbers import ImpossibleLengthError
from handlers.reading.errors import UnreadableDayError, UnreadableError
from handlers.reading.found_day import monday_of
from handlers.reading.periods import DayRange
from handlers.reading.ranges import leading_range
from handlers.reading.vocabulary import Vocabulary
from handlers.views.choices import SPORTS
from handlers.views.workouts import event_numbers, sport_name
from handlers.words import Words
from services.changes import Kind
from services.drafts import foreseen
from services.errors import ServiceError
from services.intervals.models import Category, NewEvent
from services.planner import Make

AMOUNTS = {
    "week": ((300, 400, 500, 600), (4, 6, 8, 10)),
    "day": ((50, 75, 100, 150), (1, 2, 3, 4)),
}
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
    whole_week = len(days) == WEEK and days.first == monday_of(days.first)
    if len(days) > 1 and not whole_week:
        raise TargetDaysError
    goal = _goal(rest, days, today, vocabulary)
    return NewEvent(
        day=days.first,
        category=Category.TARGET,
        sport=goal.sport or USUAL_SPORT,
        load_target=goal.load,
        time_target=goal.moving_time,
        distance_target=goal.distance,
        for_week=whole_week,
    )


def read_goal(text: str, today: date, vocabulary: Vocabulary, day: date) -> Make:
    """What `load 500 9h` makes of a target: what is not named stays."""
    goal = _goal(text, DayRange(day, day + (WEEK - 1) * DAY), today, vocabulary)
    return lambda event: _merged(event, goal)


def _goal(text: str, days: DayRange, today: date, vocabulary: Vocabulary) -> Entry:
    hours = HOURS.sub(r"\1h\2", text)
    known = Entry(day=days.first, heart_rate=0, watts=0, rpe=0)
    goal = read_entry(hours, today, vocabulary, known)
    if goal.moving_time and goal.moving_time > len(days) * DAY:
        raise ImpossibleLengthError(text=text)
    unknown = " ".join(word for word in goal.name.split() if not _names(word, vocabulary))
    if goal.sport is None:  # said after its numbers: `distance 40km Run`
        sport, unknown = vocabulary.leading_sport(unknown)
        goal = replace(goal, sport=sport)
    if unknown:
        raise UnknownTargetError(text=unknown)
    if not (goal.load or goal.moving_time or goal.distance):
        raise EmptyTargetError(text=text)
    return goal


def _names(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word only says what the number beside it is."""
    return vocabulary.meaning("target", word) is not None


def _merged(event: NewEvent, goal: Entry) -> NewEvent:
    return replace(
        event,
        sport=goal.sport or event.sport,
        load_target=goal.load or event.load_target,
        time_target=goal.moving_time or event.time_target,
        distance_target=goal.distance or event.distance_target,
    )


async def save_target(context: BotContext, target: NewEvent) -> None:
    """One for the same days and sport is changed, and the numbers it had are said."""
    intervals, words, athlete = context.intervals(), context.words, context.athlete
    there = await intervals.events(target.day, target.day, (Category.TARGET,))
    same = [
        event
        for event in there
        if (event.day, event.sport) == (target.day, target.sport)
        and bool(event.for_week) == bool(target.for_week)
    ]
    if not same or await context.services.changes.noted(context.write_key, Kind.EVENTS_ADDED):
        await save(context, target)  # handled again, it finds its own
        return
    [old, *_] = same
    asked = Entry(
        load=target.load_target, moving_time=target.time_target, distance=target.distance_target
    )
    change = await context.services.plan.change(
        intervals, context.write_key, old, lambda event: _merged(event, asked)
    )
    was, event = (
        foreseen(NewEvent.restored(each[str(old.id)]), ())
        for each in (change.before, change.after)
    )
    before = words("plan_target.before", numbers=event_numbers(was, words, athlete))
    await context.reply(said(context, event, change, before))


def starts(today: date, words: Words) -> Choices:
    """Two weeks, two days."""
    monday = monday_of(today)
    weeks = [monday, monday + WEEK * DAY]
    names = ("this_week", "next_week", "today", "tomorrow")
    days = (*(f"{each}..{each + (WEEK - 1) * DAY}" for each in weeks), today, today + DAY)
    return [
        (words.plain(f"planned.{name}"), str(each)) for name, each in zip(names, days, strict=True)
    ]


def _sports(_: str, words: Words) -> Choices:
    return [(sport_name(each, words), each) for each in SPORTS]


def _amounts(begun: str, words: Words) -> Choices:
    """Loads, then hours, of a week or of a day."""
    loads, hours = AMOUNTS["week" if ".." in begun else "day"]
    return [
        *((words.plain("unit.load", value=each), f"load {each}") for each in loads),
        *((words.duration(timedelta(hours=each)), f"{each}h") for each in hours),
    ]


THEN = (Then("which_sport", _sports, 3), Then("how_much", _amounts, 4))
command = calendar_command("plan target", read, starts, save_target, when=leading_range, then=THEN)
