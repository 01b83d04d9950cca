"""Edits: what a planned workout becomes when it is skipped or made longer."""

from dataclasses import replace
from datetime import timedelta

from services.intervals.models import Category, Guard, NewEvent

MINUTE = timedelta(minutes=1)


def skipped(event: NewEvent, name: str) -> NewEvent:
    """The workout as a note of that name, its text kept.

    intervals.icu knows no skipped workouts, and one that stays a workout stays in the projected
    fitness. A note carries no load, and Undo makes the same event a workout again.
    """
    return replace(
        event,
        category=Category.NOTE,
        name=name,
        moving_time=None,
        distance=None,
        training_load=None,
    )


def scaled(event: NewEvent, factor: float) -> NewEvent:
    """A workout without steps, longer or shorter: time to the minute, distance and load."""
    minutes = round(event.moving_time / MINUTE * factor) if event.moving_time else None
    return replace(
        event,
        moving_time=max(minutes, 1) * MINUTE if minutes is not None else None,
        distance=round(event.distance * factor) if event.distance else None,
        training_load=round(event.training_load * factor) if event.training_load else None,
    )


def has_steps(text: str | None) -> bool:
    """Whether a workout's text has lines that look like steps."""
    return any(line.lstrip().startswith("-") for line in (text or "").splitlines())


def guarded(event: NewEvent, flag: Guard, *, value: bool) -> NewEvent:
    """The event hidden from the athlete or locked against editing by them, or no longer."""
    return replace(event, hidden=value) if flag == "hidden" else replace(event, locked=value)
