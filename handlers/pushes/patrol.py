"""A patrol: what goes round for ever, side by side with those of other processes."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.context import Desk
from storage import Storage


class Patrol(ABC):
    """Goes round every `tick` seconds; at first and every `sweep_every` it sweeps, too."""

    def __init__(
        self,
        desk: Desk,
        storage: Storage,
        clock: Callable[[], datetime],
        owner: str,
        *,
        tick: float,
        sweep_every: timedelta,
    ) -> None:
        self._desk = desk
        self._storage = storage
        self._clock = clock
        self._owner = owner
        self._tick = tick
        self._sweep_every = sweep_every
        self._swept_at: datetime | None = None

    async def run(self) -> None:
        """Go round for ever."""
        while True:
            await self.go()
            await asyncio.sleep(self._tick)

    async def go(self) -> None:
        """One round, after a sweep if one is due."""
        now = self._clock()
        if self._swept_at is None or now - self._swept_at > self._sweep_every:
            self._swept_at = now
            await self._sweep(now)
        await self._go_round()

    @abstractmethod
    async def _sweep(self, now: datetime) -> None:
        """What is to be done now and then."""

    @abstractmethod
    async def _go_round(self) -> None:
        """What is due."""
