"""Wellness values written: the write, and how the bot says what it wrote."""

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from handlers.context import BotContext
from handlers.undo import undo_button
from handlers.views.reply import ROWS, Reply, beginning, joined, lines, paragraphs
from handlers.views.units import wellness_name, wellness_value
from handlers.words import Words
from services.wellness import Values
from storage.models import Athlete

Days = Mapping[date, Values]


async def record(context: BotContext, days: Days, *place: str) -> Reply:
    """Write the values; what was written, with Undo. Two API calls for one day, three for more.

    `place` is where the reply will stand, as for `undo_button`.
    """
    done = await context.services.wellness.record(context.intervals(), context.write_key, days)
    close = bool(place)
    text = render(days, context.today, context.words, context.athlete, close=close)
    return Reply(text, ((undo_button(context.words, done.change, *place),),))


def render(
    days: Days, today: date, words: Words, athlete: Athlete, *, close: bool = False
) -> Markup:
    """Saved for today, and the values; every day with its own heading when there are several.

    `close`: in one line, for a message that holds more than this.
    """
    if len(days) == 1:
        [(day, values)] = days.items()
        dated = words("recorded.day", day=words.dated(day, today))
        heading = words("recorded.today") if day == today else dated
        return lines(heading, (value_line if close else value_lines)(values, words, athlete))
    blocks = day_blocks(days, today, words, athlete)
    return paragraphs(words.count("recorded.days", len(days)), blocks)


def day_blocks(days: Days, today: date, words: Words, athlete: Athlete) -> Markup:
    """Each day with its values; those of several days in a line each."""
    if len(days) == 1:
        [(day, values)] = days.items()
        heading = words("recorded.heading", day=words.dated(day, today))
        return lines(heading, value_lines(values, words, athlete))
    blocks = [
        lines(
            words("recorded.heading", day=words.dated(day, today)),
            value_line(values, words, athlete),
        )
        for day, values in days.items()
    ]
    return beginning(blocks, ROWS // 2)


def value_lines(values: Values, words: Words, athlete: Athlete) -> Markup:
    """A line for each value; a cleared one says so."""
    return beginning(_rows(values, words, athlete))


def value_line(values: Values, words: Words, athlete: Athlete) -> Markup:
    """The same in one line."""
    return joined(*_rows(values, words, athlete))


def _rows(values: Values, words: Words, athlete: Athlete) -> list[Markup]:
    return [_line(field, value, words, athlete) for field, value in values.items()]


def _line(field: str, value: object, words: Words, athlete: Athlete) -> Markup:
    name = wellness_name(field, words)
    if value is None:
        return words("recorded.cleared", name=name)
    return words("recorded.value", name=name, value=wellness_value(field, value, words, athlete))
