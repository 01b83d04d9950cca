"""Undo: what we wrote goes, what was there comes back, and nobody else's work is touched."""

from dataclasses import replace
from datetime import date, time, timedelta
from json import dumps

import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from services import Services
from services.changes import WriteKey, take_back_each
from services.errors import (
    ChangedSinceError,
    LockedDayError,
    NothingToUndoError,
    NotUndoneError,
    PartlyUndoneError,
    UnavailableError,
)
from services.intervals.client import Intervals
from services.intervals.models import NewEvent
from services.wellness import Values
from tests.services.conftest import ALICE


@pytest.fixture
def undo_key(key: WriteKey) -> WriteKey:
    return WriteKey(key.athlete_id, key.update_id + 1, key.now)


@pytest.fixture
async def hrv_change(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> int:
    """Alice had an HRV of 58 and no sleep, and told us 61 and 7 h."""
    alice.wellness[today] = {"hrv": 58.0}
    values: Values = {"hrv": 61.0, "sleep": timedelta(hours=7), "comments": "fine"}
    recorded = await services.wellness.record(intervals, key, {today: values})
    assert recorded.change.id
    return recorded.change.id


async def test_undo_brings_old_values_back_and_clears_new_ones(
    services: Services,
    intervals: Intervals,
    alice: AthleteData,
    undo_key: WriteKey,
    today: date,
    hrv_change: int,
) -> None:
    await services.changes.undo(intervals, undo_key, hrv_change)
    record = alice.wellness[today]
    assert (record["hrv"], record["sleepSecs"], record["comments"]) == (58.0, None, None)


@pytest.mark.parametrize(
    ("failures", "raised"),
    [
        ([UnavailableError(), NotUndoneError()], UnavailableError),
        ([None, NotUndoneError()], PartlyUndoneError),
        ([None, UnavailableError(), KeyError("a fault of ours")], KeyError),
    ],
)
async def test_of_several_failures_none_is_hidden(
    failures: list[Exception | None], raised: type[Exception]
) -> None:
    async def put_back(failure: Exception | None) -> None:
        if failure:
            raise failure

    writes = [(str(number), put_back(each)) for number, each in enumerate(failures)]
    with pytest.raises(raised) as caught:
        await take_back_each(writes)
    if isinstance(caught.value, PartlyUndoneError):
        assert caught.value.facts == {"done": 1, "count": 2, "names": ["1"]}


async def test_undo_again_changes_nothing(
    services: Services,
    intervals: Intervals,
    alice: AthleteData,
    undo_key: WriteKey,
    today: date,
    hrv_change: int,
) -> None:
    await services.changes.undo(intervals, undo_key, hrv_change)
    alice.wellness[today]["hrv"] = 77.0
    change = await services.changes.undo(intervals, undo_key, hrv_change)
    assert change.undone_at
    assert alice.wellness[today]["hrv"] == 77.0


async def test_a_value_changed_since_is_left_alone(
    services: Services,
    intervals: Intervals,
    alice: AthleteData,
    undo_key: WriteKey,
    today: date,
    hrv_change: int,
) -> None:
    alice.wellness[today]["hrv"] = 64.0
    with pytest.raises(ChangedSinceError):
        await services.changes.undo(intervals, undo_key, hrv_change)
    assert alice.wellness[today]["sleepSecs"] == 25200


async def test_what_does_not_come_back_is_not_said_to_be_undone(
    services: Services,
    service: IntervalsStandIn,
    intervals: Intervals,
    alice: AthleteData,
    undo_key: WriteKey,
    today: date,
    hrv_change: int,
) -> None:
    """The day is locked since; and the service answers well with values that are not the old."""
    alice.wellness[today]["locked"] = True
    with pytest.raises(LockedDayError):
        await services.changes.undo(intervals, undo_key, hrv_change)
    alice.wellness[today]["locked"] = None
    service.faults.add("wellness", method="PUT", says=f'{{"id": "{today}", "hrv": 61}}')
    with pytest.raises(NotUndoneError):
        await services.changes.undo(intervals, undo_key, hrv_change)
    row = alice.add_event(today, category="NOTE", name="Physio")
    renamed = await services.plan.edit(
        intervals, WriteKey(ALICE, 200, undo_key.now), row["id"], lambda e: replace(e, name="Gym")
    )
    said = dumps({key: row[key] for key in ("id", "category", "start_date_local", "name")})
    service.faults.add("/events/", method="PUT", says=said)
    with pytest.raises(NotUndoneError):
        await services.changes.undo(intervals, undo_key, renamed.id)


async def test_another_value_changed_since_does_not_matter(
    services: Services,
    intervals: Intervals,
    alice: AthleteData,
    undo_key: WriteKey,
    today: date,
    hrv_change: int,
) -> None:
    alice.wellness[today]["restingHR"] = 51
    await services.changes.undo(intervals, undo_key, hrv_change)
    assert alice.wellness[today]["restingHR"] == 51


async def test_an_undo_whose_answer_was_lost_can_be_repeated(
    services: Services,
    service: IntervalsStandIn,
    intervals: Intervals,
    alice: AthleteData,
    undo_key: WriteKey,
    today: date,
    hrv_change: int,
) -> None:
    service.faults.add("wellness", method="PUT", drop_after_effect=True, times=3)
    with pytest.raises(UnavailableError):
        await services.changes.undo(intervals, undo_key, hrv_change)
    await services.changes.undo(intervals, undo_key, hrv_change)
    assert alice.wellness[today]["hrv"] == 58.0


async def test_several_days_are_undone_together(
    services: Services,
    intervals: Intervals,
    alice: AthleteData,
    key: WriteKey,
    undo_key: WriteKey,
    today: date,
) -> None:
    before = today - timedelta(days=1)
    alice.wellness[today], alice.wellness[before] = {"weight": 70.0}, {}
    days = {before: {"weight": 70.33334}, today: {"weight": 70.9}}
    recorded = await services.wellness.record(intervals, key, days)
    await services.changes.undo(intervals, undo_key, recorded.change.id)
    assert alice.wellness[today]["weight"] == 70.0
    assert alice.wellness[before]["weight"] is None


def a_workout(day: date, name: str = "Sweet spot") -> NewEvent:
    return NewEvent(
        day=day,
        hour=time(18),
        category="WORKOUT",
        sport="Ride",
        name=name,
        text="- 10m 55%\n\n3x\n- 12m 90%\n- 4m 55%",
    )


async def test_undo_of_an_addition_deletes_it_and_one_that_is_gone_is_fine(
    services: Services,
    service: IntervalsStandIn,
    intervals: Intervals,
    alice: AthleteData,
    key: WriteKey,
    undo_key: WriteKey,
    today: date,
) -> None:
    """Also where all of them cannot be deleted in one call."""
    events = [a_workout(today + timedelta(days=later)) for later in range(3)]
    added = await services.plan.add(intervals, key, events)
    del alice.events[added.events[0].id]
    service.faults.add("bulk-delete", status=404)
    await services.changes.undo(intervals, undo_key, added.change.id)
    assert not {event.id for event in added.events} & alice.events.keys()


async def test_an_added_event_that_was_moved_since_stays(
    services: Services,
    intervals: Intervals,
    alice: AthleteData,
    key: WriteKey,
    undo_key: WriteKey,
    today: date,
) -> None:
    added = await services.plan.add(intervals, key, [a_workout(today)])
    moved = today + timedelta(days=2)
    alice.events[added.events[0].id]["start_date_local"] = f"{moved}T18:00:00"
    with pytest.raises(ChangedSinceError):
        await services.changes.undo(intervals, undo_key, added.change.id)
    assert added.events[0].id in alice.events


async def test_undo_of_a_removal_puts_the_event_back_once(
    services: Services,
    service: IntervalsStandIn,
    intervals: Intervals,
    alice: AthleteData,
    key: WriteKey,
    undo_key: WriteKey,
    today: date,
) -> None:
    added = await services.plan.add(intervals, key, [a_workout(today)])
    [event] = added.events
    removal = WriteKey(ALICE, 200, key.now)
    change = await services.plan.remove(intervals, removal, event.id)
    assert event.id not in alice.events
    service.faults.add("bulk", drop_after_effect=True)
    await services.changes.undo(intervals, undo_key, change.id)
    again = [each for each in alice.events.values() if each.get("name") == "Sweet spot"]
    assert len(again) == 1
    assert again[0]["start_date_local"] == event.day.isoformat() + "T18:00:00"
    assert again[0]["icu_training_load"] == event.training_load
    await services.changes.undo(intervals, undo_key, added.change.id)  # by its new id
    assert again[0]["id"] not in alice.events


async def test_without_a_number_the_newest_change_is_undone_and_then_the_one_before(
    services: Services,
    intervals: Intervals,
    alice: AthleteData,
    key: WriteKey,
    undo_key: WriteKey,
    today: date,
    hrv_change: int,
) -> None:
    later = WriteKey(ALICE, 101, key.now)
    added = await services.plan.add(intervals, later, [a_workout(today)])
    for _ in range(2):  # an update that is handled again means the same change
        newest = await services.changes.newest(WriteKey(ALICE, 102, key.now))
        assert (newest.change.id, newest.older) == (added.change.id, False)
        await services.changes.undo(intervals, undo_key, newest.change.id or 0)
    assert alice.wellness[today]["hrv"] == 61.0
    before = await services.changes.newest(WriteKey(ALICE, 103, key.now))
    assert (before.change.id, before.older) == (hrv_change, True)
    await services.changes.undo(intervals, undo_key, hrv_change)
    with pytest.raises(NothingToUndoError):
        await services.changes.newest(WriteKey(ALICE, 104, key.now))


async def test_an_undo_interrupted_after_its_choice_keeps_it(
    services: Services,
    service: IntervalsStandIn,
    intervals: Intervals,
    alice: AthleteData,
    undo_key: WriteKey,
    today: date,
    hrv_change: int,
) -> None:
    service.faults.add("wellness", status=503, times=3)
    newest = await services.changes.newest(undo_key)
    with pytest.raises(UnavailableError):
        await services.changes.undo(intervals, undo_key, newest.change.id or 0)
    assert (await services.changes.newest(undo_key)) == newest
    await services.changes.undo(intervals, undo_key, hrv_change)
    assert alice.wellness[today]["hrv"] == 58.0


async def test_nobody_undoes_the_change_of_another(
    services: Services, intervals: Intervals, key: WriteKey, hrv_change: int
) -> None:
    with pytest.raises(NothingToUndoError):
        await services.changes.undo(intervals, WriteKey(2, 1, key.now), hrv_change)
