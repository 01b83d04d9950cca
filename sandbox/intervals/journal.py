"""The layer in front of the service: it keeps the journal and lets faults strike."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

import httpx
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.intervals.faults import AddressLimit, Faults

ATHLETE = "intervals.athlete"


@dataclass(frozen=True)
class Call:
    """One request as it came and what it was answered; status 0 is a dropped connection."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    athlete_id: str | None
    status: int
    at: datetime
    headers: dict[str, str]


@dataclass
class Front:
    """The ASGI application of the stand-in."""

    app: ASGIApp
    clock: Callable[[], datetime]
    faults: Faults = field(default_factory=Faults)
    limit: AddressLimit = field(default_factory=AddressLimit)
    calls: list[Call] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            return
        status = 0
        at = self.clock()

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._serve(scope, _replay(body), watch, send)
        finally:
            self.calls.append(_call(scope, body, status, at))

    async def _serve(self, scope: Scope, receive: Receive, watch: Send, send: Send) -> None:
        fault = self.faults.next_for(scope["method"], scope["path"])
        address = (scope.get("client") or ("?",))[0]
        if fault and fault.slow:
            await asyncio.sleep(fault.slow)
        if fault and fault.drop_before:
            _drop(send)
        elif fault and fault.drop_after_effect:
            await self.app(scope, receive, _swallow)
            _drop(send)
        elif fault and fault.says is not None:
            await self.app(scope, receive, _swallow)
            garbled = Response(fault.says, media_type="application/json")
            await garbled(scope, receive, watch)
        elif fault and (refusal := fault.response()):
            await refusal(scope, receive, watch)
        elif not self.limit.allows(address, asyncio.get_running_loop().time()):
            body = {"status": 429, "error": "Too many requests"}
            await JSONResponse(body, 429)(scope, receive, watch)
        else:
            await self.app(scope, receive, watch)


def _call(scope: Scope, body: bytes, status: int, at: datetime) -> Call:
    headers = {key.decode().lower(): value.decode("latin-1") for key, value in scope["headers"]}
    headers.pop("authorization", None)
    return Call(
        scope["method"],
        scope["path"],
        dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True)),
        _decoded(body),
        scope.get(ATHLETE),
        status,
        at,
        headers,
    )


def _decoded(body: bytes) -> Any:  # noqa: ANN401
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")


async def _read(receive: Receive) -> bytes | None:
    """The body of a request; None if whoever sent it was gone before its end."""
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _replay(body: bytes) -> Receive:
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


async def _swallow(message: Message) -> None:
    pass


def _drop(send: Send) -> None:
    """Abort the socket; without one, fail as a transport does."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        error = "Server disconnected without sending a response."
        raise httpx.RemoteProtocolError(error)
    transport.abort()
