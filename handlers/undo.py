"""/undo: takes back the last thing that was written, and names it. Two API calls for events."""

from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from handlers.button_data import GoneButtonError, number_of
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.errors import UnreadableError
from handlers.views.activity_fields import RATINGS, put_back
from handlers.views.reply import Button, Reply, beginning, button, lines, paragraphs
from handlers.views.scales import rated_now
from handlers.views.units import wellness_name, wellness_value
from handlers.views.workouts import category_word, sport_name
from handlers.views.zones import values_again
from handlers.words import Words
from services.changes import Kind
from services.intervals.models import RACES, Category
from services.riders import Rider
from services.wellness import restored_days
from services.zones import local_time
from storage.models import Athlete, Change

# Where what was written stands in a message that is to stay: its first paragraph, its last.
ABOVE, BELOW = "above", "below"
MOST_NAMES = 3
SESSIONS = RACES | {Category.WORKOUT}
ON_THE_PLAN = {Kind.EVENTS_ADDED, Kind.EVENTS_CHANGED, Kind.EVENT_REMOVED, Kind.EVENT_DONE}


class UnknownUndoError(UnreadableError):
    """More than `/undo`: what is meant by `text`, nobody knows."""


def undo_button(words: Words, change: Change, *place: str) -> Button:
    """The button under everything that was written; `place` is ABOVE, BELOW, or all of it."""
    return button(words.plain("undo.button"), "undo", change.id, *place)


async def show(context: BotContext, arguments: str) -> None:
    """Take back the newest write; ask first when that is one from before an undo."""
    if arguments.strip():
        raise UnknownUndoError(text=arguments)
    newest = await context.services.changes.newest(context.write_key)
    if newest.older:
        await context.reply(render_older(newest.change, context.words, context.athlete))
    else:
        await _undo(context, newest.change.id)


async def press(context: BotContext, parts: list[str]) -> None:
    """Take back the write that the button is under.

    API calls: wellness 3, events_added 2, events_changed 2, event_removed 1, event_done 2,
    activities_added 3, activity_changed 2, activity_paired 2, sport_settings 2.
    """
    match parts:
        case [number]:
            await _undo(context, number_of(number))
        case [number, place] if place in (ABOVE, BELOW):
            await _undo(context, number_of(number), place)
        case _:
            raise GoneButtonError


async def _undo(context: BotContext, change_id: int, place: str = "") -> None:
    """At the one it was written to, whomever the athlete looks at now."""
    changes = context.services.changes
    found = await changes.find(context.write_key, change_id)
    own = found.intervals_id in (None, context.athlete.intervals_id)
    name = found.intervals_name or ""
    context.rider = None if own else Rider(str(found.intervals_id), name)
    change = await changes.undo(context.intervals(), context.write_key, change_id)
    reply = render(change, context.today, context.words, context.athlete)
    if place and context.pressed:
        older = await changes.before(change)
        reply = _within(context.pressed, reply.text, place, change, older, context.words)
    await context.reply(reply)


def render(change: Change, today: date, words: Words, athlete: Athlete) -> Reply:
    """What is as it was."""
    text = _undone(change, today, words, athlete)
    plan = ((button(words.plain("plan.button"), "plan"),),) if change.kind in ON_THE_PLAN else ()
    return Reply(text, plan, clears=True)


def _within(
    pressed: Reply, undone: Markup, place: str, change: Change, older: Change | None, words: Words
) -> Reply:
    """The message that stays: what is undone where it was written, and the way back further."""
    taken = undo_button(words, change, place).data
    if pressed.rows and not any(each.data == taken for row in pressed.rows for each in row):
        return pressed  # pressed twice
    if place == BELOW:
        text = paragraphs(written_below(pressed).text, undone)
    else:
        text = paragraphs(undone, Markup(pressed.text.partition("\n\n")[2]))
    further = _further(older, place, words) if older else ()
    rows = (
        tuple(b for each in row for b in (further if each.data == taken else (each,)))
        for row in rated_now(pressed.rows, _ratings(change, change.before))
    )
    return Reply(text, tuple(row for row in rows if row))


def _further(older: Change, place: str, words: Words) -> tuple[Button, ...]:
    """The button for a rating from before the one that is undone."""
    rated = [words.plain(f"activity.field.{field}") for field in _ratings(older, older.after)]
    label = words.plain("undo.also", what=words.all_of(rated))
    return (replace(undo_button(words, older, place), label=label),) if rated else ()


def written_below(shown: Reply) -> Reply:
    """The message without its last paragraph, which says what was written, and its Undo."""
    kept = shown.without("undo")
    if kept == shown:
        return shown
    return replace(kept, text=Markup(shown.text.rpartition("\n\n")[0]))


def _ratings(change: Change, stored: dict[str, Any]) -> dict[str, int | None]:
    """Feel and effort as they are stored, of a change of nothing else."""
    values = stored[change.subject]["values"] if change.kind == Kind.ACTIVITY_CHANGED else {}
    return values if values.keys() <= RATINGS.keys() else {}


def render_older(change: Change, words: Words, athlete: Athlete) -> Reply:
    """The write before the one that is undone already: named, and a button for it."""
    what = words(f"undo.what.{change.kind}", names=names_of(change, words))
    made_at = local_time(change.made_at, athlete.time_zone)
    text = words("undo.older", what=what, at=made_at)
    return Reply(text, ((undo_button(words, change),),))


def _undone(change: Change, today: date, words: Words, athlete: Athlete) -> Markup:
    if change.kind == Kind.ACTIVITY_CHANGED:
        text = words("undo.activity_changed", names=names_of(change, words))
        return lines(text, put_back(change.before[change.subject]["values"], words))
    if change.kind == Kind.EVENT_REMOVED:
        back = words(f"undo.{change.kind}", names=names_of(change, words))
        return lines(back, words("undo.worded") if change.after.get("worded") else None)
    if change.kind == Kind.SPORT_SETTINGS:
        return values_again(change, words, athlete)
    if change.kind != Kind.WELLNESS:
        return words(f"undo.{change.kind}", names=names_of(change, words, undone=True))
    rows = []
    for day, values in restored_days(change.before).items():
        if day != today or len(change.before) > 1:
            rows.append(words("recorded.heading", day=words.dated(day, today)))
        for field, value in values.items():
            name = wellness_name(field, words)
            shown = None if value is None else wellness_value(field, value, words, athlete)
            key = "undo.empty" if shown is None else "recorded.value"
            rows.append(words(key, name=name, value=shown))
    return lines(words("undo.wellness"), beginning(rows))


def names_of(change: Change, words: Words, *, undone: bool = False) -> str:
    """What was written, as a person calls it: the events by name, the wellness fields.

    An event that was changed has the name it was given, or once that is undone the old one.
    """
    if change.kind == Kind.WELLNESS:
        fields = {name for values in change.after.values() for name in values}
        names = [wellness_name(field, words) for field in sorted(fields)]
    else:
        flat = change.kind in (Kind.EVENT_REMOVED, Kind.EVENT_DONE)
        left = change.before if undone and change.kind == Kind.EVENTS_CHANGED else change.after
        written = [change.before] if flat else list((left or change.before).values())
        names = [_name(each, words) for each in written]
    more = len(names) - MOST_NAMES
    return words.all_of(
        names[:MOST_NAMES] + ([str(words.count("undo.more", more))] if more > 0 else [])
    )


def _name(event: dict[str, Any], words: Words) -> str:
    """As `event_name`; what is no event has a sport and no category."""
    category = str(event.get("category", ""))
    if category == Category.TARGET and event.get("for_week"):
        category = "TARGET_WEEK"
    named_by_sport = category in SESSIONS or not category
    sport = sport_name(event.get("sport"), words) if named_by_sport else ""
    return str(event.get("name") or sport or category_word(category, words))


command = Command("undo", show, press, for_anybody=True)
