"""Several workouts in one picture: each named with its day, as long as it is beside the others."""

import re
from datetime import date

import pytest

from handlers.views.pictures.several import MOST, workouts_picture
from handlers.views.pictures.svg import MARGIN, WIDTH
from handlers.views.pictures.workout import workout_picture
from handlers.words import read_words
from tests.handlers.views.pictures.golden import check, texts
from tests.handlers.views.pictures.test_workout import (
    FARTLEK,
    PULSE,
    SWEET_SPOT,
    an_event,
    athlete,
    of_ftp,
)

ENGLISH = read_words()["en"]
TODAY = date(2026, 11, 23)


def test_it_looks_as_when_it_was_found_good() -> None:
    later = FARTLEK.model_copy(update={"day": date(2026, 11, 24)})
    svg = workouts_picture([SWEET_SPOT, later, PULSE], TODAY, ENGLISH, athlete())
    check("several", svg)
    numbers = "18:00 · 1h 11m · Load 76"
    assert texts(svg)[:2] == ["Mon, Nov 23 · Sweet spot 3×12 <har…", numbers]
    one_day = workouts_picture([SWEET_SPOT, PULSE], TODAY, ENGLISH, athlete())
    assert texts(one_day)[:2] == ["Sweet spot 3×12 <hard> & 甜区", numbers]


def test_the_longest_is_as_wide_as_the_picture() -> None:
    long, short = (
        an_event("Ride", f"{seconds}", {"steps": [of_ftp(seconds, 60)]})
        for seconds in (7200, 1800)
    )
    svg = workouts_picture([short, long], TODAY, ENGLISH, athlete())
    one, other = map(float, re.findall(r'width="([\d.]+)" height="[\d.]+" fill="#009e00"', svg))
    assert other == pytest.approx(WIDTH - 2 * MARGIN, abs=2)
    assert other == pytest.approx(one * 4, abs=6)


def test_one_with_steps_is_drawn_large_and_more_than_a_week_is_counted() -> None:
    prose = an_event("Yoga", "Stretch", {})
    large = workout_picture(SWEET_SPOT, ENGLISH, athlete())
    assert workouts_picture([prose, SWEET_SPOT], TODAY, ENGLISH, athlete()) == large
    assert workouts_picture([prose, prose], TODAY, ENGLISH, athlete()) == ""
    many = workouts_picture([SWEET_SPOT] * (MOST + 2), TODAY, ENGLISH, athlete())
    assert texts(many)[-1] == "+2"
