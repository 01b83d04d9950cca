"""/help: written from the commands themselves. No API call."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError
from handlers.views.reply import Reply, lines, paragraphs, quote
from handlers.words import Words

DAILY = 8  # commands that are shown without a tap


async def show(context: BotContext, arguments: str) -> None:
    name = arguments.strip().lstrip("/").casefold()
    chosen = [each for each in context.desk.commands if each.name == name]
    await context.reply(
        render_one(chosen[0], context.words)
        if chosen
        else render(context.desk.commands, context.words)
    )


async def press(context: BotContext, parts: list[str]) -> None:
    if parts:
        raise GoneButtonError
    await context.send(render(context.desk.commands, context.words))


def render(commands: Sequence[Command], words: Words) -> Reply:
    """Every command in a line, the later ones folded; the words of the field folded below."""
    listed = [_line(each, words) for each in commands]
    daily, seldom = lines(*listed[:DAILY]), quote(lines(*listed[DAILY:]))
    terms = quote(words("help.terms"))
    return Reply(paragraphs(words("help.title"), daily, seldom, words("help.more"), terms))


def render_one(command: Command, words: Words) -> Reply:
    """One command: what it does, with examples that work."""
    return Reply(paragraphs(_line(command, words), words(f"{command.key}.help")))


def _line(command: Command, words: Words) -> Markup:
    return words("help.line", name=command.name, menu=words.plain(f"{command.key}.menu"))


command = Command("help", show, press)
