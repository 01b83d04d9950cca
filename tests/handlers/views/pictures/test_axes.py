"""Axes: round numbers, gaps that stay gaps."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.views.pictures.axes import runs, ticks


@given(st.floats(-1e5, 1e5), st.floats(1e-3, 1e5), st.integers(2, 8))
def test_ticks_are_few_even_and_inside(low: float, span: float, most: int) -> None:
    found = ticks(low, low + span, most)
    assert len(found) <= most + 1
    assert all(low - span * 1e-6 <= each <= low + span * (1 + 1e-6) for each in found)


def test_ticks_are_round() -> None:
    assert ticks(0, 103, 4) == [0, 50, 100]
    assert ticks(-38, 25, 3) == [-25, 0, 25]
    assert ticks(47.2, 48.9, 4) == [47.5, 48, 48.5]


def test_a_missing_value_ends_a_run() -> None:
    points = [(0.0, 1.0), (1.0, None), (2.0, 3.0), (3.0, 4.0)]
    assert list(runs(points)) == [[(0, 1)], [(2, 3), (3, 4)]]
    assert list(runs([])) == []
