"""/wellness: a range of days as a table against the athlete's normal, and as a CSV file.

One API call, two more where a word may be a field of the athlete's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup

from handlers import log_wellness
from handlers.button_data import GoneButtonError, day_of, is_number
from handlers.command import Command
from handlers.context import BotContext
from handlers.log_wellness import NotMeasuredYetError
from handlers.own_fields import own_vocabulary
from handlers.reading.dates import LONGEST, leading_range
from handlers.reading.errors import quoted
from handlers.reading.periods import DayRange
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, skip
from handlers.reading.wellness import is_wellness
from handlers.reading.wellness_values import fields_of
from handlers.views.reply import Button, File, Reply, button, lines, paragraphs, quote, shortened
from handlers.views.wellness_table import ROWS, answer, block, columns, days_of, picture
from handlers.words import Words
from services.intervals.models import WellnessValue
from services.wellness_fields import field_of, own_code
from services.wellness_table import Table, UnknownFieldError, read_table
from storage.models import Athlete

SPANS = (7, 28, 90)
USUAL = timedelta(days=13)  # before today
LONGEST_NOTE = 80
FILE = re.compile(r"(?<![a-z])csv(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """Where in a range we are: `span` days up to `last`, a page of rows, a group of columns.

    `question` keeps the fields that were asked for; 0 where none were.
    """

    last: date
    span: int
    rows: int = 0
    group: int = 0
    question: int = 0

    @property
    def first(self) -> date:
        return self.last - timedelta(days=self.span - 1)

    @property
    def pages(self) -> int:
        return -(-self.span // ROWS)

    def older(self) -> "Page":
        if self.rows + 1 < self.pages:
            return replace(self, rows=self.rows + 1)
        return replace(self, rows=0, last=self.first - timedelta(days=1))

    def newer(self, today: date) -> "Page | None":
        if self.rows:
            return replace(self, rows=self.rows - 1)
        if self.last >= today:
            return None
        last = min(self.last + timedelta(days=self.span), today)
        return replace(self, rows=self.pages - 1, last=last)

    def button(self, label: str) -> Button:
        where = (self.last, self.span, self.rows, self.group, self.question)
        return button(label, "wellness", "show", *where)


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


def render(table: Table, page: Page, today: date, words: Words, athlete: Athlete) -> Reply:
    """The answer first, then the days; notes are folded below."""
    groups = columns(table, words, athlete)
    page = replace(page, group=page.group % len(groups))
    group = groups[page.group]
    shown = days_of(table, page.rows)
    locked = any(table.days[day].locked for day in shown if day in table.days)
    filled = any(each.cells for each in group)
    text = paragraphs(
        lines(
            answer(table, today, words, athlete),
            _title(page, today, words, filled),
            block(table, group, page.rows, words) if filled else None,
            words("wellness.locked") if locked else None,
        ),
        _notes(table, shown, words),
    )
    rows = (_around(page, today, words), _below(page, len(groups), today, words))
    return Reply(text, rows, picture=picture(table, group, words, athlete), clears=True)


def _title(page: Page, today: date, words: Words, filled: bool) -> Markup:
    """The days, and of a long range the part that is shown."""
    first, last = (words.dated(each, today) for each in (page.first, page.last))
    if page.span == 1:
        return Markup("{}").format(last)
    days = words("wellness.range", first=first, last=last)
    if page.pages == 1 or not filled:
        return days
    return words("wellness.part", days=days, part=page.rows + 1, parts=page.pages)


def _around(page: Page, today: date, words: Words) -> tuple[Button, ...]:
    """Older days, other spans up to today, newer days."""
    spans = [
        Page(today, span, question=page.question).button(words.plain("wellness.days", days=span))
        for span in SPANS
        if (span, today) != (page.span, page.last)
    ]
    newer = page.newer(today)
    after = [newer.button("›")] if newer else []
    return (page.older().button("‹"), *spans, *after)


def _below(page: Page, groups: int, today: date, words: Words) -> tuple[Button, ...]:
    """The file, recording, the columns that had no room."""
    what = (page.first, page.last, page.question)
    file = button(words.plain("wellness.file"), "wellness", "csv", *what)
    log = button(words.plain("wellness.log"), "log_wellness", "begin", today)
    if groups == 1:
        return file, log
    following = replace(page, group=(page.group + 1) % groups)
    return file, log, following.button(words.plain("wellness.more"))


def _notes(table: Table, days: list[date], words: Words) -> Markup | None:
    """What the athlete wrote on these days, where that is asked for."""
    fields = [field for field in table.fields if field_of(field).kind == "text"]
    records = [table.days[day] for day in days if day in table.days]
    rows = [
        words("wellness.note", day=each.day, text=shortened(_note(field, text), LONGEST_NOTE))
        for each in records
        for field in fields
        if (text := each.values.get(field))
    ]
    return quote(lines(*rows)) if rows else None


def _note(field: str, text: WellnessValue) -> str:
    """On one line; an own field's words after its code."""
    code, line = own_code(field), " ".join(str(text).split())
    return f"{code}: {line}" if code else line


command = Command("wellness", show, press)
