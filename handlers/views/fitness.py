"""Fitness and form as the athlete's site shows them."""

from handlers.views.units import signed
from handlers.words import Words
from storage.models import Athlete


def form_text(fitness: float, fatigue: float, words: Words, athlete: Athlete) -> str:
    """Form with its sign, in percent of fitness where the athlete's site has it so: +5, −12%."""
    form = fitness - fatigue
    if athlete.form_as_percent and fitness:
        return f"{signed(form / fitness * 100, words)}%"
    return signed(form, words)
