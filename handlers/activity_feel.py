"""How was it: two rows of words, feel and effort; pressed ones are marked in place."""

import re

from handlers.context import BotContext
from handlers.errors import GoneButtonError
from handlers.undo import undo_button
from handlers.views.activity_card import felt
from handlers.views.reply import Button, Reply, button, in_rows, lines
from handlers.views.workouts import activity_name
from handlers.words import Words
from services.activities import read_activity
from services.intervals.models import ActivityDetail
from storage.models import Change

RATED = re.compile(r"f([1-5])|r([1-9]|10)")


async def press(context: BotContext, verb: str, activity_id: str, place: str) -> None:
    """The question (one API call), or a rating (two)."""
    if verb == "how":
        activity = await read_activity(context.intervals(), activity_id)
        await context.reply(render(activity, place, context.words))
        return
    rated = RATED.fullmatch(verb)
    if rated is None:
        raise GoneButtonError
    edit = {"feel": int(rated[1])} if rated[1] else {"rpe": int(rated[2])}
    edited = await context.services.logbook.change(
        context.intervals(), context.write_key, activity_id, edit
    )
    await context.reply(render(edited.activity, place, context.words, edited.change))


def render(
    activity: ActivityDetail, place: str, words: Words, change: Change | None = None
) -> Reply:
    """What is rated so far, five words for the feel and ten for the effort, 1 is the best feel."""
    card = button(words.plain("activity.card"), "activity", "card", activity.id, place)
    last = (undo_button(words, change), card) if change else (card,)
    return Reply(
        lines(
            words("activity.rated", felt=felt(activity, words)) if change else None,
            words("activity.how_was", name=activity_name(activity, words)),
            words("activity.how_feel"),
            words("activity.how_rpe"),
        ),
        (*scales(activity, place, words), last),
    )


def scales(activity: ActivityDetail, place: str, words: Words) -> tuple[tuple[Button, ...], ...]:
    """The buttons that rate feel and effort."""
    feel, rpe = activity.feel, activity.rpe
    feels = [
        button(
            _marked(words.plain(f"activity.feel.{value}"), value == feel),
            *("activity", f"f{value}", activity.id, place),
        )
        for value in range(1, 6)
    ]
    efforts = [
        button(
            _marked(f"{value} {words.plain(f'activity.rpe.{value}')}", value == rpe),
            *("activity", f"r{value}", activity.id, place),
        )
        for value in range(1, 11)
    ]
    return (*in_rows(feels, 5), *in_rows(efforts, 5))


def _marked(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label
