"""Pairing: which planned workout an activity was done from. It is written on the activity."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from services.changes import ChangeLog, Kind, WriteKey
from services.errors import ChangedSinceError, NotUndoneError
from services.intervals.client import Intervals
from services.intervals.models import Activity, Category, Event
from storage.models import Change

AROUND = timedelta(days=2)  # that a workout is done before its day or after it
ALIKE = (
    {"Ride", "VirtualRide", "GravelRide", "MountainBikeRide", "TrackRide", "Cyclocross",
     "EBikeRide", "EMountainBikeRide"},
    {"Run", "VirtualRun", "TrailRun"},
    {"Swim", "OpenWaterSwim"},
    {"Rowing", "VirtualRow"},
)  # fmt: skip


class Pairing:
    """Writes which workout an activity was done from, and takes it back."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log

    async def pair(
        self,
        intervals: Intervals,
        key: WriteKey,
        activity: Activity,
        event_id: int | None,
        number: int = 0,
    ) -> Change:
        """Note and write that the activity was done from this event; None: from none. One call."""
        change = await self._log.note(
            key,
            Kind.ACTIVITY_PAIRED,
            activity.id,
            before={activity.id: _pairing(activity, activity.paired_event_id)},
            after={activity.id: _pairing(activity, event_id)},
            number=number,
        )
        await intervals.pair_activity(activity.id, event_id)
        return change

    async def noted(self, key: WriteKey) -> Change | None:
        """The pairing of this very update, handled before."""
        return await self._log.noted(key, Kind.ACTIVITY_PAIRED)


async def take_back(intervals: Intervals, change: Change) -> None:
    """The activity is from the plan it was from before. Raises ChangedSinceError."""
    [(activity_id, before)] = change.before.items()
    present = (await intervals.activity(activity_id)).paired_event_id
    if present not in (change.after[activity_id]["event"], before["event"]):
        raise ChangedSinceError
    now = await intervals.pair_activity(activity_id, before["event"])
    if now.paired_event_id != before["event"]:
        raise NotUndoneError


def fitting_events(
    activity: Activity, events: Sequence[Event], others: Sequence[Activity]
) -> tuple[Event, ...]:
    """The planned workouts of the activity's day and sport that nothing was done from yet."""
    return tuple(
        event
        for event in _free(activity, events, others)
        if event.category == Category.WORKOUT
        and event.day == activity.day
        and alike(event.sport, activity.sport)
    )


def possible_events(
    activity: Activity, events: Sequence[Event], others: Sequence[Activity]
) -> tuple[Event, ...]:
    """Every session it might have been done from, the likeliest first: its sport, its day."""
    free = (event for event in _free(activity, events, others) if event.is_session)
    return tuple(
        sorted(
            free,
            key=lambda event: (
                not alike(event.sport, activity.sport),
                abs(event.day - activity.day),
            ),
        )
    )


def _free(
    activity: Activity, events: Sequence[Event], others: Sequence[Activity]
) -> tuple[Event, ...]:
    taken = {each.paired_event_id for each in others if each.id != activity.id}
    return tuple(event for event in events if event.id not in taken)


def alike(one: str | None, other: str | None) -> bool:
    """Whether a plan for one sport may be done in the other: Ride and VirtualRide."""
    return one == other or any({one, other} <= family for family in ALIKE)


def _pairing(activity: Activity, event_id: int | None) -> dict[str, Any]:
    return {"name": activity.name, "sport": activity.sport, "event": event_id}
