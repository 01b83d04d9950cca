"""A week in the ways an athlete types it. Today is Monday, 23 November 2026."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given

from handlers.reading.errors import UnreadableWeekError
from handlers.reading.weeks import read_week
from services.errors import ServiceError
from tests.handlers.reading.speech import MONDAY, TEXTS, VOCABULARY


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("", "2026-11-23"),
        ("this", "2026-11-23"),
        ("this week", "2026-11-23"),
        ("last", "2026-11-16"),
        ("Last week", "2026-11-16"),
        ("previous", "2026-11-16"),
        ("next", "2026-11-30"),
        ("上周", "2026-11-16"),
        ("下周", "2026-11-30"),
        ("上", "2026-11-16"),
        ("2026-11-15", "2026-11-09"),
        ("9 nov", "2026-11-09"),
        ("5 dec", "2026-11-30"),
        ("tomorrow", "2026-11-23"),
        ("-14d", "2026-11-09"),
        ("48", "2026-11-23"),
        ("1", "2027-01-04"),
        ("40", "2026-09-28"),
        ("53", "2026-12-28"),
        ("2026-W46", "2026-11-09"),
        ("2025w1", "2024-12-30"),
        ("W46", "2026-11-09"),
        ("week 46", "2026-11-09"),
        ("第46周", "2026-11-09"),
    ],
)
def test_a_week(text: str, monday: str) -> None:
    assert read_week(text, MONDAY, VOCABULARY) == date.fromisoformat(monday)


@pytest.mark.parametrize(
    "text",
    [
        "foo",
        "0",
        "54",
        "28d",
        "last month",
        "last foo",
        "2026",
        "2026-W54",
        "9999-W52",
        "week 1.5",
    ],
)
def test_no_week(text: str) -> None:
    with pytest.raises(UnreadableWeekError):
        read_week(text, MONDAY, VOCABULARY)


@given(TEXTS)
def test_any_text_is_a_monday_or_an_error_for_the_athlete(text: str) -> None:
    with suppress(ServiceError):
        assert read_week(text, MONDAY, VOCABULARY).weekday() == 0
