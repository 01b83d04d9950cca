"""/plan target: load, time or distance to reach."""

from typing import Any

import pytest

from sandbox.telegram.person import Person
from tests.handlers.calendar import newest, put_on_and_taken_off, refused
from tests.stage import Stage


async def test_a_line_puts_it_on_the_calendar_and_undo_takes_it_off(
    stage: Stage, person: Person
) -> None:
    lines: list[tuple[str, str, dict[str, Any]]] = [
        (
            "/plan target 2027-02-01..2027-02-07 load 450 time 8h",
            "Saved.\nTarget of the week\nMon, Feb 1, 2027\nRide · 8h · Load 450",
            {"category": "TARGET", "load_target": 450, "time_target": 28800, "for_week": True,
             "type": "Ride"},
        ),
        (
            "/plan target sat Run 20km",
            "Saved.\nTarget\nSat, Nov 28\nRun · 20 km",
            {"category": "TARGET", "type": "Run", "distance_target": 20000},
        ),
        (
            "/plan target sat distance 20km Run",
            "Saved.\nTarget\nSat, Nov 28\nRun · 20 km",
            {"category": "TARGET", "type": "Run", "distance_target": 20000},
        ),
    ]  # fmt: skip
    for typed, answer, wire in lines:
        await put_on_and_taken_off(stage, person, typed, answer, wire)


async def test_what_is_not_understood_is_said_and_nothing_is_written(
    stage: Stage, person: Person
) -> None:
    refusals = {
        "/plan target this week": "A target needs load, time or distance",
        "/plan target mon-wed load 200": "A target is for one day",
        "/plan target tomorrow 3h Quidditch": "“Quidditch” is no target I know",
        "/plan target tomorrow 25:00": "cannot be how long",
        "/plan target this week load 9999": "from 0 to 2000. Nothing is saved; write load 100.",
    }
    await refused(stage, person, refusals)


@pytest.mark.parametrize(
    ("taps", "wire"),
    [
        (("This week", "Run", "6h"), {"type": "Run", "time_target": 21600, "for_week": True}),
        (("Tomorrow", "Ride", "Load 75"), {"type": "Ride", "load_target": 75}),
    ],
)
async def test_it_is_set_by_taps_alone(
    stage: Stage, person: Person, taps: tuple[str, ...], wire: dict[str, Any]
) -> None:
    said = await stage.say(person, "/plan")
    for tap in ("Add", "Target", *taps):
        said = await stage.press(person, tap, said)
    assert said.text.startswith("Saved.\nTarget")
    event = newest(stage)
    assert {key: event[key] for key in wire} == wire
    await stage.press(person, "Undo", said)
    assert event["id"] not in stage.intervals.athletes["i1001"].events


async def test_by_taps_a_day_and_a_sport_and_the_rest_typed(stage: Stage) -> None:
    person = await stage.connected(language="zh-hans")
    await stage.say(person, "/plan target")
    await stage.press(person, "下周", person.last)
    asked = await stage.press(person, "跑步", person.last)
    assert asked.text.startswith("下周 · 跑步：多少？点选，或写负荷、时长、距离：")
    assert "周目标\n" in (await stage.say(person, "40km")).text
    assert (newest(stage)["type"], newest(stage)["distance_target"]) == ("Run", 40000)
