"""An activity's recording as a picture: power or pace, heart rate, the plan over it, zones."""

from collections.abc import Iterator
from datetime import timedelta

from handlers.views.activity_card import speed
from handlers.views.pictures.activity import Trace, activity_picture
from handlers.views.pictures.workout import blocks
from handlers.views.workouts import activity_name, activity_numbers
from handlers.words import Words
from services.intervals.models import ActivityDetail, Event
from services.recordings import Recording
from services.totals import SWEET_SPOT
from storage.models import Athlete

SLOWEST = 0.55  # of the mean speed: slower is standing about, and drawn at the bottom


def recording_picture(
    activity: ActivityDetail, recording: Recording | None, words: Words, athlete: Athlete
) -> str:
    """SVG; "" without a recording. Its numbers are those of the card."""
    if recording is None:
        return ""
    powered = any(recording.watts)
    mean = activity.average_watts if powered else activity.pace or activity.average_speed

    def label(value: float) -> str:
        if powered:
            return words.plain("unit.watts", value=round(value))
        return speed(value, activity.sport, words, athlete)

    def beside(value: float) -> str:
        return label(value).split("/")[0] if value else ""  # a pace without what it is for

    pulse = activity.average_heart_rate
    beats = words.plain("unit.bpm", value=words.number(round(pulse))) if pulse else ""
    trace = Trace(
        title=activity_name(activity, words),
        numbers=activity_numbers(activity, words, athlete).unescape(),
        seconds=recording.seconds,
        effort=recording.watts if powered else recording.speed,
        effort_name="Ø " + label(mean) if mean else "",
        pulse=recording.heart_rate,
        pulse_name=f"♥ Ø {beats}" if beats else "♥",
        altitude=recording.altitude,
        work=recording.work,
        planned=tuple(_planned(recording.plan, powered=powered)),
        zones=_zones(activity, powered=powered),
        lowest=0 if powered or not mean else mean * SLOWEST,
    )
    return activity_picture(trace, beside, words)


def _planned(event: Event | None, *, powered: bool) -> Iterator[tuple[float, float, float, float]]:
    """The planned steps: from second to second, watts or metres a second at each end."""
    structure = event.structure if event else None
    if structure is None:
        return
    threshold = structure.ftp if powered else structure.threshold_pace
    second = 0.0
    for block in blocks(structure.steps, structure):
        begin, second = second, second + block.seconds
        if threshold and block.start is not None and block.end is not None:
            ends = (block.start, block.end) if block.ramp else [(block.start + block.end) / 2] * 2
            yield begin, second, ends[0] * threshold / 100, ends[1] * threshold / 100


def _zones(activity: ActivityDetail, *, powered: bool) -> tuple[tuple[str, timedelta], ...]:
    """Time in zones of power, else of pace, else of heart rate."""
    power = [
        (each.id, each.time or timedelta())
        for each in activity.power_zone_times
        if each.id != SWEET_SPOT
    ]
    if powered and power:
        return tuple(power)
    times = activity.pace_zone_times or activity.heart_rate_zone_times
    return tuple((f"Z{number}", length) for number, length in enumerate(times, 1))
