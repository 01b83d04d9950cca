"""/upload: files sent to the chat. Activities go to intervals.icu, workout files on the plan.

No API call.
"""

import base64
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any

from markupsafe import Markup

from handlers.command import Attachment, Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError, is_number
from handlers.reading.dates import leading_moment
from handlers.reading.errors import UnreadableDayError, UnreadableError
from handlers.reading.workouts import NAME_LIMIT
from handlers.undo import undo_button
from handlers.views.drafts import saved
from handlers.views.reply import Button, Reply, button, in_rows, lines, paragraphs
from handlers.views.workouts import activity_name, activity_numbers, event_name
from handlers.words import Words
from services.intervals.models import Activity, Category, NewEvent
from services.uploads import (
    Done,
    Uploaded,
    check_file,
    read_analysed,
    read_planned,
)
from storage.models import Athlete, Dialog

DAYS = 8  # on buttons


async def show(context: BotContext, _: str) -> None:
    """What may be sent. No API call."""
    await context.reply(Reply(context.words("upload.how")))


async def receive(context: BotContext, sent: Attachment, caption: str) -> None:
    """An activity takes 5 API calls or more, a workout 1 as soon as its day is known."""
    context.intervals()
    check_file(sent.name, sent.size)
    content = await context.fetch(sent.id)
    planned = read_planned(sent.name, content)
    if planned is None:
        await _upload(context, sent.name, content, caption)
        return
    moment = _moment(context, caption)
    title = moment[2] if moment else caption
    state = {
        "file": sent.id,
        "name": sent.name,
        "title": (title.strip() or planned.title)[:NAME_LIMIT],
        "sport": planned.sport,
    }
    if moment:
        await context.reply(await _save(context, state, content, moment[0], moment[1]))
    else:
        await context.reply(await _ask_day(context, state))


async def press(context: BotContext, parts: list[str]) -> None:
    """The day of a workout, the plan an activity is from, another look, deleting."""
    match parts:
        case ["day", number, day] if is_number(number):
            question = await context.question(number)
            await _plan(context, question, _day(day), None)
        case ["pair", activity, event] if _is_id(activity) and is_number(event):
            await _pair(context, activity, int(event))
        case ["look", activity] if _is_id(activity):
            done = Done(await read_analysed(context.intervals(), activity))
            await context.reply(render_card(done, context.words, context.athlete))
        case ["delete", activity] if _is_id(activity):
            found = await context.intervals().activity(activity)
            await context.send(render_delete(found, context.words))
        case ["deleted", activity] if _is_id(activity):
            await context.intervals().delete_activity(activity)
            await context.reply(Reply(context.words("upload.deleted")))
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The typed day, perhaps with its hour."""
    moment = leading_moment(text, context.today, context.desk.vocabulary)
    if moment is None or moment[2]:
        raise UnreadableDayError(text=text)
    await _plan(context, question, moment[0], moment[1])


async def _upload(context: BotContext, name: str, content: bytes, caption: str) -> None:
    """A caption names the activity, unless it is only a day: a file knows its own."""
    moment = _moment(context, caption)
    title = "" if moment and not moment[2] else caption.strip()[:NAME_LIMIT]
    uploaded = await context.services.uploads.upload(
        context.intervals(), context.write_key, name, content, title
    )
    await context.reply(render(uploaded, context.words, context.athlete))


def _moment(context: BotContext, caption: str) -> tuple[date, time | None, str] | None:
    """The day that begins a caption, its hour, the rest. One that is no clear day is a name."""
    with suppress(UnreadableError):
        return leading_moment(caption, context.today, context.desk.vocabulary)
    return None


async def _ask_day(context: BotContext, state: dict[str, Any]) -> Reply:
    words, today = context.words, context.today
    question = await context.ask("upload", state, awaits_text=True)
    coming = [today + timedelta(days=number) for number in range(DAYS)]
    days = [button(words.day(day), "upload", "day", question.id, day) for day in coming]
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    return Reply(words("upload.which_day", name=state["title"]), (*in_rows(days, 2), (cancel,)))


async def _plan(context: BotContext, question: Dialog, day: date, hour: time | None) -> None:
    """The file is fetched again: only Telegram's id for it is kept."""
    content = await context.fetch(question.state["file"])
    await context.reply(await _save(context, question.state, content, day, hour))
    await context.close(question)


async def _save(
    context: BotContext, state: dict[str, Any], content: bytes, day: date, hour: time | None
) -> Reply:
    """One API call."""
    event = NewEvent(
        day=day,
        hour=hour,
        category=Category.WORKOUT,
        sport=state["sport"],
        name=state["title"],
        file_name=state["name"],
        file_base64=base64.b64encode(content).decode(),
    )
    added = await context.services.plan.add(context.intervals(), context.write_key, [event])
    return saved(added, context.today, context.words, context.athlete)


async def _pair(context: BotContext, activity_id: str, event_id: int) -> None:
    """Three API calls."""
    intervals = context.intervals()
    activity, event = await intervals.activity(activity_id), await intervals.event(event_id)
    key = context.write_key
    change = await context.services.pairing.pair(intervals, key, activity, event.id)
    done = Done(activity, event, change)
    await context.reply(render_card(done, context.words, context.athlete))


def render(uploaded: Uploaded, words: Words, athlete: Athlete) -> Reply:
    """Whether it was new, a card for each activity in the file."""
    heading = words("upload.saved" if uploaded.new else "upload.known")
    cards = [render_card(done, words, athlete, new=uploaded.new) for done in uploaded.done]
    rows = tuple(row for card in cards for row in card.rows)
    return Reply(paragraphs(heading, *(card.text for card in cards)), rows)


def render_card(done: Done, words: Words, athlete: Athlete, *, new: bool = False) -> Reply:
    """Name, numbers, load, and the planned workout it is from."""
    activity = done.activity
    text = lines(
        words("upload.activity", name=_name(activity, words), day=activity.day),
        activity_numbers(activity, words, athlete),
        None if activity.analyzed else words("upload.not_analysed"),
        _plan_line(done, words),
    )
    look = button(words.plain("upload.look"), "upload", "look", activity.id)
    delete = button(words.plain("upload.delete"), "upload", "delete", activity.id)
    card = button(words.plain("activity.card_of"), "activity", "card", activity.id)
    how = button(words.plain("activity.how"), "activity", "how", activity.id)
    below = [
        *([undo_button(words, done.change)] if done.change else []),
        *([] if activity.analyzed else [look]),
        *([delete] if new else []),
    ]
    choices = [_choice(activity.id, event.id, event_name(event, words)) for event in done.choices]
    return Reply(text, (*in_rows(choices, 1), (card, how), *((tuple(below),) if below else ())))


def _plan_line(done: Done, words: Words) -> Markup | None:
    if done.event:
        return words("upload.paired", name=event_name(done.event, words))
    return words("upload.which_plan") if done.choices else None


def _choice(activity_id: str, event_id: int, name: str) -> Button:
    return button(name, "upload", "pair", activity_id, event_id)


def render_delete(activity: Activity, words: Words) -> Reply:
    """Deleting is for good: it is asked first."""
    sure = words.plain("upload.delete_sure")
    row = (
        button(sure, "upload", "deleted", activity.id, style="danger"),
        button(words.plain("button.cancel"), "upload", "look", activity.id),
    )
    return Reply(words("upload.delete_ask", name=_name(activity, words)), (row,))


def _name(activity: Activity, words: Words) -> str:
    return activity_name(activity, words) or activity.id


def _is_id(text: str) -> bool:
    """An activity's id goes into an address: i12345678, or of old a number alone."""
    return is_number(text.removeprefix("i"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise GoneButtonError from None


command = Command("upload", show, press, answer, receive=receive)
