"""/log: the way to everything that can be recorded."""

from handlers import log_wellness
from handlers.command import Command
from handlers.context import BotContext


async def show(context: BotContext, arguments: str) -> None:
    """Until there is more than wellness to log, this is /log wellness."""
    await log_wellness.show(context, arguments)


command = Command("log", show)
