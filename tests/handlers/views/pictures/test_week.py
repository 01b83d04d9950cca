"""The week: planned beside done, sports told apart."""

import re
from datetime import date, timedelta

import pytest

from handlers.views.pictures.week import BOTTOM, DayLoad, color_of, week_picture
from handlers.words import read_words
from tests.handlers.views.pictures.golden import check, texts

LANGUAGES = read_words()
MONDAY = date(2026, 11, 23)
DONE: tuple[dict[str, float], ...] = (
    {"Ride": 80},
    {"Run": 40, "WeightTraining": 20},
    {},
    {"VirtualRide": 95},
)
PLANNED: tuple[dict[str, float], ...] = (
    {"Ride": 76},
    {"Run": 50},
    {},
    {"Ride": 84},
    {},
    {"Ride": 175},
    {"NordicSki": 40},
)
DAYS = [
    DayLoad(MONDAY + timedelta(days=number), planned, DONE[number] if number < 4 else {})
    for number, planned in enumerate(PLANNED)
]


def test_it_looks_as_when_it_was_found_good() -> None:
    answer = "5h 20m of 8h · Load 235 of 425"
    svg = week_picture("Week 48", answer, DAYS, MONDAY + timedelta(days=3), LANGUAGES["en"])
    check("week", svg)
    assert texts(svg)[:2] == ["Week 48", answer]
    assert texts(svg)[-5:] == ["Ride", "Run", "Strength", "Nordic ski", "Pale: planned"]


def test_a_bar_is_as_high_as_its_number() -> None:
    svg = week_picture("", "", DAYS, MONDAY, LANGUAGES["en"])
    assert [t for t in texts(svg) if t.isdigit()] == [
        "76",
        "80",
        "50",
        "60",
        "84",
        "95",
        "175",
        "40",
    ]
    highs = [float(y) for y in re.findall(r'<rect x="[\d.]+" y="([\d.]+)"', svg)]
    assert (BOTTOM - highs[0]) / (BOTTOM - min(highs)) == pytest.approx(76 / 175, abs=0.01)


def test_kinds_of_a_sport_share_its_colour_and_its_name() -> None:
    assert color_of("VirtualRide") == color_of("GravelRide") == color_of("Ride")
    assert color_of("Ride") != color_of("TrailRun") != color_of("Yoga")
    odd = [DayLoad(MONDAY, {}, {"Ride": 9, "VirtualRide": 8, "Yoga": 7, "Golf": 6})]
    assert texts(week_picture("", "", odd, MONDAY, LANGUAGES["en"]))[-2:] == ["Ride", "Other"]


def test_every_sport_is_in_the_legend() -> None:
    sports = ("Ride", "Run", "Swim", "WeightTraining", "Hike", "Rowing", "NordicSki", "Yoga")
    days = [DayLoad(MONDAY, {}, dict.fromkeys(sports, 20.0))]
    written = texts(week_picture("", "", days, MONDAY, LANGUAGES["en"]))
    assert [LANGUAGES["en"].plain(f"sport.{each}") for each in sports] == written[-8:]


def test_in_chinese_and_without_anything() -> None:
    assert "周一" in texts(week_picture("第48周", "", DAYS, MONDAY, LANGUAGES["zh_Hans"]))
    empty = [DayLoad(MONDAY, {}, {})]
    assert week_picture("Week 48", "", empty, MONDAY, LANGUAGES["en"]) == ""
