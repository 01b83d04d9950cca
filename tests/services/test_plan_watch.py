"""How a plan differs from what the athlete knows: told once it stands still, once a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.changes import Kind
from services.intervals.models import Event
from services.plan_watch import Own, notice_plan, own_of
from services.watch import State
from storage.models import Change
from tests.services.sessions import MONDAY, event

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOBODY = Own()


class Looks:
    """Look after look at a plan."""

    def __init__(self, *plan: Event) -> None:
        self.state = State()
        assert self.at(*plan) == []

    def at(self, *plan: Event, own: Own = NOBODY, day: int = 0) -> list[tuple[Any, Any]]:
        """The names before and after of what is told by one look, so many days after Monday."""
        today, now = MONDAY + timedelta(days=day), NOON + timedelta(days=day)
        self.state, changes = notice_plan(self.state, plan, own, today, now)
        return [tuple(each[side] and each[side]["name"] for side in ("old", "new"))
                for each in changes]  # fmt: skip


def test_what_is_added_moved_changed_and_taken_away_is_told_by_day() -> None:
    tempo, run = event(1, 2, name="Tempo"), event(2, 4, type="Run", name="Easy")
    looks = Looks(tempo, run)
    new = event(1, 2, name="Intervals"), event(3, 5, name="Long")
    assert looks.at(*new) == []  # it may not be all yet
    assert looks.at(*new) == [("Tempo", "Intervals"), ("Easy", None), (None, "Long")]
    assert looks.at(*new) == []


def test_it_waits_until_the_plan_stands_still() -> None:
    looks = Looks(event(1, 2, name="A"))
    assert [looks.at(event(1, 2, name=name)) for name in "BCDD"] == [[], [], [], [("A", "D")]]


def test_what_is_as_it_was_again_is_not_told() -> None:
    looks = Looks(event(1, 2, name="A"))
    assert [looks.at(event(1, 2, name=name)) for name in "BAA"] == [[], [], []]


def test_once_a_day_and_the_rest_tomorrow() -> None:
    looks = Looks(event(1, 2, name="A"))
    told = [looks.at(event(1, 2, name=name)) for name in "BBCC"]
    assert told == [[], [("A", "B")], [], []]
    told = [looks.at(event(1, 2, name="C"), day=1) for _ in range(3)]
    assert told == [[], [("B", "C")], []]


def test_time_itself_changes_no_plan() -> None:
    plan = [event(day, day, name=f"{day}") for day in range(20)]
    looks = Looks(*plan)
    assert not any(looks.at(*plan[day // 2 :], day=day // 2) for day in range(24))


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Other"},
        {"type": "Run"},
        {"icu_training_load": 50},
        {"moving_time": 3600},
        {"description": "- 20m 80%"},
    ],
)
def test_each_of_these_is_a_change(change: dict[str, object]) -> None:
    looks = Looks(event(1, 2, name="A"))
    looks.at(event(1, 2, **{"name": "A"} | change))
    assert len(looks.at(event(1, 2, **{"name": "A"} | change))) == 1


def test_spaces_and_notes_are_no_change() -> None:
    looks = Looks(event(1, 2, description="- 20m 80%\n- 10m 50%"))
    later = [
        event(1, 2, description="- 20m 80%\n\n- 10m 50% "),
        event(2, 3, category="NOTE", name="Note"),
    ]
    assert [looks.at(*later) for _ in range(2)] == [[], []]


@pytest.mark.parametrize(
    ("own", "plan"),
    [
        (Own(marks=frozenset({"1"})), [event(1, 2, name="B")]),
        (Own(marks=frozenset({"1"})), []),
        (Own(marks=frozenset({"soigneur-7-0"})),
         [event(1, 2, name="A"), event(2, 3, external_id="soigneur-7-0")]),
        (Own(named=frozenset({(f"{MONDAY + timedelta(days=2)}", "A")})), []),
        (Own(thresholds=True), [event(1, 2, name="A", icu_training_load=40)]),
    ],
)  # fmt: skip
def test_what_the_athlete_did_is_not_told(own: Own, plan: list[Event]) -> None:
    looks = Looks(event(1, 2, name="A"))
    assert [looks.at(*plan, own=own) for _ in range(3)] == [[], [], []]


def test_new_thresholds_explain_no_other_day_and_no_other_steps() -> None:
    looks = Looks(event(1, 2, name="A"))
    moved, own = event(1, 3, name="A"), Own(thresholds=True)
    assert [len(looks.at(moved, own=own)) for _ in range(2)] == [0, 1]


def test_of_changes_those_of_other_riders_are_not_own() -> None:
    change = Change(
        athlete_id=1, update_id=1, number=0, kind=Kind.EVENTS_CHANGED, subject="5", made_at=NOON,
        before={"5": {}}, after={"6": {}}, intervals_id="i1",
    )  # fmt: skip
    assert own_of([change], "i1").marks == {"5", "6"}
    assert own_of([change], "i2") == NOBODY


def test_a_state_without_a_plan_tells_nothing() -> None:
    looks = Looks(event(1, 2, name="A"))
    looks.state = replace(looks.state, plan=None)
    assert looks.at(event(2, 3, name="B")) == []
