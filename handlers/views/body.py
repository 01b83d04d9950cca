"""Form and last night, against the athlete's own normal."""

from collections.abc import Iterator
from datetime import timedelta

from markupsafe import Markup

from handlers.views.units import signed, wellness_value
from handlers.words import Words
from services.today import COMPARED, Today
from storage.models import Athlete

UNUSUAL = 1.0  # standard deviations from the mean: about one day in three is outside


def form_line(today: Today, words: Words, athlete: Athlete) -> Markup | None:
    """Form as the athlete's site shows it, with the day it is from when that is not today."""
    record = today.fitness
    if record is None or record.form is None:
        return None
    percent = athlete.form_as_percent and record.form_percent is not None
    form = f"{signed(record.form_percent or 0, words)}%" if percent else signed(record.form, words)
    line = words(
        "body.form",
        form=form,
        fitness=words.number(record.fitness or 0),
        fatigue=words.number(record.fatigue or 0),
    )
    return line if record.day == today.day else words("body.as_of", what=line, day=record.day)


def night_lines(today: Today, words: Words, athlete: Athlete) -> Iterator[Markup]:
    """HRV, resting heart rate and sleep of the day, each with what is usual for the athlete."""
    values = today.wellness.values if today.wellness else {}
    measured = [field for field in COMPARED if field in values]
    if not measured:
        yield words("body.no_night")
    for field in measured:
        value = values[field]
        name = words.plain(f"wellness.{field}")
        shown = wellness_value(field, value, words, athlete)
        normal = today.normal.get(field)
        if normal is None:
            yield words("body.value", name=name, value=shown)
            continue
        number = value.total_seconds() if isinstance(value, timedelta) else float(value)
        usual_value = timedelta(seconds=normal.mean) if field == "sleep" else round(normal.mean)
        usual = wellness_value(field, usual_value, words, athlete)
        away = (number - normal.mean) / normal.spread if normal.spread else 0.0
        key = "body.usual" if abs(away) <= UNUSUAL else "body.above" if away > 0 else "body.below"
        yield words(key, name=name, value=shown, usual=usual)
