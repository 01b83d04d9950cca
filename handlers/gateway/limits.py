"""Telegram's limits, in messages a second, and how soon one asks again where nobody answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """To one chat, and to all chats together what nobody asked for (about 30 are let through).

    `first_wait` seconds lie before the second try where there was no answer, of Telegram or of
    intervals.icu, twice as many before each one after it.
    """

    chat: float = 1.0
    pushes: float = 25.0
    first_wait: float = 0.5


TELEGRAM = Limits()
