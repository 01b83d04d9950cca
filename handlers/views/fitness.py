"""Fitness and form as the athlete's site shows them."""

from collections.abc import Sequence

from handlers.views.pictures.fitness import FitnessDay, Race, fitness_picture
from handlers.views.units import signed
from handlers.views.workouts import event_name
from handlers.words import Words
from services.form import SHOWN_AHEAD, Fitness
from services.intervals.models import Wellness
from storage.models import Athlete


def form_value(fitness: float, fatigue: float, athlete: Athlete) -> float:
    """Form in points, or in percent of fitness where the athlete's site has it so.

    Without any fitness there is no percent: it is in points then, too.
    """
    form = fitness - fatigue
    return form / fitness * 100 if athlete.form_as_percent and fitness else form


def form_text(fitness: float, fatigue: float, words: Words, athlete: Athlete) -> str:
    """The same with its sign: +5, −12%."""
    value = signed(form_value(fitness, fatigue, athlete), words)
    in_percent = athlete.form_as_percent and fitness
    return words.plain("unit.percent", value=value) if in_percent else value


def picture(fitness: Fitness, words: Words, athlete: Athlete) -> str:
    """The range as SVG, what the plan makes of it dotted on."""
    known = [each for each in fitness.days if each.day <= fitness.today]
    race, until = fitness.race, fitness.today + SHOWN_AHEAD
    ahead = [
        FitnessDay(
            evening.day,
            evening.fitness,
            evening.fatigue,
            form_value(evening.fitness, evening.fatigue, athlete),
        )
        for evening in fitness.plan
        if evening.day <= until
    ]
    shown = race if race and race.day <= until else None
    if not known:
        return ""
    last = known[-1]
    return fitness_picture(
        _drawn(known, athlete),
        ahead,
        Race(shown.day, event_name(shown, words)) if shown else None,
        form_text(last.fitness or 0, last.fatigue or 0, words, athlete),
        fitness.today,
        words,
    )


def _drawn(days: Sequence[Wellness], athlete: Athlete) -> list[FitnessDay]:
    return [
        FitnessDay(
            each.day,
            each.fitness or 0,
            each.fatigue or 0,
            form_value(each.fitness or 0, each.fatigue or 0, athlete),
            each.training_load or 0,
        )
        for each in days
    ]
