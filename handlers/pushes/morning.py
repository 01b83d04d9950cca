"""The morning message: today's plan with files, form, last night, the check-in."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from markupsafe import Markup

from handlers.check_in import questions_of
from handlers.context import BotContext
from handlers.pushes.footer import offering_week
from handlers.pushes.kind import NotYetError, PushKind
from handlers.today import file_rows
from handlers.views.body import form_line, night_lines
from handlers.views.pictures.several import workouts_picture
from handlers.views.reply import Reply, button, fitting, joined, lines, paragraphs
from handlers.views.sources import unread_line
from handlers.views.workouts import (
    event_icon,
    event_name,
    event_numbers,
    other_line,
    structure,
)
from handlers.words import Words
from services.allowed import CALENDAR, WELLNESS, if_allowed
from services.intervals.models import Category
from services.schedule import deadline
from services.today import Today, missing_of, read_night, read_today
from storage.models import Athlete, Push

FEW_STEPS = 4  # more than these are folded
AWAY: Mapping[str, str] = {Category.HOLIDAY: "🏖", Category.SICK: "🤒", Category.INJURED: "🤕"}
LOOK_AGAIN = timedelta(minutes=5)
COUNTED_DOWN = timedelta(days=120)  # a race further away is not spoken of yet


async def compose(context: BotContext, push: Push) -> Reply:
    """The message of the push's day, in three API calls; one while it waits for the night.

    Raises NotYetError until the night's data is there or the deadline has come, IntervalsErrors.
    """
    intervals, day = context.intervals(), push.local_date
    until, night = deadline(context.athlete, day), None
    if until and context.now < until:
        night = await if_allowed(read_night(intervals, day))
        if missing := missing_of(night or (), day):
            raise NotYetError(min(until, context.now + LOOK_AGAIN), missing=list(missing))
    today = await read_today(intervals, day, ahead=COUNTED_DOWN, night=night)
    reply = render(today, context.words, context.athlete)
    if context.athlete.week_at or context.athlete.week_offered not in (None, day):
        return reply
    await context.change_settings(week_offered=day)
    return offering_week(reply, push, context.words)


def render(today: Today, words: Words, athlete: Athlete) -> Reply:
    """What the day holds first; the check-in only where something is left to say."""
    head = lines(
        *_holds(today, words, athlete),
        words("morning.title", day=today.day),
        _race(today, words),
        unread_line(today.unread, words),
    )
    body = lines(form_line(today, words, athlete), *night_lines(today, words, athlete))
    text = fitting(
        paragraphs(head, body, *_details(today, words, athlete, most)) for most in (FEW_STEPS, 0)
    )
    check_in = button(
        words.plain("today.check_in"), "log_wellness", "start", today.day, style="primary"
    )
    rows = file_rows(today, athlete)
    return Reply(
        text,
        (*rows, (check_in,)) if _unlogged(today, athlete) else rows,
        picture=workouts_picture(today.waiting, today.day, words, athlete),
    )


def _race(today: Today, words: Words) -> Markup | None:
    """How long it is to the next race."""
    if today.race is None:
        return None
    days = (today.race.day - today.day).days
    return words.count("morning.race", days, name=event_name(today.race, words))


def _holds(today: Today, words: Words, athlete: Athlete) -> Iterator[Markup]:
    """A line for each workout; why there is none; above all that the athlete is away."""
    for absence in today.absences[:1]:
        last = absence.last_day == today.day
        what, until = event_name(absence, words), absence.last_day
        yield words(
            "morning.away_last" if last else "morning.away",
            icon=AWAY[absence.category],
            what=what,
            until=until,
        )
        yield words(f"morning.wish.{absence.category}")
    if today.absences and today.sessions:
        yield words("morning.planned_though")
    for session in today.sessions:
        event = session.event
        icon = "✅" if session.done else event_icon(event)
        name = words("today.session", name=event_name(event, words))
        numbers = event_numbers(event, words, athlete, sport=False)
        yield joined(Markup(f"{icon} ") + name, numbers)
    if not today.sessions and not today.absences and CALENDAR not in today.unread:
        yield words("today.rest" if today.coming else "today.empty")


def _details(today: Today, words: Words, athlete: Athlete, most: int) -> Iterator[Markup]:
    """The steps, folded when there are over `most`, and what else the calendar has."""
    undone = [session.event for session in today.sessions if not session.done]
    for event in undone:
        steps = structure(event, words, athlete, most)
        if steps and len(undone) > 1:
            yield lines(words("today.session", name=event_name(event, words)), steps)
        elif steps:
            yield steps
    others = [event for event in today.others if event not in today.absences]
    yield lines(*(other_line(event, words, athlete) for event in others))


def _unlogged(today: Today, athlete: Athlete) -> bool:
    known = today.wellness.values if today.wellness else {}
    return WELLNESS not in today.unread and any(
        field not in known for field in questions_of(athlete)
    )


push = PushKind("morning", compose, timedelta(hours=4), of_its_day=True, thumbs=True)
