"""aiogram at work: its bot at an address, all that a bot does, and its own errors."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiogram import Bot, types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter

from tests.sandbox.telegram.test_files import png

__all__ = ["TelegramBadRequest", "TelegramNetworkError", "TelegramRetryAfter"]

MARKUP = types.InlineKeyboardMarkup(
    inline_keyboard=[
        [
            types.InlineKeyboardButton(text="Go", callback_data="go", style="success"),
            types.InlineKeyboardButton(text="Site", url="https://intervals.icu"),
        ],
        [
            types.InlineKeyboardButton(
                text="Copy", copy_text=types.CopyTextButton(text="- 20m 88%")
            )
        ],
    ]
)


@asynccontextmanager
async def open_bot(token: str, address: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    async with Bot(token, session=session) as bot:
        yield bot


async def everything_bots_do(bot: Bot) -> list[Any]:
    text = "<b>骑行</b> 🚴 <blockquote expandable>a\nb</blockquote> /today <code>x</code>"
    file = types.BufferedInputFile(b"<zwo/>", "plan.zwo")
    picture = types.BufferedInputFile(png(600, 300), "chart.png")
    album: list[Any] = [types.InputMediaDocument(media=file), types.InputMediaDocument(media=file)]
    sent = await bot.send_message(
        5, text, parse_mode=ParseMode.HTML, reply_markup=MARKUP,
        reply_parameters=types.ReplyParameters(message_id=1),
    )  # fmt: skip
    photo = await bot.send_photo(5, picture, caption="chart")
    media = types.InputMediaPhoto(media=picture, caption="<i>new</i>", parse_mode="HTML")
    commands = [types.BotCommand(command="today", description="今天")]
    return [
        sent,
        photo,
        await bot.get_me(),
        await bot.edit_message_text("two", chat_id=5, message_id=sent.message_id),
        await bot.edit_message_media(media, chat_id=5, message_id=photo.message_id),
        await bot.edit_message_caption(chat_id=5, message_id=photo.message_id, caption="c"),
        await bot.edit_message_reply_markup(
            chat_id=5, message_id=photo.message_id, reply_markup=MARKUP
        ),
        await bot.send_document(5, file, caption="zwo"),
        await bot.send_media_group(5, album),
        await bot.send_location(5, 46.5, 7.9),
        await bot.send_chat_action(5, "typing"),
        await bot.copy_message(5, 5, sent.message_id),
        await bot.forward_message(5, 5, sent.message_id),
        await bot.get_chat(5),
        await bot.get_chat(-10),
        await bot.set_my_commands(commands, language_code="zh"),
        await bot.get_my_commands(language_code="zh"),
        await bot.delete_my_commands(),
        await bot.set_my_description("An endurance bot"),
        await bot.get_my_description(),
        await bot.get_my_short_description(),
        await bot.get_my_name(),
        await bot.set_chat_menu_button(menu_button=types.MenuButtonCommands()),
        await bot.get_chat_menu_button(5),
        await bot.set_message_reaction(5, 1, [types.ReactionTypeEmoji(emoji="👍")]),
        await bot.delete_message(5, sent.message_id),
        await bot.delete_messages(5, [photo.message_id]),
        await bot.get_webhook_info(),
    ]
