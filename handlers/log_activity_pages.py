"""Activities entered by hand: what is asked, what would be saved, what was."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from handlers.cancel import cancel_button
from handlers.reading.entry import Entry
from handlers.reading.errors import quoted
from handlers.undo import undo_button
from handlers.views.activity_card import lifted
from handlers.views.activity_fields import felt
from handlers.views.activity_list import activity_line
from handlers.views.choices import length_buttons, sport_buttons
from handlers.views.reply import Reply, button, in_rows, joined, lines, paragraphs, quote
from handlers.views.units import distance
from handlers.views.workouts import activity_name, activity_numbers, sport_name
from handlers.words import Words
from services.intervals.models import Activity
from services.logbook import Entered
from storage.models import Athlete

DAYS = 6
MOST_ROWS = 10  # more than these are folded, or counted


def render_question(
    entry: Entry, number: int, today: date, words: Words, athlete: Athlete
) -> Reply:
    """What is known so far, and the first thing that is missing."""
    cancel = cancel_button(words, number)
    known = _entry_line(entry, today, words, athlete)
    if entry.day is None:
        days = [today - timedelta(days=each) for each in range(DAYS)]
        choices = in_rows(
            [
                button(_day_name(day, today, words), "log_activity", "day", number, day)
                for day in days
            ],
            2,
        )
        lost = entry.name and entry.sport is None
        key = "log_activity.unknown_day" if lost else "log_activity.which_day"
    elif entry.sport is None:
        choices = sport_buttons(words, "log_activity", "sport", number)
        key = "log_activity.unknown_sport" if entry.name else "log_activity.which_sport"
    elif entry.moving_time is None:
        choices = length_buttons(words, "log_activity", "time", number)
        key = "log_activity.how_long"
    else:
        save = button(words.plain("button.save"), "log_activity", "save", number, style="success")
        return Reply(words("log_activity.more", known=known), ((save, cancel),))
    text = lines(words(key, text=quoted(entry.name)), known)
    return Reply(text, (*choices, (cancel,)))


def _day_name(day: date, today: date, words: Words) -> str:
    """Today and yesterday by these words, the others as days."""
    key = f"log_activity.ago.{(today - day).days}"
    return words.plain(key) if key in words.phrases else words.day(day)


def render_preview(
    entries: Sequence[Entry],
    wrong: Markup,
    number: int,
    today: date,
    words: Words,
    athlete: Athlete,
) -> Reply:
    """What is wrong, and every other activity in a line; nothing is written yet."""
    save = button(words.plain("button.save"), "log_activity", "save", number, style="success")
    cancel = cancel_button(words, number)
    listed = lines(*(_entry_line(each, today, words, athlete) for each in entries))
    heading = words.count("refused.others" if wrong else "log_activity.preview", len(entries))
    shown = quote(listed) if len(entries) > MOST_ROWS else listed
    return Reply(paragraphs(wrong, heading, shown), ((save, cancel),))


def _entry_line(entry: Entry, today: date, words: Words, athlete: Athlete) -> Markup:
    """What is known of an activity, each number with its unit."""
    parts = [
        words.dated(entry.day, today) if entry.day else None,
        entry.hour.strftime("%H:%M") if entry.hour else None,
        sport_name(entry.sport, words) if entry.sport else None,
        words.duration(entry.moving_time) if entry.moving_time else None,
        distance(entry.distance, words, athlete, entry.sport) if entry.distance else None,
        words.plain("unit.bpm", value=entry.heart_rate) if entry.heart_rate else None,
        words.plain("unit.watts", value=entry.watts) if entry.watts else None,
        words.plain("unit.load", value=entry.load) if entry.load is not None else None,
        lifted(entry.lifted, words, athlete),
        felt(entry, words),
        words.plain("activity.indoor") if entry.indoor else None,
        entry.name or None,
    ]
    return joined(*parts)


def render(entered: Entered, today: date, words: Words, athlete: Athlete) -> Reply:
    """What was saved, as intervals.icu has it now, with Undo."""
    pairs = tuple(zip(entered.activities, entered.lost, strict=True))
    undo = undo_button(words, entered.change)
    if len(pairs) > 1:
        rows = lines(
            *(_row(each, lost, today, words, athlete) for each, lost in pairs[:MOST_ROWS]),
            words.count("activities.more", len(pairs) - MOST_ROWS)
            if len(pairs) > MOST_ROWS
            else None,
        )
        to = button(words.plain("activities.button"), "activities")
        heading = words.count("log_activity.saved", len(pairs))
        return Reply(paragraphs(heading, rows), ((undo, to),))
    [(activity, lost)] = pairs
    numbers = lines(
        activity_numbers(activity, words, athlete),
        _more_numbers(activity, words, athlete),
        _lost(lost, words),
    )
    title = joined(
        words("activity.title", name=activity_name(activity, words)),
        words.dated(activity.day, today),
        words.value(activity.starts) if activity.starts else None,
    )
    how = button(words.plain("activity.how"), "activity", "how", activity.id)
    card = button(words.plain("activity.card_of"), "activity", "card", activity.id)
    heading = words.count("log_activity.saved", 1)
    return Reply(paragraphs(heading, lines(title, numbers)), ((how, card), (undo,)))


def _row(
    activity: Activity, lost: Sequence[str], today: date, words: Words, athlete: Athlete
) -> Markup:
    """Of several: day, numbers and name in a line."""
    line = activity_line(activity, today, words, athlete)
    return lines(joined(line, activity_name(activity, words)), _lost(lost, words))


def _more_numbers(activity: Activity, words: Words, athlete: Athlete) -> Markup:
    heart, watts = activity.average_heart_rate, activity.average_watts
    return joined(
        words.plain("unit.bpm", value=round(heart)) if heart else None,
        words.plain("unit.watts", value=round(watts)) if watts else None,
        lifted(activity.kg_lifted, words, athlete),
        felt(activity, words),
        words.plain("activity.indoor") if activity.trainer else None,
    )


def _lost(names: Sequence[str], words: Words) -> Markup | None:
    if not names:
        return None
    numbers = [words.plain(f"log_activity.number.{name}") for name in names]
    return words("log_activity.lost", names=words.all_of(numbers))
