"""Writes to activities: once, noted before, as a person left them when taken back."""

from dataclasses import replace
from datetime import date, time, timedelta

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from services import Services
from services.activities import HiddenActivityError
from services.changes import WriteKey
from services.errors import ChangedSinceError, MaybeWrittenError
from services.intervals.client import Intervals
from services.intervals.models import NewActivity
from tests.services.wire import KEY, Script, a_door


def run(day: date, name: str = "Easy run") -> NewActivity:
    return NewActivity(day, time(18), "Run", timedelta(minutes=52), name, distance=10_000.0)


async def test_an_update_handled_twice_enters_once(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    """The answer is lost after the effect, and no look tells; the repeat looks first."""
    count = len(alice.activities)
    service.faults.add("manual", drop_after_effect=True)
    service.faults.add("activities", method="GET", status=500, times=3)
    with pytest.raises(MaybeWrittenError):
        await services.logbook.enter(intervals, key, [run(today)])
    again = await services.logbook.enter(intervals, key, [run(today)])
    assert len(alice.activities) == count + 1
    assert alice.activities[again.activities[0].id]["external_id"] == "soigneur-100-0"
    once_more = await services.logbook.enter(intervals, key, [run(today)])
    assert len(alice.activities) == count + 1
    assert once_more.change.id == again.change.id
    await services.changes.undo(intervals, replace(key, update_id=101), again.change.id or 0)
    assert len(alice.activities) == count


async def test_of_several_only_the_missing_ones_are_entered_again(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    count = len(alice.activities)
    several = [run(today, "A"), run(today - timedelta(days=3), "B"), run(today, "C")]
    service.faults.add("manual/bulk", drop_after_effect=True)
    service.faults.add("activities", method="GET", status=500, times=3)
    with pytest.raises(MaybeWrittenError):
        await services.logbook.enter(intervals, key, several)
    lost = next(row for row in alice.activities.values() if row.get("name") == "B")
    del alice.activities[lost["id"]]
    entered = await services.logbook.enter(intervals, key, several)
    assert [each.name for each in entered.activities] == ["A", "B", "C"]
    assert len(alice.activities) == count + 3


async def test_an_answer_that_lacks_one_is_not_called_saved(
    services: Services, key: WriteKey, today: date
) -> None:
    wire = Script(httpx.Response(200, json=[]))
    with pytest.raises(MaybeWrittenError):
        await services.logbook.enter(
            a_door(wire).open("1", KEY), key, [run(today, "A"), run(today, "B")]
        )


async def test_an_answer_without_external_ids_is_matched_by_its_order(
    services: Services, key: WriteKey, today: date
) -> None:
    answer = [
        {"id": f"i{name}", "start_date_local": f"{today}T00:00:00", "type": "Run", "name": name}
        for name in "78"
    ]
    wire = Script(httpx.Response(200, json=answer))
    intervals = a_door(wire).open("1", KEY)
    entered = await services.logbook.enter(intervals, key, [run(today, "7"), run(today, "8")])
    assert [each.id for each in entered.activities] == ["i7", "i8"]
    assert entered.lost == (("distance",), ("distance",))


async def test_a_change_is_taken_back_unless_it_was_changed_since(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    row = alice.add_activity(start_date_local=f"{today}T07:00:00", type="Run", icu_rpe=None)
    edited = await services.logbook.change(intervals, key, row["id"], {"rpe": 7})
    assert (edited.activity.rpe, row["icu_rpe"]) == (7, 7)
    row["icu_rpe"] = 4
    number, later = edited.change.id or 0, replace(key, update_id=101)
    with pytest.raises(ChangedSinceError):
        await services.changes.undo(intervals, later, number)
    row["icu_rpe"] = None  # an undo that was interrupted has put it back already
    await services.changes.undo(intervals, later, number)
    assert row["icu_rpe"] is None


async def test_what_came_through_strava_is_not_changed(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    row = alice.add_activity(
        id="163", start_date_local=f"{today}T07:00:00", type="Run", source="STRAVA"
    )
    with pytest.raises(HiddenActivityError):
        await services.logbook.change(intervals, key, row["id"], {"rpe": 7})
    assert all(call.method == "GET" for call in service.calls)
