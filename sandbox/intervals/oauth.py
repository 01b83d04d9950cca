"""OAuth for applications: the consent redirect, the token, and leaving."""

from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sandbox.intervals.answers import Refusal, json_answer
from sandbox.intervals.service import Endpoint, Token, Visit, World

CODE_LIFE = timedelta(minutes=2)


def routes(world: World) -> list[Route]:
    async def consent(request: Request) -> Response:
        try:
            return _consent(world, request)
        except Refusal as refusal:
            return refusal.response()

    async def token(request: Request) -> Response:
        form = {key: found[0] for key, found in parse_qs((await request.body()).decode()).items()}
        try:
            return _token(world, form)
        except Refusal as refusal:
            return refusal.response()

    return [
        Route("/oauth/authorize", consent, methods=["GET"]),
        Route("/oauth/token", token, methods=["PATCH"]),  # any other method: 405, as seen live
        Route("/api/oauth/token", token, methods=["POST"]),
    ]


def _consent(world: World, request: Request) -> Response:
    """Accepts at once for the athlete named in `athlete`, else the first; `decline=1` declines."""
    query = request.query_params
    if query.get("client_id") not in world.clients:
        raise Refusal(404, "Client not found")
    back = {"state": query["state"]} if "state" in query else {}
    scope = query.get("scope", "")
    areas = [part.partition(":")[0] for part in scope.split(",")]
    if len(areas) != len(set(areas)):
        raise Refusal(422, "Duplicate scope")
    if query.get("decline"):
        back["error"] = "access_denied"
    else:
        named = world.athletes.get(query.get("athlete", ""))
        athlete = named or next(iter(world.athletes.values()))
        granted = Token(athlete, query["client_id"], query.get("grant", scope))
        code = sha256(f"{len(world.codes)}/{athlete.id}/{scope}".encode()).hexdigest()[:20]
        world.codes[code] = (granted, world.clock())
        back["code"] = code
    redirect = query.get("redirect_uri", "http://localhost/")
    return RedirectResponse(f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(back)}", 302)


def _token(world: World, form: dict[str, str]) -> Response:
    client = form.get("client_id", "")
    if client not in world.clients or world.clients[client] != form.get("client_secret"):
        raise Refusal(404, "Client and/or secret not found")
    granted, issued = world.codes.pop(form.get("code", ""), (None, world.clock()))
    if granted is None or granted.client_id != client or world.clock() - issued > CODE_LIFE:
        raise Refusal(404, "Code not found (expired?)")
    access = grant(world, granted)
    return json_answer(
        {
            "token_type": "Bearer",
            "access_token": access,
            "scope": granted.scope,
            "athlete": {"id": granted.athlete.id, "name": granted.athlete.profile.get("name")},
        }
    )


def grant(world: World, token: Token) -> str:
    """The access token; one lives per application and athlete, a new one replaces it."""
    for known, old in list(world.tokens.items()):
        if (old.client_id, old.athlete.id) == (token.client_id, token.athlete.id):
            del world.tokens[known]
    seed = f"{token.client_id}/{token.athlete.id}/{token.scope}/{world.clock().timestamp()}"
    access = sha256(seed.encode()).hexdigest()[:40]
    world.tokens[access] = token
    return access


def leave(visit: Visit) -> Response:
    for access, token in list(visit.world.tokens.items()):
        if token is visit.token:
            del visit.world.tokens[access]
    return Response()


ENDPOINTS = [Endpoint("DELETE", "/disconnect-app", "", leave)]
