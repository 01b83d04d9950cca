"""/cancel: ends any question. No API call."""

from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError
from handlers.views.reply import Reply


async def show(context: BotContext, _: str) -> None:
    open_questions = await context.desk.dialogs.close_all(context.athlete.id)
    key = "cancel.done" if open_questions else "cancel.nothing"
    await context.reply(Reply(context.words(key)))


async def press(context: BotContext, parts: list[str]) -> None:
    """The Cancel button of one question."""
    if len(parts) != 1:
        raise GoneButtonError
    question = await context.question(parts[0])
    await context.reply(Reply(context.words("cancel.done")))
    await context.close(question)


command = Command("cancel", show, press)
