"""Telegram's limits, in messages a second."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """To one chat, and to all chats together what nobody asked for (about 30 are let through)."""

    chat: float = 1.0
    pushes: float = 25.0


TELEGRAM = Limits()
