"""/log activity: one done without a watch, typed in a line or step by step; several by lines.

One API call.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from handlers.button_data import GoneButtonError, day_of, is_number
from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import NotUnderstoodError
from handlers.log_activity_pages import render, render_preview, render_question
from handlers.reading.activities import entry_lines, read_line, with_typed
from handlers.reading.entry import Entry, restored, stored
from handlers.reading.errors import NoDayError, UnknownSportError
from handlers.reading.refused import sorted_out
from handlers.reading.sport_lines import sport_line
from handlers.views.lengths import LENGTHS
from handlers.views.refused import reason, refusals
from handlers.views.reply import Reply, lines
from handlers.views.workouts import USUAL_SPORTS, sport_name
from handlers.words import Words
from services.errors import ServiceError
from services.intervals.models import NewActivity
from services.zones import local_time
from storage.models import Dialog

MOST = 30  # activities in one message
MOST_NAME = 80  # characters
NOON = time(12)


class NotDoneYetError(ServiceError):
    """An activity on `day`, or at an hour, that is still to come."""


class NoLengthError(ServiceError):
    """A line of several that does not say how long it took."""


class ActivityNameTooLongError(ServiceError):
    """A name of `length` characters, over the `limit`."""


class TooManyActivitiesError(ServiceError):
    """`count` activities in one message, over the `limit`."""


async def show(context: BotContext, arguments: str) -> None:
    """Save one at once (one API call), several after a preview; ask for what is missing."""
    context.intervals()
    typed = entry_lines(arguments, context.today, context.desk.vocabulary)
    if len(typed) > MOST:
        raise TooManyActivitiesError(count=len(typed), limit=MOST)
    if len(typed) > 1:
        await _preview(context, typed)
        return
    entry, wrong = _read(context, typed[0]) if typed else (Entry(), ())
    more = not typed or bool(wrong)
    await context.reply(await _go_on(context, entry, ask_more=more, wrong=wrong))


def recognise(context: BotContext, text: str, instead: bool) -> bool:
    """`yesterday run 10km 52m`, while nothing is asked."""
    return not instead and sport_line(text, context.today, context.desk.vocabulary) == "done"


async def offer(context: BotContext, text: str) -> None:
    """The same as `show`, but one activity is shown first, too. No API call."""
    typed = entry_lines(text, context.today, context.desk.vocabulary)
    if len(typed) > 1:
        await show(context, text)
        return
    context.intervals()
    entry, wrong = _read(context, typed[0])
    await context.reply(await _go_on(context, entry, ask_more=True, wrong=wrong))


async def press(context: BotContext, parts: list[str]) -> None:
    """The button of /log; a day, a sport, a duration, or Save. One API call at most."""
    match parts:
        case []:
            context.intervals()
            await context.reply(await _go_on(context, Entry(), ask_more=True))
        case ["save", number] if is_number(number):
            question = await context.question(number)
            reply = await _save(context, [restored(each) for each in question.state["entries"]])
            await context.reply(reply)
            await context.close(question)
        case ["day" | "sport" | "time" as missing, number, value] if is_number(number):
            question = await context.question(number)
            entry = _chosen(restored(question.state["entries"][0]), missing, value)
            _refuse(entry, context)
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
        reply = render_question(
            entry, question.id or 0, context.today, context.words, context.athlete
        )
        await context.reply(reply)
        return
    today, vocabulary, asked_last = context.today, context.desk.vocabulary, question.state["last"]
    another = sport_line(text, today, vocabulary) if asked_last else None
    if another == "plan":
        raise NotUnderstoodError
    if another or (entry == Entry() and len(entry_lines(text, today, vocabulary)) > 1):
        await offer(context, text)
        await context.close(question)
        return
    entry, wrong = with_typed(entry, text, today, vocabulary)
    _refuse(entry, context)
    more = question.state["ask_more"] and not asked_last
    await context.reply(await _go_on(context, entry, ask_more=more, wrong=wrong))
    await context.close(question)


def _read(context: BotContext, line: str) -> tuple[Entry, Sequence[ServiceError]]:
    """Raises the errors of a line, NotDoneYetError, ActivityNameTooLongError."""
    entry, wrong = read_line(line, context.today, context.desk.vocabulary)
    _refuse(entry, context)
    return entry, wrong


def _read_whole(context: BotContext, line: str) -> Entry:
    """Raises NoDayError, UnknownSportError, NoLengthError, and the errors of a line."""
    entry, wrong = _read(context, line)
    if wrong:
        raise wrong[0]
    if entry.day is None:
        raise NoDayError
    if entry.sport is None:
        raise UnknownSportError(text=entry.name or line)
    if entry.moving_time is None:
        raise NoLengthError
    return entry


def _chosen(entry: Entry, missing: str, value: str) -> Entry:
    """The entry with what a button says. Raises GoneButtonError."""
    if missing == "day":
        return replace(entry, day=day_of(value))
    if missing == "time" and value in map(str, LENGTHS):
        return replace(entry, moving_time=timedelta(minutes=int(value)))
    if missing == "sport" and value in USUAL_SPORTS:
        return replace(entry, sport=value)
    raise GoneButtonError


def _refuse(entry: Entry, context: BotContext) -> None:
    """Raises NotDoneYetError, ActivityNameTooLongError."""
    if len(entry.name) > MOST_NAME:
        raise ActivityNameTooLongError(length=len(entry.name), limit=MOST_NAME)
    if entry.day is None:
        return
    now = _local(context)
    begun = datetime.combine(entry.day, entry.hour or time())
    if begun > now:
        raise NotDoneYetError(day=entry.day)


def _local(context: BotContext) -> datetime:
    """The athlete's wall clock."""
    return local_time(context.now, context.athlete.time_zone).replace(tzinfo=None)


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
    reply = render_question(entry, question.id or 0, context.today, words, context.athlete)
    return reply.above(lines(*(reason(each, context.today, words) for each in wrong)))


async def _preview(context: BotContext, typed: Sequence[str]) -> None:
    """Nothing is written yet: what is not understood, and all else with Save and Cancel."""
    entries, refused = sorted_out(typed, partial(_read_whole, context))
    wrong = refusals(refused, context.today, context.words)
    if not entries:
        await context.reply(Reply(wrong))
        return
    state = {"entries": [stored(each) for each in entries], "ask_more": False, "last": True}
    question = await context.ask("log_activity", state)
    reply = render_preview(
        entries, wrong, question.id or 0, context.today, context.words, context.athlete
    )
    await context.reply(reply)


async def _save(context: BotContext, entries: list[Entry]) -> Reply:
    now = _local(context)
    entered = await context.services.logbook.enter(
        context.intervals(),
        context.write_key,
        [_activity(entry, now, context.words) for entry in entries],
    )
    return render(entered, context.today, context.words, context.athlete)


def _activity(entry: Entry, now: datetime, words: Words) -> NewActivity:
    """Without an hour it was at noon; today, it has just ended."""
    assert entry.day is not None
    assert entry.sport is not None
    assert entry.moving_time is not None
    ended = max(now - entry.moving_time, datetime.combine(entry.day, time()))
    usual = ended.time().replace(second=0, microsecond=0) if entry.day == now.date() else NOON
    return NewActivity(
        day=entry.day,
        hour=entry.hour or usual,
        sport=entry.sport,
        moving_time=entry.moving_time,
        name=entry.name or sport_name(entry.sport, words),
        distance=entry.distance,
        average_heart_rate=entry.heart_rate,
        average_watts=entry.watts,
        training_load=entry.load,
        rpe=entry.rpe,
        feel=entry.feel,
        kg_lifted=entry.lifted,
        trainer=entry.indoor or None,
    )


command = Command("log activity", show, press, answer, recognise=recognise, offer=offer)
