"""Today's facts: in three calls, pairing plan and done, hidden ones counted, what is normal."""

import asyncio
from datetime import date, timedelta

import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from services.errors import UnavailableError
from services.intervals.client import Intervals
from services.intervals.models import Wellness
from services.today import normals, read_today

RIDE = {"category": "WORKOUT", "type": "Ride", "name": "Sweet spot", "description": "- 1h 88%"}


@pytest.fixture
def calm(alice: AthleteData) -> AthleteData:
    """Alice with nothing on the calendar and nothing done."""
    alice.events.clear()
    alice.activities.clear()
    return alice


async def test_a_day_takes_three_calls_at_once(
    intervals: Intervals, service: IntervalsStandIn, alice: AthleteData, today: date
) -> None:
    service.faults.add(slow=0.3, times=None)
    begin = asyncio.get_running_loop().time()
    await read_today(intervals, today)
    assert asyncio.get_running_loop().time() - begin < 0.6
    assert sorted(call.path.rpartition("/")[2] for call in service.calls) == [
        "activities",
        "events",
        "wellness",
    ]


async def test_a_workout_is_paired_with_the_activity_done_from_it(
    intervals: Intervals, calm: AthleteData, today: date
) -> None:
    done = calm.add_event(today, **RIDE)
    calm.add_event(today, **RIDE | {"name": "Evening"})
    start = f"{today}T07:00:00"
    calm.add_activity(start_date_local=start, type="Ride", paired_event_id=done["id"])
    calm.add_activity(start_date_local=start, type="Walk")
    facts = await read_today(intervals, today)
    assert [bool(session.done) for session in facts.sessions] == [True, False]
    assert [each.sport for each in facts.activities] == ["Walk"]


async def test_what_strava_hides_is_counted(
    intervals: Intervals, calm: AthleteData, today: date
) -> None:
    for extra in ({}, {"_bare": True}):
        calm.add_activity(
            start_date_local=f"{today}T07:00:00", type="Ride", source="STRAVA", **extra
        )
    facts = await read_today(intervals, today)
    assert (facts.activities, facts.hidden) == ((), 2)


async def test_notes_and_absences_are_there_and_tomorrow_is_coming(
    intervals: Intervals, calm: AthleteData, today: date
) -> None:
    yesterday, later = today - timedelta(days=1), today + timedelta(days=3)
    calm.add_event(yesterday, category="SICK", name="Cold", end_date_local=f"{later}T00:00:00")
    calm.add_event(today, category="NOTE", name="New tyres")
    calm.add_event(later, **RIDE)
    calm.add_event(today + timedelta(days=8), **RIDE)
    facts = await read_today(intervals, today)
    assert facts.sessions == ()
    assert [event.name for event in facts.absences] == ["Cold"]
    assert {event.name for event in facts.others} == {"Cold", "New tyres"}
    assert [event.day for event in facts.coming] == [later]


async def test_an_empty_account_gives_an_empty_day(
    intervals: Intervals, calm: AthleteData, today: date
) -> None:
    calm.wellness.clear()
    facts = await read_today(intervals, today)
    assert (facts.wellness, facts.fitness, facts.normal) == (None, None, {})
    assert (facts.sessions, facts.others, facts.coming) == ((), (), ())


async def test_fitness_of_an_earlier_day_keeps_its_date(
    intervals: Intervals, alice: AthleteData, today: date
) -> None:
    alice.wellness.pop(today)
    facts = await read_today(intervals, today)
    assert facts.wellness is None
    assert facts.fitness
    assert facts.fitness.day < today
    assert facts.fitness.form is not None


async def test_when_one_answer_fails_the_day_fails(
    intervals: Intervals, service: IntervalsStandIn, alice: AthleteData, today: date
) -> None:
    service.faults.add("activities", status=500, times=None)
    with pytest.raises(UnavailableError):
        await read_today(intervals, today)


def days(**series: list[float | None]) -> list[Wellness]:
    length = max(map(len, series.values()))
    begin = date(2026, 3, 1)
    return [
        Wellness.model_validate(
            {
                "id": str(begin + timedelta(days=number)),
                **{name: values[number] for name, values in series.items()},
            }
        )
        for number in range(length)
    ]


def test_normal_is_the_mean_and_spread_of_enough_days() -> None:
    normal = normals(days(hrv=[60, 62, 64, 60, 62, 64, 62], sleepSecs=[28800] * 6 + [None]))
    assert normal.keys() == {"hrv"}
    assert normal["hrv"].mean == 62
    assert normal["hrv"].spread == pytest.approx(1.6330, abs=1e-4)
    assert normal["hrv"].days == 7


def test_normal_sleep_is_in_seconds() -> None:
    normal = normals(days(sleepSecs=[28800.0, 27000.0] * 4))
    assert normal["sleep"].mean == 27900


async def test_today_is_not_part_of_what_is_normal(
    intervals: Intervals, alice: AthleteData, today: date
) -> None:
    for number in range(61):
        alice.wellness[today - timedelta(days=number)] = {"hrv": 60.0}
    alice.wellness[today] = {"hrv": 20.0}
    facts = await read_today(intervals, today)
    assert facts.normal["hrv"].mean == 60.0
    assert facts.normal["hrv"].days == 60
