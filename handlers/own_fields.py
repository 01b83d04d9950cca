"""The athlete's own wellness fields, among the words they type."""

import re
from collections.abc import Sequence

from handlers.context import BotContext
from handlers.reading.vocabulary import Vocabulary
from handlers.reading.wellness import WellnessLine
from services.wellness import read_own_fields
from services.wellness_fields import OWN

NUMBERED = re.compile(r"[^\W\d_].*\d")  # a word before a number


def perhaps_named(read: Sequence[WellnessLine]) -> bool:
    """Whether something that was not understood may be a value of an own field."""
    return any(NUMBERED.search(piece) for line in read for piece in line.unread)


async def own_vocabulary(context: BotContext) -> Vocabulary:
    """The words of everybody, with the names and codes of the own fields. Two API calls."""
    names = await read_own_fields(context.intervals(), context.today)
    own = {name: OWN + code for name, code in names.items()}
    return context.desk.vocabulary.with_names("field", own)
