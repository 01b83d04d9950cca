"""/plan note: a note for a day, its text on the lines below. One API call."""

from handlers.context import BotContext
from handlers.planned import calendar_command, coming_days, one_line
from handlers.reading.activities import ImpossibleHourError, wrong_hour
from handlers.reading.dates import leading_moment
from handlers.reading.errors import UnreadableDayError
from services.errors import ServiceError
from services.intervals.models import Category, NewEvent


class EmptyNoteError(ServiceError):
    """A note for a day that says nothing."""


def read(context: BotContext, text: str) -> NewEvent:
    """A day, an hour if there is one, the note; more lines are its text."""
    heading, _, below = text.partition("\n")
    moment = leading_moment(heading, context.today, context.desk.vocabulary)
    if moment is None:
        raise UnreadableDayError(text=heading)
    day, hour, rest = moment
    if hour is None and (wrong := wrong_hour(rest)):
        raise ImpossibleHourError(text=wrong)
    name = one_line(rest)
    if not name:
        raise EmptyNoteError
    return NewEvent(
        day=day, hour=hour, category=Category.NOTE, name=name, text=below.strip() or None
    )


command = calendar_command("plan note", read, coming_days, when=leading_moment)
