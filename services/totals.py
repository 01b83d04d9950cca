"""Totals: time, load, distance and time in zones of several sessions or activities together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce

from services.intervals.models import Activity, Event

SWEET_SPOT = "SS"
REST = "rest"


@dataclass(frozen=True)
class Total:
    """Time, load and metres of some sessions or activities together."""

    moving_time: timedelta = timedelta()
    training_load: int = 0
    distance: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.moving_time or self.training_load or self.distance)

    @classmethod
    def of(cls, each: Iterable[Event | Activity]) -> "Total":
        return reduce(cls._with, each, cls())

    def _with(self, one: Event | Activity) -> "Total":
        return Total(
            self.moving_time + (one.moving_time or timedelta()),
            self.training_load + (one.training_load or 0),
            self.distance + (one.distance or 0.0),
        )

    @classmethod
    def planned(cls, events: Iterable[Event]) -> "Total":
        """As `of`, but metres only if all are known: steps by time add none to a workout's."""
        events = tuple(events)
        steps = (leaf for event in events for step in event.steps for leaf in step.leaves())
        known = all(leaf.distance or leaf.intensity == REST for leaf in steps)
        total = cls.of(events)
        return total if known else replace(total, distance=0.0)


def power_zones(activities: Iterable[Activity]) -> Mapping[str, timedelta]:
    """Time in each power zone; sweet spot overlaps the others and is left out."""
    zones: defaultdict[str, timedelta] = defaultdict(timedelta)
    for activity in activities:
        for zone in activity.power_zone_times:
            if zone.id != SWEET_SPOT:
                zones[zone.id] += zone.time or timedelta()
    return dict(sorted(zones.items()))


def heart_rate_zones(activities: Iterable[Activity]) -> Mapping[str, timedelta]:
    """Time in each heart rate zone."""
    zones: defaultdict[str, timedelta] = defaultdict(timedelta)
    for activity in activities:
        for name, time in numbered(activity.heart_rate_zone_times):
            zones[name] += time
    return dict(zones)


def numbered(times: Sequence[timedelta]) -> tuple[tuple[str, timedelta], ...]:
    """Time in zones by number, which have no names of their own: Z1 and so on."""
    return tuple((f"Z{number}", time) for number, time in enumerate(times, 1))
