"""/undo: takes back the last thing that was written."""

from dataclasses import replace

from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import Button, Reply, button
from handlers.words import Words
from storage.models import Change

BELOW = "below"


def undo_button(words: Words, change: Change, *place: str) -> Button:
    """The button under everything that was written.

    With BELOW what was written is the last paragraph of a message that is to stay.
    """
    return button(words.plain("undo.button"), "undo", change.id or 0, *place)


async def show(context: BotContext, _: str) -> None:
    await _undo(context, None)


async def press(context: BotContext, parts: list[str]) -> None:
    change_id, *place = parts
    await _undo(context, int(change_id), context.pressed if place == [BELOW] else None)


async def _undo(context: BotContext, change_id: int | None, pressed: Reply | None = None) -> None:
    change = await context.services.changes.undo(context.intervals(), context.write_key, change_id)
    await context.reply(render(change, context.words, pressed))


def render(change: Change, words: Words, pressed: Reply | None) -> Reply:
    """That it is undone; in place of the last paragraph of `pressed`, if there is one."""
    undone = Reply(words(f"undo.{change.kind}"))
    if pressed is None:
        return undone
    above, _, _ = pressed.text.rpartition("\n\n")
    return replace(pressed.without("undo"), text=undone.above(above).text)


command = Command("undo", show, press)
