"""/activities: what was done in some days, of a sport, or found by a word. One API call."""

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from handlers.command import Command
from handlers.context import BotContext
from handlers.places import LAST_PAGE, Place, recent
from handlers.reading.dates import leading_range
from handlers.reading.errors import UnreadableError
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, skip
from handlers.views.reply import Button, Reply, button, in_rows, lines, paragraphs
from handlers.views.units import distance, joined
from handlers.views.workouts import activity_name, rounded, sport_icon, sport_name
from handlers.words import Words
from services.activities import Done, find_done, read_done
from services.errors import ServiceError
from services.intervals.client import Intervals
from services.intervals.models import Activity
from storage.models import Athlete

ROWS = 8  # activities on a page
LABEL = 34  # characters that a button shows on a phone
SEARCH_LETTERS = 34  # bytes of a search that fit in a button


class UnreadableListError(UnreadableError):
    """Neither days nor a sport."""


class SearchTooLongError(ServiceError):
    """A search that would not fit in the buttons of its pages."""


async def show(context: BotContext, arguments: str) -> None:
    """Days and a sport in either order, or `find` and a word. One API call."""
    place = read_place(arguments, context.today, context.desk.vocabulary)
    await context.reply(await _page(context, place))


async def press(context: BotContext, parts: list[str]) -> None:
    """Another page, in place; without one the last two weeks, below. One API call."""
    if parts:
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

    Raises UnreadableListError, SearchTooLongError and the errors of a range of days.
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
    if not text:
        raise UnreadableListError(text=text)
    if len(text.encode()) > SEARCH_LETTERS:
        raise SearchTooLongError
    return replace(recent(today), search=text)


def render(done: Done, place: Place, today: date, words: Words, athlete: Athlete) -> Reply:
    """How much it was, a line and a button for each activity, the way to other pages."""
    last_page = max(len(done.activities) - 1, 0) // ROWS
    place = replace(place, page=min(place.page, last_page, LAST_PAGE))
    begin = place.page * ROWS
    shown = done.activities[begin : begin + ROWS]
    listed = lines(*(_line(each, today, words, athlete) for each in shown))
    hidden = words.count("activities.hidden", done.hidden) if done.hidden else None
    cards = [
        button(_label(each, today, words), "activity", "card", each.id, place.code)
        for each in shown
    ]
    return Reply(
        paragraphs(
            _heading(done, place, last_page, today, words),
            listed,
            hidden,
        ),
        (*in_rows(cards, 1), *_around(place, last_page, today, words)),
        clears=True,
    )


def _heading(done: Done, place: Place, last_page: int, today: date, words: Words) -> Markup:
    count = len(done.activities)
    what = sport_name(place.sport, words)
    days = words(
        "activities.days",
        first=words.dated(place.first, today),
        last=words.dated(place.last, today),
    )
    if place.search is not None:
        days = words("activities.search", text=place.search)
    if not count:
        return lines(words("activities.none"), joined(what, days))
    key = "activities.count" if done.all else "activities.newest"
    length, load = done.moving_time, done.training_load
    total = (
        words.count(key, count),
        words.duration(rounded(length)) if length else "",
        words.plain("unit.load", value=load) if load else "",
    )
    page = words("activities.page", page=place.page + 1, pages=last_page + 1)
    return lines(
        words("activities.total", total=joined(*total)),
        joined(what, days, page if last_page else ""),
    )


def _line(activity: Activity, today: date, words: Words, athlete: Athlete) -> Markup:
    """Day, sport, time, distance, load; the name is on the button."""
    length, load = activity.moving_time, activity.training_load
    numbers = [
        words.duration(rounded(length)) if length else "",
        distance(activity.distance, words, athlete, activity.sport) if activity.distance else "",
        words.plain("unit.load", value=load) if load else "",
    ]
    return words(
        "activities.line",
        day=words.dated(activity.day, today),
        icon=sport_icon(activity.sport),
        numbers=joined(*numbers) or activity_name(activity, words),
    )


def _label(activity: Activity, today: date, words: Words) -> str:
    day, name = words.dated(activity.day, today), activity_name(activity, words)
    label = words.plain("plan.label", day=day, name=name)
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"


def _around(
    place: Place, last_page: int, today: date, words: Words
) -> tuple[tuple[Button, ...], ...]:
    """Newer and older: another page, or as many days before and after."""
    searching = place.search is not None
    newer: Place | None = None if searching or place.last >= today else place.later()
    older: Place | None = None if searching else place.earlier()
    if place.page > 0:
        newer = replace(place, page=place.page - 1)
    if place.page < last_page:
        older = replace(place, page=place.page + 1)
    row = [
        button(words.plain(key), "activities", each.code)
        for key, each in (("activities.newer", newer), ("activities.older", older))
        if each
    ]
    return (tuple(row),) if row else ()


command = Command("activities", show, press)
