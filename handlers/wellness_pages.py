"""Pages of the wellness table: the answer, the days, the way to others; notes folded below."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup

from handlers.views.reply import Button, Reply, button, lines, paragraphs, quote, shortened
from handlers.views.wellness_table import ROWS, answer, block, columns, days_of, picture
from handlers.words import Words
from services.intervals.models import WellnessValue
from services.wellness_fields import field_of, own_code
from services.wellness_table import Table
from storage.models import Athlete

SPANS = (7, 28, 90)
LONGEST_NOTE = 80


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
