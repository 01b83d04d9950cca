"""Form: fitness over a range of days, how it stands now, and where the plan takes it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import exp

from services.intervals.client import Intervals
from services.intervals.models import RACES, Event, Wellness

AHEAD = timedelta(days=365)  # how far away a race may be
FITNESS_DAYS, FATIGUE_DAYS = 42, 7


class Zone(StrEnum):
    """What a form means, by the bars of the fitness chart of intervals.icu."""

    HIGH_RISK = "high_risk"
    OPTIMAL = "optimal"
    GREY = "grey"
    FRESH = "fresh"
    TRANSITION = "transition"


# Each zone reaches up to its limit; the chart has the same ones for points and for percent.
LIMITS = {Zone.HIGH_RISK: -30, Zone.OPTIMAL: -10, Zone.GREY: 5, Zone.FRESH: 20}
FAST_RAMP = 8.0  # points of fitness a week: more than most bodies take for long


@dataclass(frozen=True)
class RaceDay:
    """A race ahead, with fitness and fatigue as the plan makes them without the race itself."""

    event: Event
    fitness: float
    fatigue: float


@dataclass(frozen=True)
class Fitness:
    """The days from `first` to `last` that have fitness, as they stand on `today`."""

    first: date
    last: date
    today: date
    days: tuple[Wellness, ...]  # oldest first; those after today follow the plan
    race: Event | None  # the next one, of the calendar; none for a range that is over
    race_day: RaceDay | None  # None too where intervals.icu projects nothing for it

    @property
    def now(self) -> Wellness | None:
        """The newest day up to today; of a range ahead its last one."""
        past = [each for each in self.days if each.day <= self.today]
        return (past or self.days)[-1] if self.days else None

    @property
    def highest(self) -> Wellness | None:
        return max(self.days, key=lambda each: each.fitness or 0.0, default=None)

    @property
    def end(self) -> Wellness | None:
        """The last day, where it is still to come."""
        ahead = self.days and self.days[-1].day > self.today and self.days[-1] != self.now
        return self.days[-1] if ahead else None


def zone_of(form: float) -> Zone:
    """The zone of a form, in points or in percent of fitness.

    Below −30 high risk, below −10 optimal, below 5 grey, below 20 fresh, else transition. The
    names are those of the chart; the limits are told by its users and used by other programs
    that read intervals.icu (Velox; of the like Elevate), some of which let fresh end at 25.
    """
    return next((zone for zone, limit in LIMITS.items() if form < limit), Zone.TRANSITION)


async def read_fitness(intervals: Intervals, first: date, last: date, today: date) -> Fitness:
    """Two calls at once, one for a range that is over. Raises IntervalsErrors."""
    ahead = intervals.events(today, today + AHEAD, RACES) if last >= today else _no_races()
    wellness, events = await asyncio.gather(intervals.wellness(first, last), ahead)
    return assemble(first, last, today, wellness, events)


async def _no_races() -> tuple[Event, ...]:
    return ()


def assemble(
    first: date,
    last: date,
    today: date,
    wellness: Iterable[Wellness],
    events: Iterable[Event],
) -> Fitness:
    """What the two answers say."""
    races = sorted((each for each in events if each.day >= today), key=lambda each: each.day)
    race = races[0] if races else None
    days = tuple(each for each in wellness if each.form is not None)
    return Fitness(first, last, today, days, race, _race_day(race) if race else None)


def _race_day(race: Event) -> RaceDay | None:
    """intervals.icu projects through the race's evening: its own load is taken out again."""
    if race.fitness is None or race.fatigue is None:
        return None
    load = race.training_load or 0
    return RaceDay(
        race,
        race.fitness - load * (1 - exp(-1 / FITNESS_DAYS)),
        race.fatigue - load * (1 - exp(-1 / FATIGUE_DAYS)),
    )
