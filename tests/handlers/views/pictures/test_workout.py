"""The workout profile: blocks as high and as long as the steps, in the colours of their zones."""

import re
from datetime import UTC, datetime
from typing import Any, Literal

import pytest

from handlers.views.pictures.profile import NEUTRAL, blocks
from handlers.views.pictures.svg import MARGIN, WIDTH
from handlers.views.pictures.workout import workout_picture
from handlers.words import read_words
from services.intervals.models import Event, Structure
from storage.models import Athlete
from tests.handlers.views.pictures.golden import check, texts

LANGUAGES = read_words()
ZONES = [
    {"id": f"Z{number}", "max": top, "secs": 60}
    for number, top in enumerate((55, 75, 90, 105, 120, 150, 999), 1)
]


def athlete(language: str = "en", unit: Literal["km", "mi"] = "km") -> Athlete:
    return Athlete(
        id=1, language=language, distance_unit=unit, created_at=datetime(2026, 11, 23, tzinfo=UTC)
    )


def an_event(sport: str, name: str, doc: dict[str, Any], **more: object) -> Event:
    return Event.model_validate(
        {
            "id": 7,
            "start_date_local": "2026-11-23T18:00:00",
            "category": "WORKOUT",
            "type": sport,
            "name": name,
            "workout_doc": doc,
            **more,
        }
    )


def of_ftp(seconds: int, start: float, end: float | None = None, **more: object) -> dict[str, Any]:
    end = start if end is None else end
    power = {"start": start, "end": end, "units": "%ftp"}
    watts = {"start": start * 2.5, "end": end * 2.5, "units": "w"}
    return {"duration": seconds, "power": power, "_power": watts, **more}


SWEET_SPOT = an_event(
    "Ride",
    "Sweet spot 3×12 <hard> & 甜区",
    {
        "ftp": 250,
        "zoneTimes": ZONES,
        "steps": [
            of_ftp(600, 50, 75, ramp=True, warmup=True),
            {"reps": 3, "duration": 2880, "steps": [of_ftp(720, 88, 92), of_ftp(240, 55)]},
            {"duration": 300},
            of_ftp(480, 65, 45, ramp=True),
        ],
    },
    moving_time=4260,
    icu_training_load=76,
)
FARTLEK = an_event(
    "Run",
    "间歇 6×600",
    {
        "threshold_pace": 4.0,
        "pace_units": "MINS_KM",
        "steps": [
            {
                "reps": 6,
                "steps": [
                    {
                        "duration": 150,
                        "distance": 600,
                        "pace": {"start": 100, "end": 104, "units": "%pace"},
                        "_pace": {"start": 4.0, "end": 4.16, "units": "m/s"},
                    },
                    {"duration": 90, "pace": {"value": 2, "units": "pace_zone"}},
                ],
            }
        ],
    },
    moving_time=1440,
    distance=5000,
    icu_training_load=38,
)
PULSE = an_event(
    "Ride",
    "Steady",
    {
        "lthr": 165,
        "steps": [
            {
                "duration": 3600,
                "hr": {"start": 70, "end": 80, "units": "%lthr"},
                "_hr": {"start": 115.5, "end": 132, "units": "bpm"},
            }
        ],
    },
    moving_time=3600,
)


@pytest.mark.parametrize(
    ("name", "event", "language"),
    [("sweet-spot", SWEET_SPOT, "en"), ("fartlek", FARTLEK, "zh_Hans"), ("pulse", PULSE, "en")],
)
def test_it_looks_as_when_it_was_found_good(name: str, event: Event, language: str) -> None:
    svg = workout_picture(event, LANGUAGES[language], athlete(language))
    check(f"workout-{name}", svg)


def test_what_is_written_is_what_the_text_says() -> None:
    written = texts(workout_picture(SWEET_SPOT, LANGUAGES["en"], athlete()))
    assert written[0] == "Sweet spot 3×12 <hard> & 甜区"
    assert {"Ride · 18:00 · 1h 11m · Load 76", "FTP 250 W", "15m"} <= set(written)
    english = texts(workout_picture(FARTLEK, LANGUAGES["en"], athlete(unit="mi")))
    assert {"Run · 18:00 · 24m · 3.1 mi · Load 38", "Threshold 4:10/km"} <= set(english)
    assert "LTHR 165 bpm" in texts(workout_picture(PULSE, LANGUAGES["en"], athlete()))


def test_every_step_has_its_length_and_its_height() -> None:
    assert SWEET_SPOT.structure
    drawn = list(blocks(SWEET_SPOT.steps, SWEET_SPOT.structure))
    assert [each.seconds for each in drawn] == [600, *[720, 240] * 3, 300, 480]
    assert [each.start and round(each.start) for each in drawn] == [50, *[88, 55] * 3, None, 65]
    assert [each.end and round(each.end) for each in drawn] == [75, *[92, 55] * 3, None, 45]
    svg = workout_picture(SWEET_SPOT, LANGUAGES["en"], athlete())
    widths = [float(each) for each in re.findall(r'width="([\d.]+)" height', svg)][2:]
    whole = WIDTH - 2 * MARGIN
    assert whole * 720 / 4260 == pytest.approx(max(widths), abs=1.5)


def test_zones_that_are_not_resolved_are_drawn_in_their_middle() -> None:
    assert FARTLEK.structure
    jog = list(blocks(FARTLEK.steps, FARTLEK.structure))[1]
    assert jog.start == jog.end == pytest.approx((77.5 + 87.7) / 2)


@pytest.mark.parametrize("doc", [None, {}, {"steps": []}, {"steps": [{"text": "no length"}]}])
def test_without_steps_there_is_no_picture(doc: dict[str, Any] | None) -> None:
    event = an_event("Ride", "Easy", doc or {})
    assert workout_picture(event, LANGUAGES["en"], athlete()) == ""


def test_any_recorded_structure_can_be_drawn() -> None:
    Structure.model_validate({"steps": [{"duration": 1, "power": {"value": 9, "units": "odd"}}]})
    event = an_event("Ride", "", {"steps": [{"duration": 1, "power": {"value": 9, "units": "x"}}]})
    assert workout_picture(event, LANGUAGES["en"], athlete())


def test_what_the_steps_ask_for_stands_on_them_once() -> None:
    written = texts(workout_picture(SWEET_SPOT, LANGUAGES["en"], athlete()))
    assert written.count("3× 12m 220–230 W") == 1  # what is repeated, and how hard
    assert written.count("50→75%") == 1  # too narrow for the watts
    assert not any("220" in text for text in written if "×" not in text)
    chinese = texts(workout_picture(FARTLEK, LANGUAGES["zh_Hans"], athlete("zh_Hans")))
    assert "6× 600 米 4:10–4:00/公里" in chinese


def test_a_sprint_within_hours_can_be_seen() -> None:
    steps = [of_ftp(9000, 60), of_ftp(10, 250), of_ftp(9000, 60)]
    event = an_event("Ride", "Sprint", {"ftp": 250, "zoneTimes": ZONES, "steps": steps})
    svg = workout_picture(event, LANGUAGES["en"], athlete())
    assert 'width="5" height="213.3" fill="#504861"' in svg


def test_watts_without_a_threshold_have_heights_but_no_zones() -> None:
    steps = [
        {"duration": 600, "power": {"value": watts, "units": "w"}} for watts in (120, 240, 120)
    ]
    event = an_event("Ride", "2×20", {"steps": steps})
    svg = workout_picture(event, LANGUAGES["en"], athlete())
    assert svg.count(f'fill="{NEUTRAL}"') == 3
    assert 'stroke-dasharray="6 6"' not in svg  # nothing is known that a line could stand for
    heights = {float(each) for each in re.findall(rf'height="([\d.]+)" fill="{NEUTRAL}"', svg)}
    assert max(heights) == pytest.approx(2 * min(heights), abs=0.2)


def test_percent_without_a_threshold_still_show_where_it_is() -> None:
    power = {"start": 90, "end": 90, "units": "%ftp"}
    event = an_event("Ride", "90%", {"steps": [{"duration": 600, "power": power}]})
    assert "FTP" in texts(workout_picture(event, LANGUAGES["en"], athlete()))


def test_an_open_zone_does_not_dwarf_the_rest() -> None:
    step = {"duration": 30, "power": {"value": 7, "units": "power_zone"}}
    structure = Structure.model_validate(
        {"ftp": 250, "steps": [step | {"_power": {"start": 376, "end": 2497, "units": "w"}}]}
    )
    [block] = blocks(structure.steps, structure)
    assert (block.start, block.end) == pytest.approx((150.4, 165.44))


def test_all_out_is_the_highest() -> None:
    doc = {"ftp": 250, "steps": [{"duration": 60, "maxeffort": True}, of_ftp(60, 90)]}
    event = an_event("Ride", "Test", doc)
    assert event.structure
    assert [each.end for each in blocks(event.steps, event.structure)] == [150, 90]
    assert "all out" in texts(workout_picture(event, LANGUAGES["en"], athlete()))
