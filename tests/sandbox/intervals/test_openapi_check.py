"""The stand-in's answers against the service's own description, and the checker itself."""

from typing import Any

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.openapi_check import answer_problems, find_operation, problems

READS = [
    "/athlete/0",
    "/athlete/0/profile",
    "/athlete/0/events?oldest=2026-05-10&newest=2026-08-30&resolve=true",
    "/athlete/0/wellness?oldest=2026-02-01&newest=2026-07-01",
    "/athlete/0/wellness/2026-06-10",
    "/athlete/0/activities?oldest=2026-01-01",
    "/athlete/0/activities/search?q=ride",
    "/athlete/0/sport-settings",
    "/athlete/0/sport-settings/Run",
    "/athlete/0/athlete-summary?start=2026-05-01&end=2026-06-10",
    "/athlete/0/custom-item",
    "/athlete/0/folders",
    "/athlete/0/workouts",
    "/athlete/0/power-curves.json?type=Ride",
    "/athlete/0/hr-curves.json?type=Ride",
    "/athlete/0/pace-curves.json?type=Run",
    "/athlete/0/mmp-model?type=Ride",
]
PARTS = ["", "/intervals", "/streams.json", "/power-curve.json", "/hr-curve.json", "/messages"]


@pytest.mark.parametrize("path", READS)
async def test_answers_have_the_described_types(
    http: httpx.AsyncClient, spec: dict[str, Any], path: str
) -> None:
    answer = await http.get(path)
    assert answer.status_code == 200
    where = "/api/v1" + path.partition("?")[0]
    assert find_operation("GET", where, spec)
    assert answer_problems("GET", where, answer.json(), spec) == []


async def test_the_inside_of_an_activity_has_the_described_types(
    http: httpx.AsyncClient, spec: dict[str, Any]
) -> None:
    rides = (await http.get("/athlete/0/activities?oldest=2026-06-01")).json()
    ride = next(row for row in rides if row.get("type") == "Ride")
    for part in PARTS:
        path = f"/activity/{ride['id']}{part}"
        assert find_operation("GET", f"/api/v1{path}", spec)
        answer = (await http.get(path)).json()
        assert answer_problems("GET", f"/api/v1{path}", answer, spec) == []


async def test_writes_answer_in_the_described_types(
    http: httpx.AsyncClient, spec: dict[str, Any]
) -> None:
    event = {
        "category": "WORKOUT",
        "type": "Ride",
        "name": "Test",
        "start_date_local": "2026-06-20T00:00:00",
        "description": "- 20m 80%",
    }
    query = "upsert=true&upsertOnUid=false&updatePlanApplied=false"
    for method, path, body in (
        ("POST", f"/athlete/0/events/bulk?{query}", [event]),
        ("PUT", "/athlete/0/wellness/2026-06-10", {"soreness": 2}),
        ("PUT", "/athlete/0/sport-settings/Ride?recalcHrZones=false", {"ftp": 240}),
        ("PUT", "/athlete/0", {"weight": 64.0}),
    ):
        answer = await http.request(method, path, json=body)
        assert answer.status_code == 200
        where = "/api/v1" + path.partition("?")[0]
        assert answer_problems(method, where, answer.json(), spec) == []


async def test_the_checker_finds_what_is_wrong_with_a_request(
    http: httpx.AsyncClient, stand_in: IntervalsStandIn, spec: dict[str, Any]
) -> None:
    await http.put("/athlete/0/wellness/2026-06-10", json={"soreness": 2})
    await http.put("/athlete/0/wellness/2026-06-10", json={"soreness": "2", "feel": 1})
    await http.get("/athlete/0/activities?newest=2026-06-10&fieldz=id")
    await http.get("/athlete/0/nothing/at/all")
    await http.get("/athlete/0/events.json?oldest=2026-06-10")
    found = [sorted(problems(call, spec)) for call in stand_in.calls]
    assert found == [
        [],
        ["body.soreness: '2' is no integer", "body: unknown key feel"],
        ["missing query parameter oldest", "unknown query parameter fieldz"],
        ["GET /api/v1/athlete/0/nothing/at/all is not in the description"],
        [],
    ]
