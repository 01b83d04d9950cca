"""A stand-in for intervals.icu: its API over ASGI, with believable athletes behind it."""

from collections.abc import Callable
from datetime import datetime
from typing import Unpack

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sandbox.intervals import (
    accounts,
    activities,
    analysis,
    downloads,
    event_changes,
    events,
    library,
    manual,
    oauth,
    sport_settings,
    wellness,
)
from sandbox.intervals.answers import framework_error
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.believable import Portrait, believable
from sandbox.intervals.faults import AddressLimit, Faults
from sandbox.intervals.journal import Call, Front
from sandbox.intervals.service import Token, World

ENDPOINTS = [
    *accounts.ENDPOINTS,
    *activities.ENDPOINTS,
    *analysis.ENDPOINTS,
    *downloads.ENDPOINTS,
    *events.ENDPOINTS,
    *event_changes.ENDPOINTS,
    *library.ENDPOINTS,
    *manual.ENDPOINTS,
    *sport_settings.ENDPOINTS,
    *wellness.ENDPOINTS,
    *oauth.ENDPOINTS,
]


class IntervalsStandIn:
    """The service in one object; `app` serves it in-process or under uvicorn.

    `clock` gives aware datetimes; "today" follows from it in each athlete's own zone.
    `limit.per_second = 10` switches on the limit per address.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.world = World(clock)
        routes = [endpoint.route(self.world) for endpoint in ENDPOINTS]
        service = Starlette(routes=[*routes, *oauth.routes(self.world)])
        service.router.redirect_slashes = False
        service.add_exception_handler(HTTPException, _framework)
        self.app = Front(service, clock)

    @property
    def calls(self) -> list[Call]:
        return self.app.calls

    @property
    def faults(self) -> Faults:
        return self.app.faults

    @property
    def limit(self) -> AddressLimit:
        return self.app.limit

    @property
    def athletes(self) -> dict[str, AthleteData]:
        return self.world.athletes

    def athlete(self, api_key: str, **portrait: Unpack[Portrait]) -> AthleteData:
        """Open an account; see `believable` for what can be said about the athlete."""
        athlete = believable(api_key, self.world.clock, **portrait)
        self.world.athletes[athlete.id] = self.world.keys[api_key] = athlete
        return athlete

    def client(self, client_id: str, secret: str) -> None:
        """Register an OAuth application; its id is a number."""
        self.world.clients[client_id] = secret

    def token(self, athlete: AthleteData, scope: str, client_id: str = "1") -> str:
        """A bearer token as if the athlete had consented; `scope` as OAuth writes it."""
        return oauth.grant(self.world, Token(athlete, client_id, scope))


def _framework(request: Request, error: Exception) -> Response:
    return framework_error(request, error.status_code if isinstance(error, HTTPException) else 500)
