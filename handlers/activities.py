"""/activities: what was done in some days, of a sport, or found by a word. One API call."""

from dataclasses import replace
from datetime import date

from handlers.activity_place import Place, recent
from handlers.cancel import cancel_button
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.errors import UnreadableError
from handlers.reading.ranges import leading_range
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, skip
from handlers.views.activity_list import render
from handlers.views.reply import Reply
from services.activities import Done, find_done, read_done
from services.errors import ServiceError
from services.intervals.client import Intervals
from storage.models import Dialog

SEARCH_LETTERS = 34  # bytes of a search that fit in a button


class UnreadableListError(UnreadableError):
    """Neither days nor a sport."""


class SearchTooLongError(ServiceError):
    """A search that would not fit in the buttons of its pages."""


async def show(context: BotContext, arguments: str) -> None:
    """Days and a sport in either order, or `find` and a word. One API call."""
    place = read_place(arguments, context.today, context.desk.vocabulary)
    await show_place(context, place)


async def show_place(context: BotContext, place: Place) -> None:
    """What is there; the question what to look for, where that is not said."""
    if place.search == "":
        question = await context.ask("activities", {}, awaits_text=True)
        cancel = cancel_button(context.words, question.id)
        await context.send(Reply(context.words("activities.what"), ((cancel,),)))
        return
    await context.reply(await _page(context, place))


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The word or #tag to look for. One API call."""
    await context.reply(await _page(context, _search(text, context.today)))
    await context.close(question)


async def press(context: BotContext, parts: list[str]) -> None:
    """Another page, in place; the question for a word; without any the last two weeks, below.

    API calls: find 0, else 1.
    """
    if parts == ["find"]:
        await show_place(context, replace(recent(context.today), search=""))
    elif parts:
        place = Place.read(":".join(parts), context.today)
        await context.reply(await _page(context, place))
    else:
        await context.send(await _page(context, recent(context.today)))


async def read(intervals: Intervals, place: Place) -> Done:
    """What is there, all pages of it. One API call."""
    if place.search is not None:
        return await find_done(intervals, place.search)
    return await read_done(intervals, place.first, place.last, place.sport)


async def _page(context: BotContext, place: Place) -> Reply:
    done = await read(context.intervals(), place)
    return render(done, place, context.today, context.words, context.athlete)


def read_place(text: str, today: date, vocabulary: Vocabulary) -> Place:
    """What to list: `last week`, `28d Ride`, `Run`, `find tempo`, `find #club`.

    `find` alone is a search for "", to be asked for. Raises UnreadableListError,
    SearchTooLongError and the errors of a range of days.
    """
    typed = Typed(text)
    start = skip(typed.text, 0, BETWEEN + "\n")
    if found := vocabulary.find("find", typed.text, start):
        return _search(typed.rest(skip(typed.text, found.end, BETWEEN)), today)
    if typed.text.startswith("#", start):
        return _search(typed.rest(start), today)
    sport, rest = vocabulary.leading_sport(text)
    days = leading_range(rest, today, vocabulary, toward="past") if rest.strip() else None
    if days:
        rest = days[1]
        if sport is None:
            sport, rest = vocabulary.leading_sport(rest)
    if rest.strip():
        raise UnreadableListError(text=rest)
    place = Place(days[0].first, days[0].last) if days else recent(today)
    return replace(place, sport=sport)


def _search(text: str, today: date) -> Place:
    text = " ".join(text.split())
    if len(text.encode()) > SEARCH_LETTERS:
        raise SearchTooLongError
    return replace(recent(today), search=text)


command = Command("activities", show, press, answer)
