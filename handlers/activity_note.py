"""A text that replies to the message after an activity becomes the activity's note."""

from handlers.activity_edit import render_saved
from handlers.activity_place import recent
from handlers.context import BotContext
from handlers.pushes.kind import family


async def take_note(context: BotContext, replied_to: int | None, text: str) -> bool:
    """Whether the text was such a reply; it is written then, in two API calls."""
    if replied_to is None:
        return False
    push = await context.desk.pushes.sent_as(context.athlete.id, replied_to)
    if push is None or family(push.kind) != "activity":
        return False
    context.rider = None  # the message was about oneself
    edited = await context.services.logbook.add_note(
        context.intervals(), context.write_key, str(push.facts["activity"]), text.strip()
    )
    await context.send(render_saved(edited, recent(context.today).code, context.words))
    return True
