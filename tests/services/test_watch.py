"""What is new since the last look: any order, any number of looks, each told once."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from heapq import heapify, heapreplace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.intervals.models import Activity
from services.watch import Share, State, notice_activities

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def activity(number: int, begin: int, length: int, **more: Any) -> Activity:  # noqa: ANN401
    """One of `length` minutes, `begin` minutes after the first look."""
    began = START + begin * MINUTE
    end = began + length * MINUTE
    return Activity.model_validate(
        {
            "id": f"i{number}",
            "start_date_local": f"{began:%Y-%m-%dT%H:%M:%S}",
            "start_date": f"{began:%Y-%m-%dT%H:%M:%SZ}",
            "type": "Ride",
            "elapsed_time": length * 60,
            "analyzed": f"{end:%Y-%m-%dT%H:%M:%SZ}",
            "created": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        }
        | more
    )


@given(
    begins=st.lists(st.integers(0, 20), max_size=8),
    lengths=st.lists(st.integers(5, 120), min_size=8, max_size=8),
    order=st.randoms(use_true_random=False),
)
def test_whatever_comes_and_goes_each_is_told_once_and_none_twice(
    begins: list[int], lengths: list[int], order: Random
) -> None:
    """Apart by three hours, so that none is a second recording of another."""
    there = [
        activity(number, 180 * number + begin, length)
        for number, (begin, length) in enumerate(zip(begins, lengths, strict=False))
    ]
    state, told = notice_activities(State(), [], START)
    assert told == ()
    found: list[str] = []
    for look in range(1, 60):
        now = START + look * 30 * MINUTE
        present = [each for each in there if each.created and each.created <= now]
        order.shuffle(present)
        kept = [each for each in present if order.random() < 0.9]  # an answer may lack one
        state, told = notice_activities(state, kept, now)
        found += [each.id for each in told]
    assert sorted(found) == sorted(each.id for each in there)


@given(shift=st.integers(-25, 25), first=st.booleans())
def test_of_two_devices_one_is_told(shift: int, *, first: bool) -> None:
    """Over half of the hour in common; with power it is the one told, if both are there."""
    bike = activity(1, 60, 60, icu_average_watts=200)
    watch = activity(2, 60 + shift, 60)
    state, _ = notice_activities(State(), [], START)
    together, told = notice_activities(state, [watch, bike], START + 200 * MINUTE)
    assert [each.id for each in told] == ["i1"]
    pair = (bike, watch) if first else (watch, bike)
    state, told = notice_activities(state, pair[:1], START + 200 * MINUTE)
    assert told == pair[:1]
    assert notice_activities(state, pair, START + 210 * MINUTE)[1] == ()
    assert notice_activities(together, pair, START + 210 * MINUTE)[1] == ()


def test_what_was_seen_is_forgotten_after_ten_days() -> None:
    state, _ = notice_activities(State(), [activity(1, -90, 60)], START)
    assert list(state.seen) == ["i1"]
    state, _ = notice_activities(state, [], START + timedelta(days=11))
    assert not state.seen


def test_all_looks_together_stay_within_their_share_and_who_is_expected_is_seen_more_often() -> (
    None
):
    """Ten thousand athletes for two days: three in ten wish for a look every ten minutes."""
    allowed = 1.33  # looks a second
    share, pauses = Share(), {True: 10 * MINUTE, False: 60 * MINUTE}
    share.least = timedelta(seconds=10_000 / allowed)
    dice = Random(4)
    due = [(dice.uniform(0, 3600), number % 10 < 3) for number in range(10_000)]
    heapify(due)
    looks: Counter[tuple[int, bool]] = Counter()
    while due[0][0] < 48 * 3600:
        now, expected = due[0]
        looks[int(now // 3600), expected] += 1
        pause = share.stretched(pauses[expected]).total_seconds()
        heapreplace(due, (now + pause * dice.uniform(0.9, 1.1), expected))
    hourly = [looks[hour, True] + looks[hour, False] for hour in range(6, 48)]
    assert 0.9 < sum(hourly) / len(hourly) / 3600 / allowed < 1.05
    often, seldom = (sum(looks[hour, kind] for hour in range(6, 48)) for kind in (True, False))
    assert 4 < (often / 3000) / (seldom / 7000) < 7
    alone = Share()
    assert alone.stretched(10 * MINUTE) == 10 * MINUTE
