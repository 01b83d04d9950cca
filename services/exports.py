"""Exports: what was recorded of an activity, as a file."""

import re
from collections.abc import Sequence

from services.errors import IntervalsError, RefusedError
from services.intervals.client import Intervals
from services.intervals.models import USUAL_STREAMS, ActivityDetail

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
) -> bytes:
    """The chosen columns as csv or json: one call. Raises NoFileError."""
    try:
        return await intervals.streams(activity_id, kinds, extension)
    except RefusedError as error:
        raise NoFileError from error


async def read_file(intervals: Intervals, activity_id: str, kind: str) -> tuple[bytes, str]:
    """The file of FILES and how its name ends: one call. Raises NoFileError."""
    try:
        sent = await intervals.activity_file(activity_id, kind)
    except RefusedError as error:
        raise NoFileError from error
    called = ENDING.search(sent.name)
    return sent.content, FILES[kind] or (called[1] if called else "")
