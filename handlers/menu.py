"""Telegram's command menu, in every language, from the commands themselves."""

from collections.abc import Iterable

from telegram import BotCommand
from telegram.error import TelegramError

from handlers.command import Command
from handlers.gateway.telegram import TelegramBot
from handlers.words import DEFAULT, Library


async def publish_menu(bot: TelegramBot, commands: Iterable[Command], languages: Library) -> None:
    """Tell Telegram the menu where it differs from what it has; without Telegram, next time."""
    shown = [each for each in commands if each.in_menu]
    for name, words in languages.items():
        code = None if name == DEFAULT else name.split("_")[0]
        menu = [BotCommand(each.name, words.plain(f"{each.key}.menu")) for each in shown]
        try:
            if list(await bot.get_my_commands(language_code=code)) != menu:
                await bot.set_my_commands(menu, language_code=code)
        except TelegramError:
            return
