"""When something is, wherever a line says it: at its beginning, or at its end."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from handlers.reading.errors import UnreadableError
from handlers.reading.vocabulary import Vocabulary

When = Callable[[str, date, Vocabulary], tuple[Any, ...] | None]  # what follows is its last
SIGNS = "+-−"
LONGEST = 5  # words that say when


def day_first(text: str, today: date, vocabulary: Vocabulary, when: When) -> str | None:
    """The text with its days in front: `Cold thu-sat` is `thu-sat Cold`; None without any.

    `when` is leading_range or leading_moment. Raises the errors of a day that begins the text.
    """
    if when(text, today, vocabulary):
        return text
    line, *below = text.split("\n", 1)
    words = line.split()
    for at in range(max(len(words) - LONGEST, 1), len(words)):
        end = " ".join(words[at:])
        if end[0] in SIGNS:  # `weight -5` is not about five days ago
            continue
        with suppress(UnreadableError):
            found = when(end, today, vocabulary)
            if found and not found[-1].strip():
                return "\n".join([f"{end} {' '.join(words[:at])}", *below])
    return None
