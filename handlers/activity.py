"""/activity: one activity's numbers, intervals, files, and how it was.

Five API calls at most: the newest, its own page, and three at once for its picture.
"""

import re
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from handlers import activities, activity_edit, activity_export, activity_feel, activity_pair
from handlers.activity_place import Place, recent
from handlers.button_data import activity_of
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.activities import is_effort, read_rating
from handlers.views.activity_card import card, card_button, speed
from handlers.views.recording import recording_picture
from handlers.views.reply import Button, Reply, button, joined, lines, paragraphs
from handlers.views.units import distance
from handlers.views.workouts import activity_name, rounded
from handlers.words import Words
from services.activities import Group, read_activity, read_groups
from services.intervals.models import ActivityDetail, Event
from services.recordings import read_plan, read_recording
from storage.models import Athlete

MOST_GROUPS = 12
OWN_ID = re.compile(r"i[0-9]{1,11}")


async def show(context: BotContext, arguments: str) -> None:
    """The newest of the last two weeks, of what /activities would list, or the one of an id.

    With ratings (`/activity rpe 7 feel good`) the newest is rated.
    """
    if OWN_ID.fullmatch(arguments.strip()):
        await _card(context, arguments.strip(), recent(context.today).code)
        return
    today, vocabulary = context.today, context.desk.vocabulary
    rated = read_rating(arguments, today, vocabulary)
    place = activities.read_place("" if rated else arguments, today, vocabulary)
    done = await activities.read(context.intervals(), place) if place.search != "" else None
    if rated and done and done.activities:
        await activity_feel.rate(context, done.activities[0].id, place.code, rated)
    elif done and done.activities:
        await _card(context, done.activities[0].id, place.code)
    else:
        await activities.show_place(context, place)


def recognise(context: BotContext, text: str, instead: bool) -> bool:
    """An effort and perhaps a feel while nothing is asked: `rpe 7 feel good`."""
    return not instead and is_effort(text, context.today, context.desk.vocabulary)


async def press(context: BotContext, parts: list[str]) -> None:
    """The buttons of a card: `verb:id:place`, and those of a question: `verb:question:…`.

    API calls: alone 5, card 4, ints 2, del 1, gone 1, else 2.
    """
    if not parts:
        await show(context, "")
        return
    verb, _, rest = ":".join(parts).partition(":")
    subject, _, place = rest.partition(":")
    if verb in activity_export.VERBS:
        await activity_export.press(context, verb, subject, place)
        return
    if verb in activity_pair.VERBS:
        await activity_pair.press(context, verb, subject, place)
        return
    activity_of(subject)
    Place.read(place, context.today)
    if verb in ("card", "ints", "del"):
        await _show(context, verb, subject, place)
    elif verb == "gone":
        await _delete(context, subject, place)
    elif verb in activity_edit.VERBS:
        await activity_edit.press(context, verb, subject, place)
    else:
        await activity_feel.press(context, verb, subject, place)


async def _show(context: BotContext, verb: str, activity_id: str, place: str) -> None:
    """The card, its intervals, or the question before deleting."""
    if verb == "card":
        await _card(context, activity_id, place)
        return
    intervals = context.intervals()
    activity = await read_activity(intervals, activity_id)
    if verb == "ints":
        groups = await read_groups(intervals, activity_id)
        await context.reply(
            render_intervals(activity, groups, place, context.words, context.athlete)
        )
    else:
        await context.reply(render_delete(activity, place, context.today, context.words))


async def _card(context: BotContext, activity_id: str, place: str) -> None:
    intervals = context.intervals()
    activity = await read_activity(intervals, activity_id)
    recording = await read_recording(intervals, activity)
    plan = await read_plan(intervals, activity, recording)
    words, athlete = context.words, context.athlete
    picture = recording_picture(activity, recording, words, athlete)
    reply = render(activity, plan, place, context.today, words, athlete)
    await context.reply(replace(reply, picture=picture, clears=True))


async def _delete(context: BotContext, activity_id: str, place: str) -> None:
    words = context.words
    await context.services.logbook.remove(context.intervals(), activity_id)
    await context.reply(Reply(words("activity.deleted"), ((_back(place, words),),), clears=True))


def render(
    activity: ActivityDetail,
    plan: Event | None,
    place: str,
    today: date,
    words: Words,
    athlete: Athlete,
) -> Reply:
    """The card and what can be done with it."""

    def to(key: str, verb: str) -> Button:
        return button(words.plain(key), "activity", verb, activity.id, place)

    return Reply(
        card(activity, today, words, athlete, plan),
        (
            (to("activity.intervals", "ints"), to("activity.how", "how")),
            (to("activity.export", "out"), to("activity.edit", "edit")),
            (_back(place, words),),
        ),
    )


def _back(place: str, words: Words) -> Button:
    return button(words.plain("button.back"), "activities", *([place] if place else []))


def render_intervals(
    activity: ActivityDetail, groups: tuple[Group, ...], place: str, words: Words, athlete: Athlete
) -> Reply:
    """A line for each group of intervals that are alike: 3× 12m · 248 W · 158 bpm."""
    rows = [_group(each, activity.sport, words, athlete) for each in groups[:MOST_GROUPS]]
    more = len(groups) - MOST_GROUPS
    back = card_button(activity.id, place, words, "button.back")
    title = words("activity.title", name=activity_name(activity, words))
    body = lines(*rows, words.count("activity.more", more) if more > 0 else None)
    return Reply(paragraphs(title, body or words("activity.no_intervals")), ((back,),))


def _group(group: Group, sport: str | None, words: Words, athlete: Athlete) -> Markup:
    watts, heart, metres_a_second = (
        group.average_watts,
        group.average_heart_rate,
        group.average_speed,
    )
    numbers = [
        words.duration(rounded(group.moving_time)),
        distance(group.distance, words, athlete, sport) if group.distance else "",
        words.plain("unit.watts", value=round(watts)) if watts else "",
        speed(metres_a_second, sport, words, athlete) if metres_a_second and not watts else "",
        words.plain("unit.bpm", value=round(heart)) if heart else "",
    ]
    times = words.plain("activity.times", count=group.count) if group.count > 1 else ""
    return words("activity.interval", times=times, text=joined(group.label, *numbers))


def render_delete(activity: ActivityDetail, place: str, today: date, words: Words) -> Reply:
    """Deleting is for good: it is asked first."""
    text = words(
        "activity.delete_ask",
        name=activity_name(activity, words),
        day=words.dated(activity.day, today),
    )
    sure = button(
        words.plain("plan.delete"), "activity", "gone", activity.id, place, style="danger"
    )
    keep = card_button(activity.id, place, words, "button.cancel")
    return Reply(text, ((sure, keep),))


command = Command("activity", show, press, activity_edit.answer, recognise=recognise)
