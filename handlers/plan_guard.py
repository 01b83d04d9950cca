"""/plan hide, show, lock, unlock: for those who coach, over a range of days. One API call."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError
from handlers.place import Place
from handlers.reading.dates import read_range
from handlers.undo import undo_button
from handlers.views.reply import Reply, button, lines, paragraphs, quote
from handlers.views.workouts import event_name
from handlers.words import Words
from services.errors import ServiceError
from services.intervals.models import Guard
from services.plan import Plan, read_plan

LONGEST = 42  # days, for Undo puts every event back by a call of its own
FLAGS: Mapping[str, tuple[Guard, bool]] = {
    "hide": ("hidden", True),
    "show": ("hidden", False),
    "lock": ("locked", True),
    "unlock": ("locked", False),
}


class NothingToGuardError(ServiceError):
    """No event on the days from `first` to `last`."""


async def show(context: BotContext, arguments: str, verb: str) -> None:
    """What it would be done to; nothing is written yet. The days of `/plan` without any."""
    days = read_range(
        arguments if arguments.strip() else "7d",
        context.today,
        context.desk.vocabulary,
        limit=LONGEST,
    )
    plan = await _plan(context, Place(days.first, days.last))
    await context.reply(render(plan, verb, context.today, context.words))


async def _plan(context: BotContext, place: Place) -> Plan:
    plan = await read_plan(context.intervals(), place.first, place.last)
    if not plan.events:
        raise NothingToGuardError(first=place.first, last=place.last)
    return plan


async def press(context: BotContext, parts: list[str], verb: str) -> None:
    """Save of the preview. Two API calls."""
    match parts:
        case ["save", *where]:
            await _save(context, verb, Place.read(where))
        case _:
            raise GoneButtonError


async def _save(context: BotContext, verb: str, place: Place) -> None:
    if len(place) > LONGEST:
        raise GoneButtonError
    words, (flag, value) = context.words, FLAGS[verb]
    plan = await _plan(context, place)
    change = await context.services.plan.guard(
        context.intervals(),
        context.write_key,
        plan.events,
        (place.first, place.last),
        flag,
        value=value,
    )
    text = words.count(f"plan_{verb}.done", len(plan.events))
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
