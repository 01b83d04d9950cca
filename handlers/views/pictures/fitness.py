"""Fitness, fatigue and form over time, with the plan's projection dotted on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, zip_longest

from handlers.views.pictures.axes import Panel, day_marks
from handlers.views.pictures.svg import (
    FAINT,
    INK,
    LARGE,
    MARGIN,
    SMALL,
    TINY,
    WIDTH,
    Svg,
    width_of,
)
from handlers.views.units import signed
from handlers.words import Words
from services.form import LIMITS, Zone

HEIGHT = 760
FITNESS, FATIGUE, LOAD = "#1f6fd1", "#8a4fd3", "#b9c6d3"
ZONES = {  # as the site's chart shades them, from the top
    Zone.TRANSITION: "#f5d76e",
    Zone.FRESH: "#8fd0f5",
    Zone.GREY: "#d5dbe1",
    Zone.OPTIMAL: "#86d69a",
    Zone.HIGH_RISK: "#f29a9a",
}
BEYOND = 999.0  # of any form
DOTS = "3 9"


@dataclass(frozen=True)
class FitnessDay:
    """One day: fitness and fatigue after it, form before it, and the load that was done."""

    day: date
    fitness: float
    fatigue: float
    form: float
    load: float = 0


@dataclass(frozen=True)
class Race:
    """What the projection runs to."""

    day: date
    name: str


def fitness_picture(
    known: Sequence[FitnessDay],
    projected: Sequence[FitnessDay],
    race: Race | None,
    form: str,
    today: date,
    words: Words,
) -> str:
    """Days that are known up to today, and those that the plan would bring; "" without any.

    `form` is that of the last known day, as the athlete's site writes it.
    """
    if not known:
        return ""
    svg, every, last = Svg(HEIGHT), [*known, *projected], known[-1]
    _draw_numbers(svg, last, form, words)
    first, end = float(every[0].day.toordinal()), float(max(every[-1].day, last.day).toordinal())
    top = max(max(each.fitness, each.fatigue) for each in every) * 1.08
    upper = Panel(svg, 150, 448, first, end, 0, top)
    _draw_loads(upper, known)
    upper.grid(words.number)
    lower = Panel(svg, 496, 692, first, end, *_form_range(every))
    _draw_zones(lower, every, today, words)
    lower.grid(lambda value: signed(value, words), 3)
    for panel in (upper, lower):
        if first <= today.toordinal() <= end:
            panel.upright(today.toordinal(), dash="6 6")
        if race:
            panel.upright(race.day.toordinal(), INK)
    _draw_lines(upper, lower, known, projected)
    _draw_days(upper, today, race, words)
    day_marks(lower, every[0].day, every[-1].day, words)
    return str(svg)


def _draw_numbers(svg: Svg, last: FitnessDay, form: str, words: Words) -> None:
    """Today's numbers in the colours of their lines: the legend and the answer in one."""
    entries = (
        (words.plain("picture.fitness_is", value=words.number(last.fitness)), FITNESS),
        (words.plain("picture.fatigue_is", value=words.number(last.fatigue)), FATIGUE),
        (words.plain("picture.form_is", value=form), INK),
    )
    places = ((MARGIN, "start"), (WIDTH / 2, "middle"), (WIDTH - MARGIN, "end"))
    for (place, anchor), (text, color) in zip(places, entries, strict=True):
        svg.text(place, 66, text, color=color, size=LARGE, anchor=anchor)


def _draw_days(panel: Panel, today: date, race: Race | None, words: Words) -> None:
    """Above their lines the race with its day, and today where there is room beside it."""
    free: float = WIDTH
    if race:
        text = words.plain("picture.race", name=race.name, day=words.short_day(race.day))
        right = max(panel.x(race.day.toordinal()), WIDTH / 2)
        free = right - min(width_of(text, SMALL), right - MARGIN) - 24
        panel.svg.text(right, 130, text, anchor="end", room=right - MARGIN)
    now, x = words.plain("picture.today"), panel.x(today.toordinal())
    half = width_of(now, SMALL) / 2
    middle = min(x, WIDTH - MARGIN - half)
    if panel.left <= x <= panel.right and middle + half < free:
        panel.svg.text(middle, 130, now, color=FAINT, anchor="middle")


def _draw_zones(panel: Panel, days: Sequence[FitnessDay], today: date, words: Words) -> None:
    """What form means, each zone named where the line leaves room for it."""
    line = [panel.at(each.day.toordinal(), each.form) for each in days]
    upright = panel.x(today.toordinal())
    for (zone, color), below in zip_longest(ZONES.items(), [*ZONES][1:]):
        high, low = LIMITS.get(zone, BEYOND), LIMITS.get(below, -BEYOND)
        panel.band(low, high, color, opacity=0.55)
        top, bottom = (panel.y(min(max(each, panel.low), panel.high)) for each in (high, low))
        text, middle = words.plain(f"picture.zone.{zone}"), (top + bottom) / 2
        near = sorted([upright, *(x for x, y in line if abs(y - middle) < TINY)])
        gaps = pairwise([panel.left, *near, panel.right])
        free = (x for x, end in gaps if end - x > width_of(text, TINY) + 20)
        if bottom - top > TINY * 1.3 and (x := next(free, None)):
            panel.svg.text(x + 10, middle + TINY * 0.35, text, color=FAINT, size=TINY)


def _draw_loads(panel: Panel, known: Sequence[FitnessDay]) -> None:
    """The load of each day as a bar from the bottom; the tallest is half as high as the panel."""
    most = max((each.load for each in known), default=0)
    width = max(panel.width / max(panel.last - panel.first, 1) - 2, 2)
    for each in known:
        if each.load and most:
            height = each.load / most * (panel.bottom - panel.top) / 2
            x = panel.x(each.day.toordinal()) - width / 2
            left, right = max(x, panel.left), min(x + width, panel.right)
            panel.svg.rect(left, panel.bottom - height, right - left, height, LOAD)


def _draw_lines(
    upper: Panel, lower: Panel, known: Sequence[FitnessDay], projected: Sequence[FitnessDay]
) -> None:
    for days, dash in ((known, ""), ((*known[-1:], *projected), DOTS)):
        if len(days) > 1 or not dash:
            places = [each.day.toordinal() for each in days]
            for panel, color, values in (
                (upper, FATIGUE, [each.fatigue for each in days]),
                (upper, FITNESS, [each.fitness for each in days]),
                (lower, INK, [each.form for each in days]),
            ):
                panel.series(list(zip(places, values, strict=True)), color, dash=dash)


def _form_range(days: Sequence[FitnessDay]) -> tuple[float, float]:
    forms = [each.form for each in days]
    return min(*forms, -35.0) - 3, max(*forms, 22.0) + 3
