"""/plan add: one workout or several, typed in one message or asked for step by step.

One API call for a clear workout.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from handlers.button_data import GoneButtonError, day_of
from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import NotUnderstoodError
from handlers.plan_add_pages import render_question
from handlers.planned import EventNameTooLongError
from handlers.reading.errors import NoDayError, UnknownSportError
from handlers.reading.refused import Refused, sorted_out
from handlers.reading.sport_lines import sport_line, stands_alone
from handlers.reading.workouts import (
    NAME_LIMIT,
    Draft,
    measured,
    read_beside,
    read_draft,
    restored,
    stored,
    with_typed,
    workout_texts,
)
from handlers.views import drafts as views
from handlers.views.choices import LENGTHS, SPORTS
from handlers.views.refused import reason, refusals
from handlers.views.reply import Reply
from handlers.views.workouts import sport_name
from handlers.words import Words
from services.drafts import WAYS, advice, clarified, targeted
from services.errors import ServiceError
from services.intervals.models import Category, NewEvent
from services.sport_settings import read_allowed
from storage.models import Dialog

MOST = 28  # workouts in one message


class TooManyWorkoutsError(ServiceError):
    """`count` workouts in one message, over the `limit`."""


async def show(context: BotContext, arguments: str) -> None:
    """Ask for what is missing; save one workout at once, if every line of it is clear.

    Several are shown first, and one with shorthand or with lines that would not be read as they
    sound. Saving is one API call, a preview one more.
    """
    context.intervals()
    await context.leave("plan_add")
    texts = workout_texts(arguments, context.today, context.desk.vocabulary)
    if len(texts) > MOST:
        raise TooManyWorkoutsError(count=len(texts), limit=MOST)
    if len(texts) > 1:
        drafts, refused = sorted_out(texts, partial(_read_whole, context))
        await _preview(context, drafts, refused)
        return
    draft, wrong = read_beside("".join(texts), context.today, context.desk.vocabulary)
    _refuse_long(draft)
    if wrong is None:
        await _complete(context, draft)
        return
    told = reason(wrong, context.today, context.words)
    await context.reply((await _ask(context, draft)).above(told))


def recognise(context: BotContext, text: str, instead: bool) -> bool:
    """`tomorrow run 10km`, while nothing is asked."""
    return not instead and sport_line(text, context.today, context.desk.vocabulary) == "plan"


async def offer(context: BotContext, text: str) -> None:
    """The same as `show`, but one workout is shown first, too. One API call."""
    texts = workout_texts(text, context.today, context.desk.vocabulary)
    if len(texts) > 1:
        await show(context, text)
        return
    context.intervals()
    await context.leave("plan_add")
    await _preview(context, [_read_whole(context, texts[0])])


def _read_whole(context: BotContext, text: str) -> Draft:
    """One of several. Raises EventNameTooLongError, the errors of a heading and of `_event`."""
    draft = read_draft(text, context.today, context.desk.vocabulary)
    _refuse_long(draft)
    _event(draft, context)
    return draft


async def press(context: BotContext, parts: list[str]) -> None:
    """The Add button, a day, a sport, how long or no steps, or Save. One API call at most."""
    match parts:
        case ["day", question_id, day]:
            await _choose(context, question_id, lambda draft: replace(draft, day=day_of(day)))
        case ["sport", question_id, sport] if sport in SPORTS:
            await _choose(context, question_id, lambda draft: replace(draft, sport=sport))
        case ["time", question_id, minutes] if minutes in map(str, LENGTHS):
            await _choose(context, question_id, lambda draft: replace(draft, name=f"{minutes}min"))
        case ["save" | "meant" as way, question_id]:
            question = await context.question(question_id)
            drafts = restored(question.state)
            await context.reply(await _save(context, drafts, WAYS[way]))
            await context.close(question)
        case []:
            context.intervals()
            await context.send(await _ask(context, Draft()))
        case _:
            raise GoneButtonError


async def _choose(context: BotContext, question_id: str, change: Callable[[Draft], Draft]) -> None:
    question = await context.question(question_id)
    [draft] = restored(question.state)
    await _complete(context, change(draft))
    await context.close(question)


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The day, sport, or name and steps; all of several; other steps. One API call at most."""
    [draft] = restored(question.state)
    today, vocabulary, shown = context.today, context.desk.vocabulary, question.state.get("shown")
    named = bool(draft.day and draft.sport)
    alone = stands_alone(text, today, vocabulary)
    if alone and sport_line(text, today, vocabulary) != "plan":
        raise NotUnderstoodError
    several = draft == Draft() and len(workout_texts(text, today, vocabulary)) > 1
    if several or (named and alone):
        await offer(context, text)
        return
    if shown:
        draft = replace(draft, steps=text.strip("\n"))
    else:
        draft = with_typed(draft, text, today, vocabulary)
    _refuse_long(draft)
    await _complete(context, draft, named=named)
    await context.close(question)


async def _complete(context: BotContext, draft: Draft, *, named: bool = False) -> None:
    """Save it, or ask for the next thing it lacks."""
    said = named or draft.name or draft.steps
    if not (draft.day and draft.sport and said):
        await context.reply(await _ask(context, draft))
        return
    typed = _event(draft, context)
    if advice(typed) or clarified(typed) != typed:
        await _preview(context, [draft])
    else:
        await context.reply(await _save(context, [draft]))


async def _ask(context: BotContext, draft: Draft) -> Reply:
    question = await context.ask("plan_add", stored([draft]), awaits_text=True)
    return render_question(draft, question.id, context.today, context.words)


async def _preview(
    context: BotContext, drafts: list[Draft], refused: Sequence[Refused] = ()
) -> None:
    """What is going to be saved, before it is, below what is not understood."""
    words, today, athlete = context.words, context.today, context.athlete
    wrong = refusals(refused, today, words)
    if not drafts:
        await context.reply(Reply(wrong))
        return
    events = [_event(draft, context) for draft in drafts]
    settings = await read_allowed(context.intervals())
    one = len(events) == 1 and not refused
    question = await context.ask("plan_add", stored(drafts) | {"shown": True}, awaits_text=one)
    shown = (
        views.draft(events[0], settings, today, words, athlete)
        if one
        else views.drafts(events, settings, wrong, today, words, athlete)
    )
    rows = views.saves("plan_add", (), question.id, events, words)
    await context.reply(replace(shown, rows=rows))


async def _save(
    context: BotContext, drafts: list[Draft], change: Callable[[NewEvent], NewEvent] = clarified
) -> Reply:
    events = [_finished(change(_event(draft, context)), context.words) for draft in drafts]
    added = await context.services.plan.add(context.intervals(), context.write_key, events)
    return views.saved(added, context.today, context.words, context.athlete)


def _event(draft: Draft, context: BotContext) -> NewEvent:
    """The event that was typed.

    Raises NoDayError, UnknownSportError and the errors of its numbers.
    """
    if draft.day is None:
        raise NoDayError
    if draft.sport is None:
        raise UnknownSportError(text=draft.name)
    event = NewEvent(
        day=draft.day,
        hour=draft.hour,
        category=Category.WORKOUT,
        sport=draft.sport,
        name=draft.name or None,
        text=draft.steps or None,
    )
    if clarified(event).text:  # time, distance and load follow from the steps
        return event
    said = measured(draft, context.today, context.desk.vocabulary)
    return replace(
        event,
        name=said.name or None,
        moving_time=said.moving_time,
        distance=said.distance,
        training_load=said.load,
        indoor=said.indoor or None,
    )


def _finished(event: NewEvent, words: Words) -> NewEvent:
    return targeted(replace(event, name=event.name or sport_name(event.sport, words)))


def _refuse_long(draft: Draft) -> None:
    if len(draft.name) > NAME_LIMIT:
        raise EventNameTooLongError(length=len(draft.name), limit=NAME_LIMIT)


command = Command("plan add", show, press, answer, recognise=recognise, offer=offer)
