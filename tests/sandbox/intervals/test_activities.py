"""Finished activities as they behave on the wire."""

from typing import Any

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData

LIST = "/athlete/0/activities"
GYM: dict[str, Any] = {
    "start_date_local": "2026-06-09T18:00:00",
    "type": "WeightTraining",
    "name": "Gym",
    "moving_time": 2700,
    "icu_rpe": 6,
}


async def rows(http: httpx.AsyncClient, query: str = "?oldest=2026-05-01") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await http.get(LIST + query)).json()
    return found


async def test_the_list_is_newest_first_and_needs_oldest(http: httpx.AsyncClient) -> None:
    starts = [row["start_date_local"] for row in await rows(http)]
    assert starts == sorted(starts, reverse=True)
    assert len(await rows(http, "?oldest=2026-05-01&limit=3")) == 3
    answer = await http.get(LIST)
    assert answer.status_code == 422
    assert "'oldest'" in answer.json()["error"]


async def test_a_date_as_newest_includes_its_whole_day(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    ann.add_activity(start_date_local="2026-06-03T23:30:00", type="Run", name="Late")
    found = await rows(http, "?oldest=2026-06-03&newest=2026-06-03")
    assert "Late" in [row.get("name") for row in found]


async def test_strava_is_a_stub_with_and_without_its_source(http: httpx.AsyncClient) -> None:
    stubs = [row for row in await rows(http) if "type" not in row]
    assert {"source" in row for row in stubs} == {True, False}
    for stub in stubs:
        assert stub.keys() <= {"id", "icu_athlete_id", "start_date_local", "source", "_note"}
        assert stub["id"].isdigit()


async def test_a_stub_counts_in_fitness_and_is_closed(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    stub = next(row for row in await rows(http) if "type" not in row)
    day = stub["start_date_local"][:10]
    record = (await http.get(f"/athlete/0/wellness?oldest={day}&newest={day}")).json()[0]
    assert record["ctlLoad"] >= ann.activities[stub["id"]]["icu_training_load"] > 0
    assert (await http.get(f"/activity/{stub['id']}")).json() == stub
    for part in ("streams.json", "intervals", "power-curve.json", "file"):
        answer = await http.get(f"/activity/{stub['id']}/{part}")
        assert answer.status_code == 422
        assert answer.json()["error"] == "Cannot read Strava activities via the API"
    assert (await http.put(f"/activity/{stub['id']}", json={"name": "x"})).status_code == 422
    assert (await http.delete(f"/activity/{stub['id']}")).status_code == 422


async def test_fields_drop_nulls_and_leave_a_stub_its_own(http: httpx.AsyncClient) -> None:
    found = await rows(http, "?oldest=2026-05-01&fields=id,type,distance")
    assert {"id"} in [set(row) for row in found]
    assert {"id", "type"} in [set(row) for row in found]
    assert {"id", "type", "distance"} in [set(row) for row in found]


async def test_one_activity_has_nothing_but_its_name(http: httpx.AsyncClient) -> None:
    empty = [row for row in await rows(http) if row.get("type") and row["moving_time"] is None]
    assert [row["icu_training_load"] for row in empty] == [None]


async def test_full_activities_carry_every_key_and_unknown_ones(http: httpx.AsyncClient) -> None:
    ride = next(row for row in await rows(http) if row.get("type") == "Ride")
    assert len(ride) > 160
    assert "analysis_issues" in ride
    assert not [key for key in ride if key.startswith("_")]
    assert 20 < ride["icu_intensity"] < 130
    assert {"id", "secs"} == ride["icu_zone_times"][0].keys()
    assert isinstance(ride["icu_hr_zone_times"][0], int)


async def test_by_hand_answers_200_and_never_upserts(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    before = len(ann.activities)
    answers = [await http.post(f"{LIST}/manual", json=GYM | {"external_id": "a"}) for _ in "ab"]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(ann.activities) == before + 2
    made = answers[0].json()
    assert (made["source"], made["session_rpe"], made["id"][0]) == ("MANUAL", 270, "i")
    assert (await http.get(f"/activity/{made['id']}/file")).status_code == 422
    assert (await http.get(f"/activity/{made['id']}/streams.json")).json() == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"feel": 8}, 422),
        ({"icu_rpe": 0}, 422),
        ({"type": "Lifting"}, 400),
        ({"type": None}, 422),
        ({"start_date_local": "2026-06-09"}, 422),
    ],
)
async def test_wrong_activities_are_refused(
    http: httpx.AsyncClient, change: dict[str, Any], status: int
) -> None:
    assert (await http.post(f"{LIST}/manual", json=GYM | change)).status_code == status


async def test_bulk_by_hand_upserts_only_for_applications(
    http: httpx.AsyncClient, stand_in: IntervalsStandIn, ann: AthleteData
) -> None:
    before = len(ann.activities)
    for _ in range(2):
        await http.post(f"{LIST}/manual/bulk", json=[GYM | {"external_id": "a"}])
    assert len(ann.activities) == before + 2
    bearer = {"Authorization": f"Bearer {stand_in.token(ann, 'ACTIVITY:WRITE')}"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(stand_in.app), base_url=http.base_url, headers=bearer
    ) as app:
        for _ in range(2):
            body = [GYM | {"external_id": "b"}]
            assert (await app.post(f"{LIST}/manual/bulk", json=body)).status_code == 200
    assert len(ann.activities) == before + 3


async def test_an_upload_is_201_once_and_200_again(http: httpx.AsyncClient) -> None:
    files = {"file": ("ride.fit", b"content", "application/octet-stream")}
    first = await http.post(f"{LIST}?name=Mine", files=files)
    again = await http.post(LIST, files=files)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["activities"] == [{"icu_athlete_id": "i1001", "id": first.json()["id"]}]
    assert again.json()["id"] == first.json()["id"]


async def test_changing_and_deleting(http: httpx.AsyncClient) -> None:
    made = (await http.post(f"{LIST}/manual", json=GYM)).json()
    path = f"/activity/{made['id']}"
    changed = (await http.put(path, json={"feel": 1, "kg_lifted": 900.5, "source": "X"})).json()
    assert (changed["feel"], changed["kg_lifted"], changed["source"]) == (1, 900.5, "MANUAL")
    assert (await http.delete(path)).json() == {"icu_athlete_id": "i1001", "id": made["id"]}
    assert (await http.get(path)).status_code == 404


async def test_streams_are_columns_of_known_names(http: httpx.AsyncClient) -> None:
    ride = next(row for row in await rows(http) if row.get("stream_types"))
    types = "time,heartrate,heart_rate,latlng"
    columns = (await http.get(f"/activity/{ride['id']}/streams.json?types={types}")).json()
    names = [column["type"] for column in columns]
    assert names[:2] == ["time", "heartrate"]
    assert "heart_rate" not in names
    assert columns[1]["data"][0] is None
    assert len(columns[0]["data"]) == ride["moving_time"]


async def test_intervals_and_curves_have_their_shapes(http: httpx.AsyncClient) -> None:
    ride = next(row for row in await rows(http) if row.get("type") == "Ride" and row["distance"])
    inside = (await http.get(f"/activity/{ride['id']}/intervals")).json()
    assert {each["type"] for each in inside["icu_intervals"]} == {"WORK", "RECOVERY"}
    assert inside["icu_intervals"][-1]["end_index"] == ride["moving_time"]
    with_them = (await http.get(f"/activity/{ride['id']}?intervals=true")).json()
    assert len(with_them["icu_intervals"]) == len(inside["icu_intervals"])
    curves = (await http.get("/athlete/0/power-curves.json?type=Ride&curves=42d,all")).json()
    assert [curve["id"] for curve in curves["list"]] == ["42d", "all"]
    curve = curves["list"][0]
    assert len(curve["secs"]) == len(curve["values"]) == len(curve["watts_per_kg"])
    assert (await http.get("/athlete/0/power-curves.json")).status_code == 422


async def test_search_finds_names_and_tags(http: httpx.AsyncClient, ann: AthleteData) -> None:
    ann.add_activity(
        start_date_local="2026-06-01T08:00:00", type="Run", name="Parkrun", tags=["club"]
    )
    by_name = (await http.get(f"{LIST}/search", params={"q": "parkrun"})).json()
    assert [row["name"] for row in by_name] == ["Parkrun"]
    by_tag = (await http.get(f"{LIST}/search-full", params={"q": "#club"})).json()
    assert "Parkrun" in [row["name"] for row in by_tag]


async def test_messages_of_an_activity(http: httpx.AsyncClient, ann: AthleteData) -> None:
    path = f"/activity/{next(iter(ann.activities))}/messages"
    assert (await http.post(path, json={"content": "Well done"})).status_code == 200
    assert [row["content"] for row in (await http.get(path)).json()] == ["Well done"]
