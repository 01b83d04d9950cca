"""After an activity: what it was against the plan, its picture, and how it felt."""

from dataclasses import replace
from datetime import date, timedelta

from markupsafe import Markup

from handlers.activity_place import recent
from handlers.context import BotContext
from handlers.pushes.kind import PushKind
from handlers.views.activity_card import card, card_button
from handlers.views.recording import recording_picture
from handlers.views.reply import Reply, joined, lines, paragraphs
from handlers.views.scales import scales
from handlers.views.workouts import against, event_name, sport_icon
from handlers.words import Words
from services.activities import HiddenActivityError, read_activity
from services.errors import NotFoundError
from services.intervals.models import ActivityDetail, Event
from services.recordings import read_plan, read_recording
from storage.models import Athlete, Push


async def compose(context: BotContext, push: Push) -> Reply | None:
    """At most five API calls; None for an activity that is gone. Raises IntervalsErrors."""
    intervals = context.intervals()
    try:
        activity = await read_activity(intervals, str(push.facts["activity"]))
    except (NotFoundError, HiddenActivityError):
        return None
    recording = await read_recording(intervals, activity)
    plan = await read_plan(intervals, activity, recording)
    words, athlete = context.words, context.athlete
    picture = recording_picture(activity, recording, words, athlete)
    return replace(render(activity, plan, context.today, words, athlete), picture=picture)


def render(
    activity: ActivityDetail, plan: Event | None, today: date, words: Words, athlete: Athlete
) -> Reply:
    """Against the plan first; then the card, and the buttons that rate it."""
    place = recent(today).code
    text = paragraphs(
        lines(_against(activity, plan, words), words("push.activity.note")),
        card(activity, today, words, athlete),
    )
    more = card_button(activity.id, place, words)
    return Reply(text, (*scales(activity, place, words), (more,)))


def _against(activity: ActivityDetail, plan: Event | None, words: Words) -> Markup:
    icon = sport_icon(activity.sport)
    if plan is None:
        return words("push.activity.unplanned", icon=icon)
    name = words("push.activity.planned", name=event_name(plan, words))
    return joined(name, against(activity, plan, words))


push = PushKind("activity", compose, timedelta(hours=24), thumbs=True)
