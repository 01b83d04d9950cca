"""Workers: many chats at once, one update of a chat at a time and in order."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from handlers.gateway.errors import TelegramDownError
from handlers.gateway.owners import has_ended
from storage.inbox import Claimed, Inbox
from storage.shield import shielded

log = logging.getLogger(__name__)

AT_ONCE = 64
LEASE = timedelta(seconds=10)
LOOK_AGAIN = 1.0  # seconds; finds what other processes left behind
GIVE_UP_AFTER = 6  # tries of an update while Telegram takes no answer

HandleAll = Callable[[list[Claimed]], Awaitable[Mapping[int, Awaitable[None]]]]


class Workers:
    """Claims updates from the inbox, has each handled, and marks them done in groups.

    An update is claimed only when all earlier ones of its chat are marked done, so after
    a crash at most the last one of each chat is handled again. `prepare` gets a batch of
    claims and gives a coroutine for each.
    """

    def __init__(
        self,
        inbox: Inbox,
        prepare: HandleAll,
        clock: Callable[[], datetime],
        *,
        owner: str,
        lease: timedelta = LEASE,
    ) -> None:
        self._inbox = inbox
        self._prepare = prepare
        self._clock = clock
        self._owner = owner
        self._lease = lease
        self._work = asyncio.Event()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._done: list[int] = []

    def wake(self) -> None:
        """There may be something to do."""
        self._work.set()

    @property
    def in_hand(self) -> int:
        """How many updates are being handled, or are not marked done yet."""
        return len(self._running) + len(self._done)

    async def run(self) -> None:
        """Work until cancelled; then let what runs come to its end."""
        for owner in filter(has_ended, await self._inbox.owners_here()):
            await self._inbox.release(owner)  # nobody waits for the lease of a killed process
        try:
            async with asyncio.TaskGroup() as group:  # neither goes on without the other
                group.create_task(self._keep_leases())
                group.create_task(self._go_round())
        finally:
            await self._stop()

    async def _go_round(self) -> None:
        while True:
            await shielded(self._turn_over())
            # Not wait_for: it forgets a cancellation that comes together with the work.
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await self._work.wait()
            self._work.clear()

    async def _turn_over(self) -> None:
        """Mark what is done and claim what is next: one transaction, for many chats."""
        free = AT_ONCE - len(self._running)
        if not free:
            return
        done = self._done[:]
        claimed = await self._inbox.claim(
            free, self._owner, self._clock(), self._lease, finished=done
        )
        del self._done[: len(done)]
        # After a stall our own leases may have run out: what is in hand is not begun again.
        fresh = [each for each in claimed if each.update_id not in self._running]
        if fresh:
            handlers = await self._prepare(fresh)
            for each in fresh:
                task = asyncio.ensure_future(self._handle(each, handlers[each.update_id]))
                self._running[each.update_id] = task

    async def _handle(self, claimed: Claimed, handling: Awaitable[None]) -> None:
        """Handled is done, also when it failed; unless somebody is to try again later."""
        done = True
        try:
            await handling
        except TelegramDownError:
            # Left claimed: when the lease runs out, the update is handed out again.
            done = claimed.attempts >= GIVE_UP_AFTER
            log.warning("update %d: Telegram is down, given up: %s", claimed.update_id, done)
        except asyncio.CancelledError:
            done = False
            raise
        finally:
            self._running.pop(claimed.update_id)
            if done:
                self._done.append(claimed.update_id)
            self._work.set()

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            if self._running:
                ids = list(self._running)
                await self._inbox.renew(self._owner, ids, self._clock(), self._lease)

    async def _stop(self) -> None:
        if self._running:
            await asyncio.wait(list(self._running.values()), timeout=self._lease.total_seconds())
        for task in self._running.values():
            task.cancel()
        await self._inbox.finish(self._done)
        await self._inbox.release(self._owner)
