"""Rounds: the messages that come by themselves, each once per athlete and local day."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.context import Desk
from handlers.gateway.limits import TELEGRAM
from handlers.pushes.courier import Courier
from handlers.pushes.patrol import Patrol
from services.pace import Pace
from services.push_plan import PushPlan
from storage import Storage

TICK = 5.0  # seconds
AT_ONCE = 50  # pushes on their way; the rates of both wires decide how fast they go
LEASE = timedelta(minutes=3)
SWEEP_EVERY = timedelta(hours=6)
KEEP = {
    "inbox": timedelta(days=2),
    "changes": timedelta(days=30),
    "pushes": timedelta(days=90),
    "pictures": timedelta(days=60),
}


class Rounds(Patrol):
    """Sends what is due and plans what comes next; any number of processes side by side."""

    def __init__(
        self,
        desk: Desk,
        storage: Storage,
        clock: Callable[[], datetime],
        *,
        owner: str,
        lease: timedelta = LEASE,
        rate: float = TELEGRAM.pushes,
    ) -> None:
        super().__init__(desk, storage, clock, owner, tick=TICK, sweep_every=SWEEP_EVERY)
        self._lease = lease
        self._courier = Courier(desk, clock, Pace(rate))
        self._plan = PushPlan(storage.pushes)

    async def _go_round(self) -> None:
        """Send what is due."""
        running: set[asyncio.Task[None]] = set()
        try:
            while True:
                room = AT_ONCE - len(running)
                running |= await self._begin(room) if room > AT_ONCE // 4 else set()
                if not running:
                    return
                # One that waits for a slow answer must not hold up what is due meanwhile.
                ended, running = await asyncio.wait(
                    running, timeout=TICK, return_when=asyncio.FIRST_COMPLETED
                )
                for task in ended:
                    task.result()
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _begin(self, room: int) -> set[asyncio.Task[None]]:
        """Claim what is due, note what comes after it, and set off."""
        now = self._clock()
        claimed = await self._storage.pushes.claim(room, self._owner, now, self._lease)
        if not claimed:
            return set()
        athletes = await self._storage.athletes.find_many({each.athlete_id for each in claimed})
        await self._plan.keep_ahead(athletes.values(), now, claimed)
        return {
            asyncio.ensure_future(self._courier.deliver(push, athletes.get(push.athlete_id)))
            for push in claimed
        }

    async def _sweep(self, now: datetime) -> None:
        """Delete what is old; plan for whoever has nothing ahead."""
        await self._storage.inbox.sweep(now - KEEP["inbox"])
        await self._storage.changes.sweep(now - KEEP["changes"])
        await self._storage.pushes.sweep(now - KEEP["pushes"])
        await self._storage.pictures.sweep(now - KEEP["pictures"])
        await self._storage.dialogs.sweep(now)
        async for athletes in self._storage.athletes.connected():
            await self._plan.keep_ahead(athletes, now)
