"""The usual answers as buttons, where a day, a sport or a length is asked for."""

from datetime import date, timedelta

from handlers.views.reply import Button, button, in_rows
from handlers.views.workouts import sport_name
from handlers.words import Words

Rows = tuple[tuple[Button, ...], ...]
AHEAD = 8  # days
SPORTS = ("Ride", "Run", "Swim", "WeightTraining", "Walk", "Other")
LENGTHS = (30, 45, 60, 75, 90, 120, 150, 180)  # minutes


def day_buttons(today: date, words: Words, command: str, *parts: object) -> Rows:
    """Today and the days after it; each presses `command` with `parts` and the day."""
    days = [today + timedelta(days=ahead) for ahead in range(AHEAD)]
    return in_rows([button(words.day(day), command, *parts, day) for day in days], 2)


def sport_buttons(words: Words, command: str, *parts: object) -> Rows:
    """The usual sports; each presses `command` with `parts` and the sport."""
    return in_rows([button(sport_name(each, words), command, *parts, each) for each in SPORTS], 3)


def length_buttons(words: Words, command: str, *parts: object) -> Rows:
    """The usual lengths; each presses `command` with `parts` and its minutes."""
    lengths = {each: words.duration(timedelta(minutes=each)) for each in LENGTHS}
    return in_rows([button(label, command, *parts, each) for each, label in lengths.items()], 3)
