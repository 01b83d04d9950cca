"""/undo: takes back the last thing that was written."""

from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import Button, Reply, button
from handlers.words import Words
from storage.models import Change


def undo_button(words: Words, change: Change) -> Button:
    """The button under everything that was written."""
    return button(words.plain("undo.button"), "undo", change.id or 0)


async def show(context: BotContext, _: str) -> None:
    await _undo(context, None)


async def press(context: BotContext, parts: list[str]) -> None:
    await _undo(context, int(parts[0]))


async def _undo(context: BotContext, change_id: int | None) -> None:
    change = await context.services.changes.undo(context.intervals(), context.write_key, change_id)
    await context.reply(Reply(context.words(f"undo.{change.kind}")))


command = Command("undo", show, press)
