"""Done: the activity that was made of a planned workout, and taking it back."""

from contextlib import suppress
from typing import Any

from services.errors import (
    ChangedSinceError,
    IntervalsError,
    MaybeWrittenError,
    NotFoundError,
)
from services.intervals.client import Intervals
from services.intervals.models import Activity, Event
from storage.models import Change


async def take_back_done(intervals: Intervals, change: Change) -> None:
    """Delete the activity. Raises ChangedSinceError if a person has changed or rated it since."""
    number = change.after.get("activity")
    with suppress(NotFoundError):
        if number is None:  # the answer was lost
            there = await done_from(intervals, await intervals.event(int(change.subject)))
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
            if made := await done_from(intervals, event):
                return made
        raise


async def done_from(intervals: Intervals, event: Event) -> Activity | None:
    """The activity that was done from a planned workout, on its day."""
    done = await intervals.activities(event.day, event.day)
    return next((each for each in done if each.paired_event_id == event.id), None)


def done_seen(activity: Activity) -> dict[str, Any]:
    """What a person would change of an activity."""
    length = activity.moving_time and activity.moving_time.total_seconds()
    facts = (activity.name, length, activity.distance, activity.rpe, activity.feel)
    return dict(zip(("name", "seconds", "metres", "rpe", "feel"), facts, strict=True))
