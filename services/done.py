"""Done: the activity that was made of a planned workout, and taking it back."""

from contextlib import suppress
from typing import Any

from services.allowed import if_allowed
from services.errors import (
    ChangedSinceError,
    IntervalsError,
    MaybeWrittenError,
    NotFoundError,
)
from services.intervals.client import Intervals
from services.intervals.models import Activity, Event
from services.pairing import AROUND
from storage.models import Change


async def take_back_done(intervals: Intervals, change: Change) -> None:
    """Delete the activity. Raises ChangedSinceError if a person has changed or rated it since."""
    number = change.after.get("activity")
    with suppress(NotFoundError):
        if number is None:  # the answer was lost
            event = await intervals.event(int(change.subject))
            there = next(iter(await done_from(intervals, event)), None)
        else:
            there = await intervals.activity(number)
            if done_seen(there) != change.after["done"]:
                raise ChangedSinceError
        if there:
            await intervals.delete_activity(there.id)


async def make_done(intervals: Intervals, event: Event) -> Activity:
    """Make an activity of it; where the answer is lost, look whether it is there.

    Raises MaybeWrittenError if nobody can tell.
    """
    try:
        return await intervals.mark_done(event.id)
    except MaybeWrittenError:
        with suppress(IntervalsError):
            intervals.forget_cached()
            for made in await done_from(intervals, event):
                return made
        raise


async def done_from(intervals: Intervals, event: Event) -> tuple[Activity, ...]:
    """The activities that were done from a planned workout, newest first. One call.

    None where a sign-in does not let us read activities.
    """
    done = await if_allowed(intervals.activities(event.day - AROUND, event.day + AROUND))
    return tuple(each for each in done or () if each.paired_event_id == event.id)


def done_seen(activity: Activity) -> dict[str, Any]:
    """What a person would change of an activity."""
    length = activity.moving_time and activity.moving_time.total_seconds()
    facts = (activity.name, length, activity.distance, activity.rpe, activity.feel)
    return dict(zip(("name", "seconds", "metres", "rpe", "feel"), facts, strict=True))
