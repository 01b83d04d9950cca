"""The service's frame: who is asking, what for, and how refusals are said."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.intervals.answers import Refusal, Wire, invalid, json_answer
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.journal import ATHLETE


@dataclass(frozen=True)
class Token:
    """What an application may do for one athlete; `scope` as OAuth writes it."""

    athlete: AthleteData
    client_id: str
    scope: str

    def allows(self, area: str, method: str) -> bool:
        wanted = {f"{area}:WRITE"} | ({f"{area}:READ"} if method in {"GET", "HEAD"} else set())
        return not area or bool(wanted & set(self.scope.split(",")))


@dataclass
class World:
    """Everything the endpoints share."""

    clock: Callable[[], datetime]
    athletes: dict[str, AthleteData] = field(default_factory=dict)
    keys: dict[str, AthleteData] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    clients: dict[str, str] = field(default_factory=dict)
    codes: dict[str, tuple[Token, datetime]] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """One authenticated request; `athlete` is the one the path names."""

    world: World
    request: Request
    athlete: AthleteData
    caller: AthleteData
    token: Token | None
    body: Any
    form: FormData | None

    @property
    def path(self) -> dict[str, Any]:
        return self.request.path_params

    @property
    def query(self) -> QueryParams:
        return self.request.query_params

    @property
    def client_id(self) -> str | None:
        return self.token.client_id if self.token else None

    def flag(self, name: str) -> bool:
        return self.query.get(name, "").lower() == "true"

    def required(self, name: str) -> str:
        value = self.query.get(name)
        if value is None:
            raise invalid(f"Required request parameter '{name}' is not present")
        return value

    def day(self, name: str, default: date | None = None) -> date:
        """A query date; a missing one without default is refused."""
        text = self.query.get(name) if default else self.required(name)
        if text is None and default:
            return default
        try:
            return date.fromisoformat((text or "")[:10])
        except ValueError:
            raise invalid(f"Text '{text}' could not be parsed at index 0") from None

    def number(self, name: str) -> int | None:
        text = self.query.get(name)
        if text is None:
            return None
        if not text.lstrip("-").isdigit():
            raise Refusal(400, f'For input string: "{text}"')
        return int(text)

    def json_object(self) -> Wire:
        if not isinstance(self.body, dict):
            raise Refusal(400, "Failed to read request")
        return self.body

    def json_list(self) -> list[Wire]:
        if not isinstance(self.body, list) or not all(isinstance(x, dict) for x in self.body):
            raise Refusal(400, "Failed to read request")
        return self.body


Handler = Callable[[Visit], Any]


@dataclass(frozen=True)
class Endpoint:
    """One line of the service: what is answered is JSON unless it is a Response already."""

    method: str
    path: str
    area: str
    handler: Handler

    def route(self, world: World) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                answer = self.handler(await _visit(world, request, self.area))
            except Refusal as refusal:
                return refusal.response()
            finally:
                await request.close()
            return answer if isinstance(answer, Response) else json_answer(answer)

        return Route(f"/api/v1{self.path}", endpoint, methods=[self.method])


async def _visit(world: World, request: Request, area: str) -> Visit:
    caller, token = authenticate(world, request.headers.get("authorization", ""))
    request.scope[ATHLETE] = caller.id
    if token and not token.allows(area, request.method):
        raise Refusal(403, "Access denied")
    path = request.path_params
    if "activity_id" in path:
        athlete = _owner_of(world, caller, path["activity_id"])
    else:
        athlete = _reach(world, caller, str(path.get("athlete_id", "0")))
    if token and athlete is not caller:
        raise Refusal(403, "Access denied")
    form = None
    if "multipart/form-data" in request.headers.get("content-type", ""):
        form = await request.form()
    body = None if form else _parsed(await request.body())
    return Visit(world, request, athlete, caller, token, body, form)


def authenticate(world: World, header: str) -> tuple[AthleteData, Token | None]:
    """The athlete behind a header; raises 401, or 403 for a personal key as Bearer."""
    scheme, _, credential = header.partition(" ")
    if scheme.lower() == "bearer":
        if token := world.tokens.get(credential):
            if not token.athlete.revoked:
                return token.athlete, token
        elif credential in world.keys:
            raise Refusal(403, "Access denied")
    if scheme.lower() == "basic":
        name, _, key = _unpacked(credential).partition(":")
        athlete = world.keys.get(key)
        if name == "API_KEY" and athlete and not athlete.revoked:
            return athlete, None
    raise Refusal(401, "Auth failed")


def _unpacked(credential: str) -> str:
    try:
        return base64.b64decode(credential, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _reach(world: World, caller: AthleteData, athlete_id: str) -> AthleteData:
    if athlete_id in {"0", caller.id}:
        return caller
    if athlete_id in caller.coaches and athlete_id in world.athletes:
        return world.athletes[athlete_id]
    raise Refusal(403, "Access denied")


def _owner_of(world: World, caller: AthleteData, activity_id: str) -> AthleteData:
    if activity_id in caller.activities:
        return caller
    for athlete in world.athletes.values():
        if activity_id in athlete.activities:
            return _reach(world, caller, athlete.id)
    raise Refusal(404, "Activity not found")


def _parsed(body: bytes) -> Any:  # noqa: ANN401
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body
