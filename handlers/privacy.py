"""/privacy: what is stored, where, how sealed, for how long. No API call."""

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import Reply


async def show(context: BotContext, _: str) -> None:
    """The statement."""
    await context.reply(Reply(context.words("privacy.body")))


async def press(context: BotContext, parts: list[str]) -> None:
    """The same, below. No API call."""
    if parts:
        raise GoneButtonError
    await context.send(Reply(context.words("privacy.body")))


command = Command("privacy", show, press, for_anybody=True)
