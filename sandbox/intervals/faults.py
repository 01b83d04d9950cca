"""Faults on order, and the limit per address."""

from collections import defaultdict
from dataclasses import dataclass, field

from starlette.responses import HTMLResponse, JSONResponse, Response


@dataclass
class Fault:
    """What goes wrong, where, and how many more times (None: until cleared)."""

    path_part: str
    method: str | None
    times: int | None
    status: int | None
    retry_after: str | None
    slow: float
    drop_before: bool
    drop_after_effect: bool
    says: str | None

    def strikes(self, method: str, path: str) -> bool:
        return (
            self.times != 0
            and self.path_part in path
            and (self.method is None or self.method == method)
        )

    def response(self) -> Response | None:
        if self.status is None:
            return None
        headers = {} if self.retry_after is None else {"Retry-After": self.retry_after}
        if self.status in {502, 503, 504}:
            page = f"<html><head><title>{self.status}</title></head><body>nginx</body></html>"
            return HTMLResponse(page, self.status, headers)
        error = {401: "Auth failed", 403: "Access denied", 429: "Too many requests"}
        body = {"status": self.status, "error": error.get(self.status, "Internal error")}
        return JSONResponse(body, self.status, headers)


@dataclass
class Faults:
    """The faults on order; the first that fits a request strikes."""

    rules: list[Fault] = field(default_factory=list)

    def add(
        self,
        path_part: str = "",
        *,
        method: str | None = None,
        times: int | None = 1,
        status: int | None = None,
        retry_after: float | str | None = None,
        slow: float = 0.0,
        drop_before: bool = False,
        drop_after_effect: bool = False,
        says: str | None = None,
    ) -> Fault:
        """Order a fault: `slow` in seconds, `retry_after` in seconds or as an HTTP date.

        `says` is the text of the answer, in place of the right one, after the effect.
        """
        after = None if retry_after is None else str(retry_after)
        fault = Fault(
            path_part, method, times, status, after, slow, drop_before, drop_after_effect, says
        )
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        self.rules.clear()

    def next_for(self, method: str, path: str) -> Fault | None:
        for fault in self.rules:
            if fault.strikes(method, path):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None


@dataclass
class AddressLimit:
    """A token bucket per client address; `per_second` None lets everything through."""

    per_second: float | None = None
    burst: int = 20
    _left: defaultdict[str, tuple[float, float] | None] = field(
        default_factory=lambda: defaultdict(lambda: None)
    )

    def allows(self, address: str, now: float) -> bool:
        if self.per_second is None:
            return True
        tokens, then = self._left[address] or (float(self.burst), now)
        tokens = min(float(self.burst), tokens + (now - then) * self.per_second)
        self._left[address] = (max(tokens - 1, 0.0), now)
        return tokens >= 1
