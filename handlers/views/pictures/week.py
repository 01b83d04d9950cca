"""A week: what was planned beside what was done, day by day, in the colours of the sports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.views.pictures.axes import Panel, legend
from handlers.views.pictures.svg import FAINT, INK, LARGE, LINE, MARGIN, WIDTH, Svg
from handlers.words import Words

HEIGHT, TOP, BOTTOM = 560, 170, 440
SPORTS = {
    "Ride": "#1f6fd1",
    "Run": "#e0642c",
    "Swim": "#12a4b8",
    "WeightTraining": "#8a4fd3",
}
OTHER = "#7a8794"


@dataclass(frozen=True)
class DayLoad:
    """A day's load: planned in all, and done by sport."""

    day: date
    planned: float
    done: Mapping[str, float]


def week_picture(
    title: str, answer: str, days: Sequence[DayLoad], today: date, words: Words
) -> str:
    """A pair of bars for each day: planned pale, done in colour; "" for a week without either."""
    most = max((max(each.planned, sum(each.done.values())) for each in days), default=0)
    if not most:
        return ""
    svg = Svg(HEIGHT)
    svg.text(MARGIN, 62, title, size=LARGE, room=WIDTH - 2 * MARGIN)
    svg.text(MARGIN, 110, answer, color=FAINT, room=WIDTH - 2 * MARGIN)
    panel = Panel(svg, TOP, BOTTOM, 0, len(days), 0, most * 1.05)
    panel.grid(words.number, 3)
    width = panel.width / len(days)
    for number, each in enumerate(days):
        left = panel.x(number)
        top = panel.y(each.planned)
        svg.rect(left + width * 0.12, top, width * 0.38, BOTTOM - top, LINE, radius=4)
        _stack(panel, left + width * 0.5, width * 0.38, each.done)
        color = INK if each.day == today else FAINT
        label = words.weekday(each.day.isoweekday())
        svg.text(left + width / 2, BOTTOM + 38, label, anchor="middle", color=color)
    _draw_legend(svg, days, words)
    return str(svg)


def color_of(sport: str) -> str:
    """Rides of every kind are blue, and so on."""
    return next((color for name, color in SPORTS.items() if sport.endswith(name)), OTHER)


def _stack(panel: Panel, left: float, width: float, done: Mapping[str, float]) -> None:
    below = 0.0
    for sport, load in done.items():
        top, bottom = panel.y(below + load), panel.y(below)
        panel.svg.rect(left, top, width, bottom - top, color_of(sport))
        below += load


def _draw_legend(svg: Svg, days: Sequence[DayLoad], words: Words) -> None:
    """Planned, and each sport that was done."""
    sports = dict.fromkeys(sport for each in days for sport in each.done)
    entries = [(words.plain("picture.planned"), LINE)]
    for sport in sports:
        key = f"sport.{sport}"
        entries.append((words.plain(key) if key in words.phrases else sport, color_of(sport)))
    legend(svg, HEIGHT - 30, entries)
