"""How long a session takes as buttons, where that is asked for."""

from datetime import timedelta

from handlers.views.reply import Button, button, in_rows
from handlers.words import Words

LENGTHS = (30, 45, 60, 75, 90, 120, 150, 180)  # minutes


def length_buttons(words: Words, command: str, *parts: object) -> tuple[tuple[Button, ...], ...]:
    """The usual lengths; each presses `command` with `parts` and its minutes."""
    lengths = {each: words.duration(timedelta(minutes=each)) for each in LENGTHS}
    return in_rows([button(label, command, *parts, each) for each, label in lengths.items()], 3)
