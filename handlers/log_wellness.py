"""/log wellness: values typed in one line or several; without any, the guided check-in.

Two API calls for a day, two more where a word may be a field of the athlete's own.
"""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handlers import check_in
from handlers.button_data import GoneButtonError, day_of
from handlers.cancel import cancel_button
from handlers.command import Command
from handlers.context import BotContext
from handlers.own_fields import read_with_own
from handlers.reading.activities import is_effort
from handlers.reading.errors import UnreadableError
from handlers.reading.refused import Refused
from handlers.reading.sport_lines import sport_line
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, skip
from handlers.reading.wellness import (
    WellnessLine,
    is_for_a_day_to_come,
    is_wellness,
    read_lines,
)
from handlers.reading.wellness_values import fields_of
from handlers.recorded import Days, day_blocks, record
from handlers.views.reply import Reply, button, paragraphs
from handlers.views.wellness import problems
from services.errors import ServiceError
from services.intervals.models import WellnessValue
from services.wellness import restored_days, stored_days
from storage.models import Dialog


class NotMeasuredYetError(ServiceError):
    """Wellness for `day`, which is still to come."""


async def show(context: BotContext, arguments: str) -> None:
    """Record what was typed; ask step by step when it names no value."""
    read, days = await _understand(context, arguments)
    if asked := _only_names(read, context.desk.vocabulary):
        await check_in.begin(context, next(iter(days), context.today), asked=asked)
    elif not all(line.understood for line in read):
        await _offer(context, _problems(context, read), days)
    elif not any(days.values()):
        await check_in.begin(context, next(iter(days), context.today))
    elif len(days) > 1:
        await _offer(context, None, days)
    else:
        await context.reply(await record(context, days))


def _only_names(read: Sequence[WellnessLine], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The fields of `weight`, `hrv sleep`: named without a value, to be asked for."""
    pieces = [piece for line in read for piece in line.unread]
    if any(line.values or line.wrong or line.refused for line in read):
        return ()
    fields: dict[str, None] = {}
    for piece in map(Typed, pieces):
        at = 0
        while at < len(piece.text):
            found = vocabulary.find("field", piece.text, at)
            if found is None:
                return ()
            fields.update(dict.fromkeys(fields_of(found.meaning)))
            at = skip(piece.text, found.end, BETWEEN)
    return tuple(fields)


async def offer(context: BotContext, text: str) -> None:
    """The values of a text, with a button to save them."""
    read, days = await _understand(context, text)
    wrong = _problems(context, read)
    await _offer(context, wrong or None, days)


async def _understand(context: BotContext, text: str) -> tuple[list[WellnessLine], Days]:
    """What the text says, by day. Two API calls where a number may be of an own field.

    Raises NotConnectedError, NotMeasuredYetError, and the errors of a day.
    """
    context.intervals()
    read = _but_days_to_come(await read_with_own(context, text), context.today)
    return read, _by_day(read, context.today)


def _but_days_to_come(read: Sequence[WellnessLine], today: date) -> list[WellnessLine]:
    """Raises NotMeasuredYetError where there are no other days."""
    late = [line for line in read if line.day and line.day > today]
    if late and len(late) == len(read):
        raise NotMeasuredYetError(day=late[0].day)
    refused = [Refused(line.text, NotMeasuredYetError(day=line.day)) for line in late]
    told = [WellnessLine(None, {}, refused=tuple(refused))] if refused else []
    return [*told, *(line for line in read if line not in late)]


async def press(context: BotContext, parts: list[str]) -> None:
    """Buttons of a preview, and of the check-in.

    API calls: start 1, begin 1, save 3.
    """
    match parts:
        case ["start", day]:
            await check_in.begin(context, day_of(day), above=context.pressed)
        case ["begin", day]:
            await check_in.begin(context, day_of(day))
        case ["save", question_id]:
            question = await context.question(question_id)
            await context.reply(await record(context, restored_days(question.state["days"])))
            await context.close(question)
        case [verb, question_id, *rest]:
            await check_in.press(context, verb, await context.question(question_id), rest)
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The answer to a question of the check-in; a line that names a day is a line of its own.

    Four API calls at most: two to know the own fields, two to record.
    """
    note = check_in.asks_for_note(question)
    today, vocabulary, unit = context.today, context.desk.vocabulary, context.athlete.weight_unit
    read = [] if note else read_lines(text, today, vocabulary, unit)
    if any(line.day and line.values for line in read):
        await show(context, text)
    else:
        await check_in.answer(context, question, text)


def recognise(context: BotContext, text: str, instead: bool) -> bool:
    """Text like `slept 7h30, hrv 62, legs sore` needs no command.

    With no question open a line is ours too when only a part of it is understood, a name with a
    word that is none of its values, or a name alone: nothing is written before the athlete has
    seen what.
    """
    today, vocabulary = context.today, context.desk.vocabulary
    if is_for_a_day_to_come(text, today, vocabulary):
        return False
    if is_wellness(text, today, vocabulary):
        return True
    if instead or sport_line(text, today, vocabulary) or is_effort(text, today, vocabulary):
        return False
    try:
        read = read_lines(text, today, vocabulary)
    except UnreadableError:
        return False
    if any(line.refused for line in read):
        return True
    named = _only_names(read, vocabulary)
    return any(line.values for line in read) or _only_wrong(read) or bool(named)


def _only_wrong(read: Sequence[WellnessLine]) -> bool:
    """`hrv banana`: nothing but the name of a field and a word."""
    wrong = [each for line in read for each in line.wrong]
    return (
        bool(wrong)
        and not any(line.unread or line.refused for line in read)
        and all(any(char.isalnum() for char in each.text) for each in wrong)
    )


async def _offer(context: BotContext, wrong: Markup | None, days: Days) -> None:
    """Nothing is written yet: what is wrong, what was understood, with Save and Cancel."""
    words = context.words
    kept = {day: values for day, values in days.items() if values}
    if not kept:
        told = "<code>" in (wrong or "")  # an example is there already
        nothing = words("log_wellness.nothing" if told else "log_wellness.nothing_written")
        await context.reply(Reply(paragraphs(wrong, nothing)))
        return
    question = await context.ask("log_wellness", {"days": stored_days(kept)})
    save = button(words.plain("button.save"), "log_wellness", "save", question.id, style="success")
    cancel = cancel_button(words, question.id)
    ask = "offer" if wrong else "preview" if len(kept) > 1 else "preview_one"
    blocks = day_blocks(kept, context.today, words, context.athlete)
    text = paragraphs(wrong, words(f"log_wellness.{ask}"), blocks)
    await context.reply(Reply(text, ((save, cancel),)))


def _problems(context: BotContext, read: Sequence[WellnessLine]) -> Markup:
    return problems(read, context.today, context.words, context.athlete)


def _by_day(read: Sequence[WellnessLine], today: date) -> Days:
    """The understood values of each day named; a line without a day is today's."""
    days: dict[date, dict[str, WellnessValue | None]] = {}
    for line in read:
        days.setdefault(line.day or today, {}).update(line.values)
    return {day: values for day, values in days.items() if values} or days


command = Command("log wellness", show, press, answer, recognise=recognise)
