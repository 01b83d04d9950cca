"""The projection reproduces what the real service computed."""

from itertools import pairwise

import pytest

from services.fitness import Shape, project
from tests.services.wire import sample

# Our own days in the shape of the recordings: computed by hand from the formula.
OURS = [
    {"ctl": 50.0, "atl": 50.0, "ctlLoad": 50, "atlLoad": 50},
    {"ctl": 51.176486, "atl": 56.656111, "ctlLoad": 100, "atlLoad": 100},
    {"ctl": 49.972350, "atl": 49.114026, "ctlLoad": 0, "atlLoad": 0},
]


def check(days: list[dict[str, float]]) -> None:
    for before, after in pairwise(days):
        assert before["ctlLoad"] == before["atlLoad"]
        shape = Shape(before["ctl"], before["atl"]).after(after["ctlLoad"])
        assert shape.fitness == pytest.approx(after["ctl"], abs=1e-3)
        assert shape.fatigue == pytest.approx(after["atl"], abs=1e-3)


def test_our_own_days() -> None:
    check(OURS)


def test_the_recorded_days_one_by_one_and_as_a_whole() -> None:
    recorded = sample("recorded-fitness.json")
    assert isinstance(recorded, list)
    check(recorded)
    start = Shape(recorded[0]["ctl"], recorded[0]["atl"])
    for shape, day in zip(
        project(start, (each["ctlLoad"] for each in recorded[1:])), recorded[1:], strict=True
    ):
        assert shape.fitness == pytest.approx(day["ctl"], abs=1e-3)
        assert shape.fatigue == pytest.approx(day["atl"], abs=1e-3)
        assert shape.form == pytest.approx(day["ctl"] - day["atl"], abs=2e-3)
