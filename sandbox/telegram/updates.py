"""The queue of updates: ids that grow, long polls, confirmation by offset."""

import asyncio
from typing import Any

from sandbox.telegram.refusals import RefusalError

# An update as JSON; tests may also send nonsense.
Update = Any

FIRST_ID = 700_000_001
KINDS_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
TERMINATED = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)


class Waiter:
    """Somebody who waits for updates; may be woken from any thread."""

    def __init__(self) -> None:
        self.ended = False
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def wake(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)

    def end(self) -> None:
        self.ended = True
        self.wake()

    async def wait(self, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return
        self._event.clear()


class Updates:
    """What happened and was not confirmed yet; `archive` keeps everything for repeats."""

    def __init__(self) -> None:
        self.pending: dict[int, Update] = {}
        self.archive: dict[int, Update] = {}
        self.allowed: frozenset[str] = frozenset()
        self._repeats: list[Update] = []
        self._next_id = FIRST_ID
        self._waiter: Waiter | None = None

    def push(self, kind: str, content: Update) -> int:
        """Queue an update, unless the bot did not ask for this kind; its id either way."""
        update = {"update_id": self._next_id, kind: content}
        if not self._wanted(kind):
            self._next_id += 1
            return self._next_id - 1
        return self.push_raw(update)

    def push_raw(self, update: Update) -> int:
        """Queue anything at all, as it is; an update without an id gets the next one."""
        update_id = self._next_id
        if isinstance(update, dict):
            update_id = update.setdefault("update_id", self._next_id)
        self._next_id = max(self._next_id, update_id) + 1
        self.pending[update_id] = self.archive[update_id] = update
        self._wake()
        return int(update_id)

    def redeliver(self, update_id: int) -> None:
        """Send an update once more, confirmed or not, as Telegram does after a hiccup."""
        self._repeats.append(self.archive[update_id])
        self._wake()

    def confirm(self, offset: int) -> None:
        """Forget updates below `offset`; a negative one keeps that many of the newest."""
        if offset < 0:
            offset = min(sorted(self.pending)[offset:], default=0)
        self.pending = {number: one for number, one in self.pending.items() if number >= offset}

    def allow(self, kinds: list[str]) -> None:
        self.allowed = frozenset(kinds)

    def take_next(self) -> Update | None:
        """One update for the webhook; it stays pending until it is confirmed."""
        if self._repeats:
            return self._repeats.pop(0)
        return self.pending[min(self.pending)] if self.pending else None

    def listen(self) -> Waiter:
        """Become the one who waits; whoever waited before is ended."""
        if self._waiter:
            self._waiter.end()
        self._waiter = Waiter()
        return self._waiter

    def leave(self, waiter: Waiter) -> None:
        if self._waiter is waiter:
            self._waiter = None

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Answer getUpdates: at once if anything is pending, else within `seconds`.

        Raises RefusalError with status 409 when another poll comes meanwhile.
        """
        waiter = self.listen()
        try:
            self.confirm(offset)
            ready = self._take(limit)
            if not ready and seconds > 0:
                await waiter.wait(seconds)
                ready = [] if waiter.ended else self._take(limit)
            if waiter.ended:
                raise RefusalError(409, TERMINATED)
            return ready
        finally:
            self.leave(waiter)

    def _take(self, limit: int) -> list[Update]:
        repeats, self._repeats = self._repeats[:limit], self._repeats[limit:]
        fresh = [self.pending[number] for number in sorted(self.pending)]
        return (repeats + fresh)[:limit]

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in KINDS_ON_REQUEST

    def _wake(self) -> None:
        if self._waiter:
            self._waiter.wake()
