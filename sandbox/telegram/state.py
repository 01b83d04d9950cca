"""What Telegram knows: chats and their messages, files, button presses, the bot's profile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sandbox.telegram.faults import FloodLimits
from sandbox.telegram.refusals import RefusalError, bad_request
from sandbox.telegram.updates import Updates

# A user, message, file ... as the Bot API writes it.
Json = dict[str, Any]
Clock = Callable[[], datetime]

TYPING_LASTS = timedelta(seconds=5)
QUERY_LASTS = timedelta(seconds=60)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class StoredFile:
    """A file on Telegram's servers; `unique_id` stays the same for every bot, `id` does not."""

    id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Toast:
    """What a person saw after a press: a line at the top, or an alert with OK."""

    query_id: str
    text: str
    alert: bool = False
    url: str = ""


@dataclass
class Query:
    """A pressed button that waits for answerCallbackQuery."""

    chat_id: int
    pressed_at: datetime
    answered: bool = False


@dataclass
class Chat:
    """A private chat with one person, or a group (negative id)."""

    id: int
    person: Json
    title: str = ""
    started: bool = False
    blocked: bool = False
    messages: dict[int, Json] = field(default_factory=dict)
    # Keyboards below the input line are not part of a message.
    reply_keyboard: Json | None = None
    # Emoji the bot set, by message id; a bot's Message does not carry reactions.
    reactions: dict[int, list[str]] = field(default_factory=dict)
    answers: list[Toast] = field(default_factory=list)
    action: str = ""
    action_until: datetime | None = None
    version: int = 0
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def is_private(self) -> bool:
        return self.id > 0

    def next_id(self) -> int:
        return next(self._ids)

    def as_json(self) -> Json:
        if not self.is_private:
            return {"id": self.id, "type": "group", "title": self.title}
        return {
            "id": self.id,
            "type": "private",
            **{
                name: self.person[name]
                for name in ("first_name", "username")
                if name in self.person
            },
        }


@dataclass
class Webhook:
    """Where updates are posted, and how that went lately."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_at: datetime | None = None
    last_error: str = ""


class World:
    """Everything behind one bot token."""

    def __init__(self, token: str, clock: Clock | None = None) -> None:
        self.token = token
        self.clock: Clock = clock or (lambda: datetime.now(UTC))
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Soigneur",
            "username": "soigneur_bot",
        }
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.updates = Updates()
        self.webhook = Webhook()
        # (scope, language) to commands; (kind, language) to text; chat id (0: all) to button.
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.limits: FloodLimits | None = None
        self.version = 0
        self.on_change: list[Callable[[], None]] = []
        # What somebody who does not know the bot could write in a chat, for the page to offer.
        self.ideas: Callable[[Chat], Sequence[str]] = lambda _: ()
        self._serials = count(1)

    def serial(self) -> int:
        return next(self._serials)

    def timestamp(self) -> int:
        return int(self.clock().timestamp())

    def touch(self, chat: Chat) -> None:
        """Tell whoever watches that a chat looks different now."""
        self.version += 1
        chat.version = self.version
        for tell in self.on_change:
            tell()

    def private_chat(self, user_id: int, first_name: str, language_code: str) -> Chat:
        """The chat of the person with this id, made on first use."""
        if user_id not in self.chats:
            person = {"id": user_id, "is_bot": False, "first_name": first_name}
            self.chats[user_id] = Chat(user_id, person | {"language_code": language_code})
            self.touch(self.chats[user_id])
        return self.chats[user_id]

    def chat(self, chat_id: int | str) -> Chat:
        """The chat a bot may write to; RefusalError if it never started or blocked the bot."""
        chat = self.known_chat(chat_id)
        if chat.blocked:
            raise RefusalError(403, "Forbidden: bot was blocked by the user")
        return chat

    def known_chat(self, chat_id: int | str) -> Chat:
        if chat_id == "":
            raise bad_request("chat_id is empty")
        text = str(chat_id)
        chat = self.chats.get(int(text)) if text.removeprefix("-").isdecimal() else None
        if chat is None or not chat.started:
            raise bad_request("chat not found")
        return chat

    def add_message(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Put a message into a chat, as seen by the bot."""
        message = {
            "message_id": chat.next_id(),
            "from": sender,
            "chat": chat.as_json(),
            "date": self.timestamp(),
            **content,
        }
        chat.messages[message["message_id"]] = message
        if sender is self.bot:
            chat.action_until = None
        self.touch(chat)
        return message

    def replace_message(self, chat: Chat, message: Json) -> Json:
        """Put an edited message in the place of the old one."""
        edited = message | {"edit_date": self.timestamp()}
        chat.messages[message["message_id"]] = edited
        self.touch(chat)
        return edited

    def show_action(self, chat: Chat, action: str) -> None:
        chat.action, chat.action_until = action, self.clock() + TYPING_LASTS
        self.touch(chat)

    def press(self, chat: Chat, message: Json, data: str) -> tuple[int, str]:
        """A press on a button; ids of the update and of the query."""
        query_id = str(10**17 + self.serial())
        self.queries[query_id] = Query(chat.id, self.clock())
        content = {
            "id": query_id,
            "from": chat.person,
            "message": message,
            "chat_instance": str(-(10**17) - abs(chat.id)),
            "data": data,
        }
        return self.updates.push("callback_query", content), query_id

    def answer(self, toast: Toast) -> None:
        """Answer a press, once and in time; raises RefusalError otherwise."""
        query = self.queries.get(toast.query_id)
        if query is None or query.answered or self.clock() - query.pressed_at > QUERY_LASTS:
            raise bad_request(TOO_OLD)
        query.answered = True
        chat = self.chats[query.chat_id]
        chat.answers.append(toast)
        self.touch(chat)

    def add_file(self, folder: str, name: str, mime: str, content: bytes) -> StoredFile:
        number = self.serial()
        dot, suffix = name.rpartition(".")[1:]
        stored = StoredFile(
            id=f"BQACAgQAAxkBAAI{number:06x}{len(content):07x}AAE",
            unique_id=f"AgAD{number:06x}AAE",
            path=f"{folder}/file_{number}{dot}{suffix if dot else ''}",
            name=name,
            mime=mime,
            content=content,
        )
        self.files[stored.id] = stored
        return stored
