"""Form: fitness over a range of days, how it stands now, and where the plan takes it."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from services.allowed import if_allowed, left_out
from services.fitness import DAY, Evening, project
from services.intervals.client import Intervals
from services.intervals.models import RACES, Event, Wellness
from services.ready import ready

AHEAD = timedelta(days=365)  # how far away a race may be
SHOWN_AHEAD = timedelta(days=180)  # a projection beyond is a guess


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
class Fitness:
    """The days from `first` to `last` that have fitness, as they stand on `today`."""

    first: date
    last: date
    today: date
    days: tuple[Wellness, ...]  # oldest first; those after today follow the plan
    race: Event | None  # the next one, of the calendar; none for a range that is over
    race_day: Evening | None  # as the plan makes it without the race; None: unknown
    plan: tuple[Evening, ...] = ()  # each evening to the race, by the planned loads
    unread: tuple[str, ...] = ()  # what the sign-in leaves out, of `services.allowed`

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
    ahead = intervals.events(today, today + AHEAD) if last >= today else ready(())
    wellness, events = await asyncio.gather(intervals.wellness(first, last), if_allowed(ahead))
    fitness = assemble(first, last, today, wellness, events or ())
    return replace(fitness, unread=left_out(wellness=wellness, calendar=events))


def assemble(
    first: date,
    last: date,
    today: date,
    wellness: Iterable[Wellness],
    events: Iterable[Event],
) -> Fitness:
    """What the two answers say."""
    sessions = [each for each in events if each.is_session and each.day >= today]
    races = sorted((e for e in sessions if e.category in RACES), key=lambda each: each.day)
    race = races[0] if races else None
    days = tuple(each for each in wellness if each.form is not None)
    known = [each for each in days if each.day <= today]
    now = Evening(known[-1].day, known[-1].fitness or 0, known[-1].fatigue or 0) if known else None
    plan = _plan(now, sessions, race.day if race else last) if now else ()
    race_day = _race_day(race, plan, now) if race and now else None
    return Fitness(first, last, today, days, race, race_day, plan)


def _plan(now: Evening, sessions: Sequence[Event], until: date) -> tuple[Evening, ...]:
    """Every evening after `now`, by the loads that are planned."""
    loads: defaultdict[date, float] = defaultdict(float)
    for each in sessions:
        loads[each.day] += each.training_load or 0
    days = (now.day + DAY * number for number in range(1, (until - now.day).days + 1))
    return tuple(project(now, (loads[day] for day in days)))


def _race_day(race: Event, plan: Sequence[Evening], now: Evening) -> Evening | None:
    """The evening before the race, with a day without load after it: as one stands there."""
    eve = race.day - DAY
    known = now if eve <= now.day else None
    before = next((each for each in plan if each.day == eve), known)
    return before.after(0) if before else None
