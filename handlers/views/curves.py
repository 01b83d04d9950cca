"""Bests by duration or distance: two periods in one line each."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from handlers.views.activity_card import pace_unit, speed
from handlers.views.pictures.axes import pace_ticks
from handlers.views.pictures.curve import Axes, curve_picture
from handlers.views.pictures.curve import Period as Drawn
from handlers.views.reply import joined, lines, paragraphs, quote
from handlers.views.units import clock
from handlers.views.workouts import activity_name, sport_name
from handlers.words import Words
from services.curves import HALF, MARATHON, MILE, Best, Compared, Metric, Row, key_length
from services.intervals.models import YEAR, Period
from services.units import PACE_METRES
from storage.models import Athlete

STAR = "★"


def period_name(period: Period, today: date, words: Words) -> str:
    """42 days, 1 year, this season, all time, 2025, or the two days."""
    if period.days:
        days = words.count("curve.days", period.days)
        return words.plain("curve.year") if period.days == YEAR else str(days)
    if period.first and period.last:
        return words.days(period.first, period.last, today)
    return words.plain("curve.season" if period.season else "curve.all")


def render(compared: Compared, today: date, words: Words, athlete: Athlete) -> Markup:
    """The key best first, then a line for each standard length."""
    metric = words.plain(f"curve.{compared.metric}")
    sport = sport_name(compared.sport, words)
    period, other = (period_name(each, today, words) for each in (compared.period, compared.other))
    if not compared.rows:
        title = words("curve.title", sport=sport, metric=metric, best=words("curve.nothing"))
        return lines(
            title,
            words("curve.neither", period=period, other=other),
            words(f"curve.needs_{compared.metric}", sport=sport),
        )
    key = "curve.periods" if any(row.other for row in compared.rows) else "curve.only_first"
    rows = [_row(row, compared, words, athlete) for row in compared.rows]
    starred = any(str(row).endswith(STAR) for row in rows)
    return paragraphs(
        lines(
            words("curve.title", sport=sport, metric=metric, best=_key(compared, words)),
            words(key, period=period, other=other),
        ),
        lines(*rows),
        lines(
            words("curve.star", star=STAR, other=other) if starred else None,
            _model(compared, words),
        ),
        _when(compared, today, words),
    )


def picture(compared: Compared, today: date, words: Words, athlete: Athlete) -> str:
    """Both periods' bests at the standard lengths as SVG: watts, beats, or metres a second."""
    unit, paced = _pace_unit(compared, athlete), compared.metric is Metric.PACE

    def along(length: float) -> str:
        return _length(length, compared, words)

    def up(value: float) -> str:
        if paced:
            return clock(PACE_METRES[unit] / value)
        of = "watts" if compared.metric is Metric.POWER else "bpm"
        return words.plain(f"unit.{of}", value=words.number(value))

    def ticks(low: float, high: float) -> Sequence[float]:
        return pace_ticks(low, high, PACE_METRES[unit], 5)

    metric, sport = words.plain(f"curve.{compared.metric}"), sport_name(compared.sport, words)
    periods = [
        Drawn(
            period_name(period, today, words),
            [(row.length, _height(best, compared)) for row, best in bests if best],
        )
        for period, bests in (
            (compared.period, [(row, row.best) for row in compared.rows]),
            (compared.other, [(row, row.other) for row in compared.rows]),
        )
    ]
    axes = Axes([row.length for row in compared.rows], along, up, ticks if paced else None)
    title = f"{sport} · {metric}"
    if paced:
        title = f"{title} {words.plain(f'unit.pace_{unit}', value='')}"
    return curve_picture(title, periods, axes)


def _height(best: Best, compared: Compared) -> float:
    return best.length / best.value if compared.metric is Metric.PACE else best.value


def _when(compared: Compared, today: date, words: Words) -> Markup | None:
    """When the bests were done, those of one activity in a line; folded."""
    rows = []
    for activity_id, group in groupby(compared.rows, _done_in):
        activity = compared.activities.get(activity_id or "")
        if activity:
            lengths = [_length(row.length, compared, words) for row in group]
            ends = "–".join(dict.fromkeys((lengths[0], lengths[-1])))
            day, name = words.dated(activity.day, today), activity_name(activity, words)
            rows.append(words("curve.when", length=ends, day=day, name=name))
    return quote(lines(*rows)) if rows else None


def _done_in(row: Row) -> str | None:
    best = row.best or row.other
    return best.activity_id if best else None


def _key(compared: Compared, words: Words) -> str | Markup:
    """The best that stands for the others: over 20 minutes, 5 km, 400 m; else the longest."""
    done = [row for row in compared.rows if row.best]
    usual = key_length(compared.sport, compared.metric)
    row = next((row for row in done if row.length == usual), done[-1] if done else None)
    if row is None or row.best is None:
        return words("curve.nothing")
    return f"{_length(row.length, compared, words)} {_value(row.best, compared, words)}"


def _row(row: Row, compared: Compared, words: Words, athlete: Athlete) -> Markup:
    """`20m 251 W · 3.9 W/kg (262 W)`; a star where both periods have the same best."""
    name = _length(row.length, compared, words)
    other = _value(row.other, compared, words) if row.other else None
    if row.best is None:
        return words("curve.only_other", length=name, other=other)
    value = _value(row.best, compared, words)
    per = _per(row.best, compared, words, athlete)
    line = words("curve.row", length=name, value=joined(value, per))
    if other is None:
        return line
    if value == other:
        return Markup("{} {}").format(line, STAR)
    return words("curve.both", row=line, other=other)


def _length(length: float, compared: Compared, words: Words) -> str:
    if compared.metric is not Metric.PACE:
        return words.duration(timedelta(seconds=length))
    named = {MILE: "mile", HALF: "half", MARATHON: "marathon"}
    if length in named:
        return words.plain(f"curve.{named[length]}")
    if length < 1000 or compared.sport.endswith("Swim"):
        return words.plain("unit.m", value=words.number(length))
    return words.plain("unit.km", value=words.number(length / 1000, 1))


def _value(best: Best, compared: Compared, words: Words) -> str:
    match compared.metric:
        case Metric.POWER:
            return words.plain("unit.watts", value=words.number(best.value))
        case Metric.HEART_RATE:
            return words.plain("unit.bpm", value=words.number(best.value))
    return clock(best.value)


def _per(best: Best, compared: Compared, words: Words, athlete: Athlete) -> str | None:
    """Watts for each kilogram, or the pace; nothing for heartbeats."""
    if compared.metric is Metric.POWER and best.watts_per_kilogram:
        return words.plain("curve.per_kg", value=words.number(best.watts_per_kilogram, 1))
    if compared.metric is Metric.PACE:
        return speed(best.length / best.value, compared.sport, words, athlete)
    return None


def _pace_unit(compared: Compared, athlete: Athlete) -> str:
    """What the picture's paces are for, in sports too where one speaks of speed."""
    return pace_unit(compared.sport, athlete) or athlete.distance_unit


def _model(compared: Compared, words: Words) -> Markup | None:
    model = compared.model
    if model is None or not model.estimated_ftp:
        return None
    reserve = words.number(model.w_prime / 1000, 1) if model.w_prime else None
    ftp = words.plain("unit.watts", value=words.number(model.estimated_ftp))
    if reserve is None:
        return words("curve.ftp", ftp=ftp)
    return words("curve.model", ftp=ftp, reserve=reserve)
