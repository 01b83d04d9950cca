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
    outside of what has been measured in people.
    """

    kind: Kind
    low: float = 0
    high: float = 0
    unit: str | None = None

    @property
    def limits(self) -> tuple[object, object]:
        """`low` and `high` as values of the field."""
        if self.kind == "duration":
            return timedelta(seconds=self.low), timedelta(seconds=self.high)
        return self.low, self.high


RATING = WellnessField("rating", 1, 4)
PHASES = ("period", "follicular", "ovulating", "luteal", "none")

FIELDS: Mapping[str, WellnessField] = {
    "weight": WellnessField("decimal", 25, 300, "unit.kg"),
    # The lowest resting rates reported of athletes are 25 to 30 a minute.
    "resting_heart_rate": WellnessField("int", 20, 150, "unit.bpm"),
    "hrv": WellnessField("decimal", 1, 300, "unit.ms"),
    "hrv_sdnn": WellnessField("decimal", 1, 400, "unit.ms"),
    # Longer ones are bedtimes: 23:00.
    "sleep": WellnessField("duration", 0, 20 * 3600),
    "sleep_score": WellnessField("decimal", 0, 100),
    "sleep_quality": RATING,
    "sleeping_heart_rate": WellnessField("decimal", 20, 150, "unit.bpm"),
    "soreness_rating": RATING,
    "fatigue_rating": RATING,
    "stress_rating": RATING,
    "mood_rating": RATING,
    "motivation_rating": RATING,
    "injury_rating": RATING,
    "hydration_rating": RATING,
    "hydration_volume": WellnessField("decimal", 0, 20, "unit.litres"),
    "readiness": WellnessField("decimal", 0, 100),
    # Acclimatised climbers were measured at 50 to 60 % near 8,400 m (Grocott, NEJM 2009).
    "spo2": WellnessField("decimal", 50, 100, "unit.percent"),
    "systolic": WellnessField("int", 60, 260, "unit.mmhg"),
    "diastolic": WellnessField("int", 30, 160, "unit.mmhg"),
    "respiration": WellnessField("decimal", 3, 60, "unit.breaths"),
    # Rest is 50 to 150; strong stress ten times as much and more.
    "baevsky_index": WellnessField("decimal", 0, 3000),
    "blood_glucose": WellnessField("decimal", 1, 35, "unit.mmol"),
    # After all-out efforts about 25 mmol/l.
    "lactate": WellnessField("decimal", 0, 35, "unit.mmol"),
    "body_fat": WellnessField("decimal", 2, 70, "unit.percent"),
    "abdomen": WellnessField("decimal", 40, 250, "unit.cm"),
    # The highest value reported is 97.5 (O. Svendsen, 2012).
    "vo2max": WellnessField("decimal", 10, 100, "unit.vo2max"),
    "calories_consumed": WellnessField("int", 0, 20_000, "unit.kcal"),
    "carbohydrates": WellnessField("decimal", 0, 2500, "unit.g"),
    "protein": WellnessField("decimal", 0, 1000, "unit.g"),
    "fat": WellnessField("decimal", 0, 1000, "unit.g"),
    "steps": WellnessField("int", 0, 200_000),
    "menstrual_phase": WellnessField("phase"),
    "comments": WellnessField("text"),
}
