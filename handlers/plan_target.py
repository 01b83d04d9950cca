"""/plan target: load, time or distance to reach in a week or on a day. One API call."""

from handlers.context import BotContext
from handlers.planned import calendar_command
from handlers.reading.activities import Entry, read_entry
from handlers.reading.dates import leading_range
from handlers.reading.errors import UnreadableDayError, UnreadableError
from services.errors import ServiceError
from services.intervals.models import Category, NewEvent

USUAL_SPORT = "Ride"  # a target must have one
WEEK = 7


class EmptyTargetError(UnreadableError):
    """A target without load, time or distance."""


class TargetDaysError(ServiceError):
    """A target for other days than one, or a week from Monday."""


def read(context: BotContext, text: str) -> NewEvent:
    """From `this week load 450 time 8h`, `next week Run 50km`, `sat 3h`."""
    vocabulary, today = context.desk.vocabulary, context.today
    found = leading_range(text, today, vocabulary)
    if found is None:
        raise UnreadableDayError(text=text)
    days, rest = found
    whole_week = len(days) == WEEK and days.first.weekday() == 0
    if len(days) > 1 and not whole_week:
        raise TargetDaysError
    target = read_entry(rest, today, vocabulary, Entry(day=days.first))
    if not (target.load or target.moving_time or target.distance):
        raise EmptyTargetError(text=rest)
    return NewEvent(
        day=days.first,
        category=Category.TARGET,
        sport=target.sport or USUAL_SPORT,
        load_target=target.load,
        time_target=target.moving_time,
        distance_target=target.distance,
        for_week=whole_week,
    )


command = calendar_command("plan target", read)
