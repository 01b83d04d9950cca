"""Wellness: gaps stay gaps, days outside the athlete's normal are marked."""

from datetime import date, timedelta

from handlers.views.pictures.wellness import OUTSIDE, Series, bands_of, wellness_picture
from handlers.words import read_words
from tests.handlers.views.pictures.golden import check, texts

LANGUAGES = read_words()
LAST = date(2026, 11, 23)
FIRST = LAST - timedelta(days=27)


def days(values: list[float]) -> dict[date, float]:
    """The values of the last days, the newest last."""
    first = LAST - timedelta(days=len(values) - 1)
    return {first + timedelta(days=number): value for number, value in enumerate(values)}


HRV = days([60.0 + number * 7 % 11 for number in range(59)] + [90.0])
SLEEP = {day: 7 + day.day % 3 / 2 for day in days([0.0] * 60) if day.day % 6}
SERIES = (
    Series("HRV", "90 ms", HRV, "usual 65 ms"),
    Series("Sleep", "8h 00m", SLEEP),
    Series("Soreness", "Low", days([1.0, 2.0, 3.0, 2.0] * 5), rising=False),
)


def test_it_looks_as_when_it_was_found_good() -> None:
    svg = wellness_picture("Wellness", SERIES, FIRST, LAST, LANGUAGES["en"])
    check("wellness", svg)
    assert texts(svg)[:3] == ["Wellness", "HRV · usual 65 ms", "90 ms"]


def test_the_band_is_the_mean_and_spread_of_the_28_days_before() -> None:
    values = days([float(number % 2) for number in range(29)])
    [(low, high)] = bands_of(values, [LAST]).values()
    assert (round(low, 3), round(high, 3)) == (-0.009, 1.009)
    assert bands_of(days([1.0] * 7), [LAST]) == {}  # six days before it are not enough


def test_only_what_is_outside_is_marked_and_only_where_there_is_a_band() -> None:
    week = LAST - timedelta(days=6)
    bands = bands_of(HRV, [week + timedelta(days=number) for number in range(7)])
    svg = wellness_picture("", [Series("HRV", "90 ms", HRV)], week, LAST, LANGUAGES["en"])
    outside = [day for day, (low, high) in bands.items() if not low <= HRV[day] <= high]
    assert svg.count(OUTSIDE) == len(outside) == 3
    few = Series("HRV", "9", days([1.0, 9.0]))
    assert OUTSIDE not in wellness_picture("", [few], FIRST, LAST, LANGUAGES["en"])


def test_a_field_with_fewer_than_two_values_in_the_range_is_left_out() -> None:
    old = {FIRST - timedelta(days=1): 60.0, LAST: 60.0}
    assert wellness_picture("", [Series("HRV", "", old)], FIRST, LAST, LANGUAGES["en"]) == ""
    both = [Series("HRV", "", old), SERIES[1]]
    assert "HRV" not in texts(wellness_picture("", both, FIRST, LAST, LANGUAGES["en"]))
