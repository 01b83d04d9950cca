"""The projection reproduces what the real service computed."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from services.fitness import Evening, project
from tests.samples import recorded

Day = dict[str, float]
NEAR = 1e-3
MONDAY = date(2026, 11, 23)
# Our own days in the shape of the recordings: computed by hand from the formula.
OURS = [
    {"ctl": 50.0, "atl": 50.0, "ctlLoad": 50, "atlLoad": 50},
    {"ctl": 51.176486, "atl": 56.656111, "ctlLoad": 100, "atlLoad": 100},
    {"ctl": 49.972350, "atl": 49.114026, "ctlLoad": 0, "atlLoad": 0},
]


def disagreements(days: Sequence[Day]) -> Iterator[str]:
    """The days that do not follow from the one before, or from the first by the loads alone."""
    start, rest = Evening(MONDAY, days[0]["ctl"], days[0]["atl"]), days[1:]
    for number, ((before, after), whole) in enumerate(
        zip(pairwise(days), project(start, (day["ctlLoad"] for day in rest)), strict=True), 1
    ):
        single = Evening(MONDAY, before["ctl"], before["atl"]).after(after["ctlLoad"])
        for evening in (single, whole):
            off = (evening.fitness - after["ctl"], evening.fatigue - after["atl"])
            if max(map(abs, off)) > NEAR:
                yield f"day {number}: {off}"


def test_our_own_days() -> None:
    assert not list(disagreements(OURS))
    assert list(disagreements([*OURS, {**OURS[2], "ctl": 48.7}]))


def test_the_recorded_days_one_by_one_and_as_a_whole() -> None:
    days = recorded("fitness")
    assert len(days) >= 42
    assert not list(disagreements(days))
