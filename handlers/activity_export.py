"""Export of an activity: CSV and JSON with chosen columns, FIT, GPX, the original file."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handlers.button_data import GoneButtonError, activity_of, is_number, number_of
from handlers.context import BotContext
from handlers.views.activity_card import card_button
from handlers.views.reply import Button, File, Reply, button, in_rows, ticked
from handlers.views.workouts import activity_name
from handlers.words import Words
from services.activities import read_activity
from services.exports import FILES, columns, read_file, read_streams
from services.intervals.models import USUAL_STREAMS
from services.plan import named_file
from storage.models import Dialog

VERBS = ("out", "file", "col", "data")
MOST_COLUMNS = 24
TABLES = ("csv", "json")


async def press(context: BotContext, verb: str, subject: str, rest: str) -> None:
    """The menu, a file, a column on or off, the table.

    API calls: out 1, file 1, col 0, data 1.
    """
    if verb == "out":
        await _menu(context, activity_of(subject), rest)
    elif not is_number(subject):
        raise GoneButtonError
    elif verb == "file":
        question = await context.question(subject)
        if rest not in FILES:
            raise GoneButtonError
        activity_id = question.state["activity"]
        await _send(context, question, *await read_file(context.intervals(), activity_id, rest))
    else:
        question = await context.question(subject)
        await (_toggle if verb == "col" else _data)(context, question, rest)


async def _menu(context: BotContext, activity_id: str, place: str) -> None:
    activity = await read_activity(context.intervals(), activity_id)
    offered = columns(activity)[:MOST_COLUMNS]
    state = {
        "activity": activity_id,
        "name": activity_name(activity, context.words),
        "day": activity.day.isoformat(),
        "place": place,
        "by_hand": activity.by_hand,
        "offered": list(offered),
        "chosen": [each for each in offered if each in USUAL_STREAMS] or list(offered),
    }
    question = await context.ask("activity", state)
    await context.reply(render(question, context.words))


async def _toggle(context: BotContext, question: Dialog, column: str) -> None:
    offered, chosen = question.state["offered"], question.state["chosen"]
    number = number_of(column)
    if number >= len(offered):
        raise GoneButtonError
    pressed = offered[number]
    kept = [each for each in offered if (each in chosen) != (each == pressed)]
    if kept:  # the last one stays: a table without columns is none
        question.state = question.state | {"chosen": kept}
        await context.desk.dialogs.change(question.id, state=question.state)
    await context.reply(render(question, context.words))


async def _data(context: BotContext, question: Dialog, extension: str) -> None:
    if extension not in TABLES:
        raise GoneButtonError
    state = question.state
    table = await read_streams(context.intervals(), state["activity"], state["chosen"], extension)
    await _send(context, question, table, extension)


async def _send(context: BotContext, question: Dialog, content: bytes, ending: str) -> None:
    state = question.state
    name = named_file(date.fromisoformat(state["day"]), state["name"], ending)
    await context.send(Reply(Markup("{}").format(state["name"]), file=File(name, content)))


def render(question: Dialog, words: Words) -> Reply:
    """Which columns and which kind of file; an activity entered by hand has none of them."""
    state, number = question.state, question.id
    back = card_button(state["activity"], state["place"], words, "button.back")
    if state["by_hand"]:
        return Reply(words("activity.nothing_recorded", name=state["name"]), ((back,),))
    files = tuple(
        button(words.plain(f"activity.file.{kind}"), "activity", "file", number, kind)
        for kind in FILES
    )
    if not state["offered"]:
        return Reply(words("activity.export_files", name=state["name"]), (files, (back,)))
    tables = tuple(button(f".{kind}", "activity", "data", number, kind) for kind in TABLES)
    return Reply(
        words("activity.export_what", name=state["name"]),
        (
            *in_rows(_toggles(question, state["offered"], words), 3),
            tables,
            files,
            (back,),
        ),
    )


def _toggles(question: Dialog, offered: Sequence[str], words: Words) -> list[Button]:
    chosen = question.state["chosen"]
    return [
        button(
            ticked(stream_name(each, words), each in chosen),
            "activity",
            "col",
            question.id,
            place,
        )
        for place, each in enumerate(offered)
    ]


def stream_name(stream: str, words: Words) -> str:
    """A column in the athlete's language; one we have no word for as intervals.icu has it."""
    key = f"stream.{stream}"
    return words.plain(key) if key in words.phrases else stream
