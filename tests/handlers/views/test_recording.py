"""What was recorded, as a picture: round numbers beside it, stops as gaps, the plan on it."""

import re

import pytest

from handlers.views.pictures.axes import pace_ticks
from handlers.views.recording import recording_picture
from handlers.words import read_words
from services.intervals.models import ActivityDetail
from services.recordings import Recording
from tests.handlers.views.pictures.golden import texts
from tests.handlers.views.pictures.test_workout import an_event, athlete, of_ftp

ENGLISH = read_words()["en"]
SECONDS = [float(each) for each in range(1200)]
BEATS = [140.0 + each % 60 for each in SECONDS]


def activity(sport: str, **more: float) -> ActivityDetail:
    return ActivityDetail.model_validate(
        {
            "id": "i1",
            "type": sport,
            "name": "Morning",
            "start_date_local": "2026-11-23T07:00:00",
            "moving_time": 1200,
            "average_heartrate": 150,
            **more,
        }
    )


def drawn(one: ActivityDetail, recording: Recording, unit: str = "km") -> str:
    miles = athlete(unit="mi") if unit == "mi" else athlete()
    return recording_picture(one, recording, ENGLISH, miles)


def test_a_ride_without_power_has_round_speeds_in_the_athletes_unit() -> None:
    ride = activity("Ride", average_speed=8.0)
    recording = Recording(SECONDS, speed=[8.0 + each % 5 for each in SECONDS])
    assert {"0", "20", "Ø 28.8 km/h"} <= set(texts(drawn(ride, recording)))
    assert {"0", "10", "20", "Ø 17.9 mph"} <= set(texts(drawn(ride, recording, "mi")))


def test_a_run_has_round_paces_and_a_stop_is_a_gap() -> None:
    run = activity("Run", average_speed=3.3, pace=3.3)
    speed = [0.0 if 500 <= each < 700 else 3.0 + each % 60 / 60 for each in SECONDS]
    svg = drawn(run, Recording(SECONDS, speed=speed))
    assert {"5:00", "5:20", "Ø 5:03/km"} <= set(texts(svg))
    assert svg.count("<polyline") == 2


def test_a_plan_by_heart_rate_lies_over_the_heart_rate_and_nothing_else() -> None:
    beats = {"start": 70, "end": 80, "units": "%lthr"}
    resolved = {"start": 126, "end": 144, "units": "bpm"}
    step = {"duration": 1200, "hr": beats, "_hr": resolved}
    plan = an_event("Run", "Easy", {"lthr": 180, "threshold_pace": 4.0, "steps": [step]})
    run = activity("Run", pace=3.0)
    speed = [3.0 + each % 60 / 60 for each in SECONDS]
    svg = drawn(run, Recording(SECONDS, heart_rate=BEATS, speed=speed, plan=plan))
    assert "Planned" in texts(svg)
    [flat] = re.findall(r'<polyline points="([^"]+)" fill="none" stroke="#1c2733"', svg)
    heights = {point.split(",")[1] for point in flat.split()}
    assert len(heights) == 1
    assert float(heights.pop()) > 480  # in the lower of the two panels


def test_the_plan_of_a_ride_lies_over_the_power() -> None:
    plan = an_event("Ride", "Two", {"ftp": 250, "steps": [of_ftp(600, 60), of_ftp(600, 90)]})
    ride = activity("Ride", icu_average_watts=190)
    watts = [150.0 if each < 600 else 225.0 for each in SECONDS]
    svg = drawn(ride, Recording(SECONDS, watts=watts, heart_rate=BEATS, plan=plan))
    assert svg.count('stroke="#1c2733"') == 2
    assert {"Ø 190 W", "♥ Ø 150 bpm", "Planned", "200 W"} <= set(texts(svg))


@pytest.mark.parametrize("column", [(), [None] * 1200])
def test_nothing_recorded_is_no_picture(column: list[None]) -> None:
    recording = Recording(SECONDS, watts=column, heart_rate=column, altitude=[200.0] * 1200)
    assert drawn(activity("Ride"), recording) == ""


@pytest.mark.parametrize(
    ("slow", "fast", "paces"),
    [
        (2.0, 4.0, [480, 420, 360, 300]),
        (0.8, 1.2, [120, 110, 100, 90]),
        (3.2, 3.4, [310, 305, 300, 295]),
    ],
)
def test_paces_beside_a_line_are_round(slow: float, fast: float, paces: list[int]) -> None:
    metres = 100 if slow < 1 else 1000
    assert [round(metres / each) for each in pace_ticks(slow, fast, metres, 5)] == paces
