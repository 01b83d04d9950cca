"""Which planned workout an activity may have been done from."""

import pytest

from services.pairing import alike, fitting_events, possible_events
from tests.services.sessions import activity, event


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ride", "VirtualRide", True),
        ("GravelRide", "Ride", True),
        ("TrailRun", "Run", True),
        ("Yoga", "Yoga", True),
        ("Ride", "Run", False),
        (None, "Ride", False),
    ],
)
def test_variants_of_a_sport_are_alike(one: str | None, other: str, *, same: bool) -> None:
    assert alike(one, other) is same


def test_what_fits_is_a_free_workout_of_the_day_and_sport() -> None:
    done = activity(2, type="VirtualRide")
    plan = [
        event(1, 2),
        event(2, 2, type="Run"),
        event(3, 3),
        event(4, 2, category="NOTE"),
        event(5, 2, category="RACE_A"),
        event(6, 2),
    ]
    other = activity(1, paired_event_id=6)
    assert [each.id for each in fitting_events(done, plan, [done, other])] == [1]
    assert fitting_events(activity(2, type="Yoga"), plan, []) == ()


def test_its_own_workout_is_not_taken() -> None:
    done = activity(2, paired_event_id=1)
    assert [each.id for each in fitting_events(done, [event(1, 2)], [done])] == [1]


def test_what_is_possible_begins_with_its_sport_and_the_nearest_day() -> None:
    plan = [
        event(1, 2, type="Run"),
        event(2, 4),
        event(3, 1),
        event(4, 2, category="NOTE"),
        event(5, 2, category="RACE_B"),
        event(6, 2),
    ]
    taken = activity(0, paired_event_id=6)
    possible = possible_events(activity(2), plan, [taken])
    assert [each.id for each in possible] == [5, 3, 2, 1]
