"""/today: what a day holds, what was done, how the athlete is. Three API calls at once."""

from datetime import date

from markupsafe import Markup

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.plan_place import Place, Seen
from handlers.reading.dates import read_day
from handlers.reading.days import is_day
from handlers.views.body import form_line, night_lines
from handlers.views.pictures.several import workouts_picture
from handlers.views.reply import Button, Reply, button, fitting, in_rows, lines, paragraphs, quote
from handlers.views.sources import garmin_line, hidden_line, unread_line
from handlers.views.workouts import (
    SHOWN_STEPS,
    activity_name,
    activity_numbers,
    event_name,
    event_numbers,
    file_buttons,
    other_line,
    structure,
)
from handlers.words import Words
from services.allowed import CALENDAR
from services.today import Session, Today, read_today
from storage.models import Athlete

MARKS = " \n,!?。，！？"  # no full stop: 20.11. is a day


async def show(context: BotContext, arguments: str) -> None:
    """`/today`, and any other day too: `/today sat`. Raises the errors of a day."""
    day, named = context.today, arguments.strip(MARKS)
    if named.strip("."):
        day = read_day(named, context.today, context.desk.vocabulary)
    today = await read_today(context.intervals(), day)
    await context.reply(render(today, context.today, context.words, context.athlete))


async def press(context: BotContext, parts: list[str]) -> None:
    """Today, below. Three API calls at once."""
    if parts:
        raise GoneButtonError
    today = await read_today(context.intervals(), context.today)
    await context.send(render(today, context.today, context.words, context.athlete))


def recognise(context: BotContext, text: str, instead: bool) -> bool:
    """A day and nothing else, while nothing is asked: `tomorrow`, 周六."""
    return not instead and is_day(text.strip(MARKS), context.today, context.desk.vocabulary)


def render(today: Today, now: date, words: Words, athlete: Athlete) -> Reply:
    """The plan, what was done, form, last night; a day that is not `now` is named."""
    check_in = button(words.plain("today.check_in"), "log_wellness", "start", today.day)
    week = button(words.plain("today.week"), "plan")
    there = today.day <= now
    return Reply(
        _text(today, now, words, athlete),
        (
            *file_rows(today, athlete),
            *in_rows(_cards(today, words), 2),
            (check_in, week) if there else (week,),
        ),
        picture=workouts_picture(today.waiting, today.day, words, athlete),
        clears=True,
    )


def _text(today: Today, now: date, words: Words, athlete: Athlete) -> Markup:
    """On a day too full for one screen what was done is folded, then the steps are."""
    other = words("today.other_day", day=words.dated(today.day, now)) if today.day != now else None
    night = night_lines(today, words, athlete) if today.day <= now else ()
    body = lines(form_line(today, words, athlete), *night)
    return fitting(
        paragraphs(
            other,
            plan(today, words, athlete, most),
            unread_line(today.unread, words),
            _done(today, words, athlete, fold),
            body,
        )
        for most, fold in ((SHOWN_STEPS, False), (SHOWN_STEPS, True), (0, True))
    )


def _cards(today: Today, words: Words) -> list[Button]:
    """A button for the card of each workout: there it is moved, skipped, changed."""
    several = len(today.sessions) > 1
    place = Place(today.day, today.day)
    return [
        button(
            words.plain("today.card_of", number=number) if several else words.plain("today.card"),
            "plan",
            "card",
            *Seen(session.event.id, session.event.day, place).parts,
        )
        for number, session in enumerate(today.sessions, 1)
    ]


def plan(today: Today, words: Words, athlete: Athlete, most: int = SHOWN_STEPS) -> Markup | None:
    """What the day holds; a day without a session says so, and what comes next.

    More than `most` steps of the first workout are folded, and all steps of the others.
    """
    if CALENDAR in today.unread:
        return None
    told = today.absences[:1] if not today.sessions else ()  # by the first line
    untold = (event for event in today.others if event not in told)
    others = lines(*(other_line(event, words, athlete) for event in untold))
    if not today.sessions:
        return paragraphs(_rest(today, words, athlete), others)
    several = len(today.sessions) > 1
    first = words.count("today.several", len(today.sessions)) if several else None
    blocks = [
        _session(session, words, athlete, number if several else None, most)
        for number, session in enumerate(today.sessions, 1)
    ]
    return paragraphs(first, *blocks, others)


def file_rows(today: Today, athlete: Athlete) -> tuple[tuple[Button, ...], ...]:
    """A row of file buttons for each workout that has steps."""
    several = len(today.sessions) > 1
    rows = (
        file_buttons(session.event, athlete, number if several else None)
        for number, session in enumerate(today.sessions, 1)
    )
    return tuple(row for row in rows if row)


def _session(
    session: Session, words: Words, athlete: Athlete, number: int | None, most: int
) -> Markup:
    event = session.event
    name = event_name(event, words)
    if number:
        name = f"{number}. {name}"
    done, later = session.done, (number or 1) > 1
    return lines(
        words("today.session_done" if done else "today.session", name=name),
        event_numbers(event, words, athlete),
        words("today.as_done", numbers=activity_numbers(done, words, athlete)) if done else None,
        None if done else structure(event, words, athlete, 0 if later else most),
    )


def _rest(today: Today, words: Words, athlete: Athlete) -> Markup:
    key = "today.rest" if today.coming else "today.empty"
    if today.absences:
        absence = today.absences[0]
        return words("today.away", what=event_name(absence, words), until=absence.last_day)
    upcoming = today.coming[0] if today.coming else None
    following = (
        words(
            "today.next",
            day=upcoming.day,
            name=event_name(upcoming, words),
            numbers=event_numbers(upcoming, words, athlete),
        )
        if upcoming
        else None
    )
    return lines(words(key), following)


def _done(today: Today, words: Words, athlete: Athlete, fold: bool) -> Markup:
    done = [
        words(
            "today.done",
            name=activity_name(each, words),
            numbers=activity_numbers(each, words, athlete),
        )
        for each in today.activities
    ]
    listed = lines(*done)
    return lines(
        quote(listed) if fold and len(done) > 1 else listed,
        hidden_line(today.hidden, words),
        garmin_line(today.done, words),
    )


command = Command("today", show, press, recognise=recognise)
