"""A range of wellness as a table that a phone shows: narrow, a screen of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from unicodedata import east_asian_width

from markupsafe import Markup

from handlers.views.pictures.wellness import Series, wellness_picture
from handlers.views.reply import shortened
from handlers.views.units import (
    away_from_usual,
    wellness_name,
    wellness_value,
)
from handlers.words import Words
from services.intervals.models import WellnessValue
from services.today import as_number
from services.units import KILOGRAMS
from services.wellness_fields import field_of, own_code
from services.wellness_table import Table
from storage.models import Athlete

ROWS = 7  # with what is above and below them they fill a phone
SHORTEST_CURVE = 7  # days
WIDTH = 31  # below a picture a phone has room for no more
LONGEST_TITLE = 8
LONGEST_UNIT = 6
LOCK = " 🔒"
GAP = "·"
MEASURED = ("int", "decimal", "duration")
FINE = 2.0  # a smaller spread shows tenths


@dataclass(frozen=True)
class Column:
    """A field's cells by day, its mean of the range, its normal and the spread of that."""

    field: str
    title: str
    unit: str
    cells: Mapping[date, str]
    footer: tuple[str, str, str]

    @cached_property
    def width(self) -> int:
        return max(map(_width, (self.title, self.unit, *self.cells.values(), *self.footer)))


def columns(table: Table, words: Words, athlete: Athlete) -> list[list[Column]]:
    """The columns in groups that fit beside the days; what is text is in none."""
    room = WIDTH - _label_width(words)
    if any(record.locked for record in table.days.values()):
        room -= _width(LOCK)
    groups: list[list[Column]] = [[]]
    taken = 0
    for field in table.fields:
        if field_of(field).kind == "text":
            continue
        column = _column(field, table, words, athlete)
        taken += column.width + 1
        if taken > room and groups[-1]:
            groups.append([])
            taken = column.width + 1
        groups[-1].append(column)
    return groups


def picture(table: Table, group: Sequence[Column], words: Words, athlete: Athlete) -> str:
    """The columns as curves with the athlete's normal as SVG; "" for a single day."""
    if table.span < SHORTEST_CURVE:
        return ""
    drawn = [
        Series(
            wellness_name(column.field, words),
            wellness_value(column.field, newest[1], words, athlete),
            table.series[column.field],
            _usual(column.field, table, words, athlete),
            rising=field_of(column.field).kind != "rating",
        )
        for column in group
        if (newest := table.newest(column.field))
    ]
    title = words.plain("wellness.range", first=table.first, last=table.last)
    return wellness_picture(title, drawn, table.first, table.last, words)


def _usual(field: str, table: Table, words: Words, athlete: Athlete) -> str:
    """The athlete's normal in words, rounded as the table has it; "" where there is none."""
    normal, kind = table.normal.get(field), field_of(field).kind
    if normal is None or kind not in MEASURED:
        return ""
    minutes = timedelta(minutes=round(normal.mean / 60))
    mean = minutes if kind == "duration" else normal.mean
    return words.plain("picture.usual", value=wellness_value(field, mean, words, athlete))


def block(table: Table, group: Sequence[Column], page: int, words: Words) -> Markup:
    """The newest day first; below the days the range's mean, the athlete's normal, its spread."""
    label = _label_width(words)
    rows = [_row("", label, [column.title for column in group], group)]
    if any(column.unit for column in group):
        rows.append(_row("", label, [column.unit for column in group], group))
    for day in days_of(table, page):
        cells = [column.cells.get(day, GAP) for column in group]
        record = table.days.get(day)
        lock = LOCK if record and record.locked else ""
        rows.append(_row(_label(day, words), label, cells, group) + lock)
    for number, name in enumerate(("wellness.mean", "wellness.usual", "wellness.spread")):
        if not number and table.span == 1:  # the mean of one day is that day
            continue
        cells = [column.footer[number] for column in group]
        if any(cells):
            rows.append(_row(words.plain(name), label, cells, group))
    return Markup("<pre>{}</pre>").format("\n".join(rows))


def days_of(table: Table, page: int) -> list[date]:
    """The days of a page, newest first."""
    newest = table.last - timedelta(days=page * ROWS)
    count = min(ROWS, (newest - table.first).days + 1)
    return [newest - timedelta(days=number) for number in range(count)]


def answer(table: Table, today: date, words: Words, athlete: Athlete) -> Markup:
    """The newest value of the first field, and how it lies to the athlete's normal."""
    for field in table.fields:
        newest = table.newest(field)
        if newest is None or field_of(field).kind == "text":
            continue
        day, value = newest
        known = {
            "name": wellness_name(field, words),
            "value": wellness_value(field, value, words, athlete),
        }
        away = _difference(field, value, table)
        if not away:
            line = words("wellness.value" if away is None else "wellness.as_usual", **known)
        else:
            key = away_from_usual(field, above=away > 0)
            length = timedelta(seconds=abs(away))
            far = length if field_of(field).kind == "duration" else abs(away)
            line = words(key, **known, away=wellness_value(field, far, words, athlete))
        return line if day == today else words("body.as_of", what=line, day=day)
    return words("wellness.nothing")


def _difference(field: str, value: WellnessValue, table: Table) -> float | None:
    """How far a measured value is from the athlete's normal, rounded as it is worth saying."""
    normal, number = table.normal.get(field), as_number(value)
    kind = field_of(field).kind
    if normal is None or number is None or kind not in MEASURED:
        return None
    if kind == "duration":
        return round((number - normal.mean) / 60) * 60.0
    fine = kind == "decimal" and normal.spread < FINE
    return round(number - normal.mean, 1 if fine else None)


def _column(field: str, table: Table, words: Words, athlete: Athlete) -> Column:
    title = own_code(field) or words.plain(f"wellness.short.{field}")
    cells = {
        day: _cell(field, value, words, athlete)
        for day, record in table.days.items()
        if (value := record.values.get(field)) is not None
    }
    return Column(
        field,
        shortened(title, LONGEST_TITLE),
        _unit(field, words, athlete),
        cells,
        _footer(field, table, athlete),
    )


def _cell(field: str, value: WellnessValue, words: Words, athlete: Athlete) -> str:
    if field_of(field).kind in ("rating", "phase"):
        key = f"wellness.short.{field}.{value}"
        return words.plain(key) if key in words.phrases else GAP
    return _number(field, as_number(value) or 0, athlete)


def _number(field: str, number: float, athlete: Athlete) -> str:
    """As short as a table needs: 7:30, 62, 70.2."""
    kind = field_of(field).kind
    if kind == "duration":
        minutes = round(number / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if field == "weight":
        number /= KILOGRAMS[athlete.weight_unit]
    return f"{number:.0f}" if kind == "int" else f"{number:.1f}".removesuffix(".0")


def _footer(field: str, table: Table, athlete: Athlete) -> tuple[str, str, str]:
    mean, normal = table.means.get(field), table.normal.get(field)
    if mean is None or field_of(field).kind not in MEASURED:
        return "", "", ""
    shown = _number(field, mean, athlete)
    if normal is None:
        return shown, "", ""
    return shown, _number(field, normal.mean, athlete), _number(field, normal.spread, athlete)


def _unit(field: str, words: Words, athlete: Athlete) -> str:
    """The unit by itself, where a table has room for it."""
    spec = field_of(field)
    key = "unit.hours" if spec.kind == "duration" else spec.unit
    if field == "weight":
        key = f"unit.{athlete.weight_unit}"
    unit = words.plain(key, value="", hours="").strip() if key else ""
    return unit if _width(unit) <= LONGEST_UNIT else ""


def _label(day: date, words: Words) -> str:
    return f"{day.day:>2} {words.weekday(day.isoweekday())}"


def _label_width(words: Words) -> int:
    names = (words.plain(f"wellness.{each}") for each in ("mean", "usual", "spread"))
    return max(map(_width, (_label(date(2026, 11, 23), words), *names)))


def _row(label: str, width: int, cells: Sequence[str], group: Sequence[Column]) -> str:
    padded = (
        " " * (column.width + 1 - _width(cell)) + cell
        for cell, column in zip(cells, group, strict=True)
    )
    return (label + " " * (width - _width(label)) + "".join(padded)).rstrip()


def _width(text: str) -> int:
    """Columns of a monospaced font: Chinese characters and emoji take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
