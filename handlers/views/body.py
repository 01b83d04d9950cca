"""Form and last night, against the athlete's own normal."""

from collections.abc import Iterator
from datetime import timedelta

from markupsafe import Markup

from handlers.views.fitness import form_text
from handlers.views.units import away_from_usual, wellness_value
from handlers.words import Words
from services.allowed import WELLNESS
from services.intervals.models import WellnessValue
from services.today import COMPARED, Normal, Today, as_number
from storage.models import Athlete

UNUSUAL = 1.0  # standard deviations from the mean: about one day in three is outside


def form_line(today: Today, words: Words, athlete: Athlete) -> Markup | None:
    """Form as the athlete's site shows it, with the day it is from when that is not today."""
    record = today.fitness
    if record is None or record.fitness is None or record.fatigue is None:
        return None
    line = words(
        "body.form",
        form=form_text(record.fitness, record.fatigue, words, athlete),
        fitness=words.number(record.fitness),
        fatigue=words.number(record.fatigue),
    )
    return line if record.day == today.day else words("body.as_of", what=line, day=record.day)


def night_lines(today: Today, words: Words, athlete: Athlete) -> Iterator[Markup]:
    """HRV, resting heart rate and sleep of the day, each against the athlete's own normal.

    What is usually there by now and is not, is named.
    """
    if WELLNESS in today.unread:
        return
    values = today.wellness.values if today.wellness else {}
    measured = [field for field in COMPARED if field in values]
    for field in measured:
        yield _compared(field, values[field], today.normal.get(field), words, athlete)
    if today.missing:
        names = [words.plain(f"wellness.{field}") for field in today.missing]
        yield words("body.missing", what=words.all_of(names))
    elif not measured:
        yield words("body.no_night")


def _compared(
    field: str, value: WellnessValue, normal: Normal | None, words: Words, athlete: Athlete
) -> Markup:
    """A value, what is usual, and how far away it is where that is out of the ordinary."""
    known = {
        "name": words.plain(f"wellness.{field}"),
        "value": wellness_value(field, value, words, athlete),
    }
    number = as_number(value)
    if normal is None or number is None:
        return words("body.value", **known)
    usual, away = (_said(field, each) for each in (normal.mean, abs(number - normal.mean)))
    if not normal.spread or abs(number - normal.mean) / normal.spread <= UNUSUAL:
        return words("body.usual", **known, usual=wellness_value(field, usual, words, athlete))
    key = away_from_usual(field, above=number > normal.mean)
    return words(key, **known, away=wellness_value(field, away, words, athlete))


def _said(field: str, number: float) -> WellnessValue:
    """Rounded as it is worth saying; sleep to the minute."""
    return timedelta(minutes=round(number / 60)) if field == "sleep" else round(number)
