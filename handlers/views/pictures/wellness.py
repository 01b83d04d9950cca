"""Wellness as small multiples: a field a row, with what is normal for the athlete as a band."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, stdev

from handlers.views.pictures.axes import Panel, day_marks
from handlers.views.pictures.svg import FAINT, LARGE, MARGIN, WIDTH, Svg
from handlers.words import Words

ROW, HEADER, FOOTER = 210, 100, 60
COLORS = ("#1f6fd1", "#c2410c", "#0f8a5f", "#8a4fd3", "#b0304f", "#4b6b1f")
OUTSIDE = "#d11a3d"
NORMAL_DAYS = 28  # the band of a day is made of so many days before it
ENOUGH = 7


@dataclass(frozen=True)
class Series:
    """One field: its name, its newest value as text, a number for each day it was recorded."""

    name: str
    newest: str
    values: dict[date, float]
    rising: bool = True  # False: a smaller number is drawn higher, as ratings have 1 as the best


def wellness_picture(
    title: str, series: Sequence[Series], first: date, last: date, words: Words
) -> str:
    """A row for each series from `first` to `last`; values before `first` only shape the band."""
    shown = [each for each in series if any(first <= day <= last for day in each.values)]
    if not shown:
        return ""
    svg = Svg(HEADER + ROW * len(shown) + FOOTER)
    svg.text(MARGIN, 62, title, size=LARGE, room=WIDTH - 2 * MARGIN)
    for number, each in enumerate(shown):
        panel = _panel(svg, HEADER + ROW * number, each, first, last)
        _draw(panel, each, first, last, COLORS[number % len(COLORS)])
        if number == len(shown) - 1:
            day_marks(panel, first, last, words)
    return str(svg)


def band(values: dict[date, float], day: date) -> tuple[float, float] | None:
    """Mean ± one standard deviation of the 28 days before; None where there are under 7."""
    before = [
        values[each]
        for each in (day - timedelta(days=number) for number in range(1, NORMAL_DAYS + 1))
        if each in values
    ]
    if len(before) < ENOUGH:
        return None
    mean, spread = fmean(before), stdev(before)
    return mean - spread, mean + spread


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _panel(svg: Svg, top: float, series: Series, first: date, last: date) -> Panel:
    inside = [value for day, value in series.values.items() if first <= day <= last]
    bands = [found for day in _days(first, last) if (found := band(series.values, day))]
    low = min([*inside, *(each[0] for each in bands)])
    high = max([*inside, *(each[1] for each in bands)])
    room = (high - low or abs(high) or 1) * 0.08
    ends = (low - room, high + room) if series.rising else (high + room, low - room)
    places = float(first.toordinal()), float(last.toordinal())
    return Panel(svg, top + 56, top + ROW - 14, *places, *ends, left=MARGIN)


def _draw(panel: Panel, series: Series, first: date, last: date, color: str) -> None:
    panel.svg.text(panel.left, panel.top - 16, series.name, color=FAINT)
    panel.svg.text(panel.right, panel.top - 16, series.newest, anchor="end", color=color, size=32)
    upper: list[tuple[float, float]] = []
    lower: list[tuple[float, float]] = []
    for day in _days(first, last):
        if limits := band(series.values, day):
            lower.append(panel.at(day.toordinal(), limits[0]))
            upper.append(panel.at(day.toordinal(), limits[1]))
    if len(upper) > 1:
        panel.svg.area([*upper, *reversed(lower)], color, opacity=0.14)
    panel.svg.line((panel.left, panel.bottom), (panel.right, panel.bottom))
    points = [(float(day.toordinal()), series.values.get(day)) for day in _days(first, last)]
    panel.series(points, color)
    for place, value in points:
        limits = band(series.values, date.fromordinal(int(place)))
        if value is not None and limits and not limits[0] <= value <= limits[1]:
            panel.svg.dot(panel.at(place, value), OUTSIDE, radius=6)
