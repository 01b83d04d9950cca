"""The outbox: the only place that asks Telegram for anything."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ChatAction, MessageLimit
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from handlers.gateway.chat_pace import ChatPace
from handlers.gateway.errors import BlockedError, FileGoneError, TelegramDownError
from handlers.gateway.split import split
from handlers.gateway.telegram import TelegramBot
from handlers.views.reply import Button, Reply

Result = TypeVar("Result")
Rows = tuple[tuple[Button, ...], ...]
TRIES = 4
LONGEST_WAIT = 30.0  # seconds; a longer Retry-After leaves the update for a later try
NOT_MODIFIED = "message is not modified"
GONE = ("message to edit not found", "message can't be edited", "there is no text in the message")


class Outbox:
    """Sends, edits and deletes; paces each chat, waits out 429s and short outages.

    Everything raises BlockedError when the athlete has blocked the bot, and
    TelegramDownError when Telegram took nothing in several tries.
    """

    def __init__(self, bot: TelegramBot, pace: ChatPace, *, first_wait: float = 0.5) -> None:
        self._bot = bot
        self._pace = pace
        self._first_wait = first_wait

    async def send(self, chat_id: int, reply: Reply) -> int:
        """A new message (several, if the text is over 4,096 characters). Gives the last id."""
        if reply.file:
            return (
                await self._retried(chat_id, lambda: self._document(chat_id, reply))
            ).message_id
        *before, last = split(reply.text, MessageLimit.MAX_TEXT_LENGTH)
        for part in before:
            await self._retried(chat_id, partial(self._message, chat_id, part))
        sent = await self._retried(chat_id, lambda: self._message(chat_id, last, reply.rows))
        return sent.message_id

    async def send_once(self, chat_id: int, reply: Reply, *, silent: bool) -> int:
        """A message that must never come twice: one try, as Telegram knows no idempotency key.

        Raises TelegramDownError only where the message surely was not taken (a 429); a lost
        answer raises telegram's NetworkError, and nobody knows.
        """
        await self._pace.turn(chat_id)
        with _refusals():
            sent = await self._message(chat_id, reply.text, reply.rows, silent=silent)
        return sent.message_id

    async def edit(self, chat_id: int, message_id: int, reply: Reply) -> int:
        """The message says this now; if it is gone, a new one does. Gives the message's id."""
        if len(split(reply.text, MessageLimit.MAX_TEXT_LENGTH)) > 1:
            return await self.send(chat_id, reply)
        try:
            await self._retried(chat_id, lambda: self._edited(chat_id, message_id, reply))
        except BadRequest as refusal:
            words = refusal.message.lower()
            if any(gone in words for gone in GONE):
                return await self.send(chat_id, reply)
            if NOT_MODIFIED not in words:
                raise
        return message_id

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Take a message away; one that is gone already is no fault."""
        with suppress(BadRequest):
            await self._retried(chat_id, lambda: self._bot.delete_message(chat_id, message_id))

    async def fetch(self, chat_id: int, file_id: str) -> bytes:
        """A file that was sent to the bot. Raises FileGoneError, also for one over 20 MB."""
        try:
            file = await self._retried(chat_id, lambda: self._bot.get_file(file_id))
            return bytes(await self._retried(chat_id, file.download_as_bytearray))
        except (BadRequest, InvalidToken) as refusal:
            raise FileGoneError from refusal

    async def answer_press(self, query_id: str) -> None:
        """Stop the button's spinner; too late is no fault."""
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query_id)

    async def show_busy(self, chat_id: int) -> None:
        """The chat says that the bot is typing: for five seconds, or until a message comes."""
        with suppress(TelegramError):
            await self._bot.send_chat_action(chat_id, ChatAction.TYPING)

    async def _retried(self, chat_id: int, call: Callable[[], Awaitable[Result]]) -> Result:
        await self._pace.turn(chat_id)
        wait = self._first_wait
        for _ in range(TRIES):
            try:
                with _refusals():
                    return await call()
            except BadRequest:
                raise
            except TelegramDownError as busy:
                if busy.seconds > LONGEST_WAIT:
                    raise
                await asyncio.sleep(busy.seconds)
            except NetworkError:
                await asyncio.sleep(wait)
                wait *= 2
        raise TelegramDownError

    async def _message(
        self, chat_id: int, text: str, rows: Rows = (), *, silent: bool = False
    ) -> Message:
        return await self._bot.send_message(
            chat_id, text, reply_markup=_keyboard(rows), disable_notification=silent or None
        )

    async def _edited(self, chat_id: int, message_id: int, reply: Reply) -> None:
        await self._bot.edit_message_text(
            reply.text, chat_id=chat_id, message_id=message_id, reply_markup=_keyboard(reply.rows)
        )

    async def _document(self, chat_id: int, reply: Reply) -> Message:
        assert reply.file is not None
        return await self._bot.send_document(
            chat_id,
            reply.file.content,
            caption=reply.text or None,
            filename=reply.file.name,
            reply_markup=_keyboard(reply.rows),
        )


@contextmanager
def _refusals() -> Iterator[None]:
    """Telegram's refusals in our own words; BadRequest and NetworkError pass as they are."""
    try:
        yield
    except Forbidden as refusal:
        raise BlockedError from refusal
    except RetryAfter as refusal:
        wait = refusal.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        raise TelegramDownError(seconds) from refusal


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
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
