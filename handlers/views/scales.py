"""Two scales of words for an activity: how one felt, and how hard it was."""

import re
from collections.abc import Mapping
from dataclasses import replace

from handlers.views.reply import Button, button, in_rows, ticked, unticked
from handlers.words import Words
from services.intervals.models import ActivityDetail

Rows = tuple[tuple[Button, ...], ...]
RATED = re.compile(r"f[1-5]|r(?:[1-9]|10)")
FIELDS = {"f": "feel", "r": "rpe"}
WIDTH = 3  # words to a row: five are cut off on a phone


def scales(activity: ActivityDetail, place: str, words: Words) -> Rows:
    """The buttons that rate feel and effort."""
    feel, rpe = activity.feel, activity.rpe
    feels = [
        button(
            ticked(words.plain(f"activity.feel.{value}"), value == feel),
            "activity",
            f"f{value}",
            activity.id,
            place,
        )
        for value in range(1, 6)
    ]
    efforts = [
        button(
            ticked(f"{value} {words.plain(f'activity.rpe.{value}')}", value == rpe),
            "activity",
            f"r{value}",
            activity.id,
            place,
        )
        for value in range(1, 11)
    ]
    return (*in_rows(feels, WIDTH), *in_rows(efforts, WIDTH))


def rating_of(verb: str) -> tuple[str, int] | None:
    """What a button of the scales rates: f2 is a feel of 2, r7 an effort of 7."""
    return (FIELDS[verb[0]], int(verb[1:])) if RATED.fullmatch(verb) else None


def rated_now(rows: Rows, rated: Mapping[str, int | None]) -> Rows:
    """Rows of a message, the scales in them ticked where these ratings are."""
    return tuple(tuple(_rated(each, rated) for each in row) for row in rows)


def _rated(choice: Button, rated: Mapping[str, int | None]) -> Button:
    command, verb = [*choice.data.split(":"), ""][:2]
    field, value = (rating_of(verb) if command == "activity" else None) or ("", 0)
    if field not in rated:
        return choice
    plain = unticked(choice)
    return replace(plain, label=ticked(plain.label, value == rated[field]))
