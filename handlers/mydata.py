"""/mydata: everything stored about this chat, as a document. No API call."""

import json

from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import File, Reply


async def show(context: BotContext, _: str) -> None:
    """A JSON document; secrets are not in it."""
    everything = await context.services.accounts.everything(context.athlete.id)
    content = json.dumps(everything, ensure_ascii=False, indent=2).encode()
    name = f"soigneur-{context.today.isoformat()}.json"
    await context.reply(Reply(context.words("mydata.caption"), file=File(name, content)))


command = Command("mydata", show)
