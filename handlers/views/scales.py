"""Two scales of words for an activity: how one felt, and how hard it was."""

from handlers.views.reply import Button, button, in_rows, ticked
from handlers.words import Words
from services.intervals.models import ActivityDetail

WIDTH = 3  # words to a row: five are cut off on a phone


def scales(activity: ActivityDetail, place: str, words: Words) -> tuple[tuple[Button, ...], ...]:
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
