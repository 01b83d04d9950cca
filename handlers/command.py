"""A command: a name, what runs when it is typed, what a button of it does."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from handlers.context import BotContext
from storage.models import Dialog


@dataclass(frozen=True)
class Attachment:
    """A document in the chat: Telegram's id for it, its name, its size in bytes if known."""

    id: str
    name: str
    size: int | None


Show = Callable[[BotContext, str], Coroutine[Any, Any, None]]
Press = Callable[[BotContext, list[str]], Coroutine[Any, Any, None]]
Answer = Callable[[BotContext, Dialog, str], Coroutine[Any, Any, None]]
Locate = Callable[[BotContext, float, float], Coroutine[Any, Any, None]]
Receive = Callable[[BotContext, Attachment, str], Coroutine[Any, Any, None]]
Recognise = Callable[[BotContext, str, bool], bool]


@dataclass(frozen=True)
class Command:
    """Everything the bot knows of one command; its words are `<key>.menu` and `<key>.help`.

    `press` gets the parts of a button's data, `answer` the text sent while a question of this
    command is open, `locate` a location, `receive` a document and its caption. `recognise` says
    whether text without a command is meant for it; its last argument: whether that would be
    instead of an open question. Such text is for `offer`, if there is one, in place of `show`:
    nothing is written before the athlete has seen what. `for_anybody`: its buttons work whomever
    the athlete looks at.
    """

    name: str
    show: Show
    press: Press | None = None
    answer: Answer | None = None
    locate: Locate | None = None
    receive: Receive | None = None
    recognise: Recognise | None = None
    offer: Show | None = None
    for_anybody: bool = False

    @property
    def key(self) -> str:
        """The name in words and buttons: `plan add` is plan_add."""
        return self.name.replace(" ", "_")

    @property
    def in_menu(self) -> bool:
        """Telegram's menu holds single words only."""
        return " " not in self.name
