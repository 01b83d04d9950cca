"""/pause: a holiday from the messages that come by themselves."""

from datetime import date, timedelta

from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.dates import read_range
from handlers.views.reply import Reply, button

FOR_GOOD = date.max
LENGTHS = (1, 3, 7, 14)  # days


async def show(context: BotContext, arguments: str) -> None:
    """`/pause 7d`, `/pause 2026-12-01`: the last day named has no message any more."""
    if arguments.strip():
        days = read_range(arguments, context.today, context.desk.vocabulary)
        await _pause(context, days.last)
    else:
        await context.reply(_choices(context))


async def press(context: BotContext, parts: list[str]) -> None:
    match parts:
        case ["resume"]:
            await context.change_settings(paused_until=None)
            await context.reply(Reply(context.words("pause.resumed")))
        case ["always"]:
            await _pause(context, FOR_GOOD)
        case [days]:
            await _pause(context, context.today + timedelta(days=int(days) - 1))


async def _pause(context: BotContext, until: date) -> None:
    words = context.words
    await context.change_settings(paused_until=until)
    resume = button(words.plain("pause.resume"), "pause", "resume")
    for_good = until == FOR_GOOD
    text = words("pause.always") if for_good else words("pause.until", day=until)
    await context.reply(Reply(text, ((resume,),)))


def _choices(context: BotContext) -> Reply:
    words, until = context.words, context.athlete.paused_until
    lengths = tuple(
        button(str(words.count("pause.days", days)), "pause", days) for days in LENGTHS
    )
    always = button(words.plain("pause.always_button"), "pause", "always")
    resume = button(words.plain("pause.resume"), "pause", "resume")
    if until and until >= context.today:
        text = words("pause.always") if until == FOR_GOOD else words("pause.until", day=until)
        return Reply(text, (lengths, (resume,)))
    return Reply(words("pause.ask"), (lengths, (always,)))


command = Command("pause", show, press)
