"""An activity: what was recorded, the plan over it, zones below."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.views.pictures.activity import POINTS, Trace, activity_picture, averages
from handlers.words import read_words
from tests.handlers.views.pictures.golden import check, sizes, texts

LANGUAGES = read_words()
MINUTE = timedelta(minutes=1)
SECONDS = [float(each) for each in range(0, 3600, 10)]
WATTS = [None if 600 < each < 660 else 180.0 + each // 600 % 2 * 80 for each in SECONDS]
RIDE = Trace(
    title="Sweet spot <3×12>",
    numbers="Ride · 1h · Load 76",
    seconds=SECONDS,
    effort=WATTS,
    effort_name="Power 214 W",
    pulse=[120 + each / 120 for each in SECONDS],
    pulse_name="♥ Ø 135 bpm",
    altitude=[200 + each % 900 / 9 for each in SECONDS],
    work=((600, 1200), (1800, 2400)),
    planned=((0, 600, 120, 180), (600, 1200, 255, 255)),
    zones=(("Z1", 2 * MINUTE), ("Z2", 28 * MINUTE), ("Z4", 30 * MINUTE)),
)


def watts(value: float) -> str:
    return f"{value:g} W"


def test_it_looks_as_when_it_was_found_good() -> None:
    svg = activity_picture(RIDE, watts, LANGUAGES["en"])
    check("activity", svg)
    assert min(sizes(svg)) >= 24
    written = texts(svg)
    assert written[:2] == ["Sweet spot <3×12>", "Ride · 1h · Load 76"]
    assert {"Power 214 W", "♥ Ø 135 bpm", "Z2", "28m"} <= set(written)
    assert "2m" not in written  # a sliver has no room for its name


def test_pulse_alone_in_chinese_and_nothing_at_all() -> None:
    run = replace(RIDE, effort=(), planned=(), zones=(), pulse_name="♥ Ø 135 次/分")
    assert "♥ Ø 135 次/分" in texts(activity_picture(run, watts, LANGUAGES["zh_Hans"]))
    assert activity_picture(replace(run, pulse=[None] * 360), watts, LANGUAGES["en"])
    assert activity_picture(replace(run, pulse=()), watts, LANGUAGES["en"]) == ""


@given(st.lists(st.none() | st.floats(0, 2000), max_size=2000))
def test_a_stream_becomes_a_few_averages_within_its_range(stream: list[float | None]) -> None:
    found = averages([float(each) for each in range(len(stream))], stream)
    known = [value for value in stream if value is not None]
    assert len(found) <= POINTS
    for _, value in found:
        assert value is None or min(known) - 1e-6 <= value <= max(known) + 1e-6
