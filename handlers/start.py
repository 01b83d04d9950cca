"""/start: one screen that says what the bot does. No API call."""

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import Reply, button
from handlers.words import Words


async def show(context: BotContext, _: str) -> None:
    await context.reply(render(context.words, connected=context.connected))


async def press(context: BotContext, parts: list[str]) -> None:
    """What a morning looks like, for somebody who is not connected yet. No API call."""
    if parts != ["example"]:
        raise GoneButtonError
    connect = button(context.words.plain("connect.button"), "connect", style="primary")
    await context.send(Reply(context.words("start.example"), ((connect,),)))


def render(words: Words, *, connected: bool) -> Reply:
    today = button(words.plain("today.button"), "today")
    plan = button(words.plain("plan.button"), "plan")
    ways = button(words.plain("help.button"), "help")
    if connected:
        return Reply(words("start.connected"), ((today, plan), (ways,)))
    connect = button(words.plain("connect.button"), "connect", style="primary")
    demo = button(words.plain("start.demo"), "start", "example")
    privacy = button(words.plain("privacy.button"), "privacy")
    return Reply(words("start.welcome"), ((connect,), (demo,), (privacy, ways)))


command = Command("start", show, press, for_anybody=True)
