"""An activity as it is told: what it may be, and what it is at intervals.icu then."""

from collections.abc import Sequence
from datetime import datetime, time

from handlers.context import BotContext
from handlers.reading.activities import read_line
from handlers.reading.entry import Entry
from handlers.reading.errors import NoDayError, UnknownSportError
from handlers.views.workouts import sport_name
from services.errors import ServiceError
from services.intervals.models import NewActivity
from services.zones import local_time

MOST_NAME = 80  # characters
NOON = time(12)


class NotDoneYetError(ServiceError):
    """An activity on `day`, or at an hour, that is still to come."""


class NoLengthError(ServiceError):
    """A line of several that does not say how long it took."""


class ActivityNameTooLongError(ServiceError):
    """A name of `length` characters, over the `limit`."""


def read_one(context: BotContext, line: str) -> tuple[Entry, Sequence[ServiceError]]:
    """What a line says, and why some of it is not taken.

    Raises the errors of `read_line` and of `refuse`.
    """
    entry, wrong = read_line(line, context.today, context.desk.vocabulary)
    refuse(context, entry)
    return entry, wrong


def read_whole(context: BotContext, line: str) -> Entry:
    """The same of a line that must say everything, for nothing more is asked.

    Raises NoDayError, UnknownSportError, NoLengthError and the errors of `read_one`.
    """
    entry, wrong = read_one(context, line)
    if wrong:
        raise wrong[0]
    if entry.day is None:
        raise NoDayError
    if entry.sport is None:
        raise UnknownSportError(text=entry.name or line)
    if entry.moving_time is None:
        raise NoLengthError
    return entry


def refuse(context: BotContext, entry: Entry) -> None:
    """Raises NotDoneYetError, ActivityNameTooLongError."""
    if len(entry.name) > MOST_NAME:
        raise ActivityNameTooLongError(length=len(entry.name), limit=MOST_NAME)
    if entry.day and datetime.combine(entry.day, entry.hour or time()) > _now(context):
        raise NotDoneYetError(day=entry.day)


def _now(context: BotContext) -> datetime:
    """The athlete's wall clock."""
    return local_time(context.now, context.athlete.time_zone).replace(tzinfo=None)


def new_activity(context: BotContext, entry: Entry) -> NewActivity:
    """A complete entry. Without an hour it was at noon; today, it has just ended."""
    assert entry.day is not None
    assert entry.sport is not None
    assert entry.moving_time is not None
    now = _now(context)
    ended = max(now - entry.moving_time, datetime.combine(entry.day, time()))
    usual = ended.time().replace(second=0, microsecond=0) if entry.day == now.date() else NOON
    return NewActivity(
        day=entry.day,
        hour=entry.hour or usual,
        sport=entry.sport,
        moving_time=entry.moving_time,
        name=entry.name or sport_name(entry.sport, context.words),
        distance=entry.distance,
        average_heart_rate=entry.heart_rate,
        average_watts=entry.watts,
        training_load=entry.load,
        rpe=entry.rpe,
        feel=entry.feel,
        kg_lifted=entry.lifted,
        trainer=entry.indoor or None,
    )
