"""/connect: takes an intervals.icu key, out of the chat first of all, and asks for the morning."""

import re
from datetime import time

from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import Button, Reply, button, in_rows, lines
from handlers.words import Words
from services.errors import KeyRefusedError, ServiceError
from storage.models import Athlete, Dialog

KEYS_PAGE = "https://intervals.icu/settings"
KEY = re.compile(r"(?=[a-zA-Z]*\d)(?=\d*[a-zA-Z])[a-zA-Z0-9]{16,64}")
SHORTEST = 8  # of what may be a key where one was asked for
MORNINGS = tuple(time(minutes // 60, minutes % 60) for minutes in range(330, 481, 30))


class NotAKeyError(ServiceError):
    """What came where a key was asked for is none: a question, a word."""


async def show(context: BotContext, arguments: str) -> None:
    if arguments.strip():
        await _take(context, arguments)
    else:
        await context.reply(await _ask(context))


async def press(context: BotContext, parts: list[str]) -> None:
    """The Connect button, or the time of the morning message."""
    match parts:
        case ["morning", "off"]:
            await context.change_settings(morning_at=None)
            await context.reply(Reply(context.words("connect.no_morning")))
        case ["morning", clock]:
            at = time(int(clock[:2]), int(clock[2:]))
            await context.change_settings(morning_at=at)
            await context.reply(Reply(context.words("connect.morning", at=at)))
        case _:
            await context.send(await _ask(context))


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    await _take(context, text)
    await context.close(question)


def recognise(_: BotContext, text: str, __: bool) -> bool:
    """A key that was sent unasked."""
    return any(KEY.fullmatch(word) for word in text.split())


async def _ask(context: BotContext) -> Reply:
    words, athlete = context.words, context.athlete
    question = await context.ask("connect", {}, awaits_text=True)
    where = Button(words.plain("connect.where"), url=KEYS_PAGE)
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    present = words("connect.present", name=athlete.name) if context.connected else None
    return Reply(lines(present, words("connect.ask")), ((where,), (cancel,)))


async def _take(context: BotContext, text: str) -> None:
    """The message leaves the chat before anything else; the key is never repeated."""
    key = _key_in(text)
    if key is None:
        raise NotAKeyError
    await context.delete()
    try:
        context.athlete = await context.services.accounts.connect(context.athlete.id, key)
    except KeyRefusedError:
        again = await _ask(context)
        await context.send(again.above(context.words("connect.refused")))
        return
    await context.services.accounts.plan_morning(context.athlete, context.now)
    await context.send(render(context.athlete, context.words))


def _key_in(text: str) -> str | None:
    """The word that looks like a key; else the only word, if it is long enough."""
    typed = text.split()
    if found := next((word for word in typed if KEY.fullmatch(word)), None):
        return found
    return typed[0] if len(typed) == 1 and len(typed[0]) >= SHORTEST else None


def render(athlete: Athlete, words: Words) -> Reply:
    """Who is connected, the units as found, and the question for the morning."""
    times = [button(f"{at:%H:%M}", "connect", "morning", f"{at:%H%M}") for at in MORNINGS]
    off = button(words.plain("connect.off"), "connect", "morning", "off")
    return Reply(
        words(
            "connect.done",
            name=athlete.name or athlete.intervals_id,
            zone=athlete.time_zone,
            units=f"{athlete.distance_unit}, {athlete.weight_unit}, °{athlete.temperature_unit}",
        ),
        (*in_rows(times, 3), (off,)),
    )


command = Command("connect", show, press, answer, recognise=recognise)
