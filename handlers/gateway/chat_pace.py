"""Telegram's limit for one chat: a message a second, with a small burst."""

import asyncio
from collections.abc import Callable

from handlers.gateway.limits import TELEGRAM

BURST = 10  # a check-in tapped as fast as fingers go
SWEEP_AT = 10_000


class ChatPace:
    """Spaces the messages of each chat; `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float], *, per_second: float = TELEGRAM.chat) -> None:
        self._clock = clock
        self._gap = 1 / per_second
        self._next: dict[int, float] = {}

    async def turn(self, chat_id: int) -> None:
        """Wait until this chat may get another message."""
        now = self._clock()
        due = max(self._next.get(chat_id, 0.0), now - (BURST - 1) * self._gap)
        self._next[chat_id] = due + self._gap
        if len(self._next) > SWEEP_AT:
            self._next = {chat: at for chat, at in self._next.items() if at > now}
        if due > now:
            await asyncio.sleep(due - now)
