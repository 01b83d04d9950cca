"""An activity's recording as a picture: power or pace, heart rate, the plan over it, zones."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.views.activity_card import HOUR, pace_unit, speed
from handlers.views.pictures.activity import Line, Trace, activity_picture
from handlers.views.pictures.axes import pace_ticks
from handlers.views.pictures.profile import Kind, blocks
from handlers.views.units import clock
from handlers.views.workouts import activity_name, activity_numbers
from handlers.words import Words
from services.intervals.models import ActivityDetail, Event
from services.recordings import Recording
from services.totals import numbered, power_zones
from services.units import METRES, PACE_METRES
from storage.models import Athlete

SLOWEST = 0.55  # of the mean speed: slower is drawn at the bottom
STANDING = 0.3  # m/s: slower is no pace but a stop, and a gap
Planned = tuple[tuple[float, float, float, float], ...]


def recording_picture(
    activity: ActivityDetail, recording: Recording | None, words: Words, athlete: Athlete
) -> str:
    """SVG; "" without a recording. Its numbers are those of the card."""
    if recording is None:
        return ""
    powered = any(recording.watts)
    pulse = activity.average_heart_rate
    beats = words.plain("unit.bpm", value=words.number(round(pulse))) if pulse else ""
    trace = Trace(
        title=activity_name(activity, words),
        numbers=activity_numbers(activity, words, athlete).unescape(),
        seconds=recording.seconds,
        effort=(_power if powered else _speed)(activity, recording, words, athlete),
        pulse=Line(
            recording.heart_rate,
            f"♥ Ø {beats}" if beats else "♥",
            words.number,
            _planned(recording.plan, Kind.HEART_RATE),
        ),
        altitude=recording.altitude,
        work=recording.work,
        zones=_zones(activity, powered=powered),
    )
    return activity_picture(trace, words)


def _power(activity: ActivityDetail, recording: Recording, words: Words, _: Athlete) -> Line:
    def label(value: float) -> str:
        return words.plain("unit.watts", value=words.number(round(value)))

    mean = activity.average_watts
    name = "Ø " + label(mean) if mean else ""
    return Line(recording.watts, name, label, _planned(recording.plan, Kind.POWER), 0)


def _speed(activity: ActivityDetail, recording: Recording, words: Words, athlete: Athlete) -> Line:
    """Pace, drawn faster above slower with round paces beside; or an hour's way."""
    unit, mean = pace_unit(activity.sport, athlete), activity.pace or activity.average_speed
    name = "Ø " + speed(mean, activity.sport, words, athlete) if mean else ""
    moving = [each if each and each > STANDING else None for each in recording.speed]
    planned, lowest = _planned(recording.plan, Kind.PACE), (mean or 0) * SLOWEST
    if unit is None:
        an_hour = HOUR.total_seconds() / METRES[athlete.distance_unit]
        values = [each and each * an_hour for each in moving]
        return Line(values, name, words.number, lowest=0)

    def label(value: float) -> str:
        return clock(PACE_METRES[unit] / value)

    def ticks(low: float, high: float) -> Sequence[float]:
        return pace_ticks(low or high / 4, high, PACE_METRES[unit], 5)

    return Line(moving, name, label, planned, lowest or None, ticks)


def _planned(event: Event | None, kind: Kind) -> Planned:
    """The planned steps of a kind: from second to second, its value at each end."""
    structure = event.structure if event else None
    if structure is None:
        return ()
    threshold = {
        Kind.POWER: structure.ftp,
        Kind.PACE: structure.threshold_pace,
        Kind.HEART_RATE: structure.lthr,
    }[kind]
    second, found = 0.0, []
    for block in blocks(structure.steps, structure):
        begin, second = second, second + block.seconds
        if threshold and block.kind is kind and None not in (block.start, block.end):
            start, end = block.start or 0, block.end or 0
            ends = (start, end) if block.ramp else [(start + end) / 2] * 2
            found.append((begin, second, ends[0] * threshold / 100, ends[1] * threshold / 100))
    return tuple(found)


def _zones(activity: ActivityDetail, *, powered: bool) -> tuple[tuple[str, timedelta], ...]:
    """Time in zones of power, else of pace, else of heart rate."""
    power = tuple(power_zones([activity]).items())
    if powered and power:
        return power
    return numbered(activity.pace_zone_times or activity.heart_rate_zone_times)
