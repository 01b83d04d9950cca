"""The athlete, sport settings, summary and library."""

import httpx

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData

SETTINGS = "/athlete/0/sport-settings"


async def test_the_athlete_contains_the_key_and_the_profile_does_not(
    http: httpx.AsyncClient,
) -> None:
    athlete = (await http.get("/athlete/0")).json()
    assert athlete["icu_api_key"] == "anns-key"
    assert athlete["timezone"] == "Europe/Paris"
    assert athlete["sportSettings"][0]["types"][0] == "Ride"
    assert "ftp" not in athlete
    profile = await http.get("/athlete/0/profile")
    assert profile.json()["athlete"]["name"] == "Ann Rider"
    assert "anns-key" not in profile.text


async def test_an_imperial_athlete_says_so(stand_in: IntervalsStandIn) -> None:
    bob = stand_in.athlete("b", id="7654321", name="Bob Miles", imperial=True, days=0, plan=False)
    assert bob.profile["measurement_preference"] == "feet"
    assert bob.profile["weight_pref_lb"]
    assert bob.settings_for("Run")["pace_units"] == "MINS_MILE"
    assert not bob.events
    assert not bob.activities


async def test_settings_are_found_by_number_and_by_any_of_their_sports(
    http: httpx.AsyncClient,
) -> None:
    by_sport = (await http.get(f"{SETTINGS}/VirtualRide")).json()
    assert (await http.get(f"{SETTINGS}/{by_sport['id']}")).json() == by_sport
    assert (await http.get(f"{SETTINGS}/Yoga")).status_code == 404
    assert len((await http.get(SETTINGS)).json()) == 4


async def test_changing_settings_needs_recalc_hr_zones(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    assert (await http.put(f"{SETTINGS}/Ride", json={"ftp": 250})).status_code == 422
    answer = await http.put(f"{SETTINGS}/Ride?recalcHrZones=false", json={"ftp": 250})
    assert answer.json()["ftp"] == 250
    zones = ann.settings_for("Ride")["hr_zones"]
    answer = await http.put(f"{SETTINGS}/Ride?recalcHrZones=true", json={"lthr": 160})
    assert answer.json()["hr_zones"] != zones
    wrong = await http.put(f"{SETTINGS}/Run?recalcHrZones=false", json={"threshold_pace": 250.0})
    assert wrong.status_code == 422


async def test_a_new_ftp_changes_the_next_workout(http: httpx.AsyncClient) -> None:
    await http.put(f"{SETTINGS}/Ride?recalcHrZones=false", json={"ftp": 300})
    event = {"category": "WORKOUT", "type": "Ride", "description": "- 1h 150w"}
    event["start_date_local"] = "2026-06-20T00:00:00"
    assert (await http.post("/athlete/0/events", json=event)).json()["icu_training_load"] == 25


async def test_changing_the_time_zone_changes_today(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    await http.put("/athlete/0", json={"timezone": "Pacific/Honolulu"})
    assert str(ann.today) == "2026-06-09"


async def test_the_summary_has_a_row_a_week_newest_first(http: httpx.AsyncClient) -> None:
    rows = (await http.get("/athlete/0/athlete-summary?start=2026-05-18&end=2026-06-10")).json()
    assert [row["date"] for row in rows] == [
        "2026-06-08",
        "2026-06-01",
        "2026-05-25",
        "2026-05-18",
    ]
    assert rows[1]["training_load"] == sum(one["training_load"] for one in rows[1]["byCategory"])
    assert abs(rows[0]["fitness"] - rows[0]["fatigue"] - rows[0]["form"]) < 1e-4


async def test_workouts_live_in_folders(http: httpx.AsyncClient) -> None:
    folder = (await http.post("/athlete/0/folders", json={"name": "Winter"})).json()
    body = {"folder_id": folder["id"], "type": "Ride", "name": "VO2", "description": "- 1h 80%"}
    workout = (await http.post("/athlete/0/workouts", json=body)).json()
    assert workout["icu_training_load"] == 64
    tree = (await http.get("/athlete/0/folders")).json()
    assert [child["id"] for child in tree[0]["children"]] == [workout["id"]]
    assert (await http.delete(f"/athlete/0/workouts/{workout['id']}")).json() == [workout["id"]]
    assert (
        await http.post("/athlete/0/workouts", json=body | {"folder_id": 1})
    ).status_code == 422


async def test_a_workout_of_the_library_is_read_again_when_changed(
    http: httpx.AsyncClient,
) -> None:
    folder = (await http.post("/athlete/0/folders", json={"name": "Winter"})).json()
    body = {"folder_id": folder["id"], "type": "Ride", "name": "VO2", "description": "- 1h 80%"}
    path = (
        f"/athlete/0/workouts/{(await http.post('/athlete/0/workouts', json=body)).json()['id']}"
    )
    changed = (await http.put(path, json={"description": "- 2h 80%"})).json()
    assert (changed["moving_time"], changed["name"]) == (7200, "VO2")
    assert (await http.get(path)).json() == changed
