"""/pause: a holiday from the messages that come by themselves. No API call."""

from datetime import date, timedelta

from markupsafe import Markup

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.errors import ReversedRangeError, UnreadableError, UnreadableRangeError
from handlers.reading.ranges import read_range
from handlers.reading.vocabulary import Typed
from handlers.views.reply import Reply, button
from handlers.words import Words
from services.errors import ServiceError
from storage.models import Athlete

FOR_GOOD = date.max
LENGTHS = ("1", "3", "7", "14")  # days


class PastPauseError(ServiceError):
    """A pause until `day`, which is over."""


class UnreadablePauseError(UnreadableError):
    """Neither a length nor a day until which to pause."""


def state(athlete: Athlete, today: date, words: Words) -> Markup | None:
    """Until when there are no messages; None when they come."""
    until = athlete.paused_until
    return _until(until, today, words) if until and until >= today else None


def _until(last: date, today: date, words: Words) -> Markup:
    if last == FOR_GOOD:
        return words("pause.always")
    return words("pause.until", day=words.dated(last, today))


async def show(context: BotContext, arguments: str) -> None:
    """`/pause 7d`, `/pause until 2026-12-01`: the last day named has no message any more.

    Raises UnreadablePauseError, PastPauseError and the errors of a day.
    """
    text = Typed(arguments).text.strip()
    vocabulary = context.desk.vocabulary
    choice = vocabulary.meaning("choice.pause", text)
    if not text:
        await context.reply(_choices(context))
    elif choice:
        await press(context, [choice])
    else:
        leads = ("until", "lasting") if text[0].isalpha() else ()
        lead = next((found for each in leads if (found := vocabulary.find(each, text))), None)
        typed = text[lead.end :].strip() if lead else text
        typed = f"{typed}d" if typed.isdecimal() else typed
        try:
            days = read_range(typed, context.today, vocabulary)
        except (UnreadableRangeError, ReversedRangeError) as unread:
            raise UnreadablePauseError(text=arguments) from unread
        if days.last < context.today:
            raise PastPauseError(day=days.last)
        await _pause(context, days.last)


async def press(context: BotContext, parts: list[str]) -> None:
    """A length, for good, or the end of the pause. No API call."""
    match parts:
        case ["resume"]:
            await context.change_settings(paused_until=None)
            await context.reply(Reply(context.words("pause.resumed")))
        case ["always"]:
            await _pause(context, FOR_GOOD)
        case [days] if days in LENGTHS:
            await _pause(context, context.today + timedelta(days=int(days) - 1))
        case _:
            raise GoneButtonError


async def _pause(context: BotContext, last: date) -> None:
    words = context.words
    await context.change_settings(paused_until=last)
    resume = button(words.plain("pause.resume"), "pause", "resume")
    await context.reply(Reply(_until(last, context.today, words), ((resume,),)))


def _choices(context: BotContext) -> Reply:
    """How long; with what is so now, and the way back from it."""
    words = context.words
    paused = state(context.athlete, context.today, words)
    lengths = tuple(
        button(str(words.count("pause.days", int(days))), "pause", days) for days in LENGTHS
    )
    always = button(words.plain("pause.always_button"), "pause", "always")
    resume = button(words.plain("pause.resume"), "pause", "resume")
    return Reply(
        paused or words("pause.ask"), (lengths, (always, resume) if paused else (always,))
    )


command = Command("pause", show, press, for_anybody=True)
