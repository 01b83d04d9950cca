"""Writes to the calendar: once, noted before, as a person left them when taken back."""

from dataclasses import replace
from datetime import date, time, timedelta

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from services import Services
from services.changes import WriteKey, matched
from services.edits import scaled
from services.errors import (
    AlreadyDoneError,
    AlreadyGoneError,
    ChangedSinceError,
    MaybeWrittenError,
    RefusedError,
)
from services.intervals.client import Intervals
from services.intervals.models import NewEvent
from tests.services.conftest import ALICE
from tests.services.wire import KEY, Script, a_door

EASY = "Warmup\n- 10m ramp 50-75%\n\n3x\n- 12m 90% 90rpm\n- 4m 55%"


def ride(day: date, text: str = EASY, name: str = "Sweet spot") -> NewEvent:
    return NewEvent(day=day, category="WORKOUT", sport="Ride", name=name, text=text)


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
    service.faults.add("events/bulk", drop_after_effect=True, times=3)
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
    marks = [str(each.external_id) for each in asked]
    assert {mark: event.id for mark, event in matched(marks, saved).items()} == {"A": 7, "B": 8}


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
    with pytest.raises(AlreadyGoneError):
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


async def test_a_changed_event_is_as_it_was_after_undo(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    [event] = (await services.plan.add(intervals, key, [ride(today)])).events
    was = dict(alice.events[event.id])

    def make(present: NewEvent) -> NewEvent:
        moved = present.moved(today + timedelta(days=2))
        return replace(moved, name="Moved", hour=time(7), indoor=True)

    change = await services.plan.edit(intervals, WriteKey(ALICE, 300, key.now), event.id, make)
    now = alice.events[event.id]
    assert (now["name"], now["start_date_local"]) == ("Moved", "2026-11-25T07:00:00")
    await services.changes.undo(intervals, WriteKey(ALICE, 301, key.now), change.id or 0)
    kept = ("name", "start_date_local", "end_date_local", "description", "icu_training_load")
    assert {name: alice.events[event.id][name] for name in kept} == {
        name: was[name] for name in kept
    }
    assert not alice.events[event.id]["indoor"]


async def test_a_change_handled_again_is_made_once(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    one, two = (await services.plan.add(intervals, key, [ride(today), ride(today)])).events
    again, later = WriteKey(ALICE, 300, key.now), WriteKey(ALICE, 301, key.now)
    text = alice.events[one.id]["description"]
    for _ in range(2):
        change = await services.plan.edit(
            intervals, again, one.id, lambda present: scaled(present, 0.5)
        )
    assert alice.events[one.id]["description"] == scaled(NewEvent.like(one), 0.5).text != text
    changed = await intervals.event(one.id)
    guard = await services.plan.guard(
        intervals, later, [changed, two], (today, today), "hidden", value=True
    )
    del alice.events[two.id]
    undoing = WriteKey(ALICE, 302, key.now)
    await services.changes.undo(intervals, undoing, guard.id or 0)
    assert not alice.events[one.id]["hide_from_athlete"]
    await services.changes.undo(intervals, undoing, change.id or 0)
    assert alice.events[one.id]["description"] == text


async def test_a_change_on_top_of_ours_stays(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    [event] = (await services.plan.add(intervals, key, [ride(today)])).events
    change = await services.plan.edit(
        intervals,
        WriteKey(ALICE, 300, key.now),
        event.id,
        lambda present: replace(present, name="Ours"),
    )
    alice.events[event.id]["name"] = "The coach's"
    with pytest.raises(ChangedSinceError):
        await services.changes.undo(intervals, WriteKey(ALICE, 301, key.now), change.id or 0)
    assert alice.events[event.id]["name"] == "The coach's"


async def test_a_removed_event_comes_back_with_everything_a_person_set(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    event_id = alice.add_event(
        today, category="WORKOUT", type="Ride", name="Fuel", carbs_per_hour=80, indoor=True
    )["id"]
    change = await services.plan.remove(intervals, key, event_id)
    await services.changes.undo(intervals, WriteKey(ALICE, 301, key.now), change.id or 0)
    [back] = [each for each in alice.events.values() if each.get("name") == "Fuel"]
    assert (back["carbs_per_hour"], back["indoor"]) == (80, True)


async def test_an_update_handled_again_scales_once(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    event = alice.add_event(today, type="Ride", name="Club ride", moving_time=7200)
    for _ in range(2):
        change = await services.plan.edit(
            intervals, key, event["id"], lambda planned: scaled(planned, 0.5)
        )
        assert event["moving_time"] == 3600
    await services.changes.undo(intervals, key, change.id or 0)
    assert event["moving_time"] == 7200


async def test_an_update_handled_again_makes_one_activity(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    planned = alice.add_event(today, type="Ride", name="Club ride", moving_time=7200)
    event, known = await intervals.event(planned["id"]), set(alice.activities)
    for _ in range(2):
        change = await services.plan.mark_done(intervals, key, event)
        assert len(set(alice.activities) - known) == 1
    with pytest.raises(AlreadyDoneError):
        await services.plan.mark_done(intervals, replace(key, update_id=101), event)
    await services.changes.settle(change, {})  # as when the answer was lost
    await services.changes.undo(intervals, key, change.id or 0)
    assert set(alice.activities) == known
