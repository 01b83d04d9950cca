"""The calendar: read in one call, written once, files by the right name."""

import io
import zipfile
from dataclasses import replace
from datetime import date, time, timedelta

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from services import Services
from services.changes import WriteKey
from services.errors import MaybeWrittenError, NotFoundError, RefusedError
from services.intervals.client import Intervals
from services.intervals.models import Category, Event, NewEvent
from services.plan import file_name, matched, read_plan, read_workout_file, read_workout_files
from tests.services.conftest import ALICE
from tests.services.wire import KEY, Script, a_door

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


async def test_workouts_are_added_with_external_ids_of_the_update(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    events = [ride(today), ride(today + timedelta(days=1))]
    added = await services.plan.add(intervals, key, events)
    ids = [alice.events[event.id]["external_id"] for event in added.events]
    assert ids == ["soigneur-100-0", "soigneur-100-1"]
    assert added.events[0].training_load
    assert added.dropped == ((), ())


async def test_an_update_handled_twice_adds_once(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    count = len(alice.events)
    service.faults.add("events/bulk", drop_after_effect=True, times=2)
    with pytest.raises(MaybeWrittenError):
        await services.plan.add(intervals, key, [ride(today)])
    first = await services.plan.add(intervals, key, [ride(today)])
    second = await services.plan.add(intervals, key, [ride(today)])
    assert len(alice.events) == count + 1
    assert first.change.id == second.change.id


async def test_lines_that_vanished_are_pointed_out(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    text = "- 10m 55%\n- hard as you can\n- 5m 110%\n- Cool down 0s"
    added = await services.plan.add(intervals, key, [ride(today, text)])
    assert added.dropped == (("- hard as you can", "- Cool down 0s"),)


async def test_an_answer_that_lacks_an_event_is_not_called_saved(
    services: Services, key: WriteKey, today: date
) -> None:
    wire = Script(httpx.Response(200, json=[]))
    with pytest.raises(MaybeWrittenError):
        await services.plan.add(a_door(wire).open("1", KEY), key, [ride(today)])


async def test_an_answer_without_external_ids_is_matched_by_its_order(today: date) -> None:
    answer = [
        {"id": 7, "start_date_local": f"{today}T00:00:00", "category": "WORKOUT", "name": "A"},
        {"id": 8, "start_date_local": f"{today}T00:00:00", "category": "WORKOUT", "name": "B"},
    ]
    wire = Script(httpx.Response(200, json=answer))
    asked = [replace(ride(today, name=name), external_id=name) for name in "AB"]
    saved = await a_door(wire).open("1", KEY).save_events(asked)
    assert [event.id for event in matched(asked, saved)] == [7, 8]


async def test_a_refused_event_is_told_in_the_words_of_the_service(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    with pytest.raises(RefusedError) as caught:
        await services.plan.add(intervals, key, [ride(today, name="x" * 90)])
    assert caught.value.reason == "Name is too long"


async def test_a_removed_event_is_gone_and_a_repeat_of_the_update_is_no_error(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey
) -> None:
    event_id = next(iter(alice.events))
    change = await services.plan.remove(intervals, key, event_id)
    assert event_id not in alice.events
    assert (await services.plan.remove(intervals, key, event_id)).id == change.id
    with pytest.raises(NotFoundError):
        await services.plan.remove(intervals, WriteKey(ALICE, 101, key.now), event_id)


async def test_a_removal_whose_answer_was_lost_succeeds_within_the_update(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
) -> None:
    event_id = next(iter(alice.events))
    service.faults.add(method="DELETE", drop_after_effect=True)
    await services.plan.remove(intervals, key, event_id)
    assert event_id not in alice.events


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
    file = await read_workout_files(intervals, today, today + timedelta(days=14), "zwo")
    assert file.name == f"{today} {today + timedelta(days=14)} zwo.zip"
    assert zipfile.ZipFile(io.BytesIO(file.content)).namelist()


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
