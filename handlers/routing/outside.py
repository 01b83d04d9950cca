"""Outside a private chat: groups, strangers, and who blocks the bot or comes back."""

from collections.abc import Callable
from datetime import datetime

from telegram import ChatMemberUpdated, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from handlers.connect import find_secret
from handlers.context import Desk
from handlers.gateway.telegram import TelegramBot
from handlers.reading.commands import COMMAND
from handlers.views.reply import Reply, paragraphs
from handlers.words import Words, language_of


class Outside:
    """Answers for what is no business of a command."""

    def __init__(self, desk: Desk, bot: TelegramBot, clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._bot = bot
        self._clock = clock

    async def group(self, update: Update) -> None:
        """Say once per command meant for us that the bot talks in private only.

        A key beside it was seen by everybody there, and a bot cannot delete it.
        """
        message = update.message
        command = COMMAND.match(message.text or "") if message else None
        ours = command and command[2] in (None, self._bot.username)
        if not (message and message.from_user and command and ours):
            return
        words = self._words(message.from_user)
        shown = command[1].lower() == "connect" and find_secret(command[3], asked=True)
        seen = words("dispatch.key_seen") if shown or find_secret(message.text or "") else None
        text = paragraphs(seen, words("dispatch.private_only"))
        await self._desk.outbox.send(message.chat.id, Reply(text))

    async def stranger(self, update: Update, sender: User) -> None:
        """Somebody the operator does not let in; a key they sent leaves the chat all the same."""
        message = update.message
        if message and find_secret(message.text or message.caption or ""):
            await self._desk.outbox.delete(message.chat.id, message.message_id)
        await self._desk.outbox.send(sender.id, Reply(self._words(sender)("dispatch.strangers")))

    async def member(self, change: ChatMemberUpdated) -> None:
        """The athlete blocked the bot, or came back."""
        if change.chat.type != ChatType.PRIVATE:
            return
        accounts = self._desk.services.accounts
        if change.new_chat_member.status == ChatMemberStatus.BANNED:
            await accounts.note_blocked(change.chat.id, self._clock())
        else:
            await accounts.note_returned(change.chat.id, self._clock())

    def _words(self, sender: User) -> Words:
        return self._desk.languages[language_of(sender.language_code, self._desk.languages)]
