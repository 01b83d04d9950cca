"""An activity: what was recorded, the plan over it, zones below."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.views.pictures.activity import POINTS, Line, Trace, activity_picture, averages
from handlers.words import read_words
from tests.handlers.views.pictures.golden import check, texts

LANGUAGES = read_words()
MINUTE = timedelta(minutes=1)
SECONDS = [float(each) for each in range(0, 3600, 10)]
WATTS = [None if 600 < each < 660 else 180.0 + each // 600 % 2 * 80 for each in SECONDS]
PULSE = Line([120 + each / 120 for each in SECONDS], "♥ Ø 135 bpm", label=str)
RIDE = Trace(
    title="Sweet spot <3×12>",
    numbers="Ride · 1h · Load 76",
    seconds=SECONDS,
    effort=Line(
        WATTS,
        "Ø 214 W",
        label=lambda value: f"{value:g} W",
        planned=((0, 600, 120, 180), (600, 1200, 255, 255)),
        lowest=0,
    ),
    pulse=PULSE,
    altitude=[200 + each % 900 / 9 for each in SECONDS],
    work=((600, 1200), (1800, 2400)),
    zones=(("Z1", 2 * MINUTE), ("Z2", 28 * MINUTE), ("Z4", 30 * MINUTE)),
)


def test_it_looks_as_when_it_was_found_good() -> None:
    svg = activity_picture(RIDE, LANGUAGES["en"])
    check("activity", svg)
    written = texts(svg)
    assert written[:2] == ["Sweet spot <3×12>", "Ride · 1h · Load 76"]
    assert {"Ø 214 W", "♥ Ø 135 bpm", "Planned", "Z2", "28m"} <= set(written)
    assert "2m" not in written  # a sliver has no room for its name


def test_pulse_alone_in_chinese() -> None:
    pulse = replace(PULSE, name="♥ Ø 135 次/分", planned=((0, 900, 130, 140),))
    run = replace(RIDE, effort=Line(), pulse=pulse)
    assert {"♥ Ø 135 次/分", "计划"} <= set(texts(activity_picture(run, LANGUAGES["zh_Hans"])))


@pytest.mark.parametrize("pulse", [Line(), Line([None] * len(SECONDS))])
def test_the_land_alone_is_no_picture(pulse: Line) -> None:
    assert activity_picture(replace(RIDE, effort=Line(), pulse=pulse), LANGUAGES["en"]) == ""


def test_what_was_not_recorded_leaves_a_gap() -> None:
    gap = [None if 900 <= at < 1200 else 140.0 for at in SECONDS]
    whole, broken = (
        activity_picture(replace(RIDE, pulse=Line(values)), LANGUAGES["en"]).count("<polyline")
        for values in ([140.0] * len(SECONDS), gap)
    )
    assert broken == whole + 1


@given(st.lists(st.none() | st.floats(0, 2000), max_size=2000))
def test_a_stream_becomes_a_few_averages_within_its_range(stream: list[float | None]) -> None:
    found = averages([float(each) for each in range(len(stream))], stream)
    known = [value for value in stream if value is not None]
    assert len(found) <= POINTS
    for _, value in found:
        assert value is None or min(known) - 1e-6 <= value <= max(known) + 1e-6
