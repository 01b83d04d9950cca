"""Axes: where values are drawn, and the marks that say so."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from handlers.views.pictures.svg import (
    FAINT,
    MARGIN,
    SMALL,
    WIDTH,
    Point,
    Svg,
    width_of,
)
from handlers.words import Words

GUTTER = 64  # for the numbers beside a panel
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
PACE_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600)  # seconds
TIMES = tuple(timedelta(minutes=each) for each in (1, 2, 5, 10, 15, 30, 60, 120, 240, 480))
MANY = 120  # values in a line: more of them are drawn thinner
ROW = 38  # between two lines of a legend


@dataclass(frozen=True)
class Panel:
    """A part of a picture with a scale to the right and one upwards, from `low` to `high`."""

    svg: Svg
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float
    left: float = MARGIN + GUTTER
    right: float = WIDTH - MARGIN

    def x(self, place: float) -> float:
        return self.left + (place - self.first) / (self.last - self.first or 1) * self.width

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low or 1)
        return self.bottom - share * (self.bottom - self.top)

    @property
    def width(self) -> float:
        return self.right - self.left

    def at(self, place: float, value: float) -> Point:
        return self.x(place), self.y(value)

    def grid(
        self, label: Callable[[float], str], most: int = 4, values: Sequence[float] = ()
    ) -> None:
        """Lines across at round values, or at those given, each with a number of its own."""
        said: set[str] = set()
        for value in values or ticks(self.low, self.high, most):
            if (number := label(value)) not in said:
                said.add(number)
                self.svg.line((self.left, self.y(value)), (self.right, self.y(value)))
                self.svg.text(self.left - 10, self.y(value) + 9, number, color=FAINT, anchor="end")

    def band(self, low: float, high: float, fill: str, *, opacity: float = 1) -> None:
        """Everything between two values shaded, as far as it is on the panel."""
        low, high = max(low, self.low), min(high, self.high)
        if high > low:
            top = self.y(high)
            self.svg.rect(self.left, top, self.width, self.y(low) - top, fill, opacity=opacity)

    def upright(self, place: float, color: str = FAINT, *, dash: str = "") -> None:
        """A line from bottom to top."""
        self.svg.line((self.x(place), self.bottom), (self.x(place), self.top), color, dash=dash)

    def placed(self, points: Sequence[tuple[float, float | None]]) -> Iterator[list[Point]]:
        """The stretches without a gap, where they are drawn."""
        for run in runs(points):
            yield [self.at(place, value) for place, value in run]

    def series(
        self, points: Sequence[tuple[float, float | None]], color: str, *, dash: str = ""
    ) -> None:
        """A line through the values; where one is missing there is a gap; one alone is a dot."""
        thick = 4 if len(points) <= MANY else 3
        for placed in self.placed(points):
            if len(placed) > 1:
                self.svg.curve(placed, color, dash=dash, thick=thick)
            else:
                self.svg.dot(placed[0], color, radius=6)


def runs(points: Sequence[tuple[float, float | None]]) -> Iterator[list[tuple[float, float]]]:
    """The stretches without a gap."""
    run: list[tuple[float, float]] = []
    for place, value in [*points, (0.0, None)]:
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []


def ticks(low: float, high: float, most: int) -> list[float]:
    """At most `most` + 1 round values between two, evenly apart."""
    span = (high - low) or 1
    power = 10 ** floor(log10(span / most))
    step = next(each * power for each in STEPS if span / (each * power) <= most)
    first = ceil(low / step - 1e-9)
    return [number * step for number in range(first, floor(high / step + 1e-9) + 1)]


def time_tick(whole: timedelta) -> timedelta:
    """How far apart the marks of a session are: six of them at most, unless it lasts for days."""
    return next((each for each in TIMES if whole / each <= 6), TIMES[-1])


def pace_ticks(slow: float, fast: float, metres: float, most: int) -> list[float]:
    """At most `most` + 1 speeds between two (m/s) whose paces for `metres` are round."""
    longest, shortest = metres / slow, metres / fast
    span = longest - shortest
    step = next((each for each in PACE_STEPS if span / each <= most), ceil(span / most))
    numbers = range(ceil(shortest / step - 1e-9), floor(longest / step + 1e-9) + 1)
    return [metres / (number * step) for number in reversed(numbers) if number]


def day_marks(panel: Panel, first: date, last: date, words: Words) -> None:
    """Days, weeks or months below a panel whose places are ordinals of days."""
    days = (last - first).days + 1
    months = days > 70
    marks = list(_months(first, last) if months else _weeks(first, days))
    every = max(1, ceil(len(marks) / 6))
    for day in marks[::every]:
        x = panel.x(day.toordinal())
        panel.svg.line((x, panel.bottom), (x, panel.bottom + 8), FAINT)
        label = words.month(day) if months else words.short_day(day)
        half = width_of(label, SMALL) / 2
        place = min(max(x, MARGIN / 2 + half), WIDTH - MARGIN / 2 - half)
        panel.svg.text(place, panel.bottom + 36, label, color=FAINT, anchor="middle", size=SMALL)


def _weeks(first: date, days: int) -> Iterator[date]:
    """Every day of a short range, else its Mondays."""
    step = 1 if days <= 7 else 7
    begin = first if step == 1 else first + timedelta(days=-first.weekday() % 7)
    for number in range(0, days - (begin - first).days, step):
        yield begin + timedelta(days=number)


def _months(first: date, last: date) -> Iterator[date]:
    month = (first.replace(day=1) + timedelta(days=32)).replace(day=1) if first.day > 1 else first
    while month <= last:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def legend(svg: Svg, y: float, entries: Sequence[tuple[str, str]]) -> float:
    """Names beside their colours, on as many lines as they need; gives the last one's base."""
    x: float = MARGIN
    for name, color in entries:
        width = 30 + width_of(name, SMALL)
        if x > MARGIN and x + width > WIDTH - MARGIN / 2:
            x, y = MARGIN, y + ROW
        svg.rect(x, y - 19, 22, 20, color, radius=4)
        svg.text(x + 30, y, name, room=WIDTH - 2 * MARGIN - 30)
        x += width + 26
    return y
