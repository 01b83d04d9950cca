"""What the commands that put one thing on the calendar share: asking for it, saving it."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError
from handlers.reading.dates import leading_range
from handlers.reading.errors import UnreadableDayError
from handlers.reading.workouts import NAME_LIMIT
from handlers.undo import undo_button
from handlers.views import drafts
from handlers.views.reply import Reply, button, in_rows, lines
from handlers.views.workouts import category_name, event_days, event_numbers
from handlers.words import Words
from services.errors import ServiceError
from services.intervals.models import Category, Event, NewEvent
from storage.models import Athlete, Change, Dialog

Read = Callable[[BotContext, str], NewEvent]
Starts = Callable[[date, Words], Sequence[tuple[str, str]]]
Save = Callable[[BotContext, NewEvent], Coroutine[Any, Any, None]]
DAY = timedelta(days=1)
DAYS_AHEAD = 8


class NameTooLongError(ServiceError):
    """A name of `length` characters, over the `limit` of intervals.icu."""


async def save(context: BotContext, event: NewEvent) -> None:
    """Save it and say what it is, with Undo. One API call."""
    added = await context.services.plan.add(context.intervals(), context.write_key, [event])
    if added.events[0].is_session and event.text:
        await context.reply(drafts.saved(added, context.today, context.words, context.athlete))
    else:
        await context.reply(said(context, added.events[0], added.change))


def said(context: BotContext, event: Event, change: Change, *more: Markup) -> Reply:
    """What was saved, with Undo."""
    shown = lines(render(event, context.today, context.words, context.athlete), *more)
    undo = undo_button(context.words, change)
    return Reply(shown, ((undo, button(context.words.plain("plan.button"), "plan")),))


def calendar_command(
    name: str, read: Read, starts: Starts, save: Save = save, *, whole: bool = False
) -> Command:
    """A command whose text `read` makes one event of; without text it asks for it.

    `starts` are buttons, each with what a text may begin with; where that is `whole`, nothing
    more is asked. Saving is one API call; reading raises the errors of what was typed.
    """
    key = name.replace(" ", "_")

    async def show(context: BotContext, arguments: str) -> None:
        context.intervals()
        if arguments.strip():
            await save(context, read(context, arguments.strip()))
        else:
            await ask(context, key, starts)

    async def press(context: BotContext, parts: list[str]) -> None:
        context.intervals()
        match parts:
            case []:
                await ask(context, key, starts)
            case ["with", question_id, number]:
                question = await context.question(question_id)
                begun = question.state.get("starts", {}).get(number)
                if question.command != key or begun is None:
                    raise GoneButtonError
                if whole:
                    await save(context, read(context, begun["text"]))
                    await context.close(question)
                else:
                    await go_on(context, key, begun)
            case _:
                raise GoneButtonError

    async def answer(context: BotContext, question: Dialog, text: str) -> None:
        await save(context, read(context, f"{question.state.get('begun', '')} {text}".strip()))
        await context.close(question)

    return Command(name, show, press, answer)


def absence_command(name: str, category: Category) -> Command:
    """A command for days away: a range, and perhaps what it is."""

    def read(context: BotContext, text: str) -> NewEvent:
        found = leading_range(text, context.today, context.desk.vocabulary)
        if found is None:
            raise UnreadableDayError(text=text)
        days, rest = found
        return NewEvent(
            day=days.first, last_day=days.last, category=category, name=one_line(rest) or None
        )

    return calendar_command(name, read, from_today, whole=True)


def from_today(today: date, words: Words) -> list[tuple[str, str]]:
    """Today alone, and from today until each of the days after it."""
    ends = [today + number * DAY for number in range(1, DAYS_AHEAD)]
    until = [(words.plain("planned.until", day=day), f"{today}..{day}") for day in ends]
    return [(words.plain("planned.today"), str(today)), *until]


def coming_days(today: date, words: Words) -> list[tuple[str, str]]:
    """Today and each of the days after it."""
    days = [today + number * DAY for number in range(1, DAYS_AHEAD)]
    return [(words.plain("planned.today"), str(today)), *((words.day(d), str(d)) for d in days)]


async def ask(context: BotContext, key: str, starts: Starts) -> None:
    """Ask for what to put on the calendar, with an example and buttons for how it begins."""
    words = context.words
    await context.leave(key)
    begun = [{"label": label, "text": text} for label, text in starts(context.today, words)]
    state = {"starts": {str(number): each for number, each in enumerate(begun)}}
    question = await context.ask(key, state, awaits_text=True)
    choices = [
        button(each["label"], key, "with", question.id, number)
        for number, each in enumerate(begun)
    ]
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    width = len(choices) if len(choices) % 2 else 2
    await context.reply(Reply(words(f"{key}.ask"), (*in_rows(choices, width), (cancel,))))


async def go_on(context: BotContext, key: str, begun: dict[str, str]) -> None:
    """Ask for the rest of what a button has begun."""
    words = context.words
    await context.leave(key)
    question = await context.ask(key, {"begun": begun["text"]}, awaits_text=True)
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    await context.reply(Reply(words(f"{key}.go_on", begun=begun["label"]), ((cancel,),)))


def render(event: Event, today: date, words: Words, athlete: Athlete) -> Markup:
    """What was saved, when, and its numbers."""
    kind, days = category_name(event, words), event_days(event, today, words)
    told = event.is_session or not event.name  # the numbers name a race's kind
    when = days if told else f"{kind} · {days}"
    return lines(
        words("plan.saved"),
        words("planned.event", name=event.name or kind, when=when),
        event_numbers(event, words, athlete),
    )


def one_line(text: str) -> str:
    """A name on one line. Raises NameTooLongError."""
    line = " ".join(text.split())
    if len(line) > NAME_LIMIT:
        raise NameTooLongError(length=len(line), limit=NAME_LIMIT)
    return line
