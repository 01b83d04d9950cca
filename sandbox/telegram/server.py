"""The Bot API over HTTP: finds the method, lets faults have their way, keeps the journal."""

import asyncio
import inspect
import re
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.telegram.faults import Fault, Faults
from sandbox.telegram.methods import METHODS, NAMES
from sandbox.telegram.refusals import ConnectionDroppedError, RefusalError
from sandbox.telegram.state import Json, World
from sandbox.telegram.webhook import Delivery
from sandbox.telegram.wire import Arguments, JsonValue, read_arguments

PATH = re.compile(r"/(?P<file>file/)?bot(?P<token>[^/]*)/(?P<rest>.*)")
TOKEN = re.compile(r"\d+:[\w-]+")


@dataclass(frozen=True)
class Call:
    """One call of a method, with its decoded arguments and the status it got (0: dropped)."""

    method: str
    params: dict[str, Any]
    status: int
    at: datetime
    chat_id: int | None


class BotApi:
    """The ASGI application behind `/bot<token>/` and `/file/bot<token>/`."""

    def __init__(self, world: World, faults: Faults, delivery: Delivery) -> None:
        self.world = world
        self.faults = faults
        self.delivery = delivery
        self.calls: list[Call] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except RefusalError as refusal:
            response = refused(refusal)
        except ConnectionDroppedError:
            await _hang_up(send)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path = PATH.fullmatch(request.scope["path"])
        if path is None or not TOKEN.fullmatch(path["token"]):
            raise RefusalError(404, "Not Found")
        if path["token"] != self.world.token:
            raise RefusalError(401, "Unauthorized")
        if path["file"]:
            return self._file(path["rest"])
        method = NAMES.get(path["rest"].lower())
        if method is None:
            raise RefusalError(404, "Not Found: method not found")
        given = await read_arguments(request)
        return await self._journalled(method, given, request)

    def _file(self, path: str) -> Response:
        stored = next((one for one in self.world.files.values() if one.path == path), None)
        if stored is None:
            raise RefusalError(404, "Not Found")
        return Response(stored.content, media_type="application/octet-stream")

    async def _journalled(self, method: str, given: Arguments, request: Request) -> Response:
        chat_id = given.integer("chat_id") or None
        status = 0
        try:
            result = await self._run(method, given, request, chat_id)
            status = 200
        except RefusalError as refusal:
            status = refusal.status
            raise
        finally:
            at = self.world.clock()
            self.calls.append(Call(method, given.journal(), status, at, chat_id))
        return JSONResponse({"ok": True, "result": result})

    async def _run(
        self, method: str, given: Arguments, request: Request, chat_id: int | None
    ) -> JsonValue:
        fault = self.faults.take(method, chat_id) or Fault()
        await asyncio.sleep(fault.slow)
        if fault.drop_before:
            raise ConnectionDroppedError
        if refusal := fault.refusal():
            raise refusal
        result = METHODS[method](self.world, given)
        if inspect.isawaitable(result):
            result = await _while_connected(request, result)
        self.delivery.keep_up()
        if fault.drop_after_effect:
            raise ConnectionDroppedError
        return result

    async def answer_in_body(self, call: Json) -> None:
        """Run the method that a webhook's answer names; its result goes nowhere."""
        method = NAMES.get(str(call.get("method", "")).lower())
        if method:
            given = Arguments({k: v for k, v in call.items() if k != "method"}, {})
            with suppress(RefusalError):
                METHODS[method](self.world, given)
            chat_id = given.integer("chat_id") or None
            self.calls.append(Call(method, given.journal(), 200, self.world.clock(), chat_id))


def refused(refusal: RefusalError) -> JSONResponse:
    body: Json = {
        "ok": False,
        "error_code": refusal.status,
        "description": refusal.description,
    }
    headers = {}
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
        headers["Retry-After"] = str(refusal.retry_after)
    return JSONResponse(body, status_code=refusal.status, headers=headers)


async def _while_connected(request: Request, work: Awaitable[JsonValue]) -> JsonValue:
    """Let go of a long poll when its client hangs up."""
    poll = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({poll, gone}, return_when=asyncio.FIRST_COMPLETED)
        return await poll if poll.done() else []
    finally:
        poll.cancel()
        gone.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _hang_up(send: Send) -> NoReturn:
    """End the connection in the middle of an answer, over a socket as well as in process."""
    headers = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
