"""Exports: what was recorded of an activity, as a file."""

import re
from collections.abc import Sequence

from services.activities import read_activity
from services.errors import IntervalsError, RefusedError
from services.intervals.client import Intervals
from services.intervals.models import USUAL_STREAMS, ActivityDetail
from services.plan import WorkoutFile, named_file

FILES = {"file": "", "fit-file": "fit", "gpx-file": "gpx"}  # what is asked for, and its ending
ENDING = re.compile(r"\.([A-Za-z]{2,4}(?:\.gz)?)$")


class NoFileError(IntervalsError):
    """There is no such file: the activity was entered by hand, or nothing was recorded."""


def columns(activity: ActivityDetail) -> tuple[str, ...]:
    """What was recorded, the usual ones first."""
    usual = [each for each in USUAL_STREAMS if each in activity.streams]
    return (*usual, *(each for each in activity.streams if each not in USUAL_STREAMS))


async def read_streams(
    intervals: Intervals, activity_id: str, kinds: Sequence[str], extension: str
) -> WorkoutFile:
    """The chosen columns as csv or json: two calls. Raises HiddenActivityError, NoFileError."""
    activity = await read_activity(intervals, activity_id)
    try:
        content = await intervals.streams(activity_id, kinds, extension)
    except RefusedError as error:
        raise NoFileError from error
    return WorkoutFile(named_file(activity.day, activity.name, extension), content)


async def read_file(intervals: Intervals, activity_id: str, kind: str) -> WorkoutFile:
    """The file of FILES: two calls. Raises HiddenActivityError, NoFileError."""
    activity = await read_activity(intervals, activity_id)
    try:
        sent = await intervals.activity_file(activity_id, kind)
    except RefusedError as error:
        raise NoFileError from error
    called = ENDING.search(sent.name)
    ending = FILES[kind] or (called[1] if called else "")
    return WorkoutFile(named_file(activity.day, activity.name, ending), sent.content)
