"""/disconnect: forget the key and stop the pushes. No API call, one to revoke a sign-in."""

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import Reply, button


async def show(context: BotContext, _: str) -> None:
    """Ask first. Raises NotConnectedError."""
    context.intervals()
    words = context.words
    sure = button(words.plain("disconnect.sure"), "disconnect", "sure", style="danger")
    keep = button(words.plain("button.cancel"), "disconnect", "keep")
    await context.reply(Reply(words("disconnect.ask"), ((sure, keep),)))


async def press(context: BotContext, parts: list[str]) -> None:
    """Forget the key, or keep it. No API call, one to revoke a sign-in."""
    if parts not in (["sure"], ["keep"]):
        raise GoneButtonError
    outcome = "kept"
    if parts == ["sure"]:
        await context.come_home()
        outcome = await context.services.accounts.disconnect(context.athlete)
    await context.reply(Reply(context.words(f"disconnect.{outcome}")))


command = Command("disconnect", show, press, for_anybody=True)
