"""Which planned workout an activity was done from: chosen, changed, taken away, with Undo."""

import asyncio

from handlers.button_data import GoneButtonError, activity_of, is_number
from handlers.context import BotContext
from handlers.undo import undo_button
from handlers.views.activity_card import card_button
from handlers.views.reply import Button, Reply, button, in_rows, lines, ticked
from handlers.views.workouts import activity_name, event_name
from handlers.words import Words
from services.activities import read_activity
from services.intervals.models import ActivityDetail, Event
from services.pairing import AROUND, possible_events
from storage.models import Change, Dialog

VERBS = ("plan", "pair")
MOST = 8
NONE = "none"


async def press(context: BotContext, verb: str, subject: str, rest: str) -> None:
    """The workouts around its day, or the one that was pressed.

    API calls: plan 3, pair 2.
    """
    if verb == "plan":
        await _ask(context, activity_of(subject), rest)
        return
    if not is_number(subject):
        raise GoneButtonError
    question = await context.question(subject)
    offered: dict[str, str] = question.state["events"]
    if rest != NONE and rest not in offered:
        raise GoneButtonError
    await _pair(context, question, None if rest == NONE else rest)


async def _ask(context: BotContext, activity_id: str, place: str) -> None:
    intervals = context.intervals()
    activity = await read_activity(intervals, activity_id)
    first, last = activity.day - AROUND, activity.day + AROUND
    events, others = await asyncio.gather(
        intervals.events(first, last), intervals.activities(first, last)
    )
    possible = possible_events(activity, events, others)[:MOST]
    named = {str(each.id): event_name(each, context.words) for each in possible}
    state = {"activity": activity_id, "place": place, "events": named}
    question = await context.ask("activity", state)
    await context.reply(render(activity, possible, question, context.words))


async def _pair(context: BotContext, question: Dialog, event_id: str | None) -> None:
    intervals, state = context.intervals(), question.state
    activity = await read_activity(intervals, state["activity"])
    change = await context.services.pairing.pair(
        intervals, context.write_key, activity, int(event_id) if event_id else None
    )
    plan = state["events"][event_id] if event_id else None
    await context.reply(render_paired(activity, plan, change, state["place"], context.words))
    await context.close(question)


def render(
    activity: ActivityDetail, possible: tuple[Event, ...], question: Dialog, words: Words
) -> Reply:
    """Each with its day, the present one marked; from none, if it is from one."""
    paired = activity.paired_event_id
    choices = [_choice(each, each.id == paired, question, words) for each in possible]
    none = button(words.plain("activity.no_plan"), "activity", "pair", question.id, NONE)
    back = card_button(activity.id, question.state["place"], words, "button.back")
    title = words("activity.which_plan", name=activity_name(activity, words))
    return Reply(
        lines(title, None if possible else words("activity.nothing_planned")),
        (*in_rows(choices, 1), *(((none,),) if paired else ()), (back,)),
    )


def _choice(event: Event, chosen: bool, question: Dialog, words: Words) -> Button:
    day, name = words.short_day(event.day), event_name(event, words)
    label = words.plain("plan.label", day=day, name=name)
    return button(ticked(label, chosen), "activity", "pair", question.id, event.id)


def render_paired(
    activity: ActivityDetail, plan: str | None, change: Change, place: str, words: Words
) -> Reply:
    """Which plan it is from now, None: from none; with Undo."""
    name = activity_name(activity, words)
    text = words("activity.unpaired", name=name)
    if plan:
        text = words("activity.paired", name=name, plan=plan)
    card = card_button(activity.id, place, words)
    return Reply(text, ((undo_button(words, change), card),))
