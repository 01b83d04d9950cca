"""Dispatch: from one stored update to the command it is meant for, and one answer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from telegram import CallbackQuery, Message, Update, User

from handlers import activity_note, connect
from handlers.button_data import GoneButtonError
from handlers.command import Attachment
from handlers.context import BotContext, Desk
from handlers.errors import (
    EditedMessageError,
    OtherRiderError,
    RiderRefusedError,
    UnreadMessageError,
    explain,
)
from handlers.gateway.errors import BlockedError, OutboxError
from handlers.gateway.telegram import TelegramBot
from handlers.reading.keys import find_key
from handlers.routing.hearing import Hearing
from handlers.routing.naming import SLASHES
from handlers.routing.outside import Outside
from handlers.routing.updates import (
    pressed_message,
    private_sender,
    read_update,
    rider_of,
    says_something,
)
from handlers.views.reply import unmarked
from handlers.words import language_of
from services.errors import AlreadyError, NotAllowedError
from storage.inbox import Claimed
from storage.models import Athlete

log = logging.getLogger(__name__)
BUSY_AFTER = 1.0  # seconds of work after which the chat says "typing"
Athletes = Mapping[int, Athlete]


class Dispatch:
    """Finds the command for an update; every update of a private chat gets an answer."""

    def __init__(
        self,
        desk: Desk,
        bot: TelegramBot,
        clock: Callable[[], datetime],
        allowed_users: frozenset[int] = frozenset(),
    ) -> None:
        self._desk = desk
        self._bot = bot
        self._outside = Outside(desk, bot, clock)
        self._clock = clock
        self._allowed = allowed_users
        self._hearing = Hearing(desk)
        self._keys = {each.key: each for each in desk.commands}
        self._answered: dict[int, tuple[int | None, str | None]] = {}  # the last tap of each chat

    async def prepare(self, claimed: Sequence[Claimed]) -> Mapping[int, Awaitable[None]]:
        """A coroutine for each update; the athletes of the whole batch are read at once."""
        athletes = await self._desk.services.accounts.find_many({c.chat_id for c in claimed})
        return {each.update_id: self._handle(each, athletes) for each in claimed}

    async def _handle(self, claimed: Claimed, athletes: Athletes) -> None:
        """Handle one update. Raises TelegramDownError if it should be tried again later."""
        context: BotContext | None = None
        try:
            update = read_update(claimed.payload, self._bot)
            if update is None:
                return
            if update.my_chat_member:
                await self._outside.member(update.my_chat_member)
            elif (sender := private_sender(update)) is None:
                await self._outside.group(update)
            elif self._allowed and sender.id not in self._allowed:
                await self._outside.stranger(update, sender)
            else:
                context = await self._context(update, sender, athletes)
                await self._work(context, update)
        except BlockedError:
            await self._desk.services.accounts.note_blocked(claimed.chat_id, self._clock())
        except OutboxError:
            raise
        except Exception as error:  # noqa: BLE001 - the one place that answers for every failure
            await self._failed(claimed, context, error)

    async def _failed(
        self, claimed: Claimed, context: BotContext | None, error: Exception
    ) -> None:
        if context and context.rider and isinstance(error, NotAllowedError):
            error = RiderRefusedError(name=context.rider.name)
            await context.look_at(None)
        if context is None:
            log.error("update %d is not one we can read", claimed.update_id, exc_info=error)
            return
        try:
            await context.send(explain(context, error))
        except BlockedError:
            await self._desk.services.accounts.note_blocked(claimed.chat_id, self._clock())

    async def _context(self, update: Update, sender: User, athletes: Athletes) -> BotContext:
        now = self._clock()
        accounts = self._desk.services.accounts
        athlete = athletes.get(sender.id)
        if athlete is None:
            language = language_of(sender.language_code, self._desk.languages)
            athlete = await accounts.add(sender.id, language=language, now=now)
        elif athlete.blocked_at:
            athlete = await accounts.note_returned(sender.id, now)
        message = update.effective_message
        return BotContext(
            desk=self._desk,
            update_id=update.update_id,
            athlete=athlete,
            now=now,
            message_id=message.message_id if message else None,
            pressed=pressed_message(update.callback_query),
            rider=rider_of(athlete),
        )

    async def _work(self, context: BotContext, update: Update) -> None:
        """Run the command; long work shows as typing."""
        loop = asyncio.get_running_loop()
        tasks: list[asyncio.Task[None]] = []
        outbox = self._desk.outbox
        busy = loop.call_later(
            BUSY_AFTER,
            lambda: tasks.append(loop.create_task(outbox.show_busy(context.athlete.id))),
        )
        try:
            if update.callback_query:
                await self._tap(context, update.callback_query)
            elif update.message:
                await self._message(context, update.message)
            elif update.edited_message:
                await self._edited(context, update.edited_message)
        finally:
            busy.cancel()
            if tasks:
                await asyncio.gather(*tasks)

    async def _tap(self, context: BotContext, query: CallbackQuery) -> None:
        """Press the button, whose spinner stops at once; a double tap hears that it is done."""
        chat_id, tap = context.athlete.id, (context.message_id, query.data)
        again, said = self._answered.pop(chat_id, None) == tap, ""
        answer = self._desk.outbox.answer_press
        answered = None if again else asyncio.create_task(answer(query.id))
        try:
            await self._press(context, query)
        except AlreadyError:
            if not again:
                raise
            said = context.words.plain("dispatch.again")
        finally:
            await (answered or answer(query.id, said))
        self._answered[chat_id] = tap

    async def _press(self, context: BotContext, query: CallbackQuery) -> None:
        rider_id, data = unmarked(query.data or "")
        key, *parts = data.split(":")
        command = self._keys.get(key)
        if command is None or command.press is None:
            raise GoneButtonError
        looked_at = context.rider.id if context.rider else None
        if rider_id != looked_at and not command.for_anybody:
            shown = context.rider or context.oneself
            raise OtherRiderError(name=shown.name if shown else "")
        await command.press(context, parts)

    async def _message(self, context: BotContext, message: Message) -> None:
        text = message.text or message.caption or ""
        if place := message.location:
            for locate in filter(None, (each.locate for each in self._desk.commands)):
                await locate(context, place.latitude, place.longitude)
        elif find_key(text):  # whatever it was meant for, it must not stay in the chat
            await self._keys["connect"].show(context, text)
        elif sent := message.document:
            document = Attachment(sent.file_id, sent.file_name or "", sent.file_size)
            for receive in filter(None, (each.receive for each in self._desk.commands)):
                await receive(context, document, text)
        elif not says_something(text):
            raise UnreadMessageError
        elif text.startswith(SLASHES):
            await self._hearing.command(context, text)
        elif not await activity_note.take_note(context, _replied_to(message), text):
            await self._hearing.free_text(context, text)

    async def _edited(self, context: BotContext, message: Message) -> None:
        """Edits are not read, and that is said; a live location that moves is no edit."""
        if message.location:
            return
        if find_key(message.text or message.caption or ""):
            await context.send(await connect.edited_key(context))
        else:
            raise EditedMessageError


def _replied_to(message: Message) -> int | None:
    return message.reply_to_message.message_id if message.reply_to_message else None
