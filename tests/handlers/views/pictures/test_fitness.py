"""Fitness: today's numbers written, what is planned dotted, the race named."""

from dataclasses import replace
from datetime import date, timedelta

from handlers.views.pictures.fitness import FitnessDay, Race, fitness_picture
from handlers.words import read_words
from tests.handlers.views.pictures.golden import check, texts

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


def drawn(
    known: list[FitnessDay],
    projected: list[FitnessDay],
    race: Race | None = RACE,
    language: str = "en",
) -> str:
    return fitness_picture(known, projected, race, "+2%", TODAY, LANGUAGES[language])


def test_it_looks_as_when_it_was_found_good() -> None:
    check("fitness", drawn(KNOWN, PROJECTED))


def test_the_numbers_are_todays_and_the_plan_is_dotted() -> None:
    written = texts(drawn(KNOWN, PROJECTED))
    assert written[:3] == ["Fitness 40", "Fatigue 38", "Form +2%"]
    assert "🏁 Dec 27 Hamburg <10 km> 🏃" in written
    assert 'stroke-dasharray="3 9"' in drawn(KNOWN, PROJECTED, None)
    assert 'stroke-dasharray="3 9"' not in drawn(KNOWN, [], None)


def test_today_is_marked_only_where_it_is() -> None:
    assert "Today" in texts(drawn(KNOWN, PROJECTED[:3], None))
    past = drawn(KNOWN[:40], [], None)
    assert "Today" not in texts(past)
    assert 'stroke-dasharray="6 6"' not in past


def test_a_zone_is_named_where_the_line_leaves_room() -> None:
    fresh, tired = (
        texts(drawn([replace(each, form=form) for each in KNOWN], [], None))
        for form in (12.0, -20.0)
    )
    assert "Optimal" in fresh
    assert "Fresh" not in fresh
    assert "Optimal" not in tired
    assert "Fresh" in tired


def test_in_chinese_one_day_and_none() -> None:
    written = texts(drawn(KNOWN[-1:], [], None, "zh_Hans"))
    assert written[:3] == ["体能 40", "疲劳 38", "状态 +2%"]
    assert drawn([], []) == ""
