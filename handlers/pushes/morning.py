"""The morning message: today's plan with files, form, last night, the check-in."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from markupsafe import Markup

from handlers.check_in import questions_of
from handlers.context import BotContext
from handlers.pushes.kind import PushKind
from handlers.today import file_rows, other_line
from handlers.views.body import form_line, night_lines
from handlers.views.reply import Reply, button, lines, paragraphs
from handlers.views.workouts import event_name, event_numbers, sport_icon, structure
from handlers.words import Words
from services.intervals.models import Category
from services.today import Today, read_today
from storage.models import Athlete, Push

FEW_STEPS = 4  # more than these are folded
AWAY: Mapping[str, str] = {Category.HOLIDAY: "🏖", Category.SICK: "🤒", Category.INJURED: "🤕"}


async def compose(context: BotContext, push: Push) -> Reply:
    """The message of the push's day. Three API calls at once; raises IntervalsErrors."""
    today = await read_today(context.intervals(), push.local_date)
    return render(today, context.words, context.athlete)


def render(today: Today, words: Words, athlete: Athlete) -> Reply:
    """What the day holds first; the check-in only where something is left to say."""
    text = paragraphs(
        lines(*_holds(today, words, athlete), words("morning.title", day=today.day)),
        lines(form_line(today, words, athlete), *night_lines(today, words, athlete)),
        *_details(today, words, athlete),
    )
    check_in = button(
        words.plain("today.check_in"), "log_wellness", "start", today.day, style="primary"
    )
    rows = file_rows(today, athlete)
    return Reply(text, (*rows, (check_in,)) if _unlogged(today, athlete) else rows)


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
        icon = "✅" if session.done else sport_icon(event.sport)
        name = words("today.session", name=event_name(event, words))
        numbers = event_numbers(event, words, athlete, sport=False)
        yield Markup(" · ").join(each for each in (Markup(f"{icon} ") + name, numbers) if each)
    if not today.sessions and not today.absences:
        yield words("today.rest" if today.coming else "today.empty")


def _details(today: Today, words: Words, athlete: Athlete) -> Iterator[Markup]:
    """The steps, and what else the calendar has."""
    undone = [session.event for session in today.sessions if not session.done]
    for event in undone:
        steps = structure(event, words, athlete, most=FEW_STEPS)
        if steps and len(undone) > 1:
            yield lines(words("today.session", name=event_name(event, words)), steps)
        elif steps:
            yield steps
    others = [event for event in today.others if event not in today.absences]
    yield lines(*(other_line(event, words, athlete) for event in others))


def _unlogged(today: Today, athlete: Athlete) -> bool:
    known = today.wellness.values if today.wellness else {}
    return any(field not in known for field in questions_of(athlete))


def refused(words: Words) -> Reply:
    """intervals.icu has refused the key: told once, with what to do."""
    connect = button(words.plain("connect.button"), "connect", style="primary")
    return Reply(words("morning.refused"), ((connect,),))


push = PushKind("morning", compose, timedelta(hours=4), of_its_day=True, thumbs=True)
