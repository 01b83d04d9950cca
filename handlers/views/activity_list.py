"""The list of activities: how much it was, a line and a button for each, the way to others."""

from collections import Counter
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from handlers.activity_place import LAST_PAGE, Place, recent
from handlers.views.reply import (
    Button,
    Reply,
    button,
    in_rows,
    joined,
    lines,
    paragraphs,
    shortened,
)
from handlers.views.sources import garmin_line, hidden_line
from handlers.views.workouts import (
    activity_distance,
    activity_name,
    rounded,
    sport_icon,
    sport_name,
)
from handlers.words import Words
from services.activities import Done
from services.intervals.models import Activity
from storage.models import Athlete

ROWS = 6  # activities on a page: with their buttons they fill a phone
SPORTS = 3  # as buttons


def render(done: Done, place: Place, today: date, words: Words, athlete: Athlete) -> Reply:
    """How much it was, a line and a button for each activity, the way to other pages."""
    last_page = min(max(len(done.activities) - 1, 0) // ROWS, LAST_PAGE)
    place = replace(place, page=min(place.page, last_page))
    begin = place.page * ROWS
    shown = done.activities[begin : begin + ROWS]
    listed = lines(*(activity_line(each, today, words, athlete) for each in shown))
    cards = [
        button(activity_label(each, words), "activity", "card", each.id, place.code)
        for each in shown
    ]
    return Reply(
        paragraphs(
            _heading(done, place, last_page, today, words),
            listed,
            lines(hidden_line(0 if place.page else done.hidden, words), garmin_line(shown, words)),
        ),
        (
            *in_rows(cards, 1),
            _around(place, last_page, today, words),
            *_narrower(done, place, today, words),
        ),
        clears=True,
    )


def _heading(done: Done, place: Place, last_page: int, today: date, words: Words) -> Markup:
    count = len(done.activities)
    what = sport_name(place.sport, words)
    days: Markup | str = words.days(place.first, place.last, today)
    if place.first == place.last:
        days = words.dated(place.first, today)
    if place.search is not None:
        days = words("activities.search", text=place.search)
    if not count:
        none = words("activities.none")
        if done.hidden and place.sport is None:
            none = words.count("activities.only_hidden", done.hidden)
        return lines(none, joined(what, days))
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


def activity_line(activity: Activity, today: date, words: Words, athlete: Athlete) -> Markup:
    """Day, sport, time, distance, load; the name is on the button."""
    length, load = activity.moving_time, activity.training_load
    numbers = [
        words.duration(rounded(length)) if length else "",
        activity_distance(activity, words, athlete),
        words.plain("unit.load", value=load) if load else "",
    ]
    return words(
        "activities.line",
        day=words.days(activity.day, activity.day, today),
        icon=sport_icon(activity.sport),
        numbers=joined(*numbers) or activity_name(activity, words),
    )


def activity_label(activity: Activity, words: Words) -> str:
    """The row above has the month."""
    day, name = words.weekday_and_day(activity.day), activity_name(activity, words)
    label = words.plain("plan.label", day=day, name=name)
    return shortened(label)


def _around(place: Place, last_page: int, today: date, words: Words) -> tuple[Button, ...]:
    """Newer and older: another page, or as many days before and after; and what a word finds."""
    searching = place.search is not None
    newer: Place | None = None if searching or place.last >= today else place.later()
    older: Place | None = None if searching else place.earlier()
    if place.page > 0:
        newer = replace(place, page=place.page - 1)
    if place.page < last_page:
        older = replace(place, page=place.page + 1)
    to = {"newer": newer and newer.code, "find": "find", "older": older and older.code}
    return tuple(
        button(words.plain(f"activities.{name}"), "activities", code)
        for name, code in to.items()
        if code
    )


def _narrower(
    done: Done, place: Place, today: date, words: Words
) -> tuple[tuple[Button, ...], ...]:
    """One sport of those there are, or all of them again."""
    counted = Counter(each.sport for each in done.activities if each.sport)
    sports: list[str | None] = [sport for sport, _ in counted.most_common(SPORTS)]
    if place.search is not None:
        places = {words.plain("activities.recent"): recent(today)}
    elif place.sport:
        places = {words.plain("activities.all_sports"): replace(place, sport=None, page=0)}
    elif len(sports) > 1:
        places = {sport_name(each, words): replace(place, sport=each, page=0) for each in sports}
    else:
        places = {}
    row = tuple(button(label, "activities", each.code) for label, each in places.items())
    return (row,) if row else ()
