"""A week's facts: fitness from whoever knows it, targets by sport, distances that are whole."""

from datetime import timedelta

from services.fitness import Evening
from services.intervals.models import Wellness
from services.week import State, assemble, key_sessions
from tests.services.sessions import MONDAY, activity, event


def test_without_projected_records_the_sessions_tell_the_fitness_ahead() -> None:
    today = Wellness.model_validate({"id": str(MONDAY), "ctl": 50.0, "atl": 60.0})
    ride = event(1, 5, icu_ctl=52.0, icu_atl=58.0)
    week = assemble(MONDAY, MONDAY, [ride], [], [today])
    assert week.start == Evening(MONDAY, 50.0, 60.0)
    assert week.end == Evening(MONDAY + timedelta(days=5), 52.0, 58.0)
    over = assemble(MONDAY, MONDAY + timedelta(days=7), [ride], [], [today])
    assert over.end == over.start  # a session that is over proves nothing


def test_a_session_done_on_another_day_is_done() -> None:
    moved = event(1, 0, icu_training_load=50, moving_time=3600)
    week = assemble(
        MONDAY, MONDAY + timedelta(days=3), [moved], [activity(1, paired_event_id=1)], []
    )
    assert [each.state for each in week.sessions] == [State.DONE]
    assert [len(day.extra) for day in week.days] == [0, 1, 0, 0, 0, 0, 0]
    assert week.skipped == ()


def test_a_target_counts_its_sport_with_its_variants() -> None:
    target = event(1, 0, category="TARGET", for_week=True, load_target=300)
    done = [
        activity(0, icu_training_load=10),
        activity(1, type="VirtualRide", icu_training_load=20),
        activity(2, type="Run", icu_training_load=40),
        activity(3, type=None, icu_training_load=80),
    ]
    week = assemble(MONDAY, MONDAY, [target], done, [])
    assert [each.done.training_load for each in week.targets] == [30]
    assert (week.hidden, week.done.training_load) == (1, 70)


def test_the_races_and_the_hardest_are_the_key_sessions() -> None:
    events = [event(n, n, icu_training_load=load) for n, load in enumerate((40, 90, 10, 70))]
    events.append(event(9, 6, category="RACE_C", icu_training_load=5))
    assert [each.id for each in key_sessions(events)] == [1, 3, 9]
