"""Workout files, read back by other programs' eyes."""

import io
import zipfile
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import fitdecode
import httpx
import pytest

from sandbox.intervals.athlete import AthleteData

TEXT = """\
Warmup
- 10m ramp 50-75% 90rpm

3x
- Hard 1m 120%
- Easy 2m 50%

- Home 5m 45-55%
"""


@pytest.fixture
def workout(ann: AthleteData) -> dict[str, Any]:
    return ann.add_event(date(2026, 6, 20), type="Ride", name="甜区 3x1", description=TEXT)


async def fetch(http: httpx.AsyncClient, workout: dict[str, Any], extension: str) -> bytes:
    answer = await http.get(f"/athlete/0/events/{workout['id']}/download.{extension}")
    assert answer.status_code == 200
    assert f".{extension}" in answer.headers["content-disposition"]
    return answer.content


async def test_zwo(http: httpx.AsyncClient, workout: dict[str, Any]) -> None:
    root = ET.fromstring(await fetch(http, workout, "zwo"))  # noqa: S314 - our own file
    assert (root.tag, root.findtext("name")) == ("workout_file", "甜区 3x1")
    steps = root.findall("workout/*")
    assert sum(int(step.get("Duration", 0)) for step in steps) == workout["moving_time"]
    assert steps[0].tag == "Warmup"
    assert (steps[1].tag, steps[1].get("Power")) == ("SteadyState", "1.197")


@pytest.mark.parametrize(
    ("extension", "unit", "first"), [("mrc", "PERCENT", 50), ("erg", "WATTS", 119)]
)
async def test_courses(
    http: httpx.AsyncClient, workout: dict[str, Any], extension: str, unit: str, first: int
) -> None:
    text = (await fetch(http, workout, extension)).decode()
    assert f"MINUTES {unit}" in text
    data = text.partition("[COURSE DATA]")[2].partition("[END COURSE DATA]")[0].split("\n")
    points = [[float(part) for part in line.split()] for line in data if line.strip()]
    assert points[0] == [0.0, first]
    assert points[-1][0] * 60 == workout["moving_time"]


async def test_fit(http: httpx.AsyncClient, workout: dict[str, Any]) -> None:
    content = await fetch(http, workout, "fit")
    messages = [
        {one.name: one.value for one in frame.fields} | {"message": frame.name}
        for frame in fitdecode.FitReader(io.BytesIO(content))
        if isinstance(frame, fitdecode.FitDataMessage)
    ]
    steps = [message for message in messages if message["message"] == "workout_step"]
    assert [step["duration_type"] for step in steps] == [
        *("time", "time", "time", "repeat_until_steps_cmplt", "time")
    ]
    assert steps[1]["custom_target_power_low"] == 1000 + 285
    assert (steps[3]["duration_step"], steps[3]["repeat_steps"]) == (1, 3)
    assert messages[0]["type"] == "workout"


async def test_nothing_structured_or_an_unknown_format_is_refused(
    http: httpx.AsyncClient, ann: AthleteData, workout: dict[str, Any]
) -> None:
    prose = ann.add_event(date(2026, 6, 21), type="Ride", name="Prose", description="As you like")
    assert (await http.get(f"/athlete/0/events/{prose['id']}/download.zwo")).status_code == 422
    assert (await http.get(f"/athlete/0/events/{workout['id']}/download.pdf")).status_code == 422


async def test_a_zip_of_the_days(http: httpx.AsyncClient, workout: dict[str, Any]) -> None:
    path = "/athlete/0/workouts.zip?ext=zwo&oldest=2026-06-10&newest=2026-06-20"
    archive = zipfile.ZipFile(io.BytesIO((await http.get(path)).content))
    names = archive.namelist()
    assert "2026-06-20-甜区_3x1.zwo" in names
    assert len(names) == len(set(names)) > 5
    assert (await http.get("/athlete/0/workouts.zip?ext=zwo")).status_code == 422


async def test_a_workout_is_converted_without_being_stored(http: httpx.AsyncClient) -> None:
    body = {"type": "Ride", "name": "x", "description": "- 10m 200w"}
    answer = await http.post("/athlete/0/download-workout.erg", json=body)
    assert b"10.00\t200" in answer.content
