"""The days of the fitness model; its formula is in services."""

from datetime import date

import pytest

from sandbox.intervals.fitness import NEVER_TRAINED, progress


def test_a_day_without_load_is_a_day_too() -> None:
    days = progress(NEVER_TRAINED, {date(2026, 1, 1): 100.0}, date(2026, 1, 1), date(2026, 1, 3))
    assert list(days) == [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
    assert days[date(2026, 1, 1)].atl == pytest.approx(13.31, abs=0.01)
    assert days[date(2026, 1, 3)].atl < days[date(2026, 1, 1)].atl
