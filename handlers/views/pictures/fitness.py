"""Fitness, fatigue and form over time, with the plan's projection dotted on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.views.pictures.axes import Panel, day_marks
from handlers.views.pictures.svg import FAINT, INK, LARGE, MARGIN, WIDTH, Svg
from handlers.views.units import signed
from handlers.words import Words

HEIGHT = 760
FITNESS, FATIGUE, LOAD = "#1f6fd1", "#8a4fd3", "#b9c6d3"
# Form as the site shades it: https://forum.intervals.icu - fresh, grey zone, optimal, high risk.
FORM_ZONES = (
    (20.0, 999.0, "#f5d76e"),
    (5.0, 20.0, "#8fd0f5"),
    (-10.0, 5.0, "#d5dbe1"),
    (-30.0, -10.0, "#86d69a"),
    (-999.0, -30.0, "#f29a9a"),
)
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
    known: Sequence[FitnessDay], projected: Sequence[FitnessDay], race: Race | None, words: Words
) -> str:
    """Days that are known up to today, and those that the plan would bring; "" without any."""
    if not known:
        return ""
    svg, every, last = Svg(HEIGHT), [*known, *projected], known[-1]
    svg.text(MARGIN, 62, words.plain("picture.fitness"), size=LARGE)
    _draw_numbers(svg, last, words)
    first, end = float(every[0].day.toordinal()), float(max(every[-1].day, last.day).toordinal())
    top = max(max(each.fitness, each.fatigue) for each in every) * 1.08
    upper = Panel(svg, 150, 460, first, end, 0, top)
    _draw_loads(upper, known)
    upper.grid(words.number)
    lower = Panel(svg, 500, 690, first, end, *_form_range(every))
    for low, high, color in FORM_ZONES:
        lower.band(low, high, color, opacity=0.55)
    lower.grid(lambda value: signed(value, words), 3)
    for panel in (upper, lower):
        panel.upright(last.day.toordinal(), dash="6 6")
        if race:
            panel.upright(race.day.toordinal(), INK)
    _draw_lines(upper, lower, known, projected)
    if race:
        when = words.plain("picture.race", name=race.name, day=words.short_day(race.day))
        svg.text(WIDTH - MARGIN, 62, when, color=FAINT, anchor="end", room=560)
    day_marks(lower, every[0].day, every[-1].day, words)
    return str(svg)


def _draw_numbers(svg: Svg, last: FitnessDay, words: Words) -> None:
    """Today's numbers in the colours of their lines: the legend and the answer in one."""
    entries = (
        (words.plain("picture.fitness_is", value=words.number(last.fitness)), FITNESS),
        (words.plain("picture.fatigue_is", value=words.number(last.fatigue)), FATIGUE),
        (words.plain("picture.form_is", value=signed(last.form, words)), INK),
    )
    for place, (text, color) in zip((MARGIN, 330, 620), entries, strict=True):
        svg.text(place, 112, text, color=color, size=32)


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
