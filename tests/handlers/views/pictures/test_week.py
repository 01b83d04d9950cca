"""The week: planned beside done, sports told apart."""

from datetime import date, timedelta

from handlers.views.pictures.week import DayLoad, color_of, week_picture
from handlers.words import read_words
from tests.handlers.views.pictures.golden import check, sizes, texts

LANGUAGES = read_words()
MONDAY = date(2026, 11, 23)
DONE: tuple[dict[str, float], ...] = (
    {"Ride": 80},
    {"Run": 40, "WeightTraining": 20},
    {},
    {"VirtualRide": 95},
)
DAYS = [
    DayLoad(MONDAY + timedelta(days=number), planned, DONE[number] if number < 4 else {})
    for number, planned in enumerate((76, 50, 0, 84, 0, 175, 40))
]


def test_it_looks_as_when_it_was_found_good() -> None:
    answer = "5h 20m of 8h · Load 235 of 425"
    svg = week_picture("Week 48", answer, DAYS, MONDAY + timedelta(days=3), LANGUAGES["en"])
    check("week", svg)
    assert min(sizes(svg)) >= 24
    assert texts(svg)[:2] == ["Week 48", answer]
    assert texts(svg)[-5:] == ["Planned", "Ride", "Run", "Strength", "Virtual ride"]


def test_kinds_of_a_sport_share_its_colour() -> None:
    assert color_of("VirtualRide") == color_of("GravelRide") == color_of("Ride")
    assert color_of("Ride") != color_of("TrailRun") != color_of("Yoga")


def test_in_chinese_and_without_anything() -> None:
    assert "周一" in texts(week_picture("第48周", "", DAYS, MONDAY, LANGUAGES["zh_Hans"]))
    empty = [DayLoad(MONDAY, 0, {})]
    assert week_picture("Week 48", "", empty, MONDAY, LANGUAGES["en"]) == ""
