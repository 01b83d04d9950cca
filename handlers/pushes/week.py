"""The week's message: what became of the week that ends, and the next one day by day."""

from collections.abc import Iterator
from datetime import timedelta

from markupsafe import Markup

from handlers.context import BotContext
from handlers.pushes.kind import PushKind
from handlers.reading.found_day import monday_of
from handlers.reading.weeks import WEEK
from handlers.views.reply import (
    Button,
    Reply,
    button,
    fitting,
    joined,
    lines,
    paragraphs,
    quote,
)
from handlers.views.sources import garmin_line, hidden_line, unread_line
from handlers.views.totals import against
from handlers.views.week import (
    day_lines,
    fitness_line,
    headline,
    picture,
    skipped_line,
    target_line,
)
from handlers.views.workouts import event_icon, event_name, rounded
from handlers.words import Words
from services.allowed import CALENDAR
from services.totals import Total
from services.week import Week, read_week
from storage.models import Athlete, Push

MIDDLE = timedelta(days=3)  # before Thursday the week that ends is the one before
MOST = 10  # sessions of the next week that are listed


async def compose(context: BotContext, push: Push) -> Reply:
    """Three API calls at once; raises IntervalsErrors."""
    first = monday_of(push.local_date - MIDDLE)
    week = await read_week(context.intervals(), first, push.local_date)
    return render(week, context.words, context.athlete)


def render(week: Week, words: Words, athlete: Athlete) -> Reply:
    """The week in a line, its days, what it did to fitness; then what comes."""
    return Reply(
        fitting(_text(week, words, athlete, fold=fold) for fold in (False, True)),
        _files(week, words),
        picture=picture(week, words),
    )


def _text(week: Week, words: Words, athlete: Athlete, *, fold: bool) -> Markup:
    """The sessions that come are in sight, or folded."""
    coming = lines(*_sessions(week, words))
    return paragraphs(
        lines(headline(week, words), unread_line(week.unread, words)),
        day_lines(week, words),
        lines(
            fitness_line(week, words, athlete),
            *(target_line(each, words, athlete) for each in week.targets),
            skipped_line(week, words),
            hidden_line(week.hidden, words),
            garmin_line(week.activities, words),
        ),
        lines(_next_week(week, words), quote(coming) if fold and coming else coming),
    )


def _next_week(week: Week, words: Words) -> Markup | None:
    """What its sessions come to."""
    number = (week.first + WEEK).isocalendar().week
    if CALENDAR in week.unread:
        return None
    if not week.following:
        return words("week.following_empty", number=number)
    numbers = against(Total(), Total.of(week.following), words)
    key = "push.week.next" if numbers else "push.week.next_unmeasured"
    return words(key, number=number, numbers=numbers)


def _sessions(week: Week, words: Words) -> Iterator[Markup]:
    """A line for each."""
    for event in week.following[:MOST]:
        length = words.duration(rounded(event.moving_time)) if event.moving_time else ""
        yield words(
            "push.week.session",
            day=words.weekday(event.day.isoweekday()),
            what=joined(event_name(event, words), length),
            icon=event_icon(event),
        )
    if len(week.following) > MOST:
        yield words("push.week.more", count=len(week.following) - MOST)


def _files(week: Week, words: Words) -> tuple[tuple[Button, ...], ...]:
    if not any(event.steps for event in week.following):
        return ()
    first, last = week.first + WEEK, week.last + WEEK
    return ((button(words.plain("push.week.files"), "plan", "files", first, last),),)


push = PushKind("week", compose, timedelta(hours=20))
