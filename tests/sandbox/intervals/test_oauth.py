"""OAuth: consent, token, scopes, leaving."""

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData

SECRET = "secret"
ASK = {
    "client_id": "123",
    "redirect_uri": "https://bot.example/cb",
    "scope": "WELLNESS:WRITE,CALENDAR:READ",
    "state": "opaque",
}


@pytest.fixture
async def site(stand_in: IntervalsStandIn, ann: AthleteData) -> AsyncIterator[httpx.AsyncClient]:
    stand_in.client("123", SECRET)
    transport = httpx.ASGITransport(stand_in.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        yield client


async def code(site: httpx.AsyncClient, **more: str) -> dict[str, list[str]]:
    answer = await site.get("/oauth/authorize", params=ASK | more)
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer.headers["location"]).query)


async def redeem(site: httpx.AsyncClient, code: str, secret: str = SECRET) -> httpx.Response:
    form = {"client_id": "123", "client_secret": secret, "code": code}
    return await site.post("/api/oauth/token", data=form)


async def test_consent_gives_a_code_that_is_redeemed_once(site: httpx.AsyncClient) -> None:
    back = await code(site)
    assert back["state"] == ["opaque"]
    answer = await redeem(site, back["code"][0])
    assert answer.json()["athlete"] == {"id": "i1001", "name": "Ann Rider"}
    assert answer.json().keys() == {"token_type", "access_token", "scope", "athlete"}
    again = await redeem(site, back["code"][0])
    assert again.status_code == 404
    assert again.json()["error"] == "Code not found (expired?)"
    assert (await redeem(site, "x", secret="wrong")).status_code == 404


async def test_a_declined_consent_says_so(site: httpx.AsyncClient) -> None:
    assert (await code(site, decline="1"))["error"] == ["access_denied"]


async def test_scopes_are_kept_and_a_token_reaches_only_its_own(
    site: httpx.AsyncClient, stand_in: IntervalsStandIn, ann: AthleteData
) -> None:
    stand_in.athlete("b", id="i2", days=0, plan=False)
    ann.coaches.add("i2")
    token = (await redeem(site, (await code(site))["code"][0])).json()["access_token"]
    site.headers["Authorization"] = f"Bearer {token}"
    assert (await site.get("/api/v1/athlete/0/events")).status_code == 200
    assert (await site.delete("/api/v1/athlete/0/events/1")).status_code == 403
    assert (await site.get("/api/v1/athlete/0/activities?oldest=2026-06-01")).status_code == 403
    assert (await site.get("/api/v1/athlete/i2/wellness")).status_code == 403
    assert (await site.delete("/api/v1/disconnect-app")).status_code == 200
    assert (await site.get("/api/v1/athlete/0/events")).status_code == 401


async def test_the_other_token_paths_do_not_exist(site: httpx.AsyncClient) -> None:
    assert (await site.post("/oauth/token")).status_code == 405
    assert (await site.post("/api/v1/oauth/token")).status_code == 404


async def test_an_area_named_twice_is_refused(site: httpx.AsyncClient) -> None:
    query = ASK | {"scope": "ACTIVITY:READ,ACTIVITY:WRITE"}
    answer = await site.get("/oauth/authorize", params=query)
    assert answer.json()["error"] == "Duplicate scope"
