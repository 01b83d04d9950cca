"""What a planned workout becomes when it is made longer."""

from datetime import date, timedelta

import pytest

from services.edits import again, loses_steps, scaled
from services.intervals.models import Event, NewEvent
from tests.samples import recorded
from tests.services.workouts.samples import OURS


@pytest.mark.parametrize("factor", [0.1, 0.8, 1.2])
def test_scaled_is_whole_minutes_and_never_nothing(factor: float) -> None:
    short = NewEvent(date(2026, 11, 23), "WORKOUT", moving_time=timedelta(minutes=1), distance=999)
    longer = scaled(short, factor)
    assert longer.moving_time == timedelta(minutes=1)
    assert longer.distance == round(999 * factor)
    assert longer.training_load is None


def event(text: str | None, **doc: object) -> Event:
    start = "2026-11-23T00:00:00"
    shape = {"id": 1, "category": "WORKOUT", "start_date_local": start, "description": text}
    return Event.model_validate(shape | {"moving_time": 1200, "workout_doc": doc})


def test_steps_come_again_with_the_text_they_are_from_or_in_words() -> None:
    for workout in [*OURS, *recorded("workouts")]:
        text = workout["description"]
        assert again(event(text, steps=workout["workout_doc"]["steps"])).text == text
    steps = [{"duration": 600, "power": {"value": 50, "units": "%ftp"}}] * 2
    packed = again(event("Pack:\n- bottles", steps=steps))
    assert packed.text == "Pack:\n- bottles\n\n- 10m 50%\n- 10m 50%"
    assert packed.moving_time is None
    for lost in (event("- 20m 50%", steps=steps), event(None, steps=[{"duration": 0}])):
        assert loses_steps(lost)
        assert again(lost).moving_time == timedelta(minutes=20)
