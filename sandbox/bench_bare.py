"""The bare bot the bench compares with: one handler of python-telegram-bot, nothing kept."""

import sys

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CommandHandler, ContextTypes
from telegram.request import HTTPXRequest

from handlers.gateway.telegram import pooled_transport
from handlers.words import read_words


def main(api_url: str, token: str) -> None:
    text = read_words()["en"]("privacy.body")

    async def privacy(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_chat is not None
        await context.bot.send_message(
            update.effective_chat.id,
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    def request() -> HTTPXRequest:
        return HTTPXRequest(httpx_kwargs={"transport": pooled_transport()})

    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .request(request())
        .get_updates_request(request())
        .concurrent_updates(16)
        .build()
    )
    application.add_handler(CommandHandler("privacy", privacy))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:3])
