"""Recording wellness: what reaches intervals.icu, what is remembered, what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from services import Services
from services.changes import WriteKey
from services.errors import (
    LockedDayError,
    MaybeWrittenError,
    NotRecordedError,
    RefusedError,
)
from services.intervals.client import Intervals
from services.wellness import Values, read_day, restored_days, stored_days

YESTERDAY = timedelta(days=-1)
NIGHT: Values = {"sleep": timedelta(hours=7, minutes=30), "hrv": 61.5, "soreness_rating": 2}


async def test_one_day_is_a_put_of_only_what_was_said(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    alice.wellness[today] = {"restingHR": 50, "hrv": 58.0}
    recorded = await services.wellness.record(intervals, key, {today: NIGHT})
    assert alice.wellness[today]["sleepSecs"] == 27000
    assert alice.wellness[today]["soreness"] == 2
    assert alice.wellness[today]["restingHR"] == 50
    assert recorded.days[today].hrv == 61.5
    assert recorded.before == {today: {"sleep": None, "hrv": 58.0, "soreness_rating": None}}
    assert [(call.method, call.path.rpartition("/")[2]) for call in service.calls] == [
        ("GET", "wellness"),
        ("PUT", str(today)),
    ]


async def test_several_days_are_one_write_and_are_looked_at_afterwards(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    days = {today: {"weight": 70.2}, today + YESTERDAY: {"weight": 70.4}}
    recorded = await services.wellness.record(intervals, key, days)
    assert {day: each.weight for day, each in recorded.days.items()} == {
        today: 70.2,
        today + YESTERDAY: 70.4,
    }
    assert [call.method for call in service.calls] == ["GET", "PUT", "GET"]


async def test_values_are_the_same_up_to_float_noise_and_whole_seconds(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    values: Values = {"sleep": timedelta(hours=7.123), "weight": 70.123456789}
    recorded = await services.wellness.record(intervals, key, {today: values})
    assert recorded.days[today].sleep == timedelta(seconds=25643)


async def test_clearing_a_value(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    alice.wellness[today] = {"hrv": 58.0, "comments": "bad night"}
    days = {today: {"hrv": None, "comments": None, "menstrual_phase": None}}
    recorded = await services.wellness.record(intervals, key, days)
    assert recorded.days[today].values.keys() & {"hrv", "comments"} == set()


async def test_a_locked_day_is_refused_before_anything_is_written(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    alice.record(today, locked=True)
    days = {today + YESTERDAY: {"hrv": 60}, today: {"hrv": 60}}
    with pytest.raises(LockedDayError) as caught:
        await services.wellness.record(intervals, key, days)
    assert caught.value.facts == {"day": today}
    assert [call.method for call in service.calls] == ["GET"]


async def test_a_value_that_does_not_stay_is_not_called_recorded(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    # The bulk endpoint answers with nothing, even where the day was locked in between.
    service.faults.add("wellness-bulk", status=200)
    days = {today: {"hrv": 60}, today + YESTERDAY: {"hrv": 61}}
    with pytest.raises(NotRecordedError):
        await services.wellness.record(intervals, key, days)


async def test_a_refused_value_is_told_in_the_words_of_the_service(
    services: Services, intervals: Intervals, alice: AthleteData, key: WriteKey, today: date
) -> None:
    with pytest.raises(RefusedError) as caught:
        await services.wellness.record(intervals, key, {today: {"soreness_rating": 7}})
    assert "soreness" in caught.value.reason


async def test_an_update_handled_twice_keeps_the_first_before(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    alice.wellness[today] = {"hrv": 58.0}
    service.faults.add(str(today), method="PUT", drop_after_effect=True, times=3)
    with pytest.raises(MaybeWrittenError):
        await services.wellness.record(intervals, key, {today: {"hrv": 61.0}})
    assert alice.wellness[today]["hrv"] == 61.0
    recorded = await services.wellness.record(intervals, key, {today: {"hrv": 61.0}})
    assert recorded.before == {today: {"hrv": 58.0}}
    assert restored_days(recorded.change.before) == recorded.before


async def test_a_lost_answer_is_asked_for_again_within_the_same_update(
    services: Services,
    intervals: Intervals,
    service: IntervalsStandIn,
    alice: AthleteData,
    key: WriteKey,
    today: date,
) -> None:
    service.faults.add(str(today), method="PUT", drop_after_effect=True)
    recorded = await services.wellness.record(intervals, key, {today: NIGHT})
    assert recorded.days[today].values.items() >= NIGHT.items()


async def test_a_day_without_a_record_is_none(
    intervals: Intervals, alice: AthleteData, today: date
) -> None:
    alice.wellness.pop(today, None)
    assert await read_day(intervals, today) is None
    alice.record(today, hrv=60.0, GripStrength=41)
    intervals.forget_cached()
    record = await read_day(intervals, today)
    assert record
    assert record.custom == {"GripStrength": 41}


VALUES = st.one_of(
    st.none(),
    st.integers(-1, 400),
    st.floats(0, 400),
    st.text(),
    st.timedeltas(timedelta(), timedelta(hours=24)),
)


@given(st.dictionaries(st.dates(), st.dictionaries(st.text(), VALUES)))
def test_days_come_back_from_storage_as_they_went(
    days: dict[date, dict[str, int | float | str | timedelta | None]],
) -> None:
    assert restored_days(stored_days(days)) == days
