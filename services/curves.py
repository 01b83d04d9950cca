"""Curves: the best power, heart rate or pace of two periods, by duration or distance."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from services.errors import NotFoundError, RefusedError
from services.intervals.client import Intervals
from services.intervals.models import Activity, Curve, Period, PowerModel
from services.units import METRES, PACED

MINUTE = 60
DURATIONS = (5, 15, 30, *(each * MINUTE for each in (1, 2, 5, 10, 20, 60)))
MILE, HALF, MARATHON = METRES["mi"], 21_097.5, 42_195.0
RUN_DISTANCES = (400.0, 1000.0, MILE, 5000.0, 10_000.0, HALF, MARATHON)
SWIM_DISTANCES = (100.0, 200.0, 400.0, 800.0, 1500.0, 3000.0)
SLACK = 1.02  # a best over 1625 m stands for a mile, its time shortened to the mile
POWERED = ("Ride", "Cyclocross", "Velomobile", "Handcycle", "VirtualRow")


class Metric(StrEnum):
    """What a curve is of."""

    POWER = "power"  # watts
    HEART_RATE = "hr"  # beats per minute
    PACE = "pace"  # seconds for a distance


@dataclass(frozen=True)
class Best:
    """The best over `length` seconds or metres: watts, beats per minute, or seconds."""

    length: float
    value: float
    watts_per_kilogram: float | None = None
    activity_id: str | None = None


@dataclass(frozen=True)
class Row:
    """One standard length with the bests of both periods; at least one of them is there."""

    length: float
    best: Best | None
    other: Best | None


@dataclass(frozen=True)
class Compared:
    """A sport's bests of one period beside those of another."""

    sport: str
    metric: Metric
    period: Period
    other: Period
    rows: tuple[Row, ...]
    activities: Mapping[str, Activity]  # by id, those in which the bests were done
    model: PowerModel | None


def usual_metric(sport: str) -> Metric | None:
    """What a sport is measured in; None where it has neither power nor pace."""
    if sport.endswith(POWERED):
        return Metric.POWER
    return Metric.PACE if sport.endswith(PACED) else None


def metrics(sport: str) -> tuple[Metric, ...]:
    """What a sport may be measured in, the usual one first."""
    usual = usual_metric(sport)
    found = [usual, Metric.HEART_RATE] if usual else [Metric.HEART_RATE]
    return (*found, Metric.POWER) if sport.endswith("Run") else tuple(found)


async def compare(
    intervals: Intervals, sport: str, metric: Metric, period: Period, other: Period
) -> Compared:
    """The bests of both periods: one call, for power a second one. Raises IntervalsErrors."""
    answer, found = await asyncio.gather(
        intervals.curves(metric, sport, (period, other)), _model(intervals, sport, metric)
    )
    by_name = {curve.name: curve for curve in answer.curves}
    curves = [by_name.get(each.wire) for each in (period, other)]
    rows = [
        Row(length, *(best_over(length, curve) if curve else None for curve in curves))
        for length in lengths(sport, metric)
    ]
    known = tuple(row for row in rows if row.best or row.other)
    return Compared(sport, metric, period, other, known, answer.activities or {}, found)


async def _model(intervals: Intervals, sport: str, metric: Metric) -> PowerModel | None:
    """The limits that the bests speak of; a sport without settings has none."""
    if metric is not Metric.POWER:
        return None
    try:
        return await intervals.power_model(sport)
    except (NotFoundError, RefusedError):
        return None


def lengths(sport: str, metric: Metric) -> Sequence[float]:
    """The standard seconds, or metres for paces."""
    if metric is not Metric.PACE:
        return DURATIONS
    return SWIM_DISTANCES if sport.endswith("Swim") else RUN_DISTANCES


def key_length(sport: str, metric: Metric) -> float:
    """The length that is asked for first: 20 minutes; 5 km, of swimmers 400 m."""
    if metric is not Metric.PACE:
        return 20 * MINUTE
    return 400.0 if sport.endswith("Swim") else 5000.0


def best_over(length: float, curve: Curve) -> Best | None:
    """The best over a length: the point of it or the next a little longer, else None.

    Over a little longer the best is a little lower, so nothing is promised that was not done.
    """
    lengths_of = curve.distances or curve.seconds
    columns = (lengths_of, curve.values, curve.watts_per_kilogram, curve.activity_ids)
    points = list(zip_longest(*columns))[: min(len(lengths_of), len(curve.values))]
    for at, value, per_kilogram, activity_id in sorted(points, key=lambda each: each[0]):
        if value and length <= at + 0.5 and at <= length * SLACK:
            shortened = value * length / at if curve.distances else value
            return Best(length, shortened, per_kilogram, activity_id)
    return None
