"""Recordings: what was measured second by second, its intervals, and the plan it followed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from services.errors import IntervalsError
from services.intervals.client import Intervals
from services.intervals.models import STREAMS, ActivityDetail, Event
from services.pairing import AROUND

Column = Sequence[float | None]
WORK = "WORK"


@dataclass(frozen=True)
class Recording:
    """Columns of one length; those that were not recorded are empty."""

    seconds: Sequence[float]
    watts: Column = ()
    heart_rate: Column = ()  # beats a minute
    speed: Column = ()  # m/s
    altitude: Column = ()  # metres
    work: tuple[tuple[float, float], ...] = ()  # intervals, from second to second
    plan: Event | None = None  # the workout it was done from, targets resolved


async def read_recording(intervals: Intervals, activity: ActivityDetail) -> Recording | None:
    """Two calls at once, three for an activity that has a plan; None where nothing was recorded.

    What cannot be had is left out: an answer must not depend on it.
    """
    kinds = [wire for wire in STREAMS.values() if wire in activity.streams]
    if STREAMS["seconds"] not in kinds:
        return None
    try:
        recorded, splits, plan = await asyncio.gather(
            intervals.recorded(activity.id, kinds),
            intervals.splits(activity.id),
            _plan(intervals, activity),
        )
    except IntervalsError:
        return None
    data = {each.kind: each.data for each in recorded}
    seconds = [each for each in data.get(STREAMS["seconds"], ()) if each is not None]
    columns = {
        name: _column(data.get(wire, ()), len(seconds))
        for name, wire in STREAMS.items()
        if name != "seconds"
    }
    work = tuple(
        (each.start.total_seconds(), each.end.total_seconds())
        for each in splits.intervals
        if each.kind == WORK and each.start is not None and each.end is not None
    )
    return Recording(seconds, **columns, work=work, plan=plan)


def _column(data: Column, length: int) -> Column:
    """Streams may be padded; one of another length says nothing about when."""
    return data[:length] if len(data) >= length else ()


async def read_plan(
    intervals: Intervals, activity: ActivityDetail, recording: Recording | None
) -> Event | None:
    """The workout the activity was done from: known of a recording, else one call.

    None where it cannot be had, as in `read_recording`.
    """
    if recording or activity.paired_event_id is None:
        return recording.plan if recording else None
    try:
        return await intervals.event(activity.paired_event_id)
    except IntervalsError:
        return None


async def _plan(intervals: Intervals, activity: ActivityDetail) -> Event | None:
    """The workout the activity was done from; targets are resolved in lists only."""
    if activity.paired_event_id is None:
        return None
    events = await intervals.events(activity.day - AROUND, activity.day + AROUND)
    return next((each for each in events if each.id == activity.paired_event_id), None)
