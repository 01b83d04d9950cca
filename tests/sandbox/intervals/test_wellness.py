"""Wellness as it behaves on the wire."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import httpx
import pytest

from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.fitness import Fitness

DAYS = "/athlete/0/wellness"
TODAY = f"{DAYS}/2026-06-10"


async def test_a_put_changes_only_what_it_says(http: httpx.AsyncClient) -> None:
    before = (await http.get(TODAY)).json()
    after = (await http.put(TODAY, json={"soreness": 2, "weight": 64.1})).json()
    assert (after["soreness"], after["weight"], after["tempWeight"]) == (2, 64.1, False)
    assert after["hrv"] == before["hrv"]
    assert (await http.get(TODAY)).json() == after


async def test_a_put_creates_a_missing_day(http: httpx.AsyncClient, ann: AthleteData) -> None:
    ann.wellness.pop(date(2026, 6, 6), None)
    assert (await http.get(f"{DAYS}/2026-06-06")).status_code == 404
    assert (await http.put(f"{DAYS}/2026-06-06", json={"mood": 1})).json()["id"] == "2026-06-06"
    assert (await http.get(f"{DAYS}/2026-06-06")).json()["mood"] == 1


async def test_the_date_may_stand_in_the_body(http: httpx.AsyncClient) -> None:
    record = (await http.put(DAYS, json={"id": "2026-06-09", "stress": 4})).json()
    assert (record["id"], record["stress"]) == ("2026-06-09", 4)


async def test_minus_one_clears_and_null_changes_nothing(http: httpx.AsyncClient) -> None:
    await http.put(TODAY, json={"soreness": 2, "mood": 1, "comments": "fine"})
    record = (await http.put(TODAY, json={"soreness": -1, "mood": None, "comments": ""})).json()
    assert (record["soreness"], record["mood"], record["comments"]) == (None, 1, None)


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({"feel": 2}, 422, "Unrecognized wellness field [feel]"),
        ({"sleep_secs": 27_000}, 422, "Unrecognized wellness field [sleep_secs]"),
        ({"soreness": 5}, 422, "soreness"),
        ({"mood": 0}, 422, "mood"),
        ({"hydration": 0}, 422, "hydration"),
        ({"restingHR": 400}, 422, "restingHR"),
        ({"spO2": 140}, 422, "spO2"),
        ({"sleepSecs": 90_000}, 422, "sleepSecs"),
        ({"weight": "heavy"}, 400, "weight"),
        ({"restingHR": 48.5}, 400, "restingHR"),
        ({"menstrualPhase": "MOON"}, 400, "MenstrualPhase"),
    ],
)
async def test_wrong_values_are_refused(
    http: httpx.AsyncClient, body: dict[str, Any], status: int, error: str
) -> None:
    before = (await http.get(TODAY)).json()
    answer = await http.put(TODAY, json=body)
    assert answer.status_code == status
    assert error in answer.json()["error"]
    assert (await http.get(TODAY)).json() == before


async def test_fitness_cannot_be_written(http: httpx.AsyncClient) -> None:
    before = (await http.get(TODAY)).json()
    after = (await http.put(TODAY, json={"ctl": 99.0, "mood": 2})).json()
    assert after["ctl"] == before["ctl"]


async def test_a_locked_day_ignores_updates(http: httpx.AsyncClient, ann: AthleteData) -> None:
    ann.record(ann.today, locked=True, mood=3)
    answer = await http.put(TODAY, json={"mood": 1})
    assert (answer.status_code, answer.json()["mood"]) == (200, 3)


async def test_bulk_answers_with_an_empty_body_and_is_all_or_nothing(
    http: httpx.AsyncClient,
) -> None:
    rows = [{"id": "2026-06-09", "mood": 1}, {"id": "2026-06-10", "mood": 2}]
    answer = await http.put("/athlete/0/wellness-bulk", json=rows)
    assert (answer.status_code, answer.content) == (200, b"")
    assert (await http.get(TODAY)).json()["mood"] == 2
    rows = [{"id": "2026-06-10", "mood": 4}, {"id": "2026-06-09", "mood": 9}]
    assert (await http.put("/athlete/0/wellness-bulk", json=rows)).status_code == 422
    assert (await http.get(TODAY)).json()["mood"] == 2


async def test_the_range_is_inclusive_misses_days_and_looks_ahead(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    ann.wellness.pop(date(2026, 6, 5), None)
    rows = (await http.get(f"{DAYS}?oldest=2026-06-05&newest=2026-06-12")).json()
    days = [row["id"] for row in rows]
    assert "2026-06-05" not in days
    assert days[-3:] == ["2026-06-10", "2026-06-11", "2026-06-12"]
    assert rows[-1]["ctl"] is not None
    assert rows[-1]["hrv"] is None


async def test_fitness_follows_the_model_day_by_day(http: httpx.AsyncClient) -> None:
    rows = (await http.get(f"{DAYS}?oldest=2026-06-10&newest=2026-06-20")).json()
    for row, after in pairwise(rows):
        state = Fitness(row["ctl"], row["atl"], 0).after(after["ctlLoad"])
        assert state.ctl == pytest.approx(after["ctl"], abs=1e-4)
        assert state.atl == pytest.approx(after["atl"], abs=1e-4)


async def test_fields_keep_only_what_is_asked_without_nulls(http: httpx.AsyncClient) -> None:
    rows = (
        await http.get(f"{DAYS}.json?oldest=2026-06-10&newest=2026-06-11&fields=id,hrv,mood")
    ).json()
    assert [set(row) for row in rows] == [{"id", "hrv"}, {"id"}]


async def test_csv_has_the_columns_asked_for(http: httpx.AsyncClient) -> None:
    query = "?oldest=2026-06-10&newest=2026-06-10&cols=restingHR,hrv"
    lines = (await http.get(f"{DAYS}.csv{query}")).text.splitlines()
    assert lines[0] == "date,restingHR,hrv"
    assert lines[1].startswith("2026-06-10,")


async def test_full_records_carry_nulls_an_unknown_key_and_single_precision(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    ann.record(ann.today, avgSleepingHR=200 / 3)
    record = (await http.get(TODAY)).json()
    assert record["baevskySI"] is None
    assert "sleepRegularity" in record
    assert record["avgSleepingHR"] == 66.666664


async def test_own_fields_are_known_by_their_code(http: httpx.AsyncClient) -> None:
    assert (await http.put(TODAY, json={"GripStrength": 41.5})).json()["GripStrength"] == 41.5


async def test_a_newcomer_has_no_days(http: httpx.AsyncClient, ann: AthleteData) -> None:
    ann.wellness.clear()
    ann.activities.clear()
    ann.events.clear()
    assert (await http.get(f"{DAYS}?oldest=2026-01-01&newest=2026-12-01")).json() == []


async def test_local_date_makes_the_weight_the_current_one(
    http: httpx.AsyncClient, ann: AthleteData
) -> None:
    await http.put(TODAY, json={"weight": 66.0})
    assert ann.profile["icu_weight"] == 64.5
    await http.put(f"{TODAY}?localDate=2026-06-10", json={"weight": 66.0})
    assert ann.profile["icu_weight"] == 66.0


async def test_a_csv_upload_writes_days(http: httpx.AsyncClient, ann: AthleteData) -> None:
    files = {"file": ("w.csv", b"date,weight,restingHR\n2026-06-08,63.9,47\n", "text/csv")}
    assert (await http.post(DAYS, files=files)).status_code == 200
    assert ann.wellness[ann.today - timedelta(days=2)]["weight"] == 63.9
