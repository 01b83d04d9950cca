"""The card of one workout: numbers, steps, files, and what can be done with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from handlers.context import BotContext
from handlers.errors import GoneButtonError, number_of
from handlers.place import Place, Seen
from handlers.undo import undo_button
from handlers.views.pictures.workout import workout_picture
from handlers.views.reply import Reply, button, lines, paragraphs
from handlers.views.workouts import event_name, event_numbers, file_buttons, structure
from handlers.words import Words
from services.edits import has_steps
from services.errors import NotFoundError
from services.intervals.models import Event, NewEvent
from services.plan import read_plan
from services.workout_lines import dropped_lines
from storage.models import Athlete

VERBS = ("card", "delete", "deleted", "done", "did")


def seen(event: Event, place: Place) -> tuple[str, ...]:
    """The end of the data of a button that opens the card of `event` from `place`."""
    return Seen(event.id, event.day, place).parts


async def press(context: BotContext, verb: str, parts: list[str]) -> None:
    """The card; Delete and Done, which ask first."""
    if verb == "deleted" and len(parts) == 1:
        await _delete(context, number_of(parts[0]))
        return
    where = Seen.read(parts)
    match verb:
        case "card":
            await context.reply(await card(context, where))
        case "delete":
            await _ask(context, where, "delete")
        case "done":
            await _ask(context, where, "done")
        case "did":
            await _mark_done(context, where)
        case _:
            raise GoneButtonError


async def find(context: BotContext, where: Seen) -> Event:
    """The event with its targets resolved, which only the list gives. One API call."""
    plan = await read_plan(context.intervals(), where.day, where.day)
    for event in plan.events:
        if event.id == where.event_id:
            return event
    raise NotFoundError


async def card(context: BotContext, where: Seen) -> Reply:
    """The card as it is now. One API call."""
    event = await find(context, where)
    return render(event, where, context.today, context.words, context.athlete)


async def _ask(context: BotContext, where: Seen, what: str) -> None:
    """Sure? For Done with what comes of it."""
    words, event = context.words, await find(context, where)
    day = words.dated(event.day, context.today)
    text = words(f"plan.{what}_ask", name=event_name(event, words), day=day)
    label = words.plain(f"plan.{what}")
    sure = (
        button(label, "plan", "deleted", event.id, style="danger")
        if what == "delete"
        else button(label, "plan", "did", *where.parts, style="success")
    )
    keep = button(words.plain("button.cancel"), "plan", "card", *where.parts)
    await context.reply(Reply(text, ((sure, keep),)))


async def _delete(context: BotContext, event_id: int) -> None:
    words = context.words
    change = await context.services.plan.remove(context.intervals(), context.write_key, event_id)
    await context.reply(Reply(words("plan.deleted"), ((undo_button(words, change),),)))


async def _mark_done(context: BotContext, where: Seen) -> None:
    """Three API calls at most."""
    words, event = context.words, await find(context, where)
    change = await context.services.plan.mark_done(context.intervals(), context.write_key, event)
    text = words("plan.marked_done", name=event_name(event, words))
    back = button(words.plain("plan.back"), "plan", "card", *where.parts)
    await context.reply(Reply(text, ((undo_button(words, change), back),)))


async def change(
    context: BotContext,
    where: Seen,
    make: Callable[[NewEvent], NewEvent],
    day: date | None = None,
) -> None:
    """Write it and show the card as it is then, with Undo. Four API calls."""
    words, intervals = context.words, context.intervals()
    made = await context.services.plan.edit(intervals, context.write_key, where.event_id, make)
    where = replace(where, day=day or where.day)
    event = await find(context, where)
    dropped = dropped_lines(event.text or "", event) if has_steps(event.text) else ()
    warned = lines(*(words("plan_add.dropped", line=line) for line in dropped))
    hint = words("plan_add.dropped_hint") if dropped else None
    shown = render(event, where, context.today, words, context.athlete)
    shown = shown.above(paragraphs(words("plan.saved"), lines(warned, hint)))
    await context.reply(replace(shown, rows=((undo_button(words, made),), *shown.rows)))


def render(event: Event, where: Seen, today: date, words: Words, athlete: Athlete) -> Reply:
    """One workout: numbers, steps, files, and the ways to change it."""
    files = file_buttons(event, athlete)
    marks = [
        words(f"plan.is_{mark}") for mark in ("indoor", "hidden", "locked") if getattr(event, mark)
    ]
    text = paragraphs(
        lines(
            words("today.session", name=event_name(event, words)),
            words(
                "plan.card",
                day=words.dated(event.day, today),
                numbers=event_numbers(event, words, athlete),
            ),
            words("plan.intensity", value=event.intensity) if event.intensity else None,
            *marks,
        ),
        structure(event, words, athlete),
    )
    edit, move, skip, done, delete = (
        button(words.plain(f"plan.{verb}"), "plan", verb, *where.parts)
        for verb in ("edit", "move", "skip", "done", "delete")
    )
    back = button(words.plain("plan.back"), "plan", "range", *where.place.parts)
    rows = (*((files,) if files else ()), (edit, move, skip), (done, delete), (back,))
    return Reply(text, rows, picture=workout_picture(event, words, athlete), clears=True)
