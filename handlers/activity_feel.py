"""How was it: two scales in words, feel and effort; pressed ones are marked in place."""

from collections.abc import Mapping

from markupsafe import Markup

from handlers.button_data import GoneButtonError
from handlers.context import BotContext
from handlers.pushes.footer import is_push
from handlers.undo import ABOVE, BELOW, undo_button, written_below
from handlers.views.activity_card import card_button
from handlers.views.activity_fields import felt
from handlers.views.reply import Reply, lines, paragraphs
from handlers.views.scales import rating_of, scales
from handlers.views.workouts import activity_name
from handlers.words import Words
from services.activities import read_activity
from services.intervals.models import ActivityDetail
from storage.models import Change


async def press(context: BotContext, verb: str, activity_id: str, place: str) -> None:
    """The question, or a rating.

    API calls: how 1, else 2.
    """
    if verb == "how":
        activity = await read_activity(context.intervals(), activity_id)
        await context.reply(render(activity, place, context.words))
        return
    rating = rating_of(verb)
    if rating is None:
        raise GoneButtonError
    await rate(context, activity_id, place, dict([rating]))


async def rate(
    context: BotContext, activity_id: str, place: str, rated: Mapping[str, int]
) -> None:
    """Write a rating and say it, on a push within that. Two API calls."""
    edited = await context.services.logbook.change(
        context.intervals(), context.write_key, activity_id, rated
    )
    reply = render(edited.activity, place, context.words, edited.change)
    if context.pressed and is_push(context.pressed):
        reply = _within(context.pressed, edited.activity, place, context.words, edited.change)
    await context.reply(reply)


def render(
    activity: ActivityDetail, place: str, words: Words, change: Change | None = None
) -> Reply:
    """What is rated so far, five words for the feel and ten for the effort, 1 is the best feel."""
    card = card_button(activity.id, place, words)
    last = (undo_button(words, change, ABOVE), card) if change else (card,)
    name = activity_name(activity, words)
    return Reply(
        paragraphs(
            words("activity.rated", felt=felt(activity, words)) if change else None,
            lines(words("activity.how_was", name=name), words("activity.how_scales")),
        ),
        (*scales(activity, place, words), last),
    )


def _within(
    push: Reply, activity: ActivityDetail, place: str, words: Words, change: Change | None
) -> Reply:
    """The message after an activity stays; what is rated is its last paragraph."""
    above = written_below(push)
    footer = above.without("activity").rows
    card = card_button(activity.id, place, words)
    last = (undo_button(words, change, BELOW), card) if change else (card,)
    undone = words("undo.activity_changed", names=activity_name(activity, words))
    kept, _, last_said = above.text.rpartition("\n\n")
    text = Markup(kept) if last_said.startswith(undone) else above.text
    rated = words("activity.rated", felt=felt(activity, words))
    rows = (*scales(activity, place, words), last, *footer)
    return Reply(paragraphs(text, rated), rows)
