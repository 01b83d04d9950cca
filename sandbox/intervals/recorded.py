"""What sensors recorded, second by second: the plan, a body that follows it, hills and noise."""

import math
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from statistics import fmean

from sandbox.intervals.answers import Wire
from sandbox.intervals.workout_doc import leaves

Leg = tuple[int, float, float]  # seconds, and how hard at its start and its end
ZONE = (0.3, 0.14)  # of threshold: the middle of zone n is the first and n times the second
LAG = 40.0  # seconds in which a heart follows
WHOLE = frozenset({"watts", "cadence", "heartrate", "temp"})
STEADY = {"cadence": 0.03, "temp": 0.01}
ROUGH = {"watts": 0.07, "velocity_smooth": 0.03}
HILLS = (2700, 1100, 410)  # seconds from one to the next


def legs_of(steps: Sequence[Wire], moving: int) -> list[Leg]:
    """Each step as it was done, hardness in one unit, whatever the targets were given in.

    The last one is longer or shorter, so that they take the `moving` time.
    """
    legs, left = list[Leg](), moving
    for step in leaves(steps):
        if seconds := min(step.get("duration") or 0, left):
            legs.append((seconds, *_ends(step)))
            left -= seconds
    if legs and left:
        seconds, start, end = legs[-1]
        legs[-1] = seconds + left, start, end
    return legs


def intervals_of(legs: Sequence[Leg], means: Wire) -> list[Wire]:
    """The legs as intervals.icu lists them: those harder than the mean are work."""
    efforts = _normalized(legs)
    rows: list[Wire] = []
    last = 0
    for seconds, _, _ in legs:
        first, last = last, last + seconds
        effort = fmean(efforts[first:last] or [1.0])
        times = dict.fromkeys(("moving_time", "elapsed_time"), last - first)
        ends = {"start_index": first, "start_time": first, "end_index": last, "end_time": last}
        rows.append(
            {
                **times,
                **ends,
                "type": "WORK" if effort > 1.03 or len(legs) == 1 else "RECOVERY",
                "average_heartrate": round(_beats(means.get("average_heartrate") or 0, effort)),
                "average_watts": _scaled(means.get("icu_average_watts"), effort),
                "zone": 2,
            }
        )
    return rows


def stream(activity: Wire, kind: str, mean: float) -> list[float | None]:
    """A column of the activity's moving time around its mean; the same whenever it is asked."""
    moving, chance = activity.get("moving_time") or 0, Random(f"{activity['id']}/{kind}")
    efforts = _normalized(activity.get("_legs") or [(moving, 1, 1)])
    if kind == "altitude":
        values: Iterable[float] = _hills(chance, moving, mean)
    elif kind == "heartrate":
        values = (_beats(mean, effort) for effort in _lagging(efforts))
    elif kind in STEADY:
        values = _noisy(chance, (mean for _ in efforts), STEADY[kind])
    else:
        power = 0.35 if "icu_average_watts" in activity and kind == "velocity_smooth" else 1
        values = _noisy(chance, (mean * effort**power for effort in efforts), ROUGH.get(kind, 0))
    digits = 0 if kind in WHOLE else 3
    rounded: list[float | None] = [round(max(each, 0), digits or None) for each in values]
    if kind == "heartrate":
        rounded[:3] = [None for _ in rounded[:3]]
    return rounded


def _ends(step: Wire) -> tuple[float, float]:
    target = step.get("power") or step.get("pace") or step.get("hr") or {"value": 1}
    ends = [target.get(end, target.get("value", 1)) for end in ("start", "end")]
    if target.get("units", "").endswith("zone"):
        ends = [ZONE[0] + ZONE[1] * each for each in ends]
    return ends[0], ends[1]


def _normalized(legs: Sequence[Leg]) -> list[float]:
    """How hard each second was; 1 is the mean."""
    efforts = [
        start + (end - start) * second / seconds
        for seconds, start, end in legs
        for second in range(seconds)
    ]
    mean = fmean(efforts) if efforts else 1
    return [each / (mean or 1) for each in efforts]


def _lagging(efforts: Sequence[float]) -> Iterator[float]:
    heart = 0.55
    for number, effort in enumerate(efforts):
        heart += (effort - heart) / LAG
        yield heart + 0.03 * number / len(efforts)  # it drifts


def _beats(mean: float, effort: float) -> float:
    """The half of the beats does not depend on the effort."""
    return mean * (0.55 + 0.45 * min(effort, 1.5))


def _noisy(chance: Random, values: Iterable[float], share: float) -> Iterator[float]:
    """Values that stray for some seconds and come back."""
    stray = 0.0
    for value in values:
        stray += chance.gauss(0, share) - stray * 0.15
        yield value * (1 + stray)


def _hills(chance: Random, moving: int, foot: float) -> Iterator[float]:
    phases = [chance.random() * math.tau for _ in HILLS]
    for second in range(moving):
        waves = zip(HILLS, phases, strict=True)
        yield foot + sum(long / 40 * math.sin(second / long * math.tau + at) for long, at in waves)


def _scaled(mean: float | None, effort: float) -> int | None:
    return round(mean * effort) if mean else None
