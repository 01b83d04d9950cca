"""What a planned workout becomes when it is made longer."""

from datetime import date, timedelta

import pytest

from services.edits import scaled
from services.intervals.models import NewEvent


@pytest.mark.parametrize("factor", [0.1, 0.8, 1.2])
def test_scaled_is_whole_minutes_and_never_nothing(factor: float) -> None:
    short = NewEvent(date(2026, 11, 23), "WORKOUT", moving_time=timedelta(minutes=1), distance=999)
    longer = scaled(short, factor)
    assert longer.moving_time == timedelta(minutes=1)
    assert longer.distance == round(999 * factor)
    assert longer.training_load is None
