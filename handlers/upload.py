"""/upload: files sent to the chat. Activities go to intervals.icu, workout files on the plan.

No API call.
"""

import asyncio
import base64
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, time
from typing import Any

from handlers.button_data import GoneButtonError, activity_of, day_of, number_of
from handlers.cancel import cancel_button
from handlers.command import Attachment, Command
from handlers.context import BotContext
from handlers.reading.dates import leading_moment, read_moment
from handlers.reading.errors import UnreadableError
from handlers.reading.workouts import NAME_LIMIT, Draft, read_heading
from handlers.upload_pages import render, render_one
from handlers.views.choices import day_buttons
from handlers.views.drafts import saved
from handlers.views.reply import Reply, beginning, button, paragraphs
from services.files import activities_in, check_file, read_planned
from services.intervals.models import Category, NewEvent
from services.recordings import read_plan
from services.uploads import Done, read_analysed
from storage.models import Dialog


async def show(context: BotContext, _: str) -> None:
    """What may be sent. No API call."""
    await context.reply(Reply(context.words("upload.how")))


async def receive(context: BotContext, sent: Attachment, caption: str) -> None:
    """An activity takes five API calls or more, a workout one as soon as its day is known."""
    context.intervals()
    check_file(sent.name, sent.size)
    content = await context.fetch(sent.id)
    # A small archive may be large inside: nobody else waits for it to be looked through.
    planned = await asyncio.to_thread(read_planned, sent.name, content)
    if planned is None:
        inside = activities_in(sent.name, content)
        if len(inside) > 1:
            await _ask_several(context, sent, caption, inside)
        else:
            await _upload(context, sent.name, content, caption)
        return
    said = _heading(context, caption)
    state = {
        "file": sent.id,
        "name": sent.name,
        "title": (said.name or planned.title)[:NAME_LIMIT],
        "sport": said.sport or planned.sport,
    }
    if said.day:
        await context.reply(await _save(context, state, content, said.day, said.hour))
    else:
        await context.reply(await _ask_day(context, state))


async def press(context: BotContext, parts: list[str]) -> None:
    """The day of a workout, an archive to be sent, the plan an activity is from, another look.

    API calls: day 1, send 10, pair 3, look 2.
    """
    match parts:
        case ["day", number, day]:
            question = await context.question(number)
            await _plan(context, question, day_of(day), None)
        case ["send", number]:
            question = await context.question(number)
            await _send_several(context, question)
        case ["pair", activity, event]:
            await _pair(context, activity_of(activity), number_of(event))
        case ["look", activity]:
            intervals = context.intervals()
            found = await read_analysed(intervals, activity_of(activity))
            done = Done(found, await read_plan(intervals, found, None))
            reply = render_one(done, context.today, context.words, context.athlete)
            shown = context.pressed.rows if context.pressed else ()
            undo = tuple(each for row in shown for each in row if each.data.startswith("undo:"))
            await context.reply(replace(reply, rows=(*reply.rows, undo) if undo else reply.rows))
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The typed day, perhaps with its hour. One API call."""
    day, hour = read_moment(text, context.today, context.desk.vocabulary)
    await _plan(context, question, day, hour)


async def _ask_several(
    context: BotContext, sent: Attachment, caption: str, inside: Sequence[str]
) -> None:
    """What is in an archive of several activities; nothing is written yet. No API call."""
    words, state = context.words, {"file": sent.id, "name": sent.name, "caption": caption}
    question = await context.ask("upload", state)
    save = button(words.plain("button.save"), "upload", "send", question.id, style="success")
    listed = beginning([words("upload.inside", name=each) for each in inside])
    text = paragraphs(words.count("upload.several", len(inside)), listed)
    await context.reply(Reply(text, ((save, cancel_button(words, question.id)),)))


async def _send_several(context: BotContext, question: Dialog) -> None:
    """The file is fetched again: only Telegram's id for it is kept."""
    state = question.state
    if "caption" not in state:
        raise GoneButtonError
    content = await context.fetch(state["file"])
    await _upload(context, state["name"], content, state["caption"])
    await context.close(question)


async def _upload(context: BotContext, name: str, content: bytes, caption: str) -> None:
    """A caption names the activity, unless it is only a day: a file knows its own."""
    moment = _moment(context, caption)
    title = "" if moment and not moment[2] else caption.strip()[:NAME_LIMIT]
    uploaded = await context.services.uploads.upload(
        context.intervals(), context.write_key, name, content, title
    )
    await context.reply(render(uploaded, context.today, context.words, context.athlete))


def _moment(context: BotContext, caption: str) -> tuple[date, time | None, str] | None:
    """The day that begins a caption, its hour, the rest. One that is no clear day is a name."""
    with suppress(UnreadableError):
        return leading_moment(caption, context.today, context.desk.vocabulary)
    return None


def _heading(context: BotContext, caption: str) -> Draft:
    """Day, hour, sport and name of a workout. A caption without a clear day is its name."""
    with suppress(UnreadableError):
        said = read_heading(caption, context.today, context.desk.vocabulary)
        if said.day:
            return said
    return Draft(name=" ".join(caption.split()))


async def _ask_day(context: BotContext, state: dict[str, Any]) -> Reply:
    words = context.words
    question = await context.ask("upload", state, awaits_text=True)
    days = day_buttons(context.today, words, "upload", "day", question.id)
    cancel = cancel_button(words, question.id)
    return Reply(words("upload.which_day", name=state["title"]), (*days, (cancel,)))


async def _plan(context: BotContext, question: Dialog, day: date, hour: time | None) -> None:
    """The file is fetched again: only Telegram's id for it is kept."""
    if "title" not in question.state:
        raise GoneButtonError
    content = await context.fetch(question.state["file"])
    await context.reply(await _save(context, question.state, content, day, hour))
    await context.close(question)


async def _save(
    context: BotContext, state: dict[str, Any], content: bytes, day: date, hour: time | None
) -> Reply:
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
    reply = saved(added, context.today, context.words, context.athlete)
    if added.events[0].steps:
        return reply
    return replace(reply, text=paragraphs(reply.text, context.words("upload.no_steps")))


async def _pair(context: BotContext, activity_id: str, event_id: int) -> None:
    intervals = context.intervals()
    activity, event = await asyncio.gather(
        intervals.activity(activity_id), intervals.event(event_id)
    )
    key = context.write_key
    change = await context.services.pairing.pair(intervals, key, activity, event.id)
    done = Done(activity, event, change)
    await context.reply(render_one(done, context.today, context.words, context.athlete))


command = Command("upload", show, press, answer, receive=receive)
