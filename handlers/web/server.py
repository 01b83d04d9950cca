"""The small web server: Telegram's webhook, health, readiness, metrics."""

import asyncio
import hashlib
import hmac
import json
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from handlers.gateway.intake import Intake
from handlers.gateway.workers import Workers
from storage import Storage
from storage.errors import StorageError

WEBHOOK_PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name, not the secret
BODY_LIMIT = 1 << 20  # bytes
LAST_ANSWERS = 1  # seconds for requests that have begun when we stop


def webhook_secret(token: str) -> str:
    """What Telegram shows us with each update; made from the token, so nothing is stored."""
    return hashlib.sha256(f"webhook {token}".encode()).hexdigest()


def web_app(
    intake: Intake, workers: Workers, secret: str, storage: Storage, more: Sequence[Route] = ()
) -> Starlette:
    """The routes, and `more`."""

    async def healthz(_: Request) -> Response:
        """Whether the process lives."""
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        """Whether it can work: not without its database."""
        try:
            await storage.inbox.unfinished()
        except StorageError:
            return PlainTextResponse("no database", 503)
        return PlainTextResponse("ready")

    async def metrics(_: Request) -> Response:
        return Response(await _measured(storage, workers), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            _webhook(intake, secret),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Route("/metrics", metrics),
            *more,
        ]
    )


def _webhook(intake: Intake, secret: str) -> Route:
    """Where Telegram posts; an update is answered 200 only once it is stored."""

    async def telegram(request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), secret.encode()):
            return Response(status_code=403)
        if await intake.take([await posted(request)]) is None:
            return Response(status_code=400)
        return Response(status_code=200)

    return Route(WEBHOOK_PATH, telegram, methods=["POST"])


async def posted(request: Request) -> dict[str, Any]:
    """The JSON object that is a request's body.

    Raises HTTPException: 413 for more than BODY_LIMIT, the rest of which is not read; 400 for
    anything else.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise HTTPException(413)
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise HTTPException(400)
    return told


async def _measured(storage: Storage, workers: Workers) -> bytes:
    """The figures in Prometheus' format; never labelled by athlete."""
    registry = CollectorRegistry()
    waiting = Gauge("soigneur_inbox_unfinished", "Updates not yet answered", registry=registry)
    waiting.set(await storage.inbox.unfinished())
    in_hand = Gauge("soigneur_updates_in_hand", "Updates handled right now", registry=registry)
    in_hand.set(workers.in_hand)
    labels = ["kind", "state", "reason"]
    about = "Pushes of 90 days; dropped ones with a reason, unknown ones were never confirmed"
    pushes = Gauge("soigneur_pushes", about, labels, registry=registry)
    for key, count in (await storage.pushes.tally()).items():
        pushes.labels(*key).set(count)
    return generate_latest(registry)


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to bot.py, which stops everything in order."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """The port, ours from now on. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host.strip("[]"), port), family=family)


async def serve_web(app: ASGIApp, listener: socket.socket) -> None:
    """Serve until cancelled; requests that have begun are answered then."""
    config = uvicorn.Config(
        app, log_config=None, lifespan="off", timeout_graceful_shutdown=LAST_ANSWERS
    )
    server = _Server(config)
    serving = asyncio.ensure_future(server.serve([listener]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True
        await serving
        raise
