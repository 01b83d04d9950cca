"""Fitness and fatigue of every day, from the loads of the days before."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

FITNESS_DAYS, FATIGUE_DAYS = 42, 7


@dataclass(frozen=True)
class Fitness:
    """A day's end: `ctl`, `atl` and the load that led to them."""

    ctl: float
    atl: float
    load: float

    def after(self, load: float) -> "Fitness":
        """The next day; `intervals-api` 8.4: x + (load - x)(1 - exp(-1/days))."""
        return Fitness(
            _towards(self.ctl, load, FITNESS_DAYS), _towards(self.atl, load, FATIGUE_DAYS), load
        )


NEVER_TRAINED = Fitness(0.0, 0.0, 0.0)


def _towards(value: float, load: float, days: int) -> float:
    return value + (load - value) * (1 - math.exp(-1 / days))


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
