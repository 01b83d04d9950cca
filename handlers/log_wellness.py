"""/log wellness: values typed in one line or several; without any, the guided check-in."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handlers import check_in
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.errors import UnreadableError, quoted
from handlers.reading.keys import find_key
from handlers.reading.wellness import WellnessLine, WrongValue, is_wellness, read_lines
from handlers.recorded import Days, day_blocks, record
from handlers.views.reply import Reply, button, lines, paragraphs
from handlers.words import Words
from services.errors import ServiceError
from services.intervals.models import WellnessValue
from services.wellness import restored_days, stored_days
from services.wellness_fields import FIELDS
from storage.models import Dialog

SHOWN_PIECES = 4  # of what was not understood


class NotMeasuredYetError(ServiceError):
    """Wellness for `day`, which is still to come."""


async def show(context: BotContext, arguments: str) -> None:
    """Record what was typed; ask step by step when it names no value."""
    read = _read(context, arguments)
    days = _by_day(read, context.today)
    if late := [day for day in days if day > context.today]:
        raise NotMeasuredYetError(day=late[0])
    context.intervals()
    if any(line.wrong or line.unread for line in read):
        await _offer(context, render_problems(read, context.words), days)
    elif not any(days.values()):
        await check_in.begin(context, next(iter(days), context.today))
    elif len(days) > 1:
        await _offer(context, context.words("log_wellness.preview"), days)
    else:
        await context.reply(await record(context, days))


async def press(context: BotContext, parts: list[str]) -> None:
    """Buttons of a preview, and of the check-in."""
    match parts:
        case ["start", day]:
            await check_in.begin(context, date.fromisoformat(day), above=context.pressed)
        case ["save", question_id]:
            question = await context.question(question_id)
            await context.reply(await record(context, restored_days(question.state["days"])))
            await context.close(question)
        case [verb, question_id, *rest]:
            await check_in.press(context, verb, await context.question(question_id), rest)


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The answer to a question of the check-in; a line that names a day is a line of its own."""
    note = check_in.asks_for_note(question)
    if not note and any(line.day and line.values for line in _read(context, text)):
        await show(context, text)
    else:
        await check_in.answer(context, question, text)


def recognise(context: BotContext, text: str, instead: bool) -> bool:
    """Text like `slept 7h30, hrv 62, legs sore` needs no command.

    With no question open a line is ours too when only a part of it is understood: nothing is
    written then before the athlete has seen what.
    """
    if find_key(text):
        return False
    today, vocabulary = context.today, context.desk.vocabulary
    if is_wellness(text, today, vocabulary):
        return True
    try:
        return not instead and any(line.values for line in read_lines(text, today, vocabulary))
    except UnreadableError:
        return False


async def _offer(context: BotContext, heading: Markup, days: Days) -> None:
    """Nothing is written yet: what was understood, with Save and Cancel."""
    words = context.words
    if not any(days.values()):
        await context.reply(Reply(heading))
        return
    question = await context.ask("log_wellness", {"days": stored_days(days)})
    save = button(words.plain("button.save"), "log_wellness", "save", question.id, style="success")
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    text = paragraphs(heading, day_blocks(days, words, context.athlete))
    await context.reply(Reply(text, ((save, cancel),)))


def _read(context: BotContext, text: str) -> list[WellnessLine]:
    unit = context.athlete.weight_unit
    return read_lines(text, context.today, context.desk.vocabulary, unit)


def _by_day(read: Sequence[WellnessLine], today: date) -> Days:
    """The understood values of each day named; a line without a day is today's."""
    days: dict[date, dict[str, WellnessValue | None]] = {}
    for line in read:
        days.setdefault(line.day or today, {}).update(line.values)
    return days


def render_problems(read: Sequence[WellnessLine], words: Words) -> Markup:
    """What was not understood or cannot be, each with an example that works."""
    unread = [piece for line in read for piece in line.unread]
    rows = [words("log_wellness.unread", text=quoted(piece)) for piece in unread[:SHOWN_PIECES]]
    rows += [_wrong(wrong, words) for line in read for wrong in line.wrong]
    return paragraphs(lines(*rows), words("log_wellness.nothing_written"))


def _wrong(wrong: WrongValue, words: Words) -> Markup:
    name = words.plain(f"wellness.{wrong.field}")
    if wrong.twice:
        return words("log_wellness.twice", text=wrong.text, name=name)
    if FIELDS[wrong.field].kind == "rating":
        scale = [words.plain(f"wellness.{wrong.field}.{value}") for value in (1, 2, 3, 4)]
        return words(
            "log_wellness.wrong_word", text=wrong.text, name=name, words=words.any_of(scale)
        )
    return words("log_wellness.wrong", text=wrong.text, name=name, low=wrong.low, high=wrong.high)


command = Command("log wellness", show, press, answer, recognise=recognise)
