"""A stand-in for Telegram: its Bot API, the people who chat, and a chat page for the browser."""

import httpx

from sandbox.telegram.faults import Faults, FloodLimits
from sandbox.telegram.page import ChatPage
from sandbox.telegram.person import Person
from sandbox.telegram.server import BotApi, Call
from sandbox.telegram.state import Clock, World
from sandbox.telegram.updates import Update
from sandbox.telegram.views import Message, message_view
from sandbox.telegram.webhook import Delivery

TOKEN = "700000000:sandbox-token-that-opens-nothing-000"


class TelegramStandIn:
    """Telegram with one bot; `app` is the ASGI application, for a socket or in process.

    `clock` tells an aware datetime and dates messages. `enforce_limits` refuses floods as
    Telegram does. `webhook_transport` takes posts to the webhook in process.
    """

    def __init__(
        self,
        token: str = TOKEN,
        clock: Clock | None = None,
        *,
        enforce_limits: bool = False,
        webhook_transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.world = World(token, clock)
        self.world.limits = FloodLimits() if enforce_limits else None
        self.faults = Faults()
        delivery = Delivery(self.world, webhook_transport)
        self._api = BotApi(self.world, self.faults, delivery)
        delivery.on_answer = self._api.answer_in_body
        self.app = ChatPage(self.world, self.faults, self._api).app

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def calls(self) -> list[Call]:
        """Every call of a method, in the order they ended; getUpdates too."""
        return self._api.calls

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def person(self, user_id: int, first_name: str = "Ann", language_code: str = "en") -> Person:
        """The person with this id, made on first use; the bot may write after they have."""
        return Person(self.world, self.world.private_chat(user_id, first_name, language_code))

    def messages_in(self, chat_id: int) -> list[Message]:
        """What a chat shows, a group's too, oldest first."""
        shown = sorted(self.world.chats[chat_id].messages.items())
        return [message_view(self.world, message) for _, message in shown]

    def redeliver(self, update_id: int) -> None:
        """Send an update again, even one that was confirmed."""
        self.world.updates.redeliver(update_id)

    def push_raw(self, update: Update) -> int:
        """Put anything in the queue of updates; its id, the next one if it has none."""
        return self.world.updates.push_raw(update)

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self.world.updates.pending)
