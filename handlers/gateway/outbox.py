"""The outbox: the only place that asks Telegram for anything."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from telegram import Message
from telegram.constants import ChatAction, MessageLimit
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from handlers.gateway.chat_pace import ChatPace
from handlers.gateway.delivery import Delivery, Photo, fits_caption
from handlers.gateway.errors import (
    FileGoneError,
    FileLateError,
    FileRefusedError,
    PaintingError,
    TelegramDownError,
)
from handlers.gateway.gallery import Gallery
from handlers.gateway.refusals import refusals
from handlers.gateway.split import split
from handlers.gateway.telegram import TelegramBot, never_left
from handlers.views.reply import Reply

log = logging.getLogger(__name__)
Result = TypeVar("Result")
Gate = Callable[[], Awaitable[bool | None]]  # whether silently; None: not at all
TRIES = 4
MOST_PICTURED = 10_000  # messages remembered to have a picture
LONGEST_WAIT = 30.0  # seconds; a longer Retry-After leaves the update for a later try
ALREADY_DELETED = "message to delete not found"
NOT_MODIFIED = "message is not modified"
GONE = ("message to edit not found", "message can't be edited")
NO_TEXT = "there is no text in the message"


class Outbox:
    """Sends, edits and deletes; paces each chat, waits out 429s and short outages.

    Everything raises BlockedError when the athlete has blocked the bot, and
    TelegramDownError when Telegram took nothing in several tries.
    """

    def __init__(
        self, bot: TelegramBot, pace: ChatPace, gallery: Gallery, *, first_wait: float
    ) -> None:
        self._bot = bot
        self._delivery = Delivery(bot)
        self._pace = pace
        self._gallery = gallery
        self._first_wait = first_wait
        self._pictured: OrderedDict[tuple[int, int], None] = OrderedDict()

    async def send(self, chat_id: int, reply: Reply) -> int:
        """A new message (several, if the text is over 4,096 characters). Gives the last id."""
        photo = await self._photo(reply)
        if not reply.file and not photo:
            *before, last = split(reply.text, MessageLimit.MAX_TEXT_LENGTH)
            for part in before:
                await self._paced(chat_id, partial(self._delivery.send, chat_id, Reply(part)))
            reply = Reply(last, reply.rows)
        show = partial(self._delivery.send, chat_id, reply)
        return (await self._said(chat_id, show, reply, photo)).message_id

    async def send_once(self, chat_id: int, reply: Reply, gate: Gate) -> int | None:
        """A message that must never come twice: one try, as Telegram knows no idempotency key.

        The `gate` is asked right before the call. Raises TelegramDownError only where the message
        surely was not taken (a 429, or no connection at all); a lost answer raises telegram's
        NetworkError, and nobody knows.
        """
        photo = await self._photo(reply)
        await self._pace.turn(chat_id)
        silent = await gate()
        if silent is None:
            return None
        show = partial(self._delivery.send, chat_id, reply, silent=silent)
        try:
            with refusals():
                sent = await self._shown(show, reply, photo)
        except NetworkError as trouble:
            if never_left(trouble):
                raise TelegramDownError(LONGEST_WAIT) from trouble
            raise
        return sent.message_id

    async def edit(self, chat_id: int, message_id: int, reply: Reply) -> int:
        """The message says this now; if it is gone, a new one does. Gives the message's id."""
        if len(split(reply.text, MessageLimit.MAX_TEXT_LENGTH)) > 1:
            return await self.send(chat_id, reply)
        if not reply.picture and (chat_id, message_id) in self._pictured:
            return await self._edit_caption(chat_id, message_id, reply)
        try:
            photo = await self._photo(reply)
            show = partial(self._delivery.edit, chat_id, message_id, reply)
            await self._said(chat_id, show, reply, photo)
        except BadRequest as refusal:
            if _says(refusal, NO_TEXT):
                return await self._edit_caption(chat_id, message_id, reply)
            return await self._unedited(chat_id, message_id, reply, refusal)
        return message_id

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Take a message away. Says whether it is gone: Telegram keeps those over 48 hours old."""
        try:
            await self._retried(lambda: self._bot.delete_message(chat_id, message_id))
        except BadRequest as refusal:
            return _says(refusal, ALREADY_DELETED)
        except TelegramDownError:
            return False
        return True

    async def fetch(self, file_id: str) -> bytes:
        """A file that was sent to the bot.

        Raises FileGoneError, also for one over 20 MB, and FileLateError.
        """
        try:
            file = await self._retried(lambda: self._bot.get_file(file_id))
            return bytes(await self._retried(file.download_as_bytearray))
        except (BadRequest, InvalidToken) as refusal:
            raise FileGoneError from refusal
        except TelegramDownError as trouble:
            raise FileLateError from trouble

    async def answer_press(self, query_id: str, text: str = "") -> None:
        """Stop the button's spinner, and perhaps say a word; too late is no fault."""
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query_id, text or None)

    async def show_busy(self, chat_id: int) -> None:
        """The chat says that the bot is typing: for five seconds, or until a message comes."""
        with suppress(TelegramError):
            await self._bot.send_chat_action(chat_id, ChatAction.TYPING)

    async def _edit_caption(self, chat_id: int, message_id: int, reply: Reply) -> int:
        """The message has a picture: it stays, unless it no longer belongs to what is said."""
        if reply.clears or not fits_caption(reply.text):
            await self.delete(chat_id, message_id)
            return await self.send(chat_id, reply)
        edit = partial(self._delivery.edit_caption, chat_id, message_id, reply)
        try:
            await self._paced(chat_id, edit)
        except BadRequest as refusal:
            return await self._unedited(chat_id, message_id, reply, refusal)
        return message_id

    async def _unedited(
        self, chat_id: int, message_id: int, reply: Reply, refusal: BadRequest
    ) -> int:
        """What is gone is said anew, and what is said already stays; else the refusal goes on."""
        if _says(refusal, *GONE):
            return await self.send(chat_id, reply)
        if not _says(refusal, NOT_MODIFIED):
            raise refusal
        return message_id

    async def _photo(self, reply: Reply) -> Photo | None:
        """The picture for Telegram; none where it cannot be drawn, or the text is too long."""
        if not reply.picture or not fits_caption(reply.text):
            return None
        return await self._gallery.find(reply.picture) or await self._drawn(reply.picture)

    async def _drawn(self, picture: str) -> bytes | None:
        try:
            return await self._gallery.draw(picture)
        except PaintingError:
            log.warning("a picture could not be drawn")
            return None

    async def _said(
        self,
        chat_id: int,
        show: Callable[[Photo | None], Awaitable[Message]],
        reply: Reply,
        photo: Photo | None,
    ) -> Message:
        """Say it; Telegram may take a text while it takes neither pictures nor files."""
        try:
            return await self._paced(chat_id, lambda: self._shown(show, reply, photo))
        except (BadRequest, TelegramDownError) as trouble:
            asked_to_wait = isinstance(trouble, TelegramDownError) and trouble.seconds
            if reply.file and not asked_to_wait:
                raise FileRefusedError(name=reply.file.name) from trouble
            if photo is None or asked_to_wait or isinstance(trouble, BadRequest):
                raise
            return await self._paced(chat_id, lambda: self._shown(show, reply, None))

    async def _shown(
        self,
        show: Callable[[Photo | None], Awaitable[Message]],
        reply: Reply,
        photo: Photo | None,
    ) -> Message:
        """Show it; a picture whose file Telegram no longer knows is drawn and uploaded anew.

        A server that does not take the picture must not cost the athlete the answer.
        """
        try:
            with refusals():
                sent = await show(photo)
        except (BadRequest, InvalidToken) as refusal:
            if photo is None or _says(refusal, *GONE, NOT_MODIFIED):
                raise
            anew = await self._drawn(reply.picture) if isinstance(photo, str) else None
            return await self._shown(show, reply, anew)
        if isinstance(photo, bytes):
            await self._gallery.keep(reply.picture, sent.photo[-1].file_id)
        if photo:
            self._note_pictured(sent)
        return sent

    def _note_pictured(self, sent: Message) -> None:
        """Its text is a caption: an edit of its text would be refused."""
        self._pictured[sent.chat_id, sent.message_id] = None
        if len(self._pictured) > MOST_PICTURED:
            self._pictured.popitem(last=False)

    async def _paced(self, chat_id: int, call: Callable[[], Awaitable[Result]]) -> Result:
        """What Telegram counts as a message: one that is new, or says something else now."""
        await self._pace.turn(chat_id)
        return await self._retried(call)

    async def _retried(self, call: Callable[[], Awaitable[Result]]) -> Result:
        wait = self._first_wait
        for _ in range(TRIES):
            try:
                with refusals():
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


def _says(refusal: TelegramError, *words: str) -> bool:
    """Whether any of these is a part of what Telegram says."""
    return any(each in refusal.message.lower() for each in words)
