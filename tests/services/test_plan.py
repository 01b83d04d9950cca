"""The calendar: read in one call, written once, files by the right name."""

import io
import zipfile
from datetime import date, time, timedelta

import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from services import Services
from services.changes import WriteKey
from services.intervals.client import Intervals
from services.intervals.models import Category, Event, NewEvent
from services.plan import file_name, read_plan, read_workout_file, read_workout_files

EASY = "Warmup\n- 10m ramp 50-75%\n\n3x\n- 12m 90% 90rpm\n- 4m 55%"


def ride(day: date, text: str = EASY, name: str = "Sweet spot") -> NewEvent:
    return NewEvent(day=day, category="WORKOUT", sport="Ride", name=name, text=text)


async def test_a_week_is_one_call_in_the_order_of_the_calendar(
    intervals: Intervals, service: IntervalsStandIn, alice: AthleteData, today: date
) -> None:
    plan = await read_plan(intervals, today, today + timedelta(days=6))
    assert len(service.calls) == 1
    assert [event.day for event in plan.events] == sorted(event.day for event in plan.events)
    assert plan.training_load == sum(event.training_load or 0 for event in plan.sessions) > 0
    assert plan.moving_time > timedelta(hours=1)


async def test_only_what_was_asked_for(
    intervals: Intervals, alice: AthleteData, today: date
) -> None:
    plan = await read_plan(intervals, today, today + timedelta(days=60), [Category.RACE_A])
    assert [event.category for event in plan.events] == ["RACE_A"]


async def test_a_holiday_is_on_each_of_its_days_and_not_on_the_next(
    intervals: Intervals, alice: AthleteData, today: date
) -> None:
    alice.events.clear()
    alice.add_event(
        today,
        category="HOLIDAY",
        name="Sea",
        end_date_local=f"{today + timedelta(days=3)}T00:00:00",
    )
    plan = await read_plan(intervals, today + timedelta(days=1), today + timedelta(days=6))
    days = [day for day in range(7) if plan.on(today + timedelta(days=day))]
    assert days == [0, 1, 2]


async def test_the_file_of_that_event(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    events = [ride(today, name="One"), ride(today, "- 1h 60%", name="Two")]
    [_, two] = (await services.plan.add(intervals, key, events)).events
    file = await read_workout_file(intervals, two, "zwo")
    assert file.name == f"{today} Two.zwo"
    assert b"3600" in file.content


async def test_the_files_of_some_days_are_one_zip(
    intervals: Intervals, alice: AthleteData, today: date
) -> None:
    file, without = await read_workout_files(intervals, today, today + timedelta(days=14), "zwo")
    assert file.name == f"{today} {today + timedelta(days=14)} zwo.zip"
    names = zipfile.ZipFile(io.BytesIO(file.content)).namelist()
    assert names
    assert without
    assert not [name for each in without for name in names if each.name and each.name in name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sweet spot 3x12", "2026-03-05 Sweet spot 3x12.fit"),
        ("../../etc/passwd", "2026-03-05 etc passwd.fit"),
        ('a<b>:"c"|d?*', "2026-03-05 a b c d.fit"),
        ("甜区 3x12", "2026-03-05 甜区 3x12.fit"),
        ("tab\tnew\nline\x00", "2026-03-05 tab new line.fit"),
        ("x" * 300, f"2026-03-05 {'x' * 60}.fit"),
        (None, "2026-03-05 Ride.fit"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(name: str | None, expected: str) -> None:
    event = Event.model_validate(
        {"id": 1, "start_date_local": "2026-03-05T18:00:00", "type": "Ride", "name": name}
    )
    assert event.hour == time(18)
    assert file_name(event, "fit") == expected
