"""/curve: the best power, heart rate or pace of two periods.

Two API calls at once for power, one for the rest.
"""

import re
from datetime import date, timedelta

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.curves import read_curve
from handlers.reading.errors import UnreadableError
from handlers.views.curves import period_name, picture, render
from handlers.views.reply import Button, Reply, button
from handlers.views.workouts import sport_name
from handlers.words import Words
from services.curves import Compared, Metric, compare, metrics, usual_metric
from services.intervals.models import YEAR, Period

SPORTS = ("Ride", "Run", "Swim")
RECENT, LAST_YEAR, SEASON, ALL = Period(42), Period(YEAR), Period(season=True), Period()
OFFERED = (RECENT, Period(90), LAST_YEAR, SEASON)
DAYS = re.compile(r"([1-9][0-9]{0,3})d")
RANGE = re.compile(r"r([1-9][0-9]{5})\+([0-9]{1,4})")


class NoCurveError(UnreadableError):
    """A sport that has neither power nor pace, asked for without saying heart rate."""


async def show(context: BotContext, arguments: str) -> None:
    """A sport, what of it, one or two periods, in any order. Raises the errors of reading."""
    wish = read_curve(arguments, context.today, context.desk.vocabulary)
    sport = wish.sport or SPORTS[0]
    metric = wish.metric or usual_metric(sport)
    if metric is None:
        raise NoCurveError(text=sport_name(sport, context.words))
    period, *others = wish.periods or (RECENT,)
    other = others[0] if others else beside(period)
    await context.reply(await _page(context, sport, metric, period, other))


async def press(context: BotContext, parts: list[str]) -> None:
    """Buttons: another sport, metric or period.

    API calls: power 2, alone 2, else 1.
    """
    match parts:
        case [sport, metric, period, other] if metric in set(Metric) and _known(sport, context):
            periods = (_decoded(period), _decoded(other))
            await context.reply(await _page(context, sport, Metric(metric), *periods))
        case []:
            page = await _page(context, SPORTS[0], Metric.POWER, RECENT, LAST_YEAR)
            await context.send(page)
        case _:
            raise GoneButtonError


def _known(sport: str, context: BotContext) -> bool:
    return f"sport.{sport}" in context.words.phrases


def beside(period: Period) -> Period:
    """What a period is compared with where nothing else was asked for."""
    return ALL if period.days and period.days >= YEAR else LAST_YEAR


async def _page(
    context: BotContext, sport: str, metric: Metric, period: Period, other: Period
) -> Reply:
    compared = await compare(context.intervals(), sport, metric, period, other)
    text = render(compared, context.today, context.words, context.athlete)
    drawn = picture(compared, context.today, context.words, context.athlete)
    buttons = _buttons(compared, context.today, context.words)
    return Reply(text, buttons, picture=drawn, clears=True)


def _buttons(shown: Compared, today: date, words: Words) -> tuple[tuple[Button, ...], ...]:
    """The other metrics, sports and periods; what is shown has no button."""
    sport, metric, period, other = shown.sport, shown.metric, shown.period, shown.other

    def to(label: str, sport: str, metric: Metric, period: Period, other: Period) -> Button:
        return button(label, "curve", sport, metric, _coded(period), _coded(other))

    kinds = tuple(
        to(words.plain(f"curve.{each}"), sport, each, period, other)
        for each in metrics(sport)
        if each is not metric
    )
    sports = tuple(
        to(sport_name(each, words), each, metrics(each)[0], period, other)
        for each in SPORTS
        if each != sport
    )
    periods = tuple(
        to(period_name(each, today, words), sport, metric, each, beside(each))
        for each in OFFERED
        if each != period
    )
    return tuple(row for row in (kinds, sports, periods) if row)


def _coded(period: Period) -> str:
    """Short enough for a button: 42d, s, a, r739981+30."""
    if period.first and period.last:
        return f"r{period.first.toordinal()}+{(period.last - period.first).days}"
    return f"{period.days}d" if period.days else "s" if period.season else "a"


def _decoded(text: str) -> Period:
    named = {"s": SEASON, "a": ALL}
    if text in named:
        return named[text]
    if days := DAYS.fullmatch(text):
        return Period(int(days[1]))
    if found := RANGE.fullmatch(text):
        first = date.fromordinal(int(found[1]))
        return Period(first=first, last=first + timedelta(days=int(found[2])))
    raise GoneButtonError


command = Command("curve", show, press)
