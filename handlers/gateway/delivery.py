"""Delivery: a reply as the one call of Telegram's that says it."""

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Message
from telegram.constants import MessageLimit

from handlers.gateway.split import units
from handlers.gateway.telegram import TelegramBot
from handlers.views.reply import Button, Reply

MEDIA_HAS_IT = {"parse_mode": None}  # the library would send it once more, beside the media
Photo = bytes | str  # a PNG, or the id of a file that Telegram has


class Delivery:
    """Sends and edits with one call each; whatever Telegram says to it passes through."""

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot

    async def send(
        self, chat_id: int, reply: Reply, photo: Photo | None = None, *, silent: bool = False
    ) -> Message:
        """A document, a photo or a text: whichever the reply has."""
        markup, quiet = _keyboard(reply.rows), silent or None
        if reply.file:
            return await self._bot.send_document(
                chat_id,
                reply.file.content,
                caption=reply.text or None,
                filename=reply.file.name,
                reply_markup=markup,
                disable_notification=quiet,
            )
        if photo:
            return await self._bot.send_photo(
                chat_id,
                photo,
                caption=reply.text,
                reply_markup=markup,
                disable_notification=quiet,
            )
        return await self._bot.send_message(
            chat_id, reply.text, reply_markup=markup, disable_notification=quiet
        )

    async def edit(
        self, chat_id: int, message_id: int, reply: Reply, photo: Photo | None = None
    ) -> Message:
        """A text, or (with a photo) whatever the message was before."""
        markup = _keyboard(reply.rows)
        if photo:
            media = InputMediaPhoto(photo, reply.text, parse_mode="HTML")
            edited = await self._bot.edit_message_media(
                media, chat_id, message_id, reply_markup=markup, api_kwargs=MEDIA_HAS_IT
            )
        else:
            edited = await self._bot.edit_message_text(
                reply.text, chat_id, message_id, reply_markup=markup
            )
        assert isinstance(edited, Message)  # True comes for inline messages only
        return edited

    async def edit_caption(self, chat_id: int, message_id: int, reply: Reply) -> None:
        """The text below a picture that stays."""
        await self._bot.edit_message_caption(
            chat_id, message_id, caption=reply.text, reply_markup=_keyboard(reply.rows)
        )


def fits_caption(text: Markup) -> bool:
    """Whether the text may stand below a picture; Telegram counts it without its markup."""
    return units(text.striptags()) <= MessageLimit.CAPTION_LENGTH


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    each.label,
                    callback_data=each.data or None,
                    url=each.url or None,
                    style=each.style or None,
                )
                for each in row
            ]
            for row in rows
        ]
    )
