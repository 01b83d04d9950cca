"""Meeting Telegram: who we are there, and how updates are to come."""

import asyncio
import logging
from contextlib import suppress

from telegram.error import BadRequest, InvalidToken, TelegramError

from handlers.gateway.telegram import UPDATES, TelegramBot
from handlers.web.server import WEBHOOK_PATH, webhook_secret
from services.config import SettingError

log = logging.getLogger("soigneur")
LONGEST_PAUSE = 30.0  # seconds


def wrong_token() -> SettingError:
    """What to say of a token that Telegram does not know."""
    right = "one that Telegram knows; @BotFather shows it: /mybots"
    return SettingError("TELEGRAM_BOT_TOKEN", right)


async def meet_telegram(bot: TelegramBot, token: str, public_url: str) -> None:
    """Learn our own name, and say how updates are to come; waits for Telegram to be there.

    Raises SettingError for a token or an address that Telegram does not take.
    """
    pause = 1.0
    while True:
        try:
            await bot.initialize()
            if public_url:
                secret, url = webhook_secret(token), public_url + WEBHOOK_PATH
                await bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES)
            else:
                with suppress(InvalidToken):  # 404: a server that knows no webhooks has none
                    await bot.delete_webhook()
        except InvalidToken:
            raise wrong_token() from None
        except BadRequest as refusal:
            raise SettingError("PUBLIC_URL", f"Telegram says: {refusal.message}") from None
        except TelegramError as trouble:
            log.warning("Telegram: %s; trying again in %g s", type(trouble).__name__, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            log.info("running as @%s", bot.username)
            return
