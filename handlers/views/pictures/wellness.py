"""Wellness as small multiples: a field a row, with what is normal for the athlete as a band."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from handlers.views.pictures.axes import Panel, day_marks
from handlers.views.pictures.svg import FAINT, LARGE, MARGIN, MIDDLE, WIDTH, Svg, width_of
from handlers.words import Words

ROW, HEADER, FOOTER = 186, 92, 60
COLORS = ("#1f6fd1", "#c2410c", "#0f8a5f", "#8a4fd3", "#b0304f", "#4b6b1f")
OUTSIDE = "#d11a3d"
NORMAL_DAYS = 28  # the band of a day is made of so many days before it
ENOUGH = 7
ALIKE = 1e-6  # what sums of floats leave over is no difference
FEWEST = 2  # values in the range: a single one is no curve
MANY = 42  # days: of more of them the marks are smaller

Bands = Mapping[date, tuple[float, float]]


@dataclass(frozen=True)
class Series:
    """One field: its name, its newest value as text, a number for each day it was recorded."""

    name: str
    newest: str
    values: Mapping[date, float]
    usual: str = ""  # the athlete's own, in words
    rising: bool = True  # False: a smaller number is drawn higher, as ratings have 1 as the best


def wellness_picture(
    title: str, series: Sequence[Series], first: date, last: date, words: Words
) -> str:
    """A row for each series from `first` to `last`; values before `first` only shape the band."""
    shown = [each for each in series if sum(first <= day <= last for day in each.values) >= FEWEST]
    if not shown:
        return ""
    days = _days(first, last)
    svg = Svg(HEADER + ROW * len(shown) + FOOTER)
    svg.text(MARGIN, 62, title, size=LARGE, room=WIDTH - 2 * MARGIN)
    for number, each in enumerate(shown):
        bands = bands_of(each.values, days)
        panel = _panel(svg, HEADER + ROW * number, each, days, bands)
        _draw(panel, each, days, bands, COLORS[number % len(COLORS)])
        if number == len(shown) - 1:
            day_marks(panel, first, last, words)
    return str(svg)


def bands_of(values: Mapping[date, float], days: Sequence[date]) -> Bands:
    """Of each day mean ± one standard deviation of the 28 days before, where 7 have a value."""
    start = days[0] - timedelta(days=NORMAL_DAYS)
    line = [values.get(day) for day in _days(start, days[-1])]
    origin = next((each for each in line if each is not None), 0.0)  # near it sums stay exact
    offsets = [None if each is None else each - origin for each in line]
    bands: dict[date, tuple[float, float]] = {}
    count, total, squares = 0, 0.0, 0.0
    for number, each in enumerate(offsets[:-1]):
        gone = offsets[number - NORMAL_DAYS] if number >= NORMAL_DAYS else None
        for value, sign in ((each, 1), (gone, -1)):
            if value is not None:
                count, total, squares = (
                    count + sign,
                    total + sign * value,
                    squares + sign * value * value,
                )
        if number >= NORMAL_DAYS - 1 and count >= ENOUGH:
            mean = total / count
            spread = sqrt(max(squares - count * mean * mean, 0) / (count - 1))
            day = days[number - NORMAL_DAYS + 1]
            bands[day] = origin + mean - spread, origin + mean + spread
    return bands


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _panel(svg: Svg, top: float, series: Series, days: Sequence[date], bands: Bands) -> Panel:
    inside = [series.values[day] for day in days if day in series.values]
    low = min([*inside, *(each[0] for each in bands.values())])
    high = max([*inside, *(each[1] for each in bands.values())])
    room = (high - low or abs(high) or 1) * 0.08
    ends = (low - room, high + room) if series.rising else (high + room, low - room)
    places = float(days[0].toordinal()), float(days[-1].toordinal())
    return Panel(svg, top + 54, top + ROW - 16, *places, *ends, left=MARGIN)


def _draw(panel: Panel, series: Series, days: Sequence[date], bands: Bands, color: str) -> None:
    base, newest = panel.top - 16, width_of(series.newest, MIDDLE)
    named = " · ".join(filter(None, (series.name, series.usual)))
    panel.svg.text(panel.left, base, named, color=FAINT, room=panel.width - newest - 20)
    panel.svg.text(panel.right, base, series.newest, anchor="end", color=color, size=MIDDLE)
    lower = [panel.at(day.toordinal(), ends[0]) for day, ends in bands.items()]
    upper = [panel.at(day.toordinal(), ends[1]) for day, ends in bands.items()]
    if len(upper) > 1:
        panel.svg.area([*upper, *reversed(lower)], color, opacity=0.14)
    panel.svg.line((panel.left, panel.bottom), (panel.right, panel.bottom))
    panel.series([(day.toordinal(), series.values.get(day)) for day in days], color)
    for day, (low, high) in bands.items():
        value = series.values.get(day)
        if value is not None and not low - ALIKE <= value <= high + ALIKE:
            radius = 7 if len(days) <= MANY else 4
            panel.svg.dot(panel.at(day.toordinal(), value), OUTSIDE, radius=radius)
