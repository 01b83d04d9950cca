"""/plan hide, show, lock, unlock: for those who coach, over a range of days. One API call."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.plan_place import Place
from handlers.reading.errors import RangeTooLongError
from handlers.reading.ranges import read_range
from handlers.undo import undo_button
from handlers.views.reply import Reply, button, lines, paragraphs, quote
from handlers.views.workouts import event_name
from handlers.words import Words
from services.changes import Kind
from services.errors import AlreadyError
from services.intervals.models import Guard
from services.plan import Plan, read_plan

LONGEST = 42  # days, for Undo puts every event back by a call of its own
FLAGS: Mapping[str, tuple[Guard, bool]] = {
    "hide": ("hidden", True),
    "show": ("hidden", False),
    "lock": ("locked", True),
    "unlock": ("locked", False),
}


class NothingToGuardError(AlreadyError):
    """No event from `first` to `last`, or none that is not so already."""


async def show(context: BotContext, arguments: str, verb: str) -> None:
    """What it would be done to; nothing is written yet. The days of `/plan` without any."""
    days = read_range(
        arguments if arguments.strip() else "7d",
        context.today,
        context.desk.vocabulary,
        limit=LONGEST,
    )
    await _preview(context, verb, Place(days.first, days.last))


async def _preview(context: BotContext, verb: str, place: Place) -> None:
    plan = await _plan(context, verb, place)
    await context.reply(render(plan, verb, context.today, context.words))


async def _plan(context: BotContext, verb: str, place: Place) -> Plan:
    """Those events of the days that are not yet as they are to be. Raises NothingToGuardError."""
    flag, value = FLAGS[verb]
    plan = await read_plan(context.intervals(), place.first, place.last)
    other = tuple(event for event in plan.events if bool(getattr(event, flag)) != value)
    if not other:
        raise NothingToGuardError(first=place.first, last=place.last)
    return replace(plan, events=other)


async def press(context: BotContext, parts: list[str], verb: str) -> None:
    """The days of a plan, or Save of their preview.

    API calls: range 1, save 2.
    """
    match parts:
        case ["range", *where]:
            await _preview(context, verb, _short(Place.read(where)))
        case ["save", *where]:
            await _save(context, verb, _short(Place.read(where)))
        case _:
            raise GoneButtonError


def _short(place: Place) -> Place:
    if len(place) > LONGEST:
        raise RangeTooLongError(days=len(place), limit=LONGEST)
    return place


async def _save(context: BotContext, verb: str, place: Place) -> None:
    words, (flag, value) = context.words, FLAGS[verb]
    try:
        plan = await _plan(context, verb, place)
    except NothingToGuardError:  # as an update that is handled again finds it
        change = await context.services.changes.noted(context.write_key, Kind.EVENTS_CHANGED)
        if change is None:
            raise
    else:
        days = (place.first, place.last)
        change = await context.services.plan.guard(
            context.intervals(), context.write_key, plan.events, days, flag, value=value
        )
    text = words.count(f"plan_{verb}.done", len(change.after))
    back = button(words.plain("plan.button"), "plan", "range", *place.parts)
    await context.reply(Reply(text, ((undo_button(words, change), back),)))


def render(plan: Plan, verb: str, today: date, words: Words) -> Reply:
    """The preview: how many events, which, Save and Cancel."""
    place = Place(plan.oldest, plan.newest)
    rows = [
        words("plan.listed", day=words.dated(event.day, today), name=event_name(event, words))
        for event in plan.events
    ]
    heading = words.count(f"plan_{verb}.preview", len(rows))
    where = place.parts
    sure = button(words.plain("button.save"), f"plan_{verb}", "save", *where, style="success")
    keep = button(words.plain("button.cancel"), "plan", "range", *where)
    return Reply(paragraphs(heading, quote(lines(*rows))), ((sure, keep),))


commands = tuple(
    Command(f"plan {verb}", partial(show, verb=verb), partial(press, verb=verb)) for verb in FLAGS
)
