"""Edits: what a planned workout becomes when it is skipped or made longer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from services.errors import FixedStepsError, LockedEventError
from services.intervals.models import Category, Event, Guard, NewEvent, Step
from services.workouts.numbers import read_workout
from services.workouts.rescale import fit_to, rescale, to_percent, to_watts
from services.workouts.targets import Thresholds
from services.workouts.text import Kind, parse
from services.workouts.wording import worded
from services.workouts.writing import rewrite

MINUTE = timedelta(minutes=1)
UNKNOWN = Thresholds()
SKIPPED = "skipped"  # the tag of a note that was a workout


def skipped(event: NewEvent, name: str) -> NewEvent:
    """The workout as a note of that name, its text kept.

    intervals.icu knows no skipped workouts, and one that stays a workout stays in the projected
    fitness. A note carries no load, and Undo makes the same event a workout again.
    """
    return replace(
        event,
        category=Category.NOTE,
        name=name,
        tags=(*event.tags, SKIPPED),
        moving_time=None,
        distance=None,
        training_load=None,
    )


def scaled(event: NewEvent, factor: float) -> NewEvent:
    """A workout longer or shorter: its steps, else time to the minute, distance and load."""
    if has_steps(event.text):
        return _rewritten(event, lambda steps: rescale(steps, factor * 100))
    minutes = round(event.moving_time / MINUTE * factor) if event.moving_time else None
    return replace(
        event,
        moving_time=max(minutes, 1) * MINUTE if minutes is not None else None,
        distance=round(event.distance * factor) if event.distance else None,
        training_load=round(event.training_load * factor) if event.training_load else None,
    )


def lasting(event: NewEvent, length: timedelta, thresholds: Thresholds = UNKNOWN) -> NewEvent:
    """A workout of exactly this length: its steps rescaled, else its distance and load."""
    if has_steps(event.text):
        return _rewritten(event, lambda steps: fit_to(steps, length), thresholds)
    changed = scaled(event, length / event.moving_time) if event.moving_time else event
    return replace(changed, moving_time=length)


def in_percent(event: NewEvent, ftp: float) -> NewEvent:
    """Steps in watts as percent of FTP."""
    return _rewritten(event, lambda steps: to_percent(steps, ftp))


def in_watts(event: NewEvent, ftp: float) -> NewEvent:
    """Steps in percent of FTP as watts."""
    return _rewritten(event, lambda steps: to_watts(steps, ftp))


def _rewritten(
    event: NewEvent,
    change: Callable[[Sequence[Step]], Sequence[Step]],
    thresholds: Thresholds = UNKNOWN,
) -> NewEvent:
    """The workout with its steps changed; its labels and all that is said stay as they are."""
    text = event.text or ""
    return replace(event, text=rewrite(text, change(read_workout(text, thresholds).steps)))


def has_steps(text: str | None) -> bool:
    """Whether a workout's text has steps."""
    return bool(parse(text or "").steps)


def remarks(text: str | None) -> str:
    """What is said beside the steps, without the headings of sections and repeats."""
    return "\n".join(line.text for line in parse(text or "").lines if line.kind is Kind.PROSE)


def guarded(event: NewEvent, flag: Guard, *, value: bool) -> NewEvent:
    """The event hidden from the athlete or locked against editing by them, or no longer."""
    return replace(event, hidden=value) if flag == "hidden" else replace(event, locked=value)


def again(event: Event) -> NewEvent:
    """What it takes to have an event again; steps that its text does not hold are worded."""
    plain = NewEvent.like(event)
    if not event.steps or _holds(event.text, event.steps):
        return plain
    if not has_steps(event.text) and (steps := worded(event.steps)):
        return replace(plain, text="\n\n".join(filter(None, (event.text, steps))))
    return replace(
        plain,
        moving_time=event.moving_time,
        distance=event.distance,
        training_load=event.training_load,
    )


def loses_steps(event: Event) -> bool:
    """Whether the steps of an event cannot be had again: no text says them."""
    return bool(event.steps) and not _holds(again(event).text, event.steps)


def _holds(text: str | None, steps: Sequence[Step]) -> bool:
    """Whether steps may be from a text: a line makes one, and intervals.icu knows more than we."""
    made = [each for each in parse(text or "").lines if each.kind in (Kind.STEP, Kind.DROPPED)]
    return len(made) >= sum(1 for step in steps for _ in step.leaves())


def permit(event: Event, wanted: NewEvent | None = None) -> None:
    """Whether the athlete may make `wanted` of an event, None: delete it.

    Raises LockedEventError for one that is locked against them, whose lock alone they may try,
    and FixedStepsError for other steps where a plan's are fixed.
    """
    name = event.title
    present = again(event)
    same = wanted and replace(wanted, hidden=event.hidden, locked=event.locked)
    if event.locked and same != present:
        raise LockedEventError(name=name)
    if event.fixed_steps and wanted and wanted.text != present.text:
        raise FixedStepsError(name=name)
