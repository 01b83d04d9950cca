"""/help: written from the commands themselves. No API call."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import UnknownCommandError
from handlers.routing.naming import Names
from handlers.views.reply import Reply, button, in_rows, lines, paragraphs, quote
from handlers.words import Words

PAGE = 12  # commands as buttons
DAILY = 8  # commands that are shown without a tap


async def show(context: BotContext, arguments: str) -> None:
    """All commands, or the one that is named. Raises what explains an unknown name."""
    commands, names = context.desk.commands, Names(context.desk)
    if not arguments.strip():
        await context.reply(render(commands, context.words))
    elif chosen := names.find(arguments) or names.spoken(arguments):
        page = _page_of(chosen[0], commands)
        await context.reply(render_one(chosen[0], context.words, page))
    else:
        raise names.near_miss(arguments) or UnknownCommandError(text=arguments)


async def press(context: BotContext, parts: list[str]) -> None:
    """The list; all commands as buttons, page by page; one of them; and running it.

    API calls: run 5, else 0.
    """
    commands, words = context.desk.commands, context.words
    known = {each.key: each for each in commands}
    match parts:
        case []:
            await context.send(render(commands, words))
        case ["all", page] if page in map(str, range(_pages(commands))):
            await context.reply(render_buttons(commands, int(page), words))
        case ["of", key] if key in known:
            await context.reply(render_one(known[key], words, _page_of(known[key], commands)))
        case ["run", key] if key in known:
            await known[key].show(context, "")
        case _:
            raise GoneButtonError


def render(commands: Sequence[Command], words: Words) -> Reply:
    """Every command in a line, the later ones folded; the words of the field folded below."""
    listed = [_line(each, words) for each in commands]
    daily, seldom = lines(*listed[:DAILY]), quote(lines(*listed[DAILY:]))
    terms = quote(words("help.terms"))
    buttons = button(words.plain("help.buttons"), "help", "all", 0)
    text = paragraphs(words("help.title"), lines(daily, seldom), words("help.more"), terms)
    return Reply(text, ((buttons,),))


def render_buttons(commands: Sequence[Command], page: int, words: Words) -> Reply:
    """A page of commands, a button each."""
    shown = commands[page * PAGE : (page + 1) * PAGE]
    rows = in_rows([button(f"/{each.name}", "help", "of", each.key) for each in shown], 2)
    before = [button("‹", "help", "all", page - 1)] if page else []
    after = [button("›", "help", "all", page + 1)] if page + 1 < _pages(commands) else []
    return Reply(words("help.which"), (*rows, (*before, *after)))


def render_one(command: Command, words: Words, page: int) -> Reply:
    """One command: what it does, with examples that work, and a button that begins it."""
    run = button(words.plain("help.run"), "help", "run", command.key, style="primary")
    back = button(words.plain("button.back"), "help", "all", page)
    return Reply(paragraphs(_line(command, words), words(f"{command.key}.help")), ((run, back),))


def _pages(commands: Sequence[Command]) -> int:
    return -(-len(commands) // PAGE)


def _page_of(command: Command, commands: Sequence[Command]) -> int:
    return list(commands).index(command) // PAGE


def _line(command: Command, words: Words) -> Markup:
    return words("help.line", name=command.name, menu=words.plain(f"{command.key}.menu"))


command = Command("help", show, press, for_anybody=True)
