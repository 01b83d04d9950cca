"""/cancel: ends any question. No API call."""

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import Button, Reply, button
from handlers.words import Words


def cancel_button(words: Words, question_id: int) -> Button:
    """The button under a question that ends it."""
    return button(words.plain("button.cancel"), "cancel", question_id)


async def show(context: BotContext, _: str) -> None:
    """End every open question."""
    open_questions = await context.desk.dialogs.close_all(context.athlete.id)
    key = "cancel.done" if open_questions else "cancel.nothing"
    await context.reply(Reply(context.words(key)))


async def press(context: BotContext, parts: list[str]) -> None:
    """The Cancel button of one question. No API call."""
    if len(parts) != 1:
        raise GoneButtonError
    question = await context.question(parts[0])
    await context.reply(Reply(context.words("cancel.done")))
    await context.close(question)


command = Command("cancel", show, press)
