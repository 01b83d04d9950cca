"""/fitness: fitness, fatigue and form now, over a range, and at the next race.

Two API calls at once; one for a range that is over.
"""

from datetime import date, timedelta

from markupsafe import Markup

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.periods import DayRange
from handlers.reading.ranges import read_range
from handlers.views.fitness import form_text, form_value, picture
from handlers.views.reply import Reply, button, lines, paragraphs
from handlers.views.sources import unread_line
from handlers.views.units import signed
from handlers.views.workouts import category_name, event_name
from handlers.words import Words
from services.fitness import Evening
from services.form import FAST_RAMP, Fitness, read_fitness, zone_of
from services.intervals.models import Wellness
from storage.models import Athlete

SPANS = (42, 90, 365)


async def show(context: BotContext, arguments: str) -> None:
    """The last six weeks, or the days that were typed. Raises the errors of a range."""
    if arguments.strip():
        days = read_range(arguments, context.today, context.desk.vocabulary, toward="past")
    else:
        days = _back(context.today, SPANS[0])
    await context.reply(await _page(context, days))


async def press(context: BotContext, parts: list[str]) -> None:
    """Buttons: the last so many days. Two API calls at once."""
    match parts:
        case ["days", count] if count in map(str, SPANS):
            await context.reply(await _page(context, _back(context.today, int(count))))
        case []:
            await context.send(await _page(context, _back(context.today, SPANS[0])))
        case _:
            raise GoneButtonError


def _back(today: date, days: int) -> DayRange:
    return DayRange(today - timedelta(days=days - 1), today)


async def _page(context: BotContext, days: DayRange) -> Reply:
    fitness = await read_fitness(context.intervals(), days.first, days.last, context.today)
    return render(fitness, context.words, context.athlete)


def render(fitness: Fitness, words: Words, athlete: Athlete) -> Reply:
    """How it is, how it came about, and what the plan makes of it."""
    spans = tuple(
        button(words.plain("fitness.span", days=days), "fitness", "days", days) for days in SPANS
    )
    now = fitness.now
    if now is None:
        return Reply(lines(_nothing(fitness, words), _race(fitness, words, athlete)), (spans,))
    return Reply(
        paragraphs(
            lines(_now(now, fitness.today, words, athlete), *_meaning(now, words, athlete)),
            lines(*_range(fitness, words, athlete)),
            _race(fitness, words, athlete),
        ),
        (spans,),
        picture=picture(fitness, words, athlete),
        clears=True,
    )


def _nothing(fitness: Fitness, words: Words) -> Markup:
    first, last = (words.dated(each, fitness.today) for each in (fitness.first, fitness.last))
    return words("fitness.nothing", first=first, last=last)


def _now(now: Wellness, today: date, words: Words, athlete: Athlete) -> Markup:
    line = words(
        "fitness.now",
        fitness=words.number(now.fitness or 0),
        fatigue=words.number(now.fatigue or 0),
        form=form_text(now.fitness or 0, now.fatigue or 0, words, athlete),
    )
    if now.day == today:
        return line
    return words("body.as_of", what=line, day=words.dated(now.day, today))


def _meaning(now: Wellness, words: Words, athlete: Athlete) -> list[Markup]:
    zone = zone_of(form_value(now.fitness or 0, now.fatigue or 0, athlete))
    rows = [words(f"fitness.zone.{zone}")]
    if now.ramp_rate is not None:
        key = "fitness.fast_ramp" if now.ramp_rate > FAST_RAMP else "fitness.ramp"
        rows.append(words(key, ramp=signed(now.ramp_rate, words, 1)))
    return rows


def _range(fitness: Fitness, words: Words, athlete: Athlete) -> list[Markup]:
    """The change over the range, its highest fitness, and its end where that is to come."""
    now, highest, end, today = fitness.now, fitness.highest, fitness.end, fitness.today
    begin = fitness.days[0]
    rows = []
    if now and now != begin:
        change = (now.fitness or 0) - (begin.fitness or 0)
        since = words.dated(begin.day, today)
        rows.append(words("fitness.change", since=since, change=signed(change, words, 1)))
    if highest and len(fitness.days) > 1:
        day = words.dated(highest.day, today)
        rows.append(words("fitness.highest", fitness=words.number(highest.fitness or 0), day=day))
    if end:
        form = form_text(end.fitness or 0, end.fatigue or 0, words, athlete)
        day, value = words.dated(end.day, today), words.number(end.fitness or 0)
        rows.append(words("fitness.end", day=day, fitness=value, form=form))
    return rows


def _race(fitness: Fitness, words: Words, athlete: Athlete) -> Markup | None:
    """Form on the morning of the next race; a calendar without a race says so."""
    race, projected = fitness.race, fitness.race_day
    if fitness.last < fitness.today:
        return None
    if fitness.unread:
        return unread_line(fitness.unread, words)
    if race is None:
        return words("fitness.no_race")
    away = (race.day - fitness.today).days
    name = words("fitness.race", kind=category_name(race, words), name=event_name(race, words))
    day = words.dated(race.day, fitness.today)
    when = words.count("fitness.in_days", away, day=day) if away else words("fitness.race_today")
    what = _projected(projected, words, athlete) if projected else words("fitness.not_projected")
    return lines(name, words("fitness.then", when=when, what=what))


def _projected(race_day: Evening, words: Words, athlete: Athlete) -> Markup:
    fitness, fatigue = race_day.fitness, race_day.fatigue
    form = form_text(fitness, fatigue, words, athlete)
    zone = zone_of(form_value(fitness, fatigue, athlete))
    return words(
        "fitness.at_race",
        form=form,
        zone=words(f"fitness.zone_name.{zone}"),
        fitness=words.number(fitness),
    )


command = Command("fitness", show, press)
