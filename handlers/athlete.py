"""/athlete: whom one looks at, of those that the own key reaches at intervals.icu.

One API call.
"""

from collections.abc import Sequence

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.errors import UnreadableError
from handlers.views.reply import Button, Reply, button, in_rows, lines, ticked
from handlers.words import Words
from services.riders import Rider, others

MOST_BUTTONS = 60


class UnknownRiderError(UnreadableError):
    """Nobody that the key reaches is called `text`."""


async def show(context: BotContext, arguments: str) -> None:
    """Who can be picked; `/athlete Ann` picks, `/athlete me` goes back. One API call at most."""
    wanted = arguments.strip().casefold()
    if context.desk.vocabulary.meaning("athlete.me", arguments) is not None:
        await _pick(context, None)
        return
    reachable = await _reachable(context)
    if not wanted:
        await context.reply(render(reachable, context.rider, context.words))
        return
    named = [each for each in reachable if wanted in each.name.casefold() or wanted == each.id]
    exact = [each for each in named if wanted in (each.name.casefold(), each.id)]
    found = exact if len(exact) == 1 else named
    if not found:
        raise UnknownRiderError(text=arguments)
    if len(found) == 1:
        await _pick(context, found[0])
    else:
        await context.reply(render(found, context.rider, context.words))


async def press(context: BotContext, parts: list[str]) -> None:
    """Somebody, or oneself.

    API calls: me 0, else 1.
    """
    match parts:
        case ["me"]:
            await _pick(context, None)
        case ["pick", rider_id]:
            found = [each for each in await _reachable(context) if each.id == rider_id]
            if not found:
                raise GoneButtonError
            await _pick(context, found[0])
        case []:
            await context.send(render(await _reachable(context), context.rider, context.words))
        case _:
            raise GoneButtonError


async def _reachable(context: BotContext) -> tuple[Rider, ...]:
    """Asked with the athlete's own eyes, whomever they look at."""
    own = context.services.accounts.open(context.athlete)
    return await others(own, context.athlete.intervals_id)


async def _pick(context: BotContext, rider: Rider | None) -> None:
    words = context.words
    context.services.accounts.open(context.athlete)
    await context.look_at(rider)
    if rider is None:
        await context.reply(Reply(words("athlete.own")))
        return
    today, plan = (
        button(words.plain("today.button"), "today"),
        button(words.plain("plan.button"), "plan"),
    )
    await context.reply(Reply(words("athlete.other"), ((today, plan), (_back(words),))))


def render(reachable: Sequence[Rider], present: Rider | None, words: Words) -> Reply:
    """A button for each; the way back while one looks at somebody."""
    back = ((_back(words),),) if present else ()
    if not reachable:
        return Reply(words("athlete.nobody"), back)
    shown = reachable[:MOST_BUTTONS]
    picks = [
        button(ticked(each.name, each == present), "athlete", "pick", each.id) for each in shown
    ]
    more = words("athlete.more") if len(shown) < len(reachable) else None
    heading = words.count("athlete.title", len(reachable))
    return Reply(lines(heading, words("athlete.hint"), more), (*in_rows(picks, 2), *back))


def _back(words: Words) -> Button:
    return button(words.plain("athlete.back"), "athlete", "me")


command = Command("athlete", show, press, for_anybody=True)
