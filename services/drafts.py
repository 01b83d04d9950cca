"""Drafts: planned workouts before they are saved, understood without asking anybody. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from services.intervals.models import Event, NewEvent, SportSettings
from services.sport_settings import settings_for
from services.units import PACED
from services.workouts.advice import (
    UNTIMED,
    Hint,
    corrected,
    hints,
    says_how_long,
    sounds_like_steps,
)
from services.workouts.numbers import read_workout
from services.workouts.shorthand import read_shorthand
from services.workouts.targets import Thresholds


def clarified(event: NewEvent) -> NewEvent:
    """With a shorthand written out as steps: that of its text, or the end of its name.

    What is no sure shorthand, yet says how long and how hard, is text: there it is looked at.
    """
    sport, name = event.sport or "", event.name or ""
    if sport in UNTIMED:
        return event
    if event.text:
        return replace(event, text=read_shorthand(event.text, sport) or event.text)
    words = name.split()
    for sure in (True, False):
        for at in range(len(words)):
            called, said = (" ".join(part) for part in (words[:at], words[at:]))
            steps = None if says_how_long(called) else read_shorthand(said, sport, sure=sure)
            if steps:
                called = called.rstrip(" -–—:,")
                return replace(event, name=called or None, text=steps if sure else said)
    return replace(event, name=None, text=name) if sounds_like_steps(name) else event


def advice(event: NewEvent) -> tuple[Hint, ...]:
    """The lines of its text that intervals.icu is going to read otherwise than they sound."""
    return hints(event.text or "", event.sport)


def improved(event: NewEvent) -> NewEvent:
    """With every line replaced by what it probably meant, where we know."""
    return replace(event, text=corrected(event.text, event.sport)) if event.text else event


# How a draft is saved: as typed, its shorthand written out, or as was probably meant.
WAYS: Mapping[str, Callable[[NewEvent], NewEvent]] = {
    "save": clarified,
    "meant": lambda event: improved(clarified(event)),
}


def targeted(event: NewEvent) -> NewEvent:
    """With pace for a device to show, where the steps ask for it; else it may get heart rate."""
    paced = (event.sport or "").endswith(PACED) and "pace" in (event.text or "").casefold()
    return replace(event, target="PACE") if paced else event


def thresholds_for(event: NewEvent, settings: Sequence[SportSettings]) -> Thresholds:
    """The athlete's own, or none; inside by the FTP they have there."""
    own = settings_for(event.sport, settings)
    if own is None:
        return Thresholds()
    inside = event.indoor or event.sport == "VirtualRide"
    found = Thresholds.of(own)
    return replace(found, ftp=own.indoor_ftp) if inside and own.indoor_ftp else found


def foreseen(event: NewEvent, settings: Sequence[SportSettings]) -> Event:
    """As intervals.icu is going to have it, by our own reading and the athlete's thresholds."""
    thresholds = thresholds_for(event, settings)
    workout = read_workout(event.text or "", thresholds)
    counted = bool(workout.steps)
    return Event.model_construct(
        id=0,
        day=event.day,
        starts=event.hour,
        ends=event.last_day,
        category=event.category,
        sport=event.sport,
        name=event.name,
        text=event.text,
        moving_time=workout.duration if counted else event.moving_time,
        distance=workout.distance or event.distance,
        training_load=workout.training_load if counted else event.training_load,
        intensity=workout.intensity,
        structure=workout.structure(thresholds) if counted else None,
        load_target=event.load_target,
        time_target=event.time_target,
        distance_target=event.distance_target,
        for_week=event.for_week,
    )
