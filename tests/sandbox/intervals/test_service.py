"""Who is let in, and how the service says no."""

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData


async def test_the_user_name_must_be_the_word_api_key(http: httpx.AsyncClient) -> None:
    for auth in (("i1001", "anns-key"), ("API_KEY", "wrong"), ("API_KEY", "")):
        answer = await http.get("/athlete/0", auth=auth)
        assert answer.status_code == 401
        assert answer.json() == {"status": 401, "error": "Auth failed"}


async def test_zero_is_the_owner_and_the_answer_has_the_real_id(http: httpx.AsyncClient) -> None:
    assert (await http.get("/athlete/0")).json()["id"] == "i1001"
    assert (await http.get("/athlete/i1001")).json()["id"] == "i1001"


async def test_another_athlete_is_refused_unless_coached(
    http: httpx.AsyncClient, stand_in: IntervalsStandIn, ann: AthleteData
) -> None:
    stand_in.athlete("bobs-key", id="7654321", days=0, plan=False)
    refused = await http.get("/athlete/7654321/wellness")
    assert refused.status_code == 403
    assert refused.json() == {"status": 403, "error": "Access denied"}
    assert (await http.get("/athlete/i0/wellness")).status_code == 403
    ann.coaches.add("7654321")
    assert (await http.get("/athlete/7654321/wellness")).status_code == 200
    assert (await http.get("/athlete/7654321")).json()["icu_api_key"] is None


@pytest.mark.parametrize(("token", "status"), [("unheard-of", 401), ("anns-key", 403)])
async def test_a_personal_key_is_no_bearer_token(
    stand_in: IntervalsStandIn, ann: AthleteData, token: str, status: int
) -> None:
    transport = httpx.ASGITransport(stand_in.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x/api/v1") as client:
        answer = await client.get("/athlete/0", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status


async def test_a_revoked_key_answers_401(http: httpx.AsyncClient, ann: AthleteData) -> None:
    ann.revoke()
    assert (await http.get("/athlete/0/events")).status_code == 401


async def test_unknown_routes_and_methods_get_the_framework_shape(http: httpx.AsyncClient) -> None:
    unknown = await http.get("/nothing")
    assert unknown.status_code == 404
    assert unknown.json().keys() == {"timestamp", "status", "error", "path"}
    wrong = await http.post("/athlete/0/sport-settings/Ride/apply")
    assert wrong.status_code == 405
    assert wrong.json()["path"] == "/api/v1/athlete/0/sport-settings/Ride/apply"


async def test_broken_json_is_a_bad_request(http: httpx.AsyncClient) -> None:
    answer = await http.post("/athlete/0/events", content=b"{nope")
    assert answer.status_code == 400


async def test_ordinary_answers_carry_no_limit_headers(http: httpx.AsyncClient) -> None:
    answer = await http.get("/athlete/0/profile")
    assert not [name for name in answer.headers if "limit" in name or name == "retry-after"]


async def test_an_activity_of_somebody_else_is_refused(
    http: httpx.AsyncClient, stand_in: IntervalsStandIn, ann: AthleteData
) -> None:
    bob = stand_in.athlete("bobs-key", id="i1002")
    assert not bob.activities.keys() & ann.activities.keys()
    assert not bob.events.keys() & ann.events.keys()
    answer = await http.get(f"/activity/{next(iter(bob.activities))}")
    assert answer.status_code == 403
    assert (await http.get("/activity/i1")).status_code == 404
