"""Every method of the client makes a request that the service's own description knows."""

from datetime import date, time, timedelta

import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from services.intervals.client import Door, Intervals
from services.intervals.models import WELLNESS_WIRE, NewEvent, WellnessValue
from tests.samples import api_description

pytestmark = pytest.mark.skipif(
    not api_description(), reason="the OpenAPI description of intervals.icu is not here"
)
FULL = NewEvent(
    day=date(2026, 11, 24),
    hour=time(18),
    last_day=date(2026, 11, 24),
    category="WORKOUT",
    sport="Ride",
    name="All of it",
    text="- 1h 60%",
    moving_time=timedelta(hours=1),
    distance=30_000.0,
    training_load=40,
    load_target=40,
    time_target=timedelta(hours=1),
    distance_target=30_000.0,
    for_week=False,
    target="POWER",
    indoor=True,
    color="red",
    tags=("club",),
    external_id="soigneur-1-0",
)


async def test_reads(intervals: Intervals, alice: AthleteData, today: date) -> None:
    week = today + timedelta(days=6)
    [event] = await intervals.save_events([FULL])
    await intervals.profile()
    await intervals.events(today, week)
    await intervals.events(today, week, ["WORKOUT", "RACE_A"])
    await intervals.event(event.id)
    for extension in ("zwo", "mrc", "erg", "fit"):
        assert await intervals.workout_file(event.id, extension)
        assert await intervals.workout_files(today, week, extension)
    assert await intervals.activities(today - timedelta(days=14), today)
    assert await intervals.wellness(today - timedelta(days=60), today)


async def test_writes(intervals: Intervals, alice: AthleteData, today: date) -> None:
    [event] = await intervals.save_events([FULL])
    await intervals.delete_event(event.id)
    values: dict[str, WellnessValue | None] = dict.fromkeys(WELLNESS_WIRE)
    await intervals.record_day(today, values)
    await intervals.record_days({today: values, today - timedelta(days=1): values})


async def test_revoking(door: Door, service: IntervalsStandIn, alice: AthleteData) -> None:
    token = service.token(alice, "CALENDAR:READ")
    await door.open("1", token, "bearer").disconnect_app()
    assert [call.status for call in service.calls] == [200]
