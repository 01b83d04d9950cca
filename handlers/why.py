"""/why: why a message came by itself, whether it helped, and the way to turn it off.

No API call.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import settings
from handlers.button_data import GoneButtonError, number_of
from handlers.command import Command
from handlers.context import BotContext
from handlers.pushes import SWITCHED
from handlers.pushes.footer import answered
from handlers.pushes.kind import family
from handlers.settings_choices import PAGES
from handlers.views.reply import Reply, button, lines
from handlers.words import Words
from services.schedule import SCHEDULE, deadline, quiet
from storage.models import Athlete, Push

SUNDAY_EVENING = time(18)


async def show(context: BotContext, _: str) -> None:
    """About the newest one."""
    push = await context.desk.pushes.newest(context.athlete.id)
    none = Reply(context.words("why.none"))
    await context.send(render(push, context.words, context.athlete) if push else none)


async def press(context: BotContext, parts: list[str]) -> None:
    """Why a push came; whether it helped; the page of /settings that turns it off. No API call."""
    match parts:
        case ["of", number]:
            push = await _push(context, number)
            await context.send(render(push, context.words, context.athlete))
        case ["yes" | "no" as word, number]:
            push = await _push(context, number)
            await context.desk.pushes.judge(push.id, helped=word == "yes")
            await _noted(context, context.words(f"why.thanks_{word}"), "yes", "no")
        case ["week", number]:
            await _push(context, number)
            await context.change_settings(week_at=SUNDAY_EVENING, week_days="7")
            await _noted(context, context.words("why.week_on", at=SUNDAY_EVENING), "week")
        case ["off", number]:
            kind = family((await _push(context, number)).kind)
            await settings.show_below(context, kind if kind in PAGES else "pushes")
        case _:
            raise GoneButtonError


async def _noted(context: BotContext, said: Markup, *asked: str) -> None:
    """Say so on the message itself, whose buttons for it go."""
    if context.pressed and context.pressed.text:
        kept = answered(context.pressed, *asked)
        await context.reply(replace(kept, text=lines(kept.text, said)))
    else:
        await context.send(Reply(said))


async def _push(context: BotContext, number: str) -> Push:
    push = await context.desk.pushes.find(context.athlete.id, number_of(number))
    if push is None:
        raise GoneButtonError
    return push


def render(push: Push, words: Words, athlete: Athlete) -> Reply:
    """The facts and the times, on the athlete's clock."""
    off = button("⚙ " + words.plain("why.off"), "why", "off", push.id)
    rows = ((off,),) if family(push.kind) in SWITCHED else ()
    return Reply(lines(*_facts(push, words, athlete)), rows)


def _facts(push: Push, words: Words, athlete: Athlete) -> Iterator[Markup]:
    kind, zone = family(push.kind), ZoneInfo(athlete.time_zone)
    planned = push.planned_at.astimezone(zone)
    yield words("why.title", name=words.plain(f"push.{kind}"), day=push.local_date)
    key = "why.chosen" if kind in SCHEDULE else "why.noticed"
    yield words(key, at=planned.time(), zone=athlete.time_zone)
    if f"why.about.{kind}" in words.phrases:
        yield words(f"why.about.{kind}")
    for each in push.facts.get("alerts", ()):
        limit = words.number(abs(each["limit"]), 1)
        yield words(f"why.about.alert.{each['measure']}", limit=limit)
    if push.facts.get("missing"):
        until = deadline(athlete, push.local_date)
        names = words.all_of([words.plain(f"wellness.{each}") for each in push.facts["missing"]])
        yield words("why.waited", what=names)
        if until:
            yield words("why.deadline", at=until.astimezone(zone).time())
    if push.facts.get("quiet"):
        yield words("why.held")
    if push.facts.get("unavailable"):
        yield words("why.unavailable")
    if push.sent_at:
        yield words("why.sent", at=push.sent_at.astimezone(zone).time())
        if athlete.pushes_silent or quiet(athlete, push.sent_at):
            yield words("why.silent")


command = Command("why", show, press, for_anybody=True)
