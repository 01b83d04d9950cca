"""/log activity: one done without a watch, typed in a line or step by step; several by lines.

One API call.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from handlers.button_data import GoneButtonError, day_of
from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import NotUnderstoodError
from handlers.log_activity_entry import new_activity, read_one, read_whole, refuse
from handlers.log_activity_pages import render, render_preview, render_question
from handlers.reading.activities import entry_lines, with_typed
from handlers.reading.entry import Entry, restored, stored
from handlers.reading.refused import sorted_out
from handlers.reading.sport_lines import sport_line
from handlers.reading.thresholds import names_threshold
from handlers.views.choices import LENGTHS, SPORTS
from handlers.views.refused import reason, refusals
from handlers.views.reply import Reply, lines
from services.errors import ServiceError
from storage.models import Dialog

MOST = 30  # activities in one message


class TooManyActivitiesError(ServiceError):
    """`count` activities in one message, over the `limit`."""


async def show(context: BotContext, arguments: str) -> None:
    """Save one at once (one API call), several after a preview; ask for what is missing."""
    await _take(context, arguments, ask_more=False)


def recognise(context: BotContext, text: str, instead: bool) -> bool:
    """`yesterday run 10km 52m`, while nothing is asked."""
    return not instead and sport_line(text, context.today, context.desk.vocabulary) == "done"


async def offer(context: BotContext, text: str) -> None:
    """The same as `show`, but one activity is shown first, too. No API call."""
    await _take(context, text, ask_more=True)


async def _take(context: BotContext, text: str, *, ask_more: bool) -> None:
    """The activities of a text; `ask_more` where a single one is to be shown before it is saved.

    So it is, too, if something is missing or not understood.
    """
    context.intervals()
    typed = entry_lines(text, context.today, context.desk.vocabulary)
    if len(typed) > MOST:
        raise TooManyActivitiesError(count=len(typed), limit=MOST)
    if len(typed) > 1:
        await _preview(context, typed)
        return
    entry, wrong = read_one(context, typed[0]) if typed else (Entry(), ())
    more = ask_more or not typed or bool(wrong)
    await context.reply(await _go_on(context, entry, ask_more=more, wrong=wrong))


async def press(context: BotContext, parts: list[str]) -> None:
    """The button of /log; a day, a sport, a duration, or Save. One API call at most."""
    match parts:
        case []:
            context.intervals()
            await context.reply(await _go_on(context, Entry(), ask_more=True))
        case ["save", number]:
            question = await context.question(number)
            reply = await _save(context, [restored(each) for each in question.state["entries"]])
            await context.reply(reply)
            await context.close(question)
        case ["day" | "sport" | "time" as missing, number, value]:
            question = await context.question(number)
            entry = _chosen(restored(question.state["entries"][0]), missing, value)
            refuse(context, entry)
            more = question.state["ask_more"]
            await context.reply(await _go_on(context, entry, ask_more=more))
            await context.close(question)
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The typed day, sport or duration, then more; or all of several. One API call at most."""
    entry = restored(question.state["entries"][0])
    if (context.message_id or 0) <= (question.state["after"] or 0):
        # It led to this question, and the bot was interrupted: it is not the answer, too.
        reply = render_question(entry, question.id, context.today, context.words, context.athlete)
        await context.reply(reply)
        return
    today, vocabulary, asked_last = context.today, context.desk.vocabulary, question.state["last"]
    another = sport_line(text, today, vocabulary)
    if another == "plan" or (asked_last and names_threshold(text, vocabulary)):
        raise NotUnderstoodError
    several = entry == Entry() and len(entry_lines(text, today, vocabulary)) > 1
    if several or (entry.day and another):
        await offer(context, text)
        await context.close(question)
        return
    entry, wrong = with_typed(entry, text, today, vocabulary)
    refuse(context, entry)
    more = question.state["ask_more"] and not asked_last
    await context.reply(await _go_on(context, entry, ask_more=more, wrong=wrong))
    await context.close(question)


def _chosen(entry: Entry, missing: str, value: str) -> Entry:
    """The entry with what a button says. Raises GoneButtonError."""
    if missing == "day":
        return replace(entry, day=day_of(value))
    if missing == "time" and value in map(str, LENGTHS):
        return replace(entry, moving_time=timedelta(minutes=int(value)))
    if missing == "sport" and value in SPORTS:
        return replace(entry, sport=value)
    raise GoneButtonError


async def _go_on(
    context: BotContext, entry: Entry, *, ask_more: bool, wrong: Sequence[ServiceError] = ()
) -> Reply:
    """The next question, below what is `wrong`; with nothing left to ask it is saved."""
    if entry.complete and not ask_more:
        return await _save(context, [entry])
    words = context.words
    state = {
        "entries": [stored(entry)],
        "ask_more": ask_more,
        "last": entry.complete,
        "after": context.message_id,
    }
    question = await context.ask("log_activity", state, awaits_text=True)
    reply = render_question(entry, question.id, context.today, words, context.athlete)
    return reply.above(lines(*(reason(each, context.today, words) for each in wrong)))


async def _preview(context: BotContext, typed: Sequence[str]) -> None:
    """Nothing is written yet: what is not understood, and all else with Save and Cancel."""
    entries, refused = sorted_out(typed, partial(read_whole, context))
    wrong = refusals(refused, context.today, context.words)
    if not entries:
        await context.reply(Reply(wrong))
        return
    state = {"entries": [stored(each) for each in entries], "ask_more": False, "last": True}
    question = await context.ask("log_activity", state)
    reply = render_preview(
        entries, wrong, question.id, context.today, context.words, context.athlete
    )
    await context.reply(reply)


async def _save(context: BotContext, entries: list[Entry]) -> Reply:
    entered = await context.services.logbook.enter(
        context.intervals(),
        context.write_key,
        [new_activity(context, entry) for entry in entries],
    )
    return render(entered, context.today, context.words, context.athlete)


command = Command("log activity", show, press, answer, recognise=recognise, offer=offer)
