"""The wellness fields an athlete can record: kinds, units, and what is believable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Kind = Literal["int", "decimal", "duration", "rating", "phase", "text"]


@dataclass(frozen=True)
class WellnessField:
    """`low` and `high` are the first and last value we take; `unit` is the key of its phrase.

    They are seconds for a duration. They catch slips of the finger, so they lie a little
    outside of what has been measured in people. `usual` is a value for examples.
    """

    kind: Kind
    low: float = 0
    high: float = 0
    unit: str | None = None
    usual: float = 0

    @property
    def limits(self) -> tuple[object, object]:
        """`low` and `high` as values of the field."""
        if self.kind == "duration":
            return timedelta(seconds=self.low), timedelta(seconds=self.high)
        return self.low, self.high


# Begin our name of a field that the athlete defined, of numbers or of words; their code follows.
OWN, OWN_WORDS = "own.", "own_words."
OWN_FIELD = WellnessField("decimal", 0, 1_000_000, usual=40)
OWN_TEXT = WellnessField("text")
RATING = WellnessField("rating", 1, 4, usual=2)
PHASES = ("period", "follicular", "ovulating", "luteal", "none")

FIELDS: Mapping[str, WellnessField] = {
    "weight": WellnessField("decimal", 25, 300, "unit.kg", usual=70),
    # The lowest resting rates reported of athletes are 25 to 30 a minute.
    "resting_heart_rate": WellnessField("int", 20, 150, "unit.bpm", usual=48),
    "hrv": WellnessField("decimal", 1, 300, "unit.ms", usual=62),
    "hrv_sdnn": WellnessField("decimal", 1, 400, "unit.ms", usual=62),
    # Longer ones are bedtimes: 23:00.
    "sleep": WellnessField("duration", 0, 20 * 3600, usual=7.5 * 3600),
    "sleep_score": WellnessField("decimal", 0, 100, usual=80),
    "sleep_quality": RATING,
    "sleeping_heart_rate": WellnessField("decimal", 20, 150, "unit.bpm", usual=50),
    "soreness_rating": RATING,
    "fatigue_rating": RATING,
    "stress_rating": RATING,
    "mood_rating": RATING,
    "motivation_rating": RATING,
    "injury_rating": RATING,
    "hydration_rating": RATING,
    "hydration_volume": WellnessField("decimal", 0, 20, "unit.litres", usual=2),
    "readiness": WellnessField("decimal", 0, 100, usual=75),
    # Acclimatised climbers were measured at 50 to 60 % near 8,400 m (Grocott, NEJM 2009).
    "spo2": WellnessField("decimal", 50, 100, "unit.percent", usual=97),
    "systolic": WellnessField("int", 60, 260, "unit.mmhg", usual=120),
    "diastolic": WellnessField("int", 30, 160, "unit.mmhg", usual=80),
    "respiration": WellnessField("decimal", 3, 60, "unit.breaths", usual=14),
    # Rest is 50 to 150; strong stress ten times as much and more.
    "baevsky_index": WellnessField("decimal", 0, 3000, usual=80),
    "blood_glucose": WellnessField("decimal", 1, 35, "unit.mmol", usual=5),
    # After all-out efforts about 25 mmol/l.
    "lactate": WellnessField("decimal", 0, 35, "unit.mmol", usual=2),
    "body_fat": WellnessField("decimal", 2, 70, "unit.percent", usual=14),
    "abdomen": WellnessField("decimal", 40, 250, "unit.cm", usual=80),
    # The highest value reported is 97.5 (O. Svendsen, 2012).
    "vo2max": WellnessField("decimal", 10, 100, "unit.vo2max", usual=55),
    "calories_consumed": WellnessField("int", 0, 20_000, "unit.kcal", usual=2400),
    "carbohydrates": WellnessField("decimal", 0, 2500, "unit.g", usual=300),
    "protein": WellnessField("decimal", 0, 1000, "unit.g", usual=120),
    "fat": WellnessField("decimal", 0, 1000, "unit.g", usual=70),
    "steps": WellnessField("int", 0, 200_000, usual=8000),
    "menstrual_phase": WellnessField("phase"),
    "comments": WellnessField("text"),
}


def is_field(name: str) -> bool:
    """Whether this is our name of a field."""
    return name in FIELDS or own_code(name) is not None


def own_code(name: str) -> str | None:
    """The athlete's own code in our name of a field; None for the fields that all have."""
    return name.partition(".")[2] if name.startswith((OWN, OWN_WORDS)) else None


def field_of(name: str) -> WellnessField:
    """The field of our name, which may be one of the athlete's own."""
    if name.startswith(OWN):
        return OWN_FIELD
    return OWN_TEXT if name.startswith(OWN_WORDS) else FIELDS[name]
