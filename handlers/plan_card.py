"""The card of one event: what it is, its files, and what can be done with it."""

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from handlers.button_data import GoneButtonError
from handlers.context import BotContext
from handlers.plan_place import Seen
from handlers.planned import said
from handlers.undo import names_of, undo_button
from handlers.views.pictures.workout import workout_picture
from handlers.views.reply import Button, Reply, button, joined, lines, paragraphs
from handlers.views.workouts import (
    category_name,
    event_days,
    event_name,
    event_numbers,
    file_buttons,
    structure,
)
from handlers.words import Words
from services.drafts import foreseen
from services.edits import has_steps, loses_steps, permit
from services.errors import IntervalsError
from services.intervals.models import Event, NewEvent
from services.plan import Plan, read_plan
from services.planner import Make
from services.workout_lines import dropped_lines
from storage.models import Athlete, Change, Dialog

VERBS = ("card", "delete", "deleted", "done", "did")
MARKS = ("indoor", "hidden", "locked", "fixed_steps")


async def press(context: BotContext, verb: str, parts: list[str]) -> None:
    """The card; Delete and Done, which ask first.

    API calls: card 1, delete 1, done 1, deleted 3, did 3.
    """
    where = Seen.read(parts)
    match verb:
        case "card":
            await context.reply(await card(context, where))
        case "delete":
            await _ask_delete(context, where)
        case "done":
            await _ask_done(context, where)
        case "deleted":
            await _delete(context, where)
        case "did":
            await _mark_done(context, where)
        case _:
            raise GoneButtonError


async def find(context: BotContext, where: Seen) -> Event:
    """The event with its targets resolved, which only the list gives. One API call.

    Three for one that is on another day by now. Raises NotFoundError.
    """
    intervals = context.intervals()
    if found := _among(await read_plan(intervals, where.day, where.day), where):
        return found
    moved = await intervals.event(where.event_id)
    return _among(await read_plan(intervals, moved.day, moved.day), where) or moved


def _among(plan: Plan, where: Seen) -> Event | None:
    return next((event for event in plan.events if event.id == where.event_id), None)


async def question_of(context: BotContext, question_id: str, change: str) -> Dialog:
    """The open question about such a change. Raises QuestionGoneError, GoneButtonError."""
    question = await context.question(question_id)
    if question.command != "plan" or question.state["change"] != change:
        raise GoneButtonError
    return question


async def card(context: BotContext, where: Seen) -> Reply:
    """The card as it is now. One API call."""
    event = await find(context, where)
    where = replace(where, day=event.day)
    return render(event, where, context.today, context.words, context.athlete)


async def _ask_delete(context: BotContext, where: Seen) -> None:
    """Sure? With what Undo could not bring back."""
    words, event = context.words, await find(context, where)
    if context.rider is None:
        permit(event)
    lost = words("plan.delete_no_steps") if loses_steps(event) else None
    sure = button(words.plain("plan.delete"), "plan", "deleted", *where.parts, style="danger")
    await _ask(context, "plan.delete_ask", event, where, sure, lost)


async def _ask_done(context: BotContext, where: Seen) -> None:
    """Sure? With what comes of it."""
    sure = button(context.words.plain("plan.done"), "plan", "did", *where.parts, style="success")
    await _ask(context, "plan.done_ask", await find(context, where), where, sure)


async def _ask(
    context: BotContext,
    phrase: str,
    event: Event,
    where: Seen,
    sure: Button,
    more: Markup | None = None,
) -> None:
    words, days = context.words, event_days(event, context.today, context.words)
    text = lines(words(phrase, name=event_name(event, words), day=days), more)
    keep = button(words.plain("button.cancel"), "plan", "card", *where.parts)
    await context.reply(Reply(text, ((sure, keep),)))


async def _delete(context: BotContext, where: Seen) -> None:
    words = context.words
    change = await context.services.plan.remove(
        context.intervals(), context.write_key, where.event_id
    )
    back = button(words.plain("plan.button"), "plan", "range", *where.place.parts)
    day = words.dated(where.day, context.today)
    text = words("plan.deleted", name=names_of(change, words), day=day)
    await context.reply(Reply(text, ((undo_button(words, change), back),), clears=True))


async def _mark_done(context: BotContext, where: Seen) -> None:
    words, event = context.words, await find(context, where)
    change = await context.services.plan.mark_done(context.intervals(), context.write_key, event)
    text = words("plan.marked_done", name=event_name(event, words))
    back = button(words.plain("plan.back"), "plan", "card", *where.parts)
    await context.reply(Reply(text, ((undo_button(words, change), back),), clears=True))


async def change(context: BotContext, where: Seen, make: Make) -> None:
    """Write it and show the card as it is then, with Undo. Three API calls."""
    plan, intervals = context.services.plan, context.intervals()
    made = await plan.edit(intervals, context.write_key, where.event_id, make)
    await _changed(context, where, made)


async def change_found(context: BotContext, event: Event, where: Seen, make: Make) -> None:
    """The same for an event that `find` has just found. Two API calls."""
    plan, intervals = context.services.plan, context.intervals()
    await _changed(context, where, await plan.change(intervals, context.write_key, event, make))


async def _changed(context: BotContext, where: Seen, made: Change) -> None:
    words, written = context.words, NewEvent.restored(made.after[str(where.event_id)])
    try:
        event = await find(context, replace(where, day=written.day))
    except IntervalsError:  # it is written, and only not seen
        await context.reply(said(context, foreseen(written, ()), made))
        return
    where = replace(where, day=event.day)
    dropped = dropped_lines(event.text or "", event) if has_steps(event.text) else ()
    warned = lines(*(words("plan_add.dropped", line=line) for line in dropped))
    hint = words("plan_add.dropped_hint") if dropped else None
    shown = render(event, where, context.today, words, context.athlete)
    shown = shown.above(paragraphs(words("plan.saved"), lines(warned, hint)))
    await context.reply(replace(shown, rows=((undo_button(words, made),), *shown.rows)))


def render(event: Event, where: Seen, today: date, words: Words, athlete: Athlete) -> Reply:
    """Numbers, steps or text, files, and the ways to change it."""
    files = file_buttons(event, athlete)
    text = paragraphs(
        lines(
            words("today.session", name=event_name(event, words)),
            _facts(event, today, words, athlete),
            words("plan.intensity", value=event.intensity) if event.intensity else None,
            *(words(f"plan.is_{mark}") for mark in MARKS if getattr(event, mark)),
            *_failures(event, words),
        ),
        structure(event, words, athlete),
    )
    edit, move, skip, done, delete = (
        button(words.plain(f"plan.{verb}"), "plan", verb, *where.parts)
        for verb in ("edit", "move", "skip", "done", "delete")
    )
    back = button(words.plain("plan.back"), "plan", "range", *where.place.parts)
    ways = ((edit, move, skip), (done, delete)) if event.is_session else ((edit, move, delete),)
    rows = (*((files,) if files else ()), *ways, (back,))
    return Reply(text, rows, picture=workout_picture(event, words, athlete), clears=True)


def _facts(event: Event, today: date, words: Words, athlete: Athlete) -> Markup:
    """What it is, its days, its numbers; a race says itself what it is, and so does a name."""
    kind, name = category_name(event, words), event_name(event, words)
    named = None if event.is_session or kind == name else kind
    parts = (named, event_days(event, today, words), event_numbers(event, words, athlete))
    return joined(*parts)


def _failures(event: Event, words: Words) -> list[Markup]:
    """Which watch or trainer did not get it, and why."""
    return [
        words("plan.not_sent", service=each.service or "", reason=each.message or "")
        for each in event.push_failures
    ]
