"""Fitness and fatigue of every day, from the loads of the days before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.fitness import next_fatigue, next_fitness


@dataclass(frozen=True)
class Fitness:
    """A day's end: `ctl`, `atl` and the load that led to them."""

    ctl: float
    atl: float
    load: float

    def after(self, load: float) -> "Fitness":
        """The next day, by the formula that the recordings of the real service hold."""
        return Fitness(next_fitness(self.ctl, load), next_fatigue(self.atl, load), load)


NEVER_TRAINED = Fitness(0.0, 0.0, 0.0)


def progress(
    before: Fitness, loads: Mapping[date, float], first: date, last: date
) -> dict[date, Fitness]:
    """Every day from `first` to `last`; `before` is the evening before `first`."""
    days: dict[date, Fitness] = {}
    day, fitness = first, before
    while day <= last:
        fitness = days[day] = fitness.after(loads.get(day, 0.0))
        day += timedelta(days=1)
    return days
