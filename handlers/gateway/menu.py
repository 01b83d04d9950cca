"""What Telegram shows of the bot before a word is said: its menu and what it is for."""

import logging
from collections.abc import Iterable

from telegram import BotCommand
from telegram.error import TelegramError

from handlers.command import Command
from handlers.gateway.telegram import TelegramBot
from handlers.words import DEFAULT, Library, Words

log = logging.getLogger(__name__)


async def publish_menu(bot: TelegramBot, commands: Iterable[Command], languages: Library) -> None:
    """Tell Telegram in every language, where it has something else.

    The bot does without where a server of the Bot API refuses, or answers what nobody can read.
    """
    shown = [each for each in commands if each.in_menu]
    spoken = {
        None if name == DEFAULT else name.split("_")[0]: languages[name] for name in languages
    }
    try:
        for code, words in spoken.items():
            menu = [BotCommand(each.name, words.plain(f"{each.key}.menu")) for each in shown]
            if list(await bot.get_my_commands(language_code=code)) != menu:
                await bot.set_my_commands(menu, language_code=code)
        for code, words in spoken.items():
            await _describe(bot, code, words)
    except (TelegramError, AttributeError, KeyError, TypeError, ValueError) as trouble:
        log.warning("the menu is not published: %r", trouble)


async def _describe(bot: TelegramBot, code: str | None, words: Words) -> None:
    """What stands in the empty chat, and on the bot's own page."""
    text, short = words.plain("start.description"), words.plain("start.short")
    if (await bot.get_my_description(language_code=code)).description != text:
        await bot.set_my_description(text, language_code=code)
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)
