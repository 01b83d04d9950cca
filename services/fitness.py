"""Fitness and fatigue, carried on from one day to the next by the load of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp

FITNESS_DAYS, FATIGUE_DAYS = 42, 7


@dataclass(frozen=True)
class Shape:
    """Fitness and fatigue at the end of a day."""

    fitness: float
    fatigue: float

    @property
    def form(self) -> float:
        return self.fitness - self.fatigue

    def after(self, load: float) -> "Shape":
        """The next evening, after a day of this load.

        x + (load - x)(1 - e^(-1/days)), with 42 days for fitness and 7 for fatigue: what
        intervals.icu computes, checked against its own numbers to 1e-5.
        """
        return Shape(
            _towards(self.fitness, load, FITNESS_DAYS), _towards(self.fatigue, load, FATIGUE_DAYS)
        )


def project(start: Shape, loads: Iterable[float]) -> Iterator[Shape]:
    """The evenings after `start`, one for each day's load."""
    for load in loads:
        start = start.after(load)
        yield start


def _towards(value: float, load: float, days: int) -> float:
    return value + (load - value) * (1 - exp(-1 / days))
