"""A week: what was planned beside what was done, day by day, in the colours of the sports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.views.pictures.axes import ROW, Panel, legend
from handlers.views.pictures.svg import FAINT, INK, LARGE, MARGIN, TINY, WIDTH, Svg, width_of
from handlers.words import Words

TOP, BOTTOM, FOOT = 190, 470, 100
SPORTS = {
    ("Ride", "Cyclocross"): "#1f6fd1",
    ("Run",): "#e0642c",
    ("Swim",): "#12a4b8",
    ("WeightTraining", "Crossfit"): "#8a4fd3",
    ("Walk", "Hike", "Snowshoe"): "#5c9a3a",
    ("Rowing", "Row", "Kayaking", "Canoeing"): "#c08a00",
    ("Ski",): "#c2479a",
}
PALE_SWATCH = "#c3cad1"
OTHER = "#7a8794"
PALE = 0.35  # how strong the colour of what is planned is


@dataclass(frozen=True)
class DayLoad:
    """A day's load, planned and done by sport."""

    day: date
    planned: Mapping[str, float]
    done: Mapping[str, float]


def week_picture(
    title: str, answer: str, days: Sequence[DayLoad], today: date, words: Words
) -> str:
    """A pair of bars for each day: planned pale, done in full; "" for a week without either."""
    most = max(
        (sum(loads.values()) for each in days for loads in (each.planned, each.done)), default=0
    )
    if not most:
        return ""
    entries = _entries(days, words)
    rows = (legend(Svg(0), 0, entries)) // ROW
    svg = Svg(BOTTOM + FOOT + int(rows) * ROW)
    svg.text(MARGIN, 62, title, size=LARGE, room=WIDTH - 2 * MARGIN)
    svg.text(MARGIN, 110, answer, color=FAINT, room=WIDTH - 2 * MARGIN)
    panel = Panel(svg, TOP, BOTTOM, 0, len(days), 0, most, left=MARGIN)
    width = panel.width / len(days)
    svg.line((panel.left, BOTTOM), (panel.right, BOTTOM))
    for number, each in enumerate(days):
        left = panel.x(number)
        _stack(panel, left + width * 0.08, width * 0.42, each.planned, words, opacity=PALE)
        _stack(panel, left + width * 0.5, width * 0.42, each.done, words)
        color = INK if each.day == today else FAINT
        label = words.weekday(each.day.isoweekday())
        svg.text(left + width / 2, BOTTOM + 38, label, anchor="middle", color=color)
    legend(svg, BOTTOM + 82, entries)
    return str(svg)


def color_of(sport: str) -> str:
    """Rides of every kind are blue, and so on."""
    return next((color for names, color in SPORTS.items() if sport.endswith(names)), OTHER)


def _stack(
    panel: Panel,
    left: float,
    width: float,
    loads: Mapping[str, float],
    words: Words,
    *,
    opacity: float = 1,
) -> None:
    """The loads on top of each other, and above them what they are together."""
    below = 0.0
    for sport, load in loads.items():
        top, bottom = panel.y(below + load), panel.y(below)
        color = color_of(sport)
        panel.svg.rect(left, top, width, bottom - top, color, opacity=opacity)
        below += load
    text = words.number(below)
    if below and width_of(text, TINY) < width + 12:
        middle, color = left + width / 2, INK if opacity == 1 else FAINT
        panel.svg.text(middle, panel.y(below) - 9, text, color=color, anchor="middle", size=TINY)


def _entries(days: Sequence[DayLoad], words: Words) -> list[tuple[str, str]]:
    """Each colour with the first of its sports, and that planned is pale."""
    sports = dict.fromkeys(
        sport for each in days for loads in (each.done, each.planned) for sport in loads
    )
    named: dict[str, str] = {}
    for sport in sports:
        key = f"sport.{sport}"
        named.setdefault(color_of(sport), words.plain(key) if key in words.phrases else sport)
    if OTHER in named and sum(color_of(sport) == OTHER for sport in sports) > 1:
        named[OTHER] = words.plain("picture.other")
    entries = [(name, color) for color, name in named.items()]
    planned = any(each.planned for each in days)
    return [*entries, (words.plain("picture.planned_pale"), PALE_SWATCH)] if planned else entries
