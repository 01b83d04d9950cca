"""/plan add: one workout or several, typed in one message or asked for step by step."""

from dataclasses import asdict, replace
from datetime import date, time, timedelta
from typing import Any

from markupsafe import Markup

from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError, day_of
from handlers.reading.dates import leading_moment
from handlers.reading.errors import UnreadableDayError, UnreadableError
from handlers.reading.vocabulary import Vocabulary
from handlers.reading.workouts import NAME_LIMIT, Draft, read_drafts
from handlers.undo import undo_button
from handlers.views.reply import Button, Reply, button, in_rows, lines, paragraphs
from handlers.views.workouts import event_name, event_numbers, file_buttons, sport_name, structure
from handlers.words import Words
from services.errors import ServiceError
from services.intervals.models import Category, NewEvent
from services.planner import Added
from storage.models import Athlete, Dialog

SPORTS = ("Ride", "Run", "Swim", "WeightTraining", "Walk", "Other")
PACED = ("Run", "VirtualRun", "TrailRun", "Swim", "OpenWaterSwim")
MOST = 28  # workouts in one message


class NameTooLongError(ServiceError):
    """A name of `length` characters, over the `limit` of intervals.icu."""


class TooManyWorkoutsError(ServiceError):
    """`count` workouts in one message, over the `limit`."""


class UnknownSportError(UnreadableError):
    """No sport that we know."""


class UnfinishedWorkoutError(ServiceError):
    """The heading `text` of one of several workouts lacks its day or its sport."""


async def show(context: BotContext, arguments: str) -> None:
    """Save one workout at once, several after a preview; ask for what is missing."""
    context.intervals()
    drafts = read_drafts(arguments, context.today, context.desk.vocabulary)
    if len(drafts) > MOST:
        raise TooManyWorkoutsError(count=len(drafts), limit=MOST)
    _refuse_long(drafts)
    if len(drafts) > 1:
        await _preview(context, drafts)
    else:
        await _complete(context, drafts[0] if drafts else Draft())


async def press(context: BotContext, parts: list[str]) -> None:
    """The Add button, then a day, a sport, no steps, or Save."""
    match parts:
        case ["day", question_id, day]:
            await _choose(context, question_id, day=day_of(day))
        case ["sport", question_id, sport] if sport in SPORTS:
            await _choose(context, question_id, sport=sport)
        case ["save", question_id]:
            question = await context.question(question_id)
            await context.reply(await _save(context, _restored(question.state)))
            await context.close(question)
        case []:
            context.intervals()
            await context.send(await _ask(context, Draft()))
        case _:
            raise GoneButtonError


async def _choose(context: BotContext, question_id: str, **chosen: date | str) -> None:
    question = await context.question(question_id)
    [draft] = _restored(question.state)
    await _complete(context, Draft(**{**asdict(draft), **chosen}))
    await context.close(question)


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The typed day, sport, or name and steps: whatever was asked for."""
    [draft] = _restored(question.state)
    named = bool(draft.day and draft.sport)
    draft = _with_typed(draft, text, context.today, context.desk.vocabulary)
    _refuse_long([draft])
    await _complete(context, draft, named=named)
    await context.close(question)


def _with_typed(draft: Draft, text: str, today: date, vocabulary: Vocabulary) -> Draft:
    """The draft with the first thing it lacks, as typed, and what may follow that."""
    if draft.day is None:
        moment = leading_moment(text, today, vocabulary)
        if moment is None:
            raise UnreadableDayError(text=text)
        day, hour, rest = moment
        draft = replace(draft, day=day, hour=hour or draft.hour)
        sport, _ = vocabulary.leading_sport(rest)
        return _with_typed(draft, rest, today, vocabulary) if sport or draft.sport else draft
    if draft.sport is None:
        sport, rest = vocabulary.leading_sport(text)
        if sport is None:
            raise UnknownSportError(text=text)
        return _with_typed(replace(draft, sport=sport), rest, today, vocabulary)
    if not text.strip() or draft.name or draft.steps:
        return draft
    name, _, steps = text.strip().partition("\n")
    if name.lstrip().startswith("-"):
        return replace(draft, name="", steps=text)
    return replace(draft, name=name, steps=steps)


async def _complete(context: BotContext, draft: Draft, *, named: bool = False) -> None:
    """Save it, or ask for the next thing it lacks."""
    said = named or draft.name or draft.steps
    if draft.day and draft.sport and said:
        await context.reply(await _save(context, [draft]))
    else:
        await context.reply(await _ask(context, draft))


async def _ask(context: BotContext, draft: Draft) -> Reply:
    words, today = context.words, context.today
    question = await context.ask("plan_add", _stored([draft]), awaits_text=True)
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    if draft.day is None:
        coming = [today + timedelta(days=number) for number in range(8)]
        days = [button(words.day(day), "plan_add", "day", question.id, day) for day in coming]
        return Reply(words("plan_add.which_day"), (*in_rows(days, 2), (cancel,)))
    if draft.sport is None:
        sports = [
            button(sport_name(sport, words), "plan_add", "sport", question.id, sport)
            for sport in SPORTS
        ]
        key = "plan_add.which_sport_of" if draft.name else "plan_add.which_sport"
        return Reply(words(key, name=draft.name), (*in_rows(sports, 3), (cancel,)))
    save = button(words.plain("plan_add.no_steps"), "plan_add", "save", question.id)
    text = words("plan_add.which_steps", day=draft.day, sport=sport_name(draft.sport, words))
    return Reply(text, ((save, cancel),))


async def _preview(context: BotContext, drafts: list[Draft]) -> None:
    words = context.words
    rows = [_draft_line(draft, context.today, words) for draft in drafts]
    question = await context.ask("plan_add", _stored(drafts))
    save = button(words.plain("button.save"), "plan_add", "save", question.id, style="success")
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    heading = words.count("plan_add.preview", len(drafts))
    await context.reply(Reply(paragraphs(heading, lines(*rows)), ((save, cancel),)))


def _draft_line(draft: Draft, today: date, words: Words) -> Markup:
    if draft.day is None or draft.sport is None:
        raise UnfinishedWorkoutError(text=draft.name)
    return words(
        "plan_add.draft",
        day=words.dated(draft.day, today),
        sport=sport_name(draft.sport, words),
        name=draft.name,
        steps=words.count("plan_add.lines", len(draft.steps.splitlines())),
    )


async def _save(context: BotContext, drafts: list[Draft]) -> Reply:
    """One API call."""
    events = [_event(draft, context.words) for draft in drafts]
    added = await context.services.plan.add(context.intervals(), context.write_key, events)
    return render(added, context.today, context.words, context.athlete)


def _event(draft: Draft, words: Words) -> NewEvent:
    assert draft.day is not None
    paced = draft.sport in PACED and "pace" in draft.steps.casefold()
    return NewEvent(
        day=draft.day,
        hour=draft.hour,
        category=Category.WORKOUT,
        sport=draft.sport,
        name=draft.name or sport_name(draft.sport, words),
        text=draft.steps or None,
        target="PACE" if paced else None,  # else a device may be given heart rate
    )


def render(added: Added, today: date, words: Words, athlete: Athlete) -> Reply:
    """What was saved as intervals.icu understood it, and the lines it left out."""
    several = len(added.events) > 1
    blocks = [
        lines(
            words(
                "plan_add.event", name=event_name(event, words), day=words.dated(event.day, today)
            ),
            event_numbers(event, words, athlete),
            None if several else structure(event, words, athlete),
            *(words("plan_add.dropped", line=line) for line in dropped),
        )
        for event, dropped in zip(added.events, added.dropped, strict=True)
    ]
    hint = words("plan_add.dropped_hint") if any(added.dropped) else None
    heading = words.count("plan_add.saved", len(added.events))
    files: tuple[Button, ...] = () if several else file_buttons(added.events[0], athlete)
    undo = (undo_button(words, added.change), button(words.plain("plan.button"), "plan"))
    return Reply(paragraphs(heading, *blocks, hint), (*((files,) if files else ()), undo))


def _refuse_long(drafts: list[Draft]) -> None:
    for draft in drafts:
        if len(draft.name) > NAME_LIMIT:
            raise NameTooLongError(length=len(draft.name), limit=NAME_LIMIT)


def _stored(drafts: list[Draft]) -> dict[str, Any]:
    return {
        "drafts": [
            asdict(draft)
            | {
                "day": draft.day and draft.day.isoformat(),
                "hour": draft.hour and draft.hour.isoformat(),
            }
            for draft in drafts
        ]
    }


def _restored(state: dict[str, Any]) -> list[Draft]:
    return [
        Draft(
            **stored
            | {
                "day": stored["day"] and date.fromisoformat(stored["day"]),
                "hour": stored["hour"] and time.fromisoformat(stored["hour"]),
            }
        )
        for stored in state["drafts"]
    ]


command = Command("plan add", show, press, answer)
