"""Bests over a range, and what a sport is measured in."""

import pytest

from handlers.curve import NoCurveError
from services.curves import Metric, best_over, usual_metric
from services.intervals.models import Curve


def test_a_best_is_never_better_than_what_was_done() -> None:
    power = Curve.model_validate({"id": "42d", "secs": [5, 61, 290], "values": [800, 400, 300]})
    assert [best_over(each, power) for each in (30, 300)] == [None, None]
    minute = best_over(60, power)
    assert minute
    assert minute.value == 400
    pace = Curve.model_validate({"id": "42d", "distance": [1625.0], "values": [650]})
    mile = best_over(1609.344, pace)
    assert mile
    assert mile.value == pytest.approx(643.74, abs=0.01)
    torn = Curve.model_validate({"id": "42d", "secs": [60, 300], "values": [None, 250]})
    assert best_over(60, torn) is None
    assert best_over(300, torn)


def test_what_a_sport_is_measured_in() -> None:
    assert usual_metric("VirtualRide") is Metric.POWER
    assert usual_metric("OpenWaterSwim") is Metric.PACE
    assert usual_metric("Yoga") is None
    assert NoCurveError(text="Yoga").facts == {"text": "Yoga"}
