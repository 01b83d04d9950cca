"""A draft understood: shorthand as steps, what it probably meant, and what it will be."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.drafts import WAYS, advice, clarified, foreseen, targeted, thresholds_for
from services.intervals.models import NewEvent, SportSettings

RIDE = SportSettings.model_validate(
    {"id": 1, "types": ["Ride", "VirtualRide"], "ftp": 250, "indoor_ftp": 230}
)
TUESDAY = date(2026, 11, 24)


def draft(name: str | None, text: str | None = None, **more: Any) -> NewEvent:  # noqa: ANN401
    fields: dict[str, Any] = {"sport": "Ride"} | more
    return NewEvent(day=TUESDAY, category="WORKOUT", name=name, text=text, **fields)


@pytest.mark.parametrize(
    ("typed", "sport", "name", "text"),
    [
        ("3x10m 90% r5m", "Ride", None, "3x\n- 10m 90%\n- 5m 50%"),
        ("Threshold - 3x10m 90% r5m", "Ride", "Threshold", "3x\n- 10m 90%\n- 5m 50%"),
        ("Coffee ride", "Ride", "Coffee ride", None),
        ("3x10m 90% r5m", "WeightTraining", "3x10m 90% r5m", None),
    ],
)
def test_shorthand_in_a_name_becomes_steps(
    typed: str, sport: str, name: str | None, text: str | None
) -> None:
    clear = clarified(draft(typed, sport=sport))
    assert (clear.name, clear.text) == (name, text)


def test_steps_are_left_as_they_are() -> None:
    typed = draft("Tempo", "- 20m 85%")
    assert clarified(typed) == typed
    assert advice(typed) == ()


def test_it_is_saved_as_typed_or_as_was_probably_meant() -> None:
    typed = draft("Tempo", "- 5:00 90%")
    assert [way(typed).text for way in WAYS.values()] == ["- 5:00 90%", "- 5m 90%"]
    assert [hint.line for hint in advice(typed)] == ["- 5:00 90%"]


@pytest.mark.parametrize(
    ("sport", "text", "target"),
    [
        ("Run", "- 20m 90% Pace", "PACE"),
        ("TrailRun", "- 20m 5:00/km Pace", "PACE"),
        ("Run", "- 20m 80% LTHR", None),
        ("Ride", "- 20m 90% Pace", None),
    ],
)
def test_a_run_by_pace_shows_pace(sport: str, text: str, target: str | None) -> None:
    assert targeted(draft("x", text, sport=sport)).target == target


@pytest.mark.parametrize(
    ("more", "ftp"),
    [
        ({}, 250),
        ({"indoor": True}, 230),
        ({"sport": "VirtualRide"}, 230),
        ({"sport": "Run"}, None),
    ],
)
def test_inside_it_is_the_ftp_of_inside(more: dict[str, Any], ftp: int | None) -> None:
    assert thresholds_for(draft("x", **more), [RIDE]).ftp == ftp


def test_what_it_will_be_is_foreseen_from_the_thresholds() -> None:
    hour = foreseen(draft("Hour", "- 1h 100%"), [RIDE])
    assert (hour.moving_time, hour.training_load) == (timedelta(hours=1), 100)
    easy = foreseen(draft("Easy", "As you feel", moving_time=timedelta(hours=2)), [RIDE])
    assert (easy.moving_time, easy.training_load) == (timedelta(hours=2), None)
    assert easy.structure is None
