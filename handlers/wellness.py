"""/wellness: a range of days as a table against the athlete's normal, and as a CSV file.

One API call, two more where a word may be a field of the athlete's own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from handlers import log_wellness
from handlers.button_data import GoneButtonError, day_of, is_number
from handlers.command import Command
from handlers.context import BotContext
from handlers.log_wellness import NotMeasuredYetError
from handlers.own_fields import own_vocabulary
from handlers.reading.errors import quoted
from handlers.reading.periods import DayRange
from handlers.reading.ranges import LONGEST, leading_range
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, skip
from handlers.reading.wellness import is_wellness
from handlers.reading.wellness_values import fields_of
from handlers.views.reply import File, Reply
from handlers.wellness_pages import Page, render
from services.wellness_table import Table, UnknownFieldError, read_table

USUAL = timedelta(days=13)  # before today
FILE = re.compile(r"(?<![a-z])csv(?![a-z])", re.IGNORECASE)


async def show(context: BotContext, arguments: str) -> None:
    """The last 14 days, or those named, of the fields in use, or those named; as a file: `csv`.

    Values instead of names (`/wellness hrv 60`) are offered for saving.
    """
    if len(text := FILE.sub("", arguments, count=1)) < len(arguments):
        await _send_file(context, *await _asked(context, text))
        return
    if is_wellness(arguments, context.today, context.desk.vocabulary):
        await log_wellness.offer(context, arguments)
        return
    days, fields = await _asked(context, arguments)
    page = Page(days.last, len(days))
    table = await _table(context, page, fields)
    if fields:
        question = await context.ask("wellness", {"fields": list(table.fields)})
        page = replace(page, question=question.id)
    await context.reply(render(table, page, context.today, context.words, context.athlete))


async def press(context: BotContext, parts: list[str]) -> None:
    """Another page, other columns, the file. One API call."""
    match parts:
        case ["show", last, *numbers] if len(numbers) == 4 and all(map(is_number, numbers)):
            page = Page(day_of(last), *map(int, numbers))
            if not 1 <= page.span <= LONGEST or page.rows >= page.pages:
                raise GoneButtonError
            table = await _table(context, page, await _chosen(context, str(page.question)))
            await context.reply(render(table, page, context.today, context.words, context.athlete))
        case ["csv", first, last, *question] if len(question) < 2:
            fields = await _chosen(context, *question)
            await _send_file(context, DayRange(day_of(first), day_of(last)), fields)
        case _:
            raise GoneButtonError


async def _chosen(context: BotContext, question: str = "0") -> list[str]:
    """The fields that were asked for; none where a button says so, or is from before it could."""
    fields: list[str] = (
        (await context.question(question)).state["fields"] if question != "0" else []
    )
    return fields


async def _send_file(context: BotContext, days: DayRange, fields: Sequence[str]) -> None:
    """These fields of some days, or all, as intervals.icu writes them."""
    content = await context.intervals().wellness_csv(days.first, days.last, fields)
    caption = context.words("wellness.csv", first=days.first, last=days.last)
    name = f"wellness_{days.first}_{days.last}.csv"
    await context.send(Reply(caption, file=File(name, content)))


async def _table(context: BotContext, page: Page, fields: list[str]) -> Table:
    preferred = context.athlete.wellness_fields
    return await read_table(context.intervals(), page.first, page.last, fields, preferred)


async def _asked(context: BotContext, text: str) -> tuple[DayRange, list[str]]:
    """The days and the fields named, own ones too. Raises UnknownFieldError and those of _read."""
    days, fields, unknown = _read(context, text, context.desk.vocabulary)
    if unknown:
        days, fields, unknown = _read(context, text, await own_vocabulary(context))
    if unknown:
        raise UnknownFieldError(text=quoted(unknown[0]))
    return days, fields


def _read(
    context: BotContext, text: str, vocabulary: Vocabulary
) -> tuple[DayRange, list[str], list[str]]:
    """The days and the fields named, in any order; the words that are neither.

    Raises NotMeasuredYetError and the errors of a range.
    """
    today, days = context.today, None
    fields: dict[str, None] = {}
    unknown = []
    typed = Typed(text)
    at = skip(typed.text, 0, BETWEEN)
    while at < len(typed.text):
        if found := vocabulary.find("field", typed.text, at):
            fields.update(dict.fromkeys(fields_of(found.meaning)))
            rest = typed.rest(found.end)
        elif days is None and (
            ranged := leading_range(typed.rest(at), today, vocabulary, toward="past")
        ):
            days, rest = ranged
        else:
            word, _, rest = typed.rest(at).partition(" ")
            unknown.append(word)
        typed = Typed(rest)
        at = skip(typed.text, 0, BETWEEN)
    days = days or DayRange(today - USUAL, today)
    if days.first > today:
        raise NotMeasuredYetError(day=days.first)
    return DayRange(days.first, min(days.last, today)), list(fields), unknown


command = Command("wellness", show, press)
