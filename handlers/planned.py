"""What the commands that put one thing on the calendar share: asking for it, saving it."""

from collections.abc import Callable
from datetime import date

from markupsafe import Markup

from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError
from handlers.reading.dates import leading_range
from handlers.reading.errors import UnreadableDayError
from handlers.reading.workouts import NAME_LIMIT
from handlers.undo import undo_button
from handlers.views.reply import Reply, button, lines
from handlers.views.workouts import category_name, event_numbers
from handlers.words import Words
from services.errors import ServiceError
from services.intervals.models import Category, Event, NewEvent
from storage.models import Athlete, Dialog

Read = Callable[[BotContext, str], NewEvent]


class NameTooLongError(ServiceError):
    """A name of `length` characters, over the `limit` of intervals.icu."""


def calendar_command(name: str, read: Read) -> Command:
    """A command whose text `read` makes one event of; without text it asks for it.

    Saving is one API call; reading raises the errors of what was typed.
    """
    key = name.replace(" ", "_")

    async def show(context: BotContext, arguments: str) -> None:
        context.intervals()
        if arguments.strip():
            await save(context, read(context, arguments.strip()))
        else:
            await ask(context, key)

    async def press(context: BotContext, parts: list[str]) -> None:
        if parts:
            raise GoneButtonError
        context.intervals()
        await ask(context, key)

    async def answer(context: BotContext, question: Dialog, text: str) -> None:
        await save(context, read(context, text.strip()))
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

    return calendar_command(name, read)


async def ask(context: BotContext, key: str) -> None:
    """Ask for what to put on the calendar, with an example."""
    words = context.words
    await context.leave(key)
    question = await context.ask(key, {}, awaits_text=True)
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    await context.reply(Reply(words(f"{key}.ask"), ((cancel,),)))


async def save(context: BotContext, event: NewEvent) -> None:
    """Save it and say what it is, with Undo. One API call."""
    added = await context.services.plan.add(context.intervals(), context.write_key, [event])
    shown = render(added.events[0], context.today, context.words, context.athlete)
    undo = undo_button(context.words, added.change)
    plan = button(context.words.plain("plan.button"), "plan")
    await context.reply(Reply(shown, ((undo, plan),)))


def render(event: Event, today: date, words: Words, athlete: Athlete) -> Markup:
    """What was saved, when, and its numbers."""
    ends = dict.fromkeys((words.dated(event.day, today), words.dated(event.last_day, today)))
    kind, days = category_name(event, words), " – ".join(ends)
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
