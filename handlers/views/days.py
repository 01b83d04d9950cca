"""The days to come as buttons, where a day is asked for."""

from datetime import date, timedelta

from handlers.views.reply import Button, button, in_rows
from handlers.words import Words

AHEAD = 8


def day_buttons(
    today: date, words: Words, command: str, *parts: object
) -> tuple[tuple[Button, ...], ...]:
    """Today and the days after it; each presses `command` with `parts` and the day."""
    days = [today + timedelta(days=ahead) for ahead in range(AHEAD)]
    return in_rows([button(words.day(day), command, *parts, day) for day in days], 2)
