"""Editing an activity: name, description, tags, commute; each with Undo."""

import re

from markupsafe import Markup

from handlers.cancel import cancel_button
from handlers.context import BotContext
from handlers.undo import undo_button
from handlers.views.activity_card import card_button
from handlers.views.activity_fields import LONGEST, hashtags, told
from handlers.views.reply import Reply, button, in_rows, lines, shortened
from handlers.views.workouts import activity_name, sport_name
from handlers.words import Words
from services.activities import read_activity
from services.errors import ServiceError
from services.intervals.models import COMMUTE, ActivityDetail
from services.logbook import Edit, Edited
from storage.models import Dialog

TYPED = ("name", "text", "tags")  # answered in text
COMMUTES = {"comm": COMMUTE, "norm": None}  # by the verb of the button
VERBS = ("edit", *COMMUTES, *TYPED)
LIMITS = {"name": 120, "text": 3000, "tags": 300}  # characters
CLEAR = "-"
TAG_ENDS = re.compile(r"[\s,;#，；、]+")


class TextTooLongError(ServiceError):
    """`length` characters where `limit` are the most."""


async def press(context: BotContext, verb: str, activity_id: str, place: str) -> None:
    """The menu, commute on and off, or a question to be answered in text.

    API calls: edit 1, name 1, text 1, tags 1, comm 2, norm 2.
    """
    if verb in COMMUTES:
        await _save(context, activity_id, {"sub_type": COMMUTES[verb]}, place)
        return
    activity = await read_activity(context.intervals(), activity_id)
    if verb == "edit":
        await context.reply(render(activity, place, context.words))
        return
    usual = sport_name(activity.sport, context.words)  # of an activity without a name
    state = {"activity": activity_id, "field": verb, "place": place, "usual": usual}
    question = await context.ask("activity", state, awaits_text=True)
    cancel = cancel_button(context.words, question.id)
    await context.reply(Reply(_question(activity, verb, usual, context.words), ((cancel,),)))


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The new name, description or tags; `-` clears. Two API calls."""
    field, activity_id = question.state["field"], question.state["activity"]
    text = text.strip()
    if len(text) > LIMITS[field]:
        raise TextTooLongError(length=len(text), limit=LIMITS[field])
    value: str | list[str] | None = None if text == CLEAR else text
    if field == "name":
        value = " ".join(text.split()) if value else question.state.get("usual", text)
    elif field == "tags" and value:
        value = list(dict.fromkeys(each for each in TAG_ENDS.split(text) if each))
    await _save(context, activity_id, {field: value}, question.state["place"])
    await context.close(question)


async def _save(context: BotContext, activity_id: str, edit: Edit, place: str) -> None:
    edited = await context.services.logbook.change(
        context.intervals(), context.write_key, activity_id, edit
    )
    await context.reply(render_saved(edited, place, context.words))


def render(activity: ActivityDetail, place: str, words: Words) -> Reply:
    """What can be edited, and deleting."""
    commute = {"comm": "activity.commute_on"}
    if activity.commute:
        commute = {"norm": "activity.commute_off"}
    keys = {
        "name": "activity.edit_name",
        "text": "activity.edit_text",
        "tags": "activity.edit_tags",
        "plan": "activity.edit_plan",
        **commute,
        "del": "plan.delete",
        "card": "button.back",
    }
    choices = [
        button(words.plain(key), "activity", verb, activity.id, place)
        for verb, key in keys.items()
    ]
    return Reply(
        words("activity.edit_what", name=activity_name(activity, words)), in_rows(choices, 2)
    )


def _question(activity: ActivityDetail, verb: str, usual: str, words: Words) -> Markup:
    now = {"name": activity.name, "text": activity.text, "tags": hashtags(activity.tags)}[verb]
    return lines(
        words(f"activity.ask_{verb}", name=activity_name(activity, words), usual=usual),
        words("activity.now", value=shortened(now, LONGEST)) if now else None,
    )


def render_saved(edited: Edited, place: str, words: Words) -> Reply:
    """What was written, as intervals.icu has it now."""
    activity = edited.activity
    [(field, _)] = edited.change.after[activity.id]["values"].items()
    value = activity_name(activity, words) if field == "name" else activity.set_to(field)
    shown, name = told(field, value, words), words.plain(f"activity.field.{field}")
    text = words("activity.saved", field=name, value=shown or "–")
    card = card_button(activity.id, place, words)
    return Reply(text, ((undo_button(words, edited.change), card),))
