"""Distances in metres, paces as metres a second."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading.distances import TYPED_METRES, read_distance, read_pace
from handlers.reading.errors import UnreadableDistanceError, UnreadablePaceError
from tests.handlers.reading.speech import TEXTS, VOCABULARY


@pytest.mark.parametrize(
    ("text", "metres"),
    [("40km", 40_000), ("25mi", 40_233.6), ("1500m", 1500), ("3000yd", 2743.2),
     ("10公里", 10_000),
     ("5k", 5000), ("21,1 km", 21_100), ("8", 8000), ("400 米", 400), ("１０千米", 10_000),
     ("十公里", 10_000)],
)  # fmt: skip
def test_distances(text: str, metres: float) -> None:
    assert read_distance(text, VOCABULARY, bare="km") == pytest.approx(metres)


@pytest.mark.parametrize(
    "text", ["", "km", "0km", "-5km", "5kmh", "5 10km", "banana", "5 km easy", "7"]
)
def test_other_text_is_no_distance(text: str) -> None:
    with pytest.raises(UnreadableDistanceError):
        read_distance(text, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "speed"),
    [("4:30/km", 1000 / 270), ("1:45/100m", 100 / 105), ("7:00/mi", 1609.344 / 420),
     ("4'30\"/km", 1000 / 270), ("4:30", 1000 / 270), ("1:45 / 100 yd", 91.44 / 105),
     ("4:30 per km", 1000 / 270), ("1:45 per 100m", 100 / 105), ("4:30每公里", 1000 / 270),
     ("每公里4分30秒", 1000 / 270),
     ("4:30/公里", 1000 / 270), ("4分30秒/公里", 1000 / 270)],
)  # fmt: skip
def test_paces(text: str, speed: float) -> None:
    assert read_pace(text, VOCABULARY, bare="km") == pytest.approx(speed)


@pytest.mark.parametrize(
    "text", ["", "/", "4:30/", "/km", "5/km", "0:00/km", "4:30/banana", "4:30"]
)
def test_other_text_is_no_pace(text: str) -> None:
    with pytest.raises(UnreadablePaceError):
        read_pace(text, VOCABULARY)


@given(st.integers(1, 999_999), st.sampled_from(sorted(TYPED_METRES)))
@settings(deadline=None, max_examples=100)
def test_what_is_written_reads_back(tenths: int, unit: str) -> None:
    for text in (f"{tenths / 10}{unit}", f"{tenths / 10} {unit}".replace(".", ",")):
        found = read_distance(text, VOCABULARY)
        assert found == pytest.approx(tenths / 10 * TYPED_METRES[unit])


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableDistanceError):
        assert read_distance(text, VOCABULARY, bare="m") > 0
    with suppress(UnreadablePaceError):
        assert read_pace(text, VOCABULARY, bare="km") > 0
