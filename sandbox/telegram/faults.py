"""Trouble on demand: refusals, slow answers, dropped connections, Telegram's own flood limits."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass

from sandbox.telegram.refusals import RefusalError, too_many_requests

WORDS = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    403: "Forbidden: bot was blocked by the user",
    401: "Unauthorized",
    400: "Bad Request",
}


@dataclass
class Fault:
    """One rule: which calls it spoils, how often, and how.

    Without `method` it is every method but getUpdates. `times` None: until cleared. `slow` is in
    seconds and goes with anything else. `drop_before` ends the connection before anything
    happened, `drop_after_effect` after.
    """

    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    status: int | None = None
    retry_after: int | None = None
    description: str | None = None
    slow: float = 0
    drop_before: bool = False
    drop_after_effect: bool = False

    def concerns(self, method: str, chat_id: int | None) -> bool:
        if self.chat_id is not None and self.chat_id != chat_id:
            return False
        if self.method is None:
            return method != "getUpdates"
        return self.method.lower() == method.lower()

    def refusal(self) -> RefusalError | None:
        if self.status is None:
            return None
        if self.status == 429 and self.retry_after is not None and not self.description:
            return too_many_requests(self.retry_after)
        words = self.description or WORDS.get(self.status, "Error")
        return RefusalError(self.status, words, self.retry_after)


class Faults:
    """The rules in force, in the order they were added; the first that fits is used."""

    def __init__(self) -> None:
        self.active: list[Fault] = []

    def add(
        self,
        method: str | None = None,
        *,
        chat_id: int | None = None,
        times: int | None = 1,
        status: int | None = None,
        retry_after: int | None = None,
        description: str | None = None,
        slow: float = 0,
        drop_before: bool = False,
        drop_after_effect: bool = False,
    ) -> Fault:
        fault = Fault(
            method, chat_id, times, status, retry_after, description, slow, drop_before,
            drop_after_effect,
        )  # fmt: skip
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        self.active.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The rule for this call, used up by one."""
        fault = next((one for one in self.active if one.concerns(method, chat_id)), None)
        if fault and fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.active.remove(fault)
        return fault


class FloodLimits:
    """Telegram's limits on sending: a chat bears 1 message a second with a burst, all chats 30."""

    PER_CHAT = (3, 3.0)  # messages, seconds
    OVERALL = (30, 1.0)

    def __init__(self) -> None:
        self._sent: defaultdict[int | None, deque[float]] = defaultdict(deque)

    def count(self, chat_id: int) -> None:
        """Count one message or edit; raises RefusalError (429) when it is one too many."""
        now = time.monotonic()
        for key, (most, seconds) in ((chat_id, self.PER_CHAT), (None, self.OVERALL)):
            sent = self._sent[key]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= most:
                raise too_many_requests(max(1, round(sent[0] + seconds - now)))
        self._sent[chat_id].append(now)
        self._sent[None].append(now)
