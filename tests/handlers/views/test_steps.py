"""Steps of a workout in words: targets as a device shows them, and what they come from."""

from typing import Any

import pytest

from handlers.views.steps import step_lines
from handlers.words import read_words
from services.intervals.models import Step, Structure
from tests.samples import recorded

WORDS = read_words()


def line(step: dict[str, Any], language: str = "en", pace_unit: str = "km") -> str:
    [only] = step_lines([Step.model_validate(step)], WORDS[language], pace_unit)
    return only.striptags()


@pytest.mark.parametrize(
    ("step", "english", "chinese"),
    [
        ({"duration": 600, "power": {"value": 90, "units": "%ftp"}}, "10m 90%", "10分钟 90%"),
        (
            {"duration": 600, "power": {"start": 50, "end": 75, "units": "%ftp"}, "ramp": True,
             "_power": {"start": 119, "end": 178, "units": "w"},
             "cadence": {"value": 90, "units": "rpm"}},
            "10m 119→178 W (50→75%) 90 rpm", "10分钟 119→178 W（50→75%） 90 转/分",
        ),
        ({"duration": 30, "power": {"value": 300, "units": "w"}}, "30s 300 W", "30秒 300 W"),
        ({"duration": 90, "power": {"value": 2, "units": "power_zone"}},
         "1m 30s Z2", "1分30秒 Z2"),
        ({"duration": 30, "power": {"value": 7, "units": "power_zone"},
          "_power": {"start": 358, "end": 2377, "units": "w"}},
         "30s ≥ 358 W (Z7)", "30秒 ≥ 358 W（Z7）"),
        ({"duration": 600, "hr": {"start": 70, "end": 75, "units": "%lthr"}},
         "10m 70–75% LTHR", "10分钟 阈值心率 70–75%"),
        ({"distance": 400, "pace": {"value": 105, "units": "secs/100m"}},
         "400 m 1:45/100m", "400 米 1:45/100米"),
        ({"distance": 2000, "pace": {"start": 310, "end": 330, "units": "secs"}},
         "2 km 5:10–5:30/km", "2 公里 5:10–5:30/公里"),
        ({"duration": 600, "pace": {"value": 90, "units": "%pace"},
          "_pace": {"value": 4.0, "units": "m/s"}},
         "10m 4:10/km (90% pace)", "10分钟 4:10/公里（阈值配速 90%）"),
        ({"duration": 60, "pace": {"value": 7, "units": "furlongs"}}, "1m", "1分钟"),
        ({"duration": 600}, "10m", "10分钟"),
    ],
)  # fmt: skip
def test_a_step(step: dict[str, Any], english: str, chinese: str) -> None:
    assert line(step) == english
    assert line(step, "zh_Hans") == chinese


def test_a_pace_in_seconds_is_for_the_athletes_own_way() -> None:
    step = {"duration": 60, "pace": {"value": 105, "units": "secs"}}
    assert line(step, pace_unit="100m") == "1m 1:45/100m"


def test_a_block_is_told_once_and_its_steps_are_indented() -> None:
    block = {"reps": 3, "steps": [{"duration": 60, "text": "Hard"}, {"duration": 30}]}
    shown = step_lines([Step.model_validate(block)], WORDS["en"])
    assert shown[0].striptags() == "3×"
    assert [str(each)[:3] for each in shown[1:]] == ["   ", "   "]


def test_markup_and_long_texts_of_a_step_stay_text_in_a_line() -> None:
    [shown] = step_lines(
        [Step.model_validate({"duration": 60, "text": "<b>" + "hard " * 40})], WORDS["en"]
    )
    assert "&lt;b&gt;" in shown
    assert "…" in shown
    assert len(shown.striptags()) < 60


@pytest.mark.parametrize("language", WORDS)
def test_every_recorded_step_has_a_line_with_a_length(language: str) -> None:
    for workout in recorded("workouts"):
        structure = Structure.model_validate(workout["workout_doc"])
        leaves = [leaf for step in structure.steps for leaf in step.leaves()]
        shown = step_lines(leaves, WORDS[language], structure.pace_unit or "km")
        assert len(shown) == len(leaves)
        assert all(any(char.isdigit() for char in each) for each in shown)
        assert not any(each.endswith(" ") or "  " in each for each in shown)
