"""Cache: answers of the last moments, each for one athlete only."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from services.pace import Priority

T = TypeVar("T")


@dataclass(frozen=True)
class _Entry:
    answer: "asyncio.Task[Any]"
    until: float
    priority: Priority


class Cache:
    """Remembers answers for `seconds`, at most `size` of them, and asks once for many readers.

    URLs are equal for all athletes (`/athlete/0/...`), keys are not: the athlete is part of every
    question. Errors are not kept. `clock` gives monotonic seconds.
    """

    def __init__(
        self, *, seconds: float = 1, size: int = 1000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds = seconds
        self._size = size
        self._clock = clock
        self._entries: OrderedDict[tuple[str, Hashable], _Entry] = OrderedDict()

    async def read(
        self,
        athlete: str,
        question: Hashable,
        fetch: Callable[[], Coroutine[Any, Any, T]],
        priority: Priority = Priority.PERSON,
    ) -> T:
        """The athlete's answer to `question`; `fetch` is called only if none is known or coming.

        A reader that is cancelled leaves the request to the others. A person does not wait for
        a request made for a push, which may take its time.
        """
        key = (athlete, question)
        entry = self._entries.get(key)
        if entry is None or not self._serves(entry, priority):
            entry = self._start(key, fetch, priority)
        return cast("T", await asyncio.shield(entry.answer))

    def forget(self, athlete: str) -> None:
        """Drop what is known of an athlete, and what is just being asked for them."""
        for key in [key for key in self._entries if key[0] == athlete]:
            del self._entries[key]

    def _serves(self, entry: _Entry, priority: Priority) -> bool:
        if entry.answer.done():
            return self._clock() < entry.until
        return entry.priority <= priority

    def _start(
        self,
        key: tuple[str, Hashable],
        fetch: Callable[[], Coroutine[Any, Any, T]],
        priority: Priority,
    ) -> _Entry:
        entry = _Entry(
            asyncio.get_running_loop().create_task(fetch()),
            self._clock() + self._seconds,
            priority,
        )
        self._entries.pop(key, None)
        self._entries[key] = entry
        entry.answer.add_done_callback(lambda answer: self._done(key, answer))
        self._make_room()
        return entry

    def _done(self, key: tuple[str, Hashable], answer: "asyncio.Task[Any]") -> None:
        failed = answer.cancelled() or answer.exception() is not None
        if failed and (entry := self._entries.get(key)) and entry.answer is answer:
            del self._entries[key]

    def _make_room(self) -> None:
        """All entries live equally long, so the oldest are in front."""
        now = self._clock()
        while self._entries:
            oldest = next(iter(self._entries.values()))
            if len(self._entries) <= self._size and now < oldest.until:
                return
            self._entries.popitem(last=False)
