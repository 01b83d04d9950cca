"""The parts of a week: its days, fitness, targets, what was skipped, the week after, zones."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from handlers.views.fitness import form_text
from handlers.views.pictures.week import DayLoad, week_picture
from handlers.views.reply import joined, lines, paragraphs, quote, shortened
from handlers.views.sources import garmin_line
from handlers.views.totals import against, distances, hours, zone_bars
from handlers.views.units import distance
from handlers.views.workouts import category_name, event_icon, event_name, sport_icon, sport_name
from handlers.words import Words
from services.allowed import ACTIVITIES, CALENDAR
from services.intervals.models import Activity, Event
from services.totals import Total, heart_rate_zones, power_zones
from services.week import WEEK, Day, Session, State, Target, Week, key_sessions
from storage.models import Athlete

MARKS = {State.DONE: "✓", State.PLANNED: "○", State.MISSED: "✗", State.UNSEEN: "?"}
HIDDEN = "🔒"
NAME_LENGTH = 20
NAMED = 3  # skipped sessions that are named


def headline(week: Week, words: Words) -> Markup:
    """The answer: time and load, done of planned."""
    number, done, planned = week.first.isocalendar().week, week.done, week.planned
    if not done and not planned:
        empty = "week.nothing_done" if week.last < week.today else "week.nothing_planned"
        empty = "week.nothing_read" if week.unread else empty
        return words("week.title", number=number, numbers=words(empty))
    if week.first > week.today or not planned or ACTIVITIES in week.unread:
        numbers = against(done, planned, words)
        key = "week.all_planned" if planned else "week.all_done"
        return words("week.title", number=number, numbers=words(key, numbers=numbers))
    lengths = (hours(each.moving_time, words) for each in (done, planned))
    loads = (words.number(each.training_load) for each in (done, planned))
    time, load = (words("week.of", done=one, all=other) for one, other in (lengths, loads))
    loaded = words("unit.load", value=load) if planned.training_load else None
    numbers = joined(time, loaded)
    return words("week.title", number=number, numbers=numbers)


def dates(week: Week, words: Words) -> Markup:
    """From when to when, and of the present week what is still to come."""
    first, last = words.dated(week.first, week.today), words.dated(week.last, week.today)
    running = week.first <= week.today <= week.last
    left = against(Total(), week.to_come, words)
    to_come = words("week.to_come", numbers=left) if running and left and week.done else None
    return lines(words("week.dates", first=first, last=last), to_come)


def day_lines(week: Week, words: Words) -> Markup | None:
    """A line for each day; none for a week that is wholly empty."""
    if not any(day.sessions or day.activities or day.hidden or day.absence for day in week.days):
        return None
    return lines(*(_day_line(day, week, words) for day in week.days))


def _day_line(day: Day, week: Week, words: Words) -> Markup:
    """Marks and pictures of what was planned and done, then time and load: done/planned."""
    name = words.weekday(day.day.isoweekday())
    marks = [_mark(session) for session in day.sessions]
    marks += [f"{MARKS[State.DONE]}{sport_icon(each.sport)}" for each in day.extra]
    marks += [HIDDEN] * day.hidden
    if marks:
        what = [*marks, against(day.done, day.planned, words)]
        line = words("week.day", day=name, what=" ".join(each for each in what if each))
    elif day.absence:
        line = words("week.away", day=name, what=event_name(day.absence, words))
    elif CALENDAR in week.unread:
        line = words("week.day", day=name, what=MARKS[State.UNSEEN])
    else:
        line = words("week.rest", day=name)
    return Markup("<b>{}</b>").format(line) if day.day == week.today else line


def _mark(session: Session) -> str:
    return f"{MARKS[session.state]}{event_icon(session.event)}"


def fitness_line(week: Week, words: Words, athlete: Athlete) -> Markup | None:
    """Fitness and form at both ends; an end that is still to come says so."""
    if week.start is None or week.end is None:
        return None
    ends = (week.start, week.end) if week.start != week.end else (week.end,)
    fitness = [words.number(each.fitness) for each in ends]
    form = [form_text(each.fitness, each.fatigue, words, athlete) for each in ends]
    key = "week.fitness_ahead" if week.end.day > week.today else "week.fitness"
    return words(key, fitness=" → ".join(fitness), form=" → ".join(form))


def target_line(target: Target, words: Words, athlete: Athlete) -> Markup:
    """What was done of what the athlete set out to do; none done is shown too."""
    event, done = target.event, target.done
    parts = []
    if event.time_target:
        parts.append(f"{hours(done.moving_time, words)}/{hours(event.time_target, words)}")
    if event.load_target:
        load = f"{words.number(done.training_load)}/{words.number(event.load_target)}"
        parts.append(words.plain("unit.load", value=load))
    if event.distance_target:
        metres = (done.distance, event.distance_target)
        parts.append("/".join(distance(each, words, athlete, event.sport) for each in metres))
    sport = sport_icon(event.sport) if event.sport else category_name(event, words)
    what = sport if event.for_week else f"{words.weekday(event.day.isoweekday())} {sport}"
    return words("week.target", what=what, numbers=joined(*parts))


def skipped_line(week: Week, words: Words) -> Markup | None:
    """What was planned and not done; what was skipped with a reason says it."""
    missed = words("week.skipped", names=_named(week.skipped, words)) if week.skipped else None
    notes = (
        words("week.given_up", day=words.weekday(each.day.isoweekday()), name=each.name)
        for each in week.given_up
    )
    return lines(missed, *notes) or None


def following_line(week: Week, words: Words) -> Markup | None:
    """The week after at a glance, unless it is over, or the calendar left out."""
    if week.last + WEEK < week.today or CALENDAR in week.unread:
        return None
    number = (week.first + WEEK).isocalendar().week
    if not week.following:
        return words("week.following_empty", number=number)
    numbers = against(Total(), Total.of(week.following), words)
    names = _named(key_sessions(week.following), words)
    if not numbers:  # a race or a gym session has no numbers of its own
        return words("week.following_named", number=number, names=names)
    return words("week.following", number=number, numbers=numbers, names=names)


def _named(events: Sequence[Event], words: Words) -> str:
    named = " · ".join(
        words.plain(
            "week.named",
            name=shortened(event_name(event, words), NAME_LENGTH),
            day=words.weekday(event.day.isoweekday()),
        )
        for event in events[:NAMED]
    )
    more = len(events) - NAMED
    return f"{named} +{more}" if more > 0 else named


def picture(week: Week, words: Words) -> str:
    """Planned beside done as SVG; the numbers are those of the text."""
    days = [
        DayLoad(
            day.day,
            _loads(session.event for session in day.sessions),
            _loads(day.activities),
        )
        for day in week.days
    ]
    first, last = words.dated(week.first, week.today), words.dated(week.last, week.today)
    title = words.plain("week.dates", first=first, last=last)
    return week_picture(title, headline(week, words).striptags(), days, week.today, words)


def _loads(sessions: Iterable[Activity | Event]) -> dict[str, float]:
    """The load of each sport that has some."""
    loads: dict[str, float] = {}
    for each in sessions:
        if each.training_load:
            loads[each.sport or ""] = loads.get(each.sport or "", 0) + each.training_load
    return loads


def detail(week: Week, words: Words, athlete: Athlete, more: Markup) -> Markup | None:
    """What there is `more` to say, each sport, then time in zones; folded."""
    sports = [
        words("week.sport", icon=sport_icon(sport), name=sport_name(sport, words), numbers=numbers)
        for sport, (done, planned) in week.by_sport.items()
        if (numbers := _numbers(done, planned, words, athlete, sport))
    ]
    body = paragraphs(
        more,
        lines(*sports),
        zone_bars("week.power_zones", power_zones(week.activities).items(), words),
        zone_bars("week.heart_rate_zones", heart_rate_zones(week.activities).items(), words),
        garmin_line(week.activities, words),
    )
    return quote(body) if body else None


def _numbers(done: Total, planned: Total, words: Words, athlete: Athlete, sport: str) -> Markup:
    lengths = distances(done, planned, words, athlete, sport)
    return joined(against(done, planned, words), lengths)
