"""The calendar as it behaves on the wire."""

import base64
from datetime import date
from typing import Any

import httpx
import pytest

from sandbox.intervals.athlete import AthleteData

EVENTS = "/athlete/0/events"
RIDE: dict[str, Any] = {
    "category": "WORKOUT",
    "type": "Ride",
    "name": "Hour of power",
    "start_date_local": "2026-06-20T00:00:00",
    "description": "- 1h 100%",
}


async def test_a_created_workout_is_parsed_and_computed(http: httpx.AsyncClient) -> None:
    answer = await http.post(EVENTS, json=RIDE)
    event = answer.json()
    assert answer.status_code == 200
    assert (event["moving_time"], event["icu_training_load"]) == (3600, 100)
    assert event["icu_intensity"] == 100
    assert event["end_date_local"] == "2026-06-21T00:00:00"
    assert event["athlete_id"] == "i1001"
    assert event["workout_doc"]["steps"][0]["power"] == {"value": 100, "units": "%ftp"}
    assert (await http.get(f"{EVENTS}/{event['id']}")).json() == event


async def test_prose_is_kept_with_200_and_no_structure(http: httpx.AsyncClient) -> None:
    event = (await http.post(EVENTS, json=RIDE | {"description": "Ride for an hour"})).json()
    assert event["workout_doc"]["steps"] == []
    assert event["icu_training_load"] is None
    assert event["moving_time"] is None


async def test_numbers_stay_where_there_is_no_structure(http: httpx.AsyncClient) -> None:
    given = {"description": "Gym", "moving_time": 2700, "icu_training_load": 20}
    event = (await http.post(EVENTS, json=RIDE | given)).json()
    assert (event["moving_time"], event["icu_training_load"]) == (2700, 20)


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"start_date_local": "2026-06-20"}, 422, "could not be parsed at index 10"),
        ({"start_date_local": "soon"}, 422, "could not be parsed"),
        ({"start_date_local": "2026-06-20T00:00:00Z"}, 422, "unparsed text"),
        ({"category": "RACE"}, 400, "category"),
        ({"category": "REST"}, 400, "category"),
        ({"type": "Cycling"}, 400, "Sport"),
        ({"type": None}, 422, "type is required"),
        ({"category": "NOTE", "name": None}, 422, "Name is required"),
        ({"category": "RACE_A", "type": None}, 422, "type is required"),
        ({"name": "x" * 81}, 422, "too long"),
        ({"moving_time": "an hour"}, 400, "moving_time"),
    ],
)
async def test_wrong_events_are_refused(
    http: httpx.AsyncClient, ann: AthleteData, change: dict[str, Any], status: int, error: str
) -> None:
    before = len(ann.events)
    answer = await http.post(EVENTS, json=RIDE | change)
    assert answer.status_code == status
    assert error in answer.json()["error"]
    assert len(ann.events) == before


async def test_the_list_defaults_to_a_week_from_today(http: httpx.AsyncClient) -> None:
    days = [event["start_date_local"][:10] for event in (await http.get(EVENTS)).json()]
    assert min(days) == "2026-06-10"
    assert max(days) <= "2026-06-16"
    assert days == sorted(days)


async def test_ends_are_exclusive_and_spans_are_returned_whole(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    span = ann.add_event(
        date(2026, 7, 30), category="SICK", name="Cold", end_date_local="2026-08-02T00:00:00"
    )
    for day, shown in (("2026-07-29", 0), ("2026-07-31", 1), ("2026-08-01", 1), ("2026-08-02", 0)):
        found = (await http.get(f"{EVENTS}?oldest={day}&newest={day}&category=SICK")).json()
        assert [event["id"] for event in found] == [span["id"]] * shown


async def test_bulk_upsert_finds_by_external_id(http: httpx.AsyncClient, ann: AthleteData) -> None:
    query = "?upsert=true&upsertOnUid=false&updatePlanApplied=false"
    first = (await http.post(f"{EVENTS}/bulk{query}", json=[RIDE | {"external_id": "a"}])).json()
    count = len(ann.events)
    changed = {"external_id": "a", "description": "- 30m 100%"}
    second = (await http.post(f"{EVENTS}/bulk{query}", json=[RIDE | changed])).json()
    assert [one["id"] for one in second] == [one["id"] for one in first]
    assert second[0]["moving_time"] == 1800
    assert len(ann.events) == count


async def test_a_single_create_never_upserts(http: httpx.AsyncClient, ann: AthleteData) -> None:
    before = len(ann.events)
    for _ in range(2):
        await http.post(EVENTS, json=RIDE | {"external_id": "a"})
    assert len(ann.events) == before + 2


async def test_one_wrong_event_refuses_the_whole_bulk(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    before = len(ann.events)
    answer = await http.post(f"{EVENTS}/bulk?upsert=true", json=[RIDE, RIDE | {"type": None}])
    assert answer.status_code == 422
    assert len(ann.events) == before


async def test_a_put_changes_only_what_it_says(http: httpx.AsyncClient) -> None:
    event = (await http.post(EVENTS, json=RIDE | {"load_target": 50})).json()
    path = f"{EVENTS}/{event['id']}"
    moved = (await http.put(path, json={"start_date_local": "2026-06-22T07:00:00"})).json()
    assert moved["name"] == RIDE["name"]
    assert moved["end_date_local"] == "2026-06-23T00:00:00"
    assert moved["icu_training_load"] == 100
    cleared = (await http.put(path, json={"load_target": -1, "name": None})).json()
    assert (cleared["load_target"], cleared["name"]) == (None, RIDE["name"])
    assert (await http.put(path, json={"description": "- 2h 100%"})).json()["moving_time"] == 7200
    prose = (await http.put(path, json={"description": "Ride home"})).json()
    assert (prose["workout_doc"]["steps"], prose["icu_training_load"]) == ([], None)


async def test_deleting(http: httpx.AsyncClient, ann: AthleteData) -> None:
    event = (await http.post(EVENTS, json=RIDE | {"external_id": "x"})).json()
    assert (await http.delete(f"{EVENTS}/{event['id']}")).status_code == 200
    gone = await http.get(f"{EVENTS}/{event['id']}")
    assert (gone.status_code, gone.json()["status"]) == (404, 404)
    ids = [(await http.post(EVENTS, json=RIDE | {"external_id": "y"})).json()["id"], 5]
    doomed = [{"id": one} for one in ids] + [{"external_id": "z"}]
    answer = await http.put(f"{EVENTS}/bulk-delete", json=doomed)
    assert answer.json() == {"eventsDeleted": 1}


async def test_a_range_without_newest_takes_the_whole_future(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    assert (await http.delete(f"{EVENTS}?oldest=2026-06-10")).status_code == 422
    await http.delete(f"{EVENTS}?oldest=2026-06-12&category=WORKOUT")
    days = {e["start_date_local"][:10] for e in ann.events.values() if e["category"] == "WORKOUT"}
    assert max(days) == "2026-06-11"


async def test_resolve_adds_absolute_targets(http: httpx.AsyncClient) -> None:
    event = (await http.get(f"{EVENTS}?resolve=true&limit=1")).json()[0]
    doc = event["workout_doc"]
    assert doc["ftp"] == 238
    assert doc["steps"][0]["_power"] == {"start": 119, "end": 178, "units": "w"}
    plain = (await http.get(f"{EVENTS}?limit=1")).json()[0]
    assert "_power" not in plain["workout_doc"]["steps"][0]


async def test_ext_attaches_the_file(http: httpx.AsyncClient) -> None:
    event = (await http.get(f"{EVENTS}?ext=zwo&limit=1")).json()[0]
    assert event["workout_filename"].endswith(".zwo")
    assert b"<workout_file>" in base64.b64decode(event["workout_file_base64"])


async def test_planned_load_is_in_the_projection(http: httpx.AsyncClient) -> None:
    event = (await http.post(EVENTS, json=RIDE)).json()
    day = (await http.get("/athlete/0/wellness?oldest=2026-06-20&newest=2026-06-20")).json()[0]
    assert day["ctlLoad"] >= 100
    assert (event["icu_ctl"], event["icu_atl"]) == (day["ctl"], day["atl"])


async def test_marking_done_makes_a_paired_manual_activity(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    event = (await http.get(EVENTS)).json()[0]
    done = (await http.post(f"{EVENTS}/{event['id']}/mark-done")).json()
    assert (done["source"], done["paired_event_id"]) == ("MANUAL", event["id"])
    day = (await http.get("/athlete/0/wellness?oldest=2026-06-10")).json()[0]
    assert day["ctlLoad"] == event["icu_training_load"]


async def test_duplicates_land_weeks_later(http: httpx.AsyncClient) -> None:
    event = (await http.post(EVENTS, json=RIDE)).json()
    body = {"numCopies": 2, "weeksBetween": 1, "eventIds": [event["id"]]}
    copies = (await http.post("/athlete/0/duplicate-events", json=body)).json()
    starts = [copy["start_date_local"][:10] for copy in copies]
    assert starts == ["2026-06-27", "2026-07-04"]


async def test_a_zwo_file_becomes_structure(http: httpx.AsyncClient) -> None:
    zwo = (
        "<workout_file><workout>"
        '<Warmup Duration="600" PowerLow="0.5" PowerHigh="0.75"/>'
        '<IntervalsT Repeat="3" OnDuration="60" OnPower="1.2" OffDuration="120" OffPower="0.5"/>'
        "</workout></workout_file>"
    )
    body = {key: value for key, value in RIDE.items() if key != "description"}
    file = {"filename": "a.zwo", "file_contents_base64": base64.b64encode(zwo.encode()).decode()}
    event = (await http.post(EVENTS, json=body | file)).json()
    assert event["moving_time"] == 600 + 3 * 180
    assert [step.get("reps") for step in event["workout_doc"]["steps"]] == [None, 3]
    nameless = await http.post(EVENTS, json=body | {"file_contents": zwo})
    assert nameless.status_code == 422


async def test_hiding_a_range_changes_nothing_else(http: httpx.AsyncClient) -> None:
    query = "?oldest=2026-06-10&newest=2026-06-11"
    body = {"hide_from_athlete": True, "name": "no"}
    events = (await http.put(EVENTS + query, json=body)).json()
    assert events
    assert all(one["hide_from_athlete"] and one["name"] != "no" for one in events)
