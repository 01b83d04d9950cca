"""/settings: everything an athlete can choose, a page for each, all in one message.

No API call, one to have something as the site has it.
"""

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.errors import UnreadableError
from handlers.reading.vocabulary import Typed, skip
from handlers.settings_choices import PAGES, SITE, WHEN, stays, values_of
from handlers.settings_pages import render, render_last, render_page, render_saved
from handlers.settings_typed import read_setting
from handlers.views.reply import Reply, button
from services.zones import is_zone, zone_at
from storage.athletes import AthleteColumns
from storage.models import Dialog


class UnknownSettingError(UnreadableError):
    """`text` names nothing that can be set."""


class UnreadableSettingError(UnreadableError):
    """`text` is no value for what was to be set; `example` would be."""


async def show(context: BotContext, arguments: str) -> None:
    """The overview; `/settings morning` is a page, `/settings morning 06:15` sets at once."""
    typed = Typed(arguments)
    start = skip(typed.text, 0, " \n")
    if start == len(typed.text):
        await _overview(context)
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
    """A page, a choice on it, or back to the overview.

    API calls: site 1, else 0.
    """
    athlete, languages = context.athlete, context.desk.languages
    match parts:
        case ["page", page] if page in PAGES:
            await _page(context, page)
        case ["set", page, value] if value in values_of(page, athlete, languages):
            if stays(page, value, athlete):
                await context.send(render_last(page, value, context.words, languages))
                return
            await context.change_settings(**PAGES[page].columns(value, athlete))
            await _page(context, page)
        case ["zone", zone] if is_zone(zone):
            await _save(context, "zone", {"time_zone": zone, "time_zone_chosen": True})
        case ["keep"]:
            await context.reply(render_saved(["zone"], athlete, context.words, languages))
        case ["site", page] if page in SITE:
            await context.change_settings(**await _of_site(context, page))
            await _page(context, page)
        case [] | ["back"]:
            await _overview(context)
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """What is typed while a page that takes it is shown.

    No API call, one to have it as the site has it.
    """
    await _set_typed(context, question.state["page"], text)


async def locate(context: BotContext, latitude: float, longitude: float) -> None:
    """A location says the time zone, at once where the page of zones asked for it."""
    zone = zone_at(latitude, longitude)
    question = await context.open_question()
    if question and question.command == "settings" and question.state["page"] == "zone":
        await _save(context, "zone", {"time_zone": zone, "time_zone_chosen": True})
        return
    words = context.words
    yes = button(words.plain("button.yes"), "settings", "zone", zone)
    no = button(words.plain("button.no"), "settings", "keep")
    await context.reply(Reply(words("settings.use_zone", zone=zone), ((yes, no),)))


async def _overview(context: BotContext) -> None:
    await context.leave("settings")
    await context.reply(
        render(context.athlete, context.words, context.desk.languages, context.today)
    )


async def show_below(context: BotContext, page: str) -> None:
    """A page below everything, from a button of another message."""
    await context.send(await _opened(context, page))


async def _page(context: BotContext, page: str) -> None:
    await context.reply(await _opened(context, page))


async def _opened(context: BotContext, page: str) -> Reply:
    await context.leave("settings")
    await context.ask("settings", {"page": page}, awaits_text=True)
    return render_page(page, context.athlete, context.words, context.desk.languages)


async def _set_typed(context: BotContext, page: str, text: str) -> None:
    vocabulary = context.desk.vocabulary
    if page in SITE and vocabulary.meaning("site", text) is not None:
        columns = await _of_site(context, page)
    else:
        columns = read_setting(page, text, context.athlete, vocabulary)
    if not columns:
        example = context.words.plain(f"settings.example.{page}")
        raise UnreadableSettingError(text=text, example=example)
    await _save(context, page, columns)


async def _save(context: BotContext, page: str, columns: AthleteColumns) -> None:
    """What is set is shown: the page it was set on, and others that it changed too."""
    await context.leave("settings")
    await context.change_settings(**columns)
    pages = dict.fromkeys((page, *(WHEN[each] for each in columns if each in WHEN)))
    languages = context.desk.languages
    await context.reply(render_saved(pages, context.athlete, context.words, languages))


async def _of_site(context: BotContext, page: str) -> AthleteColumns:
    """The columns of a page as intervals.icu has them."""
    own = context.services.accounts.open(context.athlete)
    return SITE[page](await own.profile())


command = Command("settings", show, press, answer, locate, for_anybody=True)
