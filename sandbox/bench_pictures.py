"""Pictures: how long one takes from its facts to PNG, and how long the event loop stalls."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from statistics import median

from handlers.gateway.painter import Painter
from handlers.views.pictures.activity import Line, Trace, activity_picture
from handlers.views.pictures.fitness import FitnessDay, fitness_picture
from handlers.views.pictures.wellness import Series, wellness_picture
from handlers.words import Words, read_words

ROUNDS = 20
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Pictures:
    """Seconds: the median picture, and the longest that the loop answered nobody."""

    median: float
    worst_stall: float


async def measure_pictures() -> Pictures:
    """The three heaviest pictures in turn, each with numbers of its own."""
    words, painter, random = read_words()["en"], Painter(), Random(7)
    await painter.paint("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    first, *draws = [_drawing(number, words, random) for number in range(ROUNDS * 3 + 1)]
    await painter.paint(first())  # a bot that draws has spoken before: its words are at hand
    stalls: list[float] = []
    watch = asyncio.create_task(_watch(stalls))
    taken = []
    for draw in draws:
        await asyncio.sleep(0.01)
        began = time.perf_counter()
        await painter.paint(draw())
        taken.append(time.perf_counter() - began)
    watch.cancel()
    painter.close()
    return Pictures(median(taken), max(stalls))


async def _watch(stalls: list[float]) -> None:
    """A heartbeat each millisecond: how late it comes is how long the loop was busy."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        stalls.append(time.perf_counter() - began - 0.001)


def _drawing(number: int, words: Words, random: Random) -> Callable[[], str]:
    days = [TODAY - timedelta(days=each) for each in range(89, -1, -1)]
    if number % 3 == 0:
        known = [
            FitnessDay(day, 40 + random.random(), 50 * random.random(), 0, 90 * random.random())
            for day in days
        ]
        return partial(fitness_picture, known, [], None, "+2", TODAY, words)
    if number % 3 == 1:
        series = [
            Series(f"Field {each}", "61", {day: random.gauss(60, 5) for day in days})
            for each in range(4)
        ]
        return partial(wellness_picture, "Wellness", series, days[0], days[-1], words)
    seconds = [float(each) for each in range(3 * 3600)]
    watts: list[float | None] = [random.gauss(200, 40) for _ in seconds]
    beats: list[float | None] = [random.gauss(140, 5) for _ in seconds]
    power, pulse = Line(watts, "Power", words.number), Line(beats, "Pulse", words.number)
    trace = Trace(f"Ride {number}", "3h", seconds, power, pulse, altitude=watts)
    return partial(activity_picture, trace, words)
