"""What the tests of the services share: a door over a wire of their own, with tiny waits."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import httpx

from services.intervals.cache import Cache
from services.intervals.client import Door
from services.intervals.transport import Patience, open_client
from services.pace import Pace, Priority

URL = "https://intervals.test"
KEY = "s3cret-key-of-alice"
FAST = Pace(rate=1e6, burst=1000)
HASTE = {
    Priority.PERSON: Patience(seconds=4.0, tries=3, longest_pause=0.05, first_pause=0.01),
    Priority.PUSH: Patience(seconds=8.0, tries=4, longest_pause=1.5, first_pause=0.01),
}

Answer = httpx.Response | Exception


def a_door(
    wire: httpx.AsyncBaseTransport,
    *,
    pace: Pace = FAST,
    cache: Cache | None = None,
    seconds: float | None = None,
) -> Door:
    """A door over `wire`; a person is patient for `seconds`."""
    patience = dict(HASTE)
    if seconds:
        patience[Priority.PERSON] = replace(HASTE[Priority.PERSON], seconds=seconds)
    return Door(open_client(URL, pace, wire), cache or Cache(), patience)


class Script(httpx.AsyncBaseTransport):
    """Gives the answers of a script in turn, the last one for ever; keeps the requests."""

    def __init__(self, *answers: Answer | Callable[[], Awaitable[Answer]]) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not isinstance(answer, httpx.Response | Exception):
            answer = await answer()
        if isinstance(answer, Exception):
            raise answer
        # A response is read once, and a script may give it many times.
        return httpx.Response(
            answer.status_code, headers=answer.headers.raw, content=answer.content
        )


def refusal(status: int, error: str = "no", **headers: str) -> httpx.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, json={"status": status, "error": error}, headers=names)


def page(status: int) -> httpx.Response:
    return httpx.Response(status, html="<html><body>nginx</body></html>")
