"""/log: the way to everything that can be recorded. No API call."""

from handlers import check_in, log_activity, log_wellness
from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.activities import begins_with_sport
from handlers.reading.wellness import names_values
from handlers.views.reply import Reply, button
from handlers.words import Words


async def show(context: BotContext, arguments: str) -> None:
    """Which of both? A line that names a sport is an activity, one with values wellness."""
    today, vocabulary = context.today, context.desk.vocabulary
    if not arguments.strip():
        context.intervals()
        await context.reply(render(context.words))
    elif begins_with_sport(arguments, today, vocabulary) or (
        vocabulary.sport_within(arguments) and not names_values(arguments, today, vocabulary)
    ):
        await log_activity.show(context, arguments)
    else:
        await log_wellness.show(context, arguments)


async def press(context: BotContext, parts: list[str]) -> None:
    """The check-in of today. One API call."""
    if parts != ["wellness"]:
        raise GoneButtonError
    await check_in.begin(context, context.today)


def render(words: Words) -> Reply:
    """The question which of both."""
    wellness = button(words.plain("log.wellness"), "log", "wellness")
    activity = button(words.plain("log.activity"), "log_activity")
    return Reply(words("log.which"), ((wellness, activity),))


command = Command("log", show, press)
