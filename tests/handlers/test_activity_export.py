"""Export of an activity: chosen columns as CSV and JSON, FIT, GPX, the original file."""

import json

import pytest

from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from sandbox.telegram.views import File
from tests.handlers.test_activity import forget, opened, ride, seen
from tests.stage import Stage


@pytest.fixture
def athlete(stage: Stage) -> AthleteData:
    return stage.intervals.athletes["i1001"]


def sent(person: Person) -> File:
    assert person.last.document is not None
    return person.last.document


async def test_chosen_columns_as_csv_and_json(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    row = ride(athlete, moving_time=120)
    menu = await stage.press(person, "Export", await opened(stage, person))
    assert stage.asked() == [f"GET /api/v1/activity/{row['id']}"]
    assert menu.labels[:4] == ["✓ Time", "✓ Power", "✓ Heart rate", "Position"]
    stage.intervals.calls.clear()
    menu = await stage.press(person, "Power", menu)
    menu = await stage.press(person, "Position", menu)
    assert menu.labels[:4] == ["✓ Time", "Power", "✓ Heart rate", "✓ Position"]
    assert not stage.intervals.calls
    await forget(stage, person)
    await stage.press(person, ".csv", menu)
    assert stage.intervals.calls[-1].query == {"types": "time,heartrate,latlng"}
    assert len(stage.intervals.calls) == 1
    assert sent(person).name == "2026-11-23 Threshold 3.csv"
    assert sent(person).content.splitlines()[0] == b"time,heartrate,latlng"
    await stage.press(person, ".json", menu)
    assert [each["type"] for each in json.loads(sent(person).content)] == [
        "time", "heartrate", "latlng",
    ]  # fmt: skip
    for label in ("Time", "Heart", "Position"):
        await stage.press(person, label, menu)
    assert [x for x in seen(person, menu).labels if "✓" in x] == ["✓ Position"]


async def test_the_files(stage: Stage, person: Person, athlete: AthleteData) -> None:
    row = ride(athlete)
    menu = await stage.press(person, "Export", await opened(stage, person))
    stage.intervals.calls.clear()
    for label, path, name in (
        (".fit", "fit-file", "2026-11-23 Threshold 3.fit"),
        (".gpx", "gpx-file", "2026-11-23 Threshold 3.gpx"),
        ("Original", "file", "2026-11-23 Threshold 3.fit"),
    ):
        await stage.press(person, label, menu)
        assert stage.asked()[-1] == f"GET /api/v1/activity/{row['id']}/{path}"
        assert sent(person).name == name
        assert person.last.text == "Threshold <3>"
    row["source"] = "MANUAL"
    await forget(stage, person)
    told = await stage.press(person, "Original", menu)
    assert told.text.startswith("intervals.icu has no such file: the activity was entered by hand")


async def test_nothing_was_recorded(stage: Stage, person: Person, athlete: AthleteData) -> None:
    ride(athlete, source="MANUAL", stream_types=None)
    menu = await stage.press(person, "Export", await opened(stage, person))
    assert menu.text.startswith("Nothing to export. Threshold <3> was entered by hand")
    assert menu.labels == ["‹ Back"]
    ride(athlete, start_date_local="2026-11-23T05:20:00", stream_types=None)
    menu = await stage.press(person, "Export", await opened(stage, person))
    assert menu.labels == ["Original", ".fit", ".gpx", "‹ Back"]


async def test_in_chinese(stage: Stage, athlete: AthleteData) -> None:
    ride(athlete)
    person = await stage.connected(502, language="zh-hans")
    menu = await stage.press(person, "导出", await opened(stage, person))
    assert menu.labels[:4] == ["✓ 时间", "✓ 功率", "✓ 心率", "位置"]
