"""The webhook of intervals.icu: says whom to look at soon; the look decides what is new."""

import hmac
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.web.server import posted
from services.config import Settings
from storage import Storage

PATH = "/intervals"
SOON = timedelta(seconds=30)  # events come in bursts
NOTICED = ("ACTIVITY_", "CALENDAR_", "WELLNESS_")


def intervals_routes(
    settings: Settings, storage: Storage, clock: Callable[[], datetime]
) -> list[Route]:
    """Where intervals.icu posts its events; none without a secret.

    Whatever it holds is answered 200 once the secret is right: anything else is sent again.
    """
    secret = settings.intervals_webhook_secret
    if not secret:
        return []

    async def receive(request: Request) -> Response:
        told = await posted(request)
        if not hmac.compare_digest(str(told.get("secret", "")).encode(), secret.encode()):
            return Response(status_code=403)
        for rider in set(_riders(told.get("events"))):
            for athlete_id in await storage.athletes.of_rider(rider):
                await storage.watches.hurry(athlete_id, clock() + SOON)
        return Response(status_code=200)

    return [Route(PATH, receive, methods=["POST"])]


def _riders(events: object) -> Iterator[str]:
    """Ids at intervals.icu of those something has happened to."""
    for event in events if isinstance(events, list) else ():
        if isinstance(event, dict) and str(event.get("type", "")).startswith(NOTICED):
            yield str(event.get("athlete_id", ""))
