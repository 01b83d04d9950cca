"""/settings: everything an athlete can choose, a page for each, all in one message."""

from datetime import time

from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.clock import find_time
from handlers.reading.vocabulary import Typed, skip
from handlers.settings_pages import PAGES, render, render_page, values_of
from handlers.views.reply import Reply
from services.errors import ServiceError
from services.zones import find_zone, zone_at
from storage.models import Dialog


class UnknownSettingError(ServiceError):
    """`text` names nothing that can be set."""


class UnreadableSettingError(ServiceError):
    """`text` is no value for what was to be set."""


async def show(context: BotContext, arguments: str) -> None:
    """The overview; `/settings morning 06:15` sets at once."""
    typed = Typed(arguments)
    start = skip(typed.text, 0)
    if start == len(typed.text):
        await context.reply(_overview(context))
        return
    topic = context.desk.vocabulary.find("setting", typed.text, start)
    if topic is None:
        raise UnknownSettingError(text=arguments)
    value = typed.rest(skip(typed.text, topic.end, " :="))
    if value:
        await _set_typed(context, topic.meaning, value)
    else:
        await _page(context, topic.meaning)


async def press(context: BotContext, parts: list[str]) -> None:
    """A page, a choice on it, or back to the overview."""
    match parts:
        case ["page", page] if page in PAGES:
            await _page(context, page)
        case ["set", page, value] if value in values_of(page, context.desk.languages):
            columns = PAGES[page].columns(value, context.athlete)
            await context.change_settings(**columns)
            await context.reply(_shown(context, page))
        case _:
            await context.reply(_overview(context))


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The typed time or time zone."""
    await _set_typed(context, question.state["page"], text)
    await context.close(question)


async def locate(context: BotContext, latitude: float, longitude: float) -> None:
    """A location sent at any time says the time zone."""
    await _set_zone(context, zone_at(latitude, longitude))


def _overview(context: BotContext) -> Reply:
    return render(context.athlete, context.words, context.desk.languages, context.today)


def _shown(context: BotContext, page: str) -> Reply:
    return render_page(page, context.athlete, context.words, context.desk.languages)


async def _page(context: BotContext, page: str) -> None:
    if PAGES[page].typed:
        await context.ask("settings", {"page": page}, awaits_text=True)
    await context.reply(_shown(context, page))


async def _set_typed(context: BotContext, page: str, text: str) -> None:
    if page == "zone":
        await _set_zone(context, find_zone(text))
        return
    if page == "morning" and (at := _time(context, text)):
        await context.change_settings(morning_at=at)
    else:
        value = context.desk.vocabulary.find(f"choice.{page}", Typed(text).text.strip())
        if value is None:
            raise UnreadableSettingError(text=text)
        await context.change_settings(**PAGES[page].columns(value.meaning, context.athlete))
    await context.reply(_shown(context, page))


def _time(context: BotContext, text: str) -> time | None:
    typed = Typed(text).text.strip()
    found = find_time(typed, 0, context.desk.vocabulary)
    return found[0] if found and found[1] == len(typed) else None


async def _set_zone(context: BotContext, zone: str) -> None:
    await context.change_settings(time_zone=zone, time_zone_chosen=True)
    await context.reply(_shown(context, "zone"))


command = Command("settings", show, press, answer, locate)
