"""/connect: takes an intervals.icu key, out of the chat first of all, and asks for the morning.

No API call to ask, one with a key.
"""

import re
from datetime import time

from markupsafe import Markup

from handlers import settings
from handlers.button_data import GoneButtonError
from handlers.cancel import cancel_button
from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import NotUnderstoodError, explain
from handlers.reading.keys import find_key
from handlers.views.reply import Button, Reply, button, in_rows, lines, paragraphs
from handlers.views.units import hour_label, unit_names
from handlers.words import Words
from services.errors import IntervalsError, KeyRefusedError, ServiceError
from services.sign_in import Link
from storage.models import Athlete, Dialog

KEYS_PAGE = "https://intervals.icu/settings"
MORNINGS = ("0530", "0600", "0630", "0700", "0730", "0800")
MAYBE_KEY = re.compile(r"[A-Za-z0-9_-]{8,128}")  # where one was asked for


class NotAKeyError(ServiceError):
    """What came where a key was asked for is none: a question, a word."""


async def show(context: BotContext, arguments: str) -> None:
    """Take the key that was sent, or ask for one."""
    if arguments.strip():
        await _take(context, arguments)
    else:
        await context.reply(await _ask(context))


async def press(context: BotContext, parts: list[str]) -> None:
    """The Connect button, or the time of the morning message. No API call."""
    match parts:
        case []:
            await context.send(await _ask(context))
        case ["morning", "off"]:
            await _choose(context, None)
        case ["morning", clock] if clock in MORNINGS:
            await _choose(context, time.fromisoformat(clock))
        case _:
            raise GoneButtonError


async def _choose(context: BotContext, at: time | None) -> None:
    await context.leave("connect")
    await context.change_settings(morning_at=at)
    await context.reply(Reply(_morning(context.athlete, context.words)))


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """A key, or the hour of the morning message; thanks is neither. One API call for a key."""
    if not question.state:
        await _take(context, text)
    elif not any(letter.isdigit() for letter in text):
        raise NotUnderstoodError
    else:
        await settings.answer(context, question, text)
        await context.close(question)


async def _ask(context: BotContext) -> Reply:
    words, athlete = context.words, context.athlete
    await context.leave("connect")
    question = await context.ask("connect", {}, awaits_text=True)
    where = Button(words.plain("connect.where"), url=KEYS_PAGE)
    cancel = cancel_button(words, question.id)
    present = words("connect.present", name=_name(athlete)) if context.connected else None
    text = lines(present, words("connect.ask"))
    rows: tuple[tuple[Button, ...], ...] = ((where,), (cancel,))
    if sign_in := context.services.sign_in:
        page = sign_in.address(Link(athlete.id, question.id), context.now)
        text = lines(text, words("connect.or_sign_in"))
        rows = ((Button(words.plain("sign_in.button"), url=page),), *rows)
    return Reply(text, rows)


async def _take(context: BotContext, text: str) -> None:
    """The message leaves the chat before anything else; the key is never repeated.

    Raises NotAKeyError; the question stays open then, and after every failure.
    """
    key, again = find_secret(text, asked=True), context.oneself is not None
    if key is None:
        raise NotAKeyError
    seen = None if await context.delete() else context.words("connect.delete_yourself")
    try:
        context.athlete = await context.services.accounts.connect(context.athlete.id, key)
    except IntervalsError as error:
        wrong = isinstance(error, KeyRefusedError)
        why = context.words("connect.refused") if wrong else explain(context, error).text
        await context.send((await _ask(context)).above(paragraphs(seen, why)))
        return
    answer = await welcome(context, again=again)
    await context.send(answer.above(seen) if seen else answer)


async def welcome(context: BotContext, *, again: bool) -> Reply:
    """Who is connected; whoever is new here is asked for the morning, and may type the hour."""
    await context.services.accounts.plan_pushes(context.athlete, context.now)
    await context.come_home()
    await context.leave("connect")
    if not again and await context.open_question() is None:
        await context.ask("connect", {"page": "morning"}, awaits_text=True)
    return render(context.athlete, context.words, again=again)


async def edited_key(context: BotContext) -> Reply:
    """A key was written into an older message: not read as one, but it must not stay."""
    gone = await context.delete()
    return Reply(context.words("connect.edited" if gone else "connect.edited_stays"))


def find_secret(text: str, *, asked: bool = False) -> str | None:
    """What looks like a key; else, where one was asked for, the only word if it could be one."""
    if found := find_key(text):
        return found
    word = text.strip()
    return word if asked and MAYBE_KEY.fullmatch(word) else None


def _name(athlete: Athlete) -> str:
    return athlete.name or athlete.intervals_id or ""


def _morning(athlete: Athlete, words: Words) -> Markup:
    at = athlete.morning_at
    return words("connect.morning", at=at) if at else words("connect.no_morning")


def render(athlete: Athlete, words: Words, *, again: bool) -> Reply:
    """Who is connected, the units; the morning message, as it was or asked for."""
    done = words(
        "connect.done",
        name=_name(athlete),
        zone=athlete.time_zone,
        units=unit_names(words, athlete),
    )
    if again:
        today = button(words.plain("today.button"), "today")
        change = button(words.plain("settings.button"), "settings", "page", "morning")
        return Reply(lines(done, _morning(athlete, words)), ((today, change),))
    times = [button(hour_label(at), "connect", "morning", at) for at in MORNINGS]
    off = button(words.plain("connect.off"), "connect", "morning", "off")
    return Reply(paragraphs(done, words("connect.when")), (*in_rows(times, 3), (off,)))


command = Command("connect", show, press, answer, for_anybody=True)
