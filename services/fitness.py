"""Fitness and fatigue, carried on from one day to the next by the load of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

FITNESS_DAYS, FATIGUE_DAYS = 42, 7
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Evening:
    """Fitness and fatigue at the end of a day."""

    day: date
    fitness: float
    fatigue: float

    def after(self, load: float) -> "Evening":
        """The next evening, after a day of this load."""
        fitness, fatigue = next_fitness(self.fitness, load), next_fatigue(self.fatigue, load)
        return Evening(self.day + DAY, fitness, fatigue)


def project(start: Evening, loads: Iterable[float]) -> Iterator[Evening]:
    """The evenings after `start`, one for each day's load."""
    for load in loads:
        start = start.after(load)
        yield start


def next_fitness(fitness: float, load: float) -> float:
    """Fitness after a day of this load: x + (load - x)(1 - e^(-1/42)).

    This is what intervals.icu computes, checked against its own numbers to 1e-5.
    """
    return _towards(fitness, load, FITNESS_DAYS)


def next_fatigue(fatigue: float, load: float) -> float:
    """The same of fatigue, with 7 days."""
    return _towards(fatigue, load, FATIGUE_DAYS)


def _towards(value: float, load: float, days: int) -> float:
    return value + (load - value) * (1 - exp(-1 / days))
