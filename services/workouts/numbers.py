"""What intervals.icu computes from a workout's steps: time, watts, load, zones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from math import exp, floor, sqrt

from services.intervals.models import Step, Structure, ZoneTime
from services.totals import SWEET_SPOT
from services.workouts.targets import Thresholds, middle, resolve
from services.workouts.text import Line, parse

UNTARGETED = 0.75  # of threshold pace: how a distance without a pace is timed
WINDOW = 30  # seconds
RESTING = 50.0  # bpm: the settings of a sport do not say it
USUAL_THRESHOLD = 0.9  # of the maximum heart rate, where that is not set
MOST_SECONDS = 36 * 3600  # nothing longer is worked out second by second
SWEET = (84, 97)  # percent of FTP


@dataclass(frozen=True)
class Workout:
    """A text understood: its steps timed and resolved, its lines, and the numbers it has.

    Load is IF² × hours × 100. Watts are there only for steps of power; their load, intensity
    (percent of threshold) and zones need an FTP, those of pace and heart rate a threshold.
    """

    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    duration: timedelta
    distance: float  # metres, of the steps that are by distance
    average_watts: int | None = None
    weighted_average_watts: int | None = None
    variability: float | None = None
    training_load: int | None = None
    intensity: float | None = None
    joules: int | None = None
    zone_times: tuple[ZoneTime, ...] = ()

    def structure(self, thresholds: Thresholds) -> Structure:
        """As intervals.icu would give it."""
        return Structure.model_construct(
            steps=self.steps,
            duration=self.duration,
            distance=self.distance,
            average_watts=self.average_watts,
            weighted_average_watts=self.weighted_average_watts,
            zone_times=self.zone_times,
            ftp=thresholds.ftp,
            lthr=thresholds.lthr,
            threshold_pace=thresholds.threshold_pace,
        )


def read_workout(text: str, thresholds: Thresholds) -> Workout:
    """Parse a workout's text and compute it. Any text can be read."""
    parsed = parse(text)
    steps = tuple(timed(step, thresholds) for step in parsed.steps)
    return compute(steps, parsed.lines, thresholds)


def compute(steps: Sequence[Step], lines: Sequence[Line], thresholds: Thresholds) -> Workout:
    """The numbers of steps that are timed and resolved."""
    whole = _whole(step.duration for step in steps)
    metres = sum(step.distance or 0 for step in steps)
    plain = Workout(tuple(steps), tuple(lines), whole, metres)
    seconds = round(whole.total_seconds())
    if not seconds or seconds > MOST_SECONDS:
        return plain
    power = [watts for step in ridden(steps) for watts in _watts(step)]
    if any(power):
        return _powered(plain, power, thresholds)
    load = half_up(sum(effort_load(steps, thresholds))) or None
    return replace(plain, training_load=load, intensity=_intensity(load, seconds))


def _powered(plain: Workout, power: list[float], thresholds: Thresholds) -> Workout:
    seconds, exact, average = len(power), normalized(power), sum(power) / len(power)
    weighted, ftp = half_up(exact), thresholds.ftp
    load = half_up((weighted / ftp) ** 2 * seconds / 36) if ftp else None
    return replace(
        plain,
        average_watts=half_up(average),
        weighted_average_watts=weighted,
        variability=exact / average,
        training_load=load,
        intensity=_intensity(load, seconds),
        joules=half_up(sum(power)),
        zone_times=zone_times(power, ftp, thresholds.power_zones) if ftp else (),
    )


def effort_load(steps: Iterable[Step], thresholds: Thresholds) -> Iterator[float]:
    """Load of the steps by pace, then of those by heart rate: an hour at threshold is 100.

    Pace counts by its average, squared, in the water cubed: what the service tells of is not
    normalized. Heart rate counts by TRIMP (Banister) over that of an hour at threshold.
    """
    leaves = list(ridden(steps))
    paced = [each for each in leaves if each.metres_per_second]
    seconds = sum(map(_seconds, paced))
    if thresholds.threshold_pace and seconds:
        metres = sum(middle(each.metres_per_second) * _seconds(each) for each in paced)
        yield (
            (metres / seconds / thresholds.threshold_pace) ** (3 if thresholds.swims else 2)
            * seconds
            / 36
        )
    at_threshold = _trimp(thresholds.lthr, thresholds)
    for each in leaves if at_threshold else ():
        if each.beats_per_minute and not each.metres_per_second:
            beats = middle(each.beats_per_minute)
            yield _trimp(beats, thresholds) / at_threshold * _seconds(each) / 36


def _trimp(beats: float | None, thresholds: Thresholds) -> float:
    """Of a second at this heart rate; the share of the reserve weighs exponentially."""
    top = thresholds.max_heart_rate or (thresholds.lthr or 0) / USUAL_THRESHOLD
    reserve = ((beats or 0) - RESTING) / (top - RESTING) if top > RESTING else 0
    return reserve * exp(1.92 * reserve) if reserve > 0 else 0.0


def timed(step: Step, thresholds: Thresholds) -> Step:
    """The step with its targets resolved and its time; a distance is timed by its pace."""
    if step.steps:
        inner = tuple(timed(each, thresholds) for each in step.steps)
        whole = (step.reps or 1) * _whole(each.duration for each in inner)
        return step.model_copy(update={"steps": inner, "duration": whole})
    step = resolve(step, thresholds)
    if not step.distance:
        return step
    known = thresholds.threshold_pace
    usual = known * UNTARGETED if known else thresholds.usual_speed
    seconds = half_up(step.distance / (middle(step.metres_per_second) or usual))
    return step.model_copy(update={"duration": timedelta(seconds=seconds)})


def ridden(steps: Iterable[Step]) -> Iterator[Step]:
    """Every step in the order it is ridden, repeats unrolled."""
    for step in steps:
        if step.steps:
            for _ in range(step.reps or 1):
                yield from ridden(step.steps)
        else:
            yield step


def normalized(values: Sequence[float]) -> float:
    """Fourth-power mean of the rolling 30 s average, whose first windows are shorter."""
    window = total = 0.0
    for second, value in enumerate(values):
        window += value - (values[second - WINDOW] if second >= WINDOW else 0)
        total += (window / min(second + 1, WINDOW)) ** 4
    return float((total / len(values)) ** 0.25) if values else 0.0


def zone_times(power: Sequence[float], ftp: float, tops: Sequence[float]) -> tuple[ZoneTime, ...]:
    """Seconds in each power zone, and in the sweet spot, which overlaps them."""
    shares = [100 * watts / ftp for watts in power]
    zones = [
        _zone(f"Z{number}", high, sum(low < share <= high for share in shares))
        for number, (low, high) in enumerate(pairwise((float("-inf"), *tops)), 1)
    ]
    sweet = sum(SWEET[0] <= share <= SWEET[1] for share in shares)
    return (*zones, _zone(SWEET_SPOT, SWEET[1], sweet))


def half_up(value: float) -> int:
    """Rounded as the service rounds."""
    return floor(value + 0.5)


def _zone(name: str, top: float, seconds: int) -> ZoneTime:
    return ZoneTime.model_construct(id=name, name=name, top=top, time=timedelta(seconds=seconds))


def _whole(lengths: Iterable[timedelta | None]) -> timedelta:
    return sum((each for each in lengths if each), timedelta())


def _intensity(load: int | None, seconds: int) -> float | None:
    """Percent, derived from the rounded load as the recorded answers show."""
    return None if load is None else 100 * sqrt(load * 36 / seconds)


def _watts(step: Step) -> Iterator[float]:
    """The watts of every second: a range is held at its middle, only a ramp sweeps."""
    power, seconds = step.watts, _seconds(step)
    if power is None:
        yield from (0.0 for _ in range(seconds))
    elif step.ramp and power.start != power.end:
        rise = (power.end - power.start) / max(seconds - 1, 1)
        yield from (float(floor(power.start + rise * second)) for second in range(seconds))
    else:
        yield from (middle(power) for _ in range(seconds))


def _seconds(step: Step) -> int:
    return round(step.duration.total_seconds()) if step.duration else 0
