"""Numbers with their units, as the athlete has them, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.views.fitness import form_text
from handlers.views.units import distance, pace, signed, weight, wellness_value
from handlers.words import read_words
from services.wellness_fields import FIELDS, PHASES
from storage.models import Athlete

EN, ZH = read_words()["en"], read_words()["zh_Hans"]
NOW = datetime(2026, 11, 23, tzinfo=UTC)
METRIC = Athlete(id=1, language="en", created_at=NOW, distance_unit="km", weight_unit="kg")
IMPERIAL = Athlete(id=2, language="en", created_at=NOW, distance_unit="mi", weight_unit="lb")


def test_distances() -> None:
    assert distance(42195, EN, METRIC) == "42.2 km"
    assert distance(42195, EN, IMPERIAL) == "26.2 mi"
    assert distance(42195, ZH, METRIC) == "42.2 公里"
    assert distance(1_609_344, EN, IMPERIAL) == "1,000 mi"


def test_weights() -> None:
    assert weight(70.25, EN, METRIC) == "70.2 kg"
    assert weight(70.31, EN, IMPERIAL) == "155 lb"
    assert weight(70.2, ZH, METRIC) == "70.2 公斤"


@pytest.mark.parametrize(
    ("value", "shown"), [(5.4, "+5"), (-12.0, "−12"), (0.4, "0"), (-0.4, "0"), (1234, "+1,234")]
)
def test_signs(value: float, shown: str) -> None:
    assert signed(value, EN) == shown


def test_form_is_in_percent_of_fitness_unless_there_is_none() -> None:
    percent = Athlete(id=3, language="en", created_at=NOW, form_as_percent=True)
    assert form_text(50, 60, EN, METRIC) == "−10"
    assert form_text(50, 60, EN, percent) == "−20%"
    assert form_text(0, 10, EN, percent) == "−10"


@pytest.mark.parametrize(
    ("seconds", "unit", "shown"),
    [
        ((270,), "km", "4:30/km"),
        ((270, 270), "km", "4:30/km"),
        ((270, 285), "km", "4:30–4:45/km"),
        ((419.6,), "mi", "7:00/mi"),
        ((105,), "100m", "1:45/100m"),
        ((59.7,), "100y", "1:00/100yd"),
    ],
)
def test_paces(seconds: tuple[float, ...], unit: str, shown: str) -> None:
    assert pace(seconds, EN, unit) == shown


def test_a_ramp_of_paces_has_an_arrow() -> None:
    assert pace((433, 325), ZH, "km", "→") == "7:13→5:25/公里"


@pytest.mark.parametrize(
    ("field", "value", "english", "chinese"),
    [
        ("hrv", 62.0, "62 ms", "62 毫秒"),
        ("resting_heart_rate", 48, "48 bpm", "48 次/分"),
        ("sleep", timedelta(hours=7, minutes=5), "7h 05m", "7小时05分"),
        ("soreness_rating", 1, "Low", "低"),
        ("menstrual_phase", "luteal", "Luteal", "黄体期"),
        ("weight", 70.2, "70.2 kg", "70.2 公斤"),
        ("steps", 12345, "12,345", "12,345"),
        ("comments", "<b>tired</b>", "<b>tired</b>", "<b>tired</b>"),
    ],
)
def test_wellness_values(field: str, value: object, english: str, chinese: str) -> None:
    assert wellness_value(field, value, EN, METRIC) == english
    assert wellness_value(field, value, ZH, METRIC) == chinese


def test_every_field_can_be_shown_in_both_languages() -> None:
    for name, field in FIELDS.items():
        values: dict[str, list[object]] = {
            "rating": [1, 2, 3, 4],
            "phase": list(PHASES),
            "duration": [timedelta(0), timedelta(hours=9)],
            "text": ["a note"],
        }
        for value in values.get(field.kind, [field.low, field.high]):
            for each in (EN, ZH):
                assert wellness_value(name, value, each, IMPERIAL)
