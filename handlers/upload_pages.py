"""What became of a file with activities: the card of one, a line for each of several."""

from datetime import date

from markupsafe import Markup

from handlers.undo import undo_button
from handlers.views.activity_card import card
from handlers.views.activity_list import activity_label, activity_line
from handlers.views.reply import Button, Reply, button, in_rows, lines, paragraphs
from handlers.views.workouts import against, event_name
from handlers.words import Words
from services.intervals.models import ActivityDetail, Event
from services.uploads import Done, Uploaded
from storage.models import Athlete, Change


def render(uploaded: Uploaded, today: date, words: Words, athlete: Athlete) -> Reply:
    """Whether it was new; its card, or a line and a button for each of several."""
    count = len(uploaded.done) + uploaded.more
    heading = words.count("upload.saved", count) if uploaded.new else words("upload.known")
    if count == 1:
        return render_one(uploaded.done[0], today, words, athlete, heading, uploaded.change)
    more = words.count("upload.more", uploaded.more) if uploaded.more else None
    listed = lines(*(_line(done, today, words, athlete) for done in uploaded.done), more)
    rows = [
        (
            button(activity_label(done.activity, words), "activity", "card", done.activity.id),
            *((undo_button(words, done.change),) if done.change else ()),
        )
        for done in uploaded.done
    ]
    undo = ((undo_button(words, uploaded.change),),) if uploaded.change else ()
    return Reply(paragraphs(heading, listed), (*rows, *undo))


def render_one(
    done: Done,
    today: date,
    words: Words,
    athlete: Athlete,
    heading: Markup | None = None,
    uploaded: Change | None = None,
) -> Reply:
    """The planned workout it is from, then its card; fitness lags behind an upload."""
    activity = done.activity.model_copy(update={"fitness": None})
    text = paragraphs(
        lines(heading, _plan_line(done, words)),
        card(activity, today, words, athlete),
    )
    return Reply(text, _buttons(activity, done, words, uploaded or done.change))


def _line(done: Done, today: date, words: Words, athlete: Athlete) -> Markup:
    """Day, numbers, and the workout it is from."""
    line = activity_line(done.activity, today, words, athlete)
    plan = event_name(done.event, words) if done.event else None
    return Markup("{} → {}").format(line, plan) if plan else line


def _buttons(
    activity: ActivityDetail, done: Done, words: Words, change: Change | None
) -> tuple[tuple[Button, ...], ...]:
    look = button(words.plain("upload.look"), "upload", "look", activity.id)
    card_of = button(words.plain("activity.card_of"), "activity", "card", activity.id)
    how = button(words.plain("activity.how"), "activity", "how", activity.id)
    below = [
        *([undo_button(words, change)] if change else []),
        *([] if activity.analyzed else [look]),
    ]
    choices = [_choice(activity.id, each, words) for each in done.choices]
    return (*in_rows(choices, 1), (card_of, how), *((tuple(below),) if below else ()))


def _plan_line(done: Done, words: Words) -> Markup | None:
    if done.event:
        name = event_name(done.event, words)
        return lines(words("upload.paired", name=name), against(done.activity, done.event, words))
    return words("upload.which_plan") if done.choices else None


def _choice(activity_id: str, event: Event, words: Words) -> Button:
    """Two workouts of a day may have one name, not one hour."""
    name = event_name(event, words)
    label = f"{words.value(event.hour)} {name}" if event.hour else name
    return button(label, "upload", "pair", activity_id, event.id)
