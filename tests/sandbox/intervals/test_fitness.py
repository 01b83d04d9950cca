"""The fitness model against recorded days."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from sandbox.intervals.fitness import NEVER_TRAINED, Fitness, progress


def test_every_recorded_day_follows_from_the_day_before(
    recorded_fitness: list[dict[str, Any]],
) -> None:
    for before, after in pairwise(recorded_fitness):
        state = Fitness(before["ctl"], before["atl"], before["ctlLoad"]).after(after["ctlLoad"])
        assert state.ctl == pytest.approx(after["ctl"], abs=1e-4)
        assert state.atl == pytest.approx(after["atl"], abs=1e-4)


def test_a_day_without_load_is_a_day_too() -> None:
    days = progress(NEVER_TRAINED, {date(2026, 1, 1): 100.0}, date(2026, 1, 1), date(2026, 1, 3))
    assert list(days) == [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
    assert days[date(2026, 1, 1)].atl == pytest.approx(13.31, abs=0.01)
    assert days[date(2026, 1, 3)].atl < days[date(2026, 1, 1)].atl
