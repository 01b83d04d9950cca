"""Intake: every update is stored before Telegram is told that we have it."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from telegram.error import InvalidToken, TelegramError

from handlers.gateway.telegram import TelegramBot
from storage.inbox import Inbox
from storage.shield import shielded

log = logging.getLogger(__name__)
WHOSE = (
    ("message", "chat"),
    ("edited_message", "chat"),
    ("my_chat_member", "chat"),
    ("callback_query", "from"),
)
SHORTEST_POLL = 0.1  # seconds that asking for nothing takes at least
LONGEST_PAUSE = 30.0  # seconds between tries while Telegram is away


class Intake:
    """Takes updates, by polling or by webhook, into the inbox."""

    def __init__(
        self, inbox: Inbox, clock: Callable[[], datetime], stored: Callable[[], None]
    ) -> None:
        self._inbox = inbox
        self._clock = clock
        self._stored = stored

    async def take(self, updates: Iterable[Mapping[str, Any]]) -> int | None:
        """Store the updates and wake the workers. Gives the highest update id."""
        rows = [
            (update["update_id"], chat_of(update), json.dumps(update))
            for update in updates
            if isinstance(update.get("update_id"), int)
        ]
        if not rows:
            return None
        if await self._inbox.store(rows, self._clock()):
            self._stored()
        newest: int = max(update_id for update_id, _, _ in rows)
        return newest

    async def poll(self, bot: TelegramBot, *, first_pause: float = 1.0) -> None:
        """Ask Telegram for ever; confirms only what is stored. InvalidToken ends it."""
        offset: int | None = None
        pause = first_pause
        loop = asyncio.get_running_loop()
        while True:
            asked_at = loop.time()
            try:
                newest = await shielded(self.take(await bot.raw_updates(offset)))
            except InvalidToken:
                raise
            except TelegramError as trouble:
                # Conflict too: during a rolling update two processes poll for a moment.
                log.warning("getUpdates: %s; trying again in %g s", type(trouble).__name__, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = first_pause
            offset = offset if newest is None else newest + 1
            if newest is None:  # some servers do not wait for an update, and must not be stormed
                await asyncio.sleep(max(asked_at + SHORTEST_POLL - loop.time(), 0))


def chat_of(update: Mapping[str, Any]) -> int:
    """The chat whose order the update must keep; 0 for what we cannot read."""
    for kind, who in WHOSE:
        match update.get(kind):
            case {**body} if isinstance(party := body.get(who), dict):
                found = party.get("id")
                return found if isinstance(found, int) else 0
    return 0
