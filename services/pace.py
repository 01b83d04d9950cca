"""Pace: an even rate for everything on one wire, people before pushes."""

import asyncio
import heapq
from enum import IntEnum
from itertools import count

EARLY = 1e-3  # seconds; an event loop's timer may come a clock tick before its time


class Priority(IntEnum):
    """Who is waiting: an athlete in front of the screen, or a message of our own accord."""

    PERSON = 0
    PUSH = 1


class Pace:
    """At most `rate` turns a second on average, `burst` of them at once after a rest.

    Turns go by priority, then in the order asked for. One timer runs while somebody waits,
    none otherwise. A waiter that is cancelled gives its turn to the next.
    """

    def __init__(self, rate: float, burst: int = 1) -> None:
        self._gap = 1 / rate
        self._ahead = (burst - 1) * self._gap
        self._due = 0.0
        self._numbers = count()
        self._waiting: list[tuple[Priority, int, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, priority: Priority = Priority.PERSON) -> None:
        """Wait for a turn."""
        waiter = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (priority, next(self._numbers), waiter))
        self._serve()
        try:
            await waiter
        except asyncio.CancelledError:
            if not waiter.cancelled():  # the turn had come, and is not taken
                self._due -= self._gap
            self._serve()
            raise

    def _serve(self) -> None:
        """Give out the turns that are due; set the timer for the next one."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        loop = asyncio.get_running_loop()
        now = loop.time()
        while self._waiting:
            waiter = self._waiting[0][2]
            if waiter.done():
                heapq.heappop(self._waiting)
                continue
            due = max(self._due, now - self._ahead)
            if due > now + EARLY:
                self._timer = loop.call_at(due, self._serve)
                return
            heapq.heappop(self._waiting)
            self._due = due + self._gap
            waiter.set_result(None)
