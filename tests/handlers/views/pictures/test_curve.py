"""The curve of bests: a log axis, two periods."""

from dataclasses import replace

from handlers.views.pictures.curve import Axes, Period, curve_picture
from tests.handlers.views.pictures.golden import check, texts

SECONDS = (5, 15, 60, 300, 1200, 3600)
NOW = Period("42 days", [(each, 230 + 2000 / each**0.6) for each in SECONDS])
YEAR = Period("One year", [(each, 240 + 2300 / each**0.6) for each in SECONDS])
MARKS = (5, 60, 300, 1200, 3600, 7200)


AXES = Axes(MARKS, lambda place: f"{place:g} s", lambda value: f"{value:g} W")


def drawn(*periods: Period) -> str:
    return curve_picture("Best power", periods, AXES)


def test_it_looks_as_when_it_was_found_good() -> None:
    svg = drawn(NOW, YEAR)
    check("curve", svg)
    assert {"Best power", "42 days", "One year", "5 s", "3600 s"} <= set(texts(svg))
    assert "7200 s" not in texts(svg)


def test_a_period_without_bests_is_left_out() -> None:
    assert drawn(Period("42 days", [])) == ""
    assert "One year" not in texts(drawn(NOW, Period("One year", [(5, 900)])))


def test_two_long_names_are_both_in_the_legend() -> None:
    names = ("Mon, 1 June 2026 – Mon, 31 August 2026", "Sun, 1 June 2025 – Sun, 31 August 2025")
    assert set(names) <= set(texts(drawn(*(replace(NOW, name=name) for name in names))))
