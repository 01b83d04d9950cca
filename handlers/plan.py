"""/plan: the calendar of some days, of one kind of event too, page by page. One API call."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, timedelta

from handlers import (
    plan_add,
    plan_ask,
    plan_card,
    plan_edit,
    plan_files,
    plan_guard,
    plan_length,
    plan_page,
    plan_steps,
)
from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.plan_place import KINDS, Place
from handlers.reading.errors import UnreadableRangeError
from handlers.reading.periods import DayRange
from handlers.reading.ranges import leading_range
from handlers.reading.sport_lines import sport_line
from handlers.reading.vocabulary import Vocabulary
from handlers.views.reply import Reply, button, in_rows
from handlers.words import Words
from services.plan import read_plan

WEEK = timedelta(days=6)
YEAR = timedelta(days=364)
SELDOM = {"race", "away"}  # what is hardly ever this week
VERBS: Mapping[str, Callable[[BotContext, str, list[str]], Awaitable[None]]] = {
    verb: module.press
    for module in (plan_card, plan_edit, plan_ask, plan_length, plan_steps, plan_files)
    for verb in module.VERBS
}


async def show(context: BotContext, arguments: str) -> None:
    """`/plan next week`, `/plan races 2027`; `/plan sat ride 2h` is shown with Save.

    One API call.
    """
    if sport_line(arguments, context.today, context.desk.vocabulary) == "plan":
        await plan_add.offer(context, arguments)
        return
    days, kind = _read(arguments, context.today, context.desk.vocabulary)
    place = Place(days.first, days.last, kind=kind) if days else _usual(kind, context.today)
    await context.reply(await _page(context, place))


def _usual(kind: str, today: date) -> Place:
    """The days that are shown where none are asked for."""
    return Place(today, today + (YEAR if kind in SELDOM else WEEK), kind=kind)


def _read(text: str, today: date, vocabulary: Vocabulary) -> tuple[DayRange | None, str]:
    """The days and the kind of event that were typed, in either order."""
    kind, rest = _leading_kind(text, vocabulary)
    if not rest.strip():
        return None, kind
    found = leading_range(rest, today, vocabulary)
    if found and found[1] and not kind:
        kind, left = _leading_kind(found[1], vocabulary)
        found = found[0], left
    if found is None or found[1].strip():
        raise UnreadableRangeError(text=rest)
    return found[0], kind


def _leading_kind(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    kind, rest = vocabulary.leading("choice.plan", text.lstrip())
    return kind or "", rest


async def press(context: BotContext, parts: list[str]) -> None:
    """Another page or kind here; the card, changes and files in their own modules.

    API calls: range 1, kinds 0, alone 1.
    """
    match parts:
        case ["range", *place]:
            await context.reply(await _page(context, Place.read(place)))
        case ["kinds", *place]:
            coach = context.rider is not None
            shown = render_kinds(Place.read(place), context.today, context.words, coach=coach)
            await context.reply(shown)
        case []:
            await context.send(await _page(context, _usual("", context.today)))
        case [verb, *rest] if verb in VERBS:
            await VERBS[verb](context, verb, rest)
        case _:
            raise GoneButtonError


async def _page(context: BotContext, place: Place) -> Reply:
    categories: Sequence[str] = KINDS.get(place.kind, ())
    plan = await read_plan(context.intervals(), place.first, place.last, categories)
    return plan_page.render(plan, place, context.today, context.words, context.athlete)


def render_kinds(place: Place, today: date, words: Words, *, coach: bool) -> Reply:
    """A button for each kind of event, and for all of them; for a coach what guards the days."""

    def days(kind: str) -> Place:
        long = {place.kind, kind} & SELDOM
        return _usual(kind, today) if long else Place(place.first, place.last, kind=kind)

    kinds = [
        button(words.plain(f"plan.kind_{kind}"), "plan", "range", *days(kind).parts)
        for kind in KINDS
    ]
    every = button(words.plain("plan.every_kind"), "plan", "range", *days("").parts)
    whole = Place(place.first, place.last).parts
    guards = [
        button(words.plain(f"plan_{verb}.button"), f"plan_{verb}", "range", *whole)
        for verb in plan_guard.FLAGS
        if coach
    ]
    return Reply(words("plan.which_kind"), (*in_rows([*kinds, every], 2), *in_rows(guards, 2)))


command = Command("plan", show, press, plan_ask.answer)
