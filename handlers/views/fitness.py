"""Fitness and form as the athlete's site shows them."""

from handlers.views.units import signed
from handlers.words import Words
from storage.models import Athlete


def form_value(fitness: float, fatigue: float, athlete: Athlete) -> float:
    """Form in points, or in percent of fitness where the athlete's site has it so."""
    form = fitness - fatigue
    return form / fitness * 100 if athlete.form_as_percent and fitness else form


def form_text(fitness: float, fatigue: float, words: Words, athlete: Athlete) -> str:
    """The same with its sign: +5, −12%."""
    value = signed(form_value(fitness, fatigue, athlete), words)
    return words.plain("unit.percent", value=value) if athlete.form_as_percent else value
