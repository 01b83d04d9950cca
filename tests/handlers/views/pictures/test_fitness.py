"""Fitness: today's numbers written, what is planned dotted, the race named."""

from datetime import date, timedelta

from handlers.views.pictures.fitness import FitnessDay, Race, fitness_picture
from handlers.words import read_words
from tests.handlers.views.pictures.golden import check, sizes, texts

LANGUAGES = read_words()
TODAY = date(2026, 11, 23)


def a_day(number: int) -> FitnessDay:
    fitness, fatigue = 40 + number / 10, 38 + number % 7 * 3
    return FitnessDay(
        TODAY + timedelta(days=number), fitness, fatigue, fitness - fatigue, number % 5 * 25
    )


KNOWN = [a_day(number) for number in range(-90, 1)]
PROJECTED = [a_day(number) for number in range(1, 35)]
RACE = Race(TODAY + timedelta(days=34), "Hamburg <10 km> 🏃")


def test_it_looks_as_when_it_was_found_good() -> None:
    svg = fitness_picture(KNOWN, PROJECTED, RACE, LANGUAGES["en"])
    check("fitness", svg)
    assert min(sizes(svg)) >= 24


def test_the_numbers_are_todays_and_the_plan_is_dotted() -> None:
    written = texts(fitness_picture(KNOWN, PROJECTED, RACE, LANGUAGES["en"]))
    assert written[:4] == ["Fitness", "Fitness 40", "Fatigue 38", "Form +2"]
    assert "🏁 Dec 27 Hamburg <10 km> 🏃" in written
    assert 'stroke-dasharray="3 9"' in fitness_picture(KNOWN, PROJECTED, None, LANGUAGES["en"])
    assert 'stroke-dasharray="3 9"' not in fitness_picture(KNOWN, [], None, LANGUAGES["en"])


def test_in_chinese_one_day_and_none() -> None:
    written = texts(fitness_picture(KNOWN[-1:], [], None, LANGUAGES["zh_Hans"]))
    assert written[:4] == ["体能", "体能 40", "疲劳 38", "状态 +2"]
    assert fitness_picture([], [], None, LANGUAGES["en"]) == ""
