"""The wire to intervals.icu: retries above, the pace below them, so that every attempt waits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPMethod, HTTPStatus

import httpx
from httpx_retries import Retry, RetryTransport

from services.errors import BusyError
from services.pace import Pace, Priority

USER_AGENT = "Soigneur (Telegram bot for intervals.icu)"
TIMEOUT = httpx.Timeout(10, connect=3, pool=5)
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
EVERY_METHOD = tuple(HTTPMethod)
TRANSIENT = (  # one 500 may be bad luck as much as a value that could not be read
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)


@dataclass(frozen=True)
class Patience:
    """How long one waits for an answer: seconds in all, tries, and the longest pause between."""

    seconds: float
    tries: int
    longest_pause: float
    first_pause: float = 0.5

    def retry(self, *, repeatable: bool) -> Retry:
        """What may be tried again: anything, or only what surely had no effect."""
        shared = Retry(
            total=self.tries - 1,
            allowed_methods=EVERY_METHOD,
            status_forcelist=TRANSIENT,
            backoff_factor=self.first_pause / 2,  # the library doubles it before the first pause
            backoff_jitter=0.5,
            max_backoff_wait=self.longest_pause,
        )
        if repeatable:
            return shared
        return shared.copy_with(
            status_forcelist=(HTTPStatus.TOO_MANY_REQUESTS,), retry_on_exceptions=NOT_SENT
        )


PATIENCE = {
    Priority.PERSON: Patience(seconds=8, tries=3, longest_pause=3),
    Priority.PUSH: Patience(seconds=90, tries=4, longest_pause=30),
}


def patience(first_pause: float) -> Mapping[Priority, Patience]:
    """PATIENCE with so many seconds before the second try."""
    return {who: replace(each, first_pause=first_pause) for who, each in PATIENCE.items()}


@dataclass
class Call:
    """A request on its way, in its extension `call`; `sent` once the service may have seen it."""

    priority: Priority
    longest_pause: float
    sent: bool = False


class PacedTransport(httpx.AsyncBaseTransport):
    """Waits for a turn before each attempt; gives up at once if the service says "much later"."""

    def __init__(self, wire: httpx.AsyncBaseTransport, pace: Pace) -> None:
        self._wire = wire
        self._pace = pace

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        call: Call = request.extensions["call"]
        await self._pace.turn(call.priority)
        seen_before, call.sent = call.sent, True
        try:
            response = await self._wire.handle_async_request(request)
            await response.aread()  # here, so that an answer cut off half-way is tried again
        except NOT_SENT:
            call.sent = seen_before
            raise
        wait = wait_asked(response)
        if wait and wait.total_seconds() > call.longest_pause:
            await response.aclose()
            raise BusyError(wait=wait)
        return response

    async def aclose(self) -> None:
        await self._wire.aclose()


def wait_asked(response: httpx.Response) -> timedelta | None:
    """The wait a 429 or 503 asks for, if it does: seconds or a date (RFC 9110, 10.2.3).

    A date is measured against the server's own clock, the Date header.
    """
    if response.status_code not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return None
    text = response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text), 86_400))
    try:
        until, now = (parsedate_to_datetime(each) for each in (text, response.headers["Date"]))
        return max(until - now, timedelta())
    except (KeyError, ValueError, TypeError):
        return None


def open_client(
    url: str, pace: Pace, wire: httpx.AsyncBaseTransport | None = None
) -> httpx.AsyncClient:
    """The one HTTP client of the process. `url` is https://intervals.icu or a stand-in's."""
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=16, keepalive_expiry=60)
    paced = PacedTransport(wire or httpx.AsyncHTTPTransport(limits=limits), pace)
    return httpx.AsyncClient(
        base_url=f"{url.rstrip('/')}/api/v1",
        transport=RetryTransport(transport=paced),
        timeout=TIMEOUT,
        headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
    )
