"""The athlete's own wellness fields, among the words they type."""

import re
from collections.abc import Sequence

from handlers.context import BotContext
from handlers.reading.vocabulary import Vocabulary
from handlers.reading.wellness import WellnessLine, is_wellness, read_lines
from services.wellness import read_own_fields

ALONE = re.compile(r"\s*[^\W\d_][^\d\n]{1,40}\d[\d.,]*\s*[^\W\d_]{0,5}\s*")  # grip strength 40 kg


async def read_with_own(context: BotContext, text: str) -> Sequence[WellnessLine]:
    """What a text says of each day. Two API calls where a part of it may be an own field.

    Raises the errors of `read_lines`.
    """
    unit = context.athlete.weight_unit
    read = read_lines(text, context.today, context.desk.vocabulary, unit)
    if not any(char.isalpha() for line in read for piece in line.unread for char in piece):
        return read
    return read_lines(text, context.today, await own_vocabulary(context), unit)


async def own_vocabulary(context: BotContext) -> Vocabulary:
    """The words of everybody, with the names and codes of the own fields. Two API calls."""
    own = await read_own_fields(context.intervals(), context.today)
    return context.desk.vocabulary.with_names("field", own)


async def is_own_value(context: BotContext, text: str) -> bool:
    """Whether a text is a number of an own field, and nothing else. Two API calls if it may be."""
    known = is_wellness(text, context.today, context.desk.vocabulary)
    if known or not (context.connected and ALONE.fullmatch(text)):
        return False
    return is_wellness(text, context.today, await own_vocabulary(context))
