"""What is typed after /zones: sport, field and value; limits; anything at all."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.thresholds import (
    UnknownThresholdError,
    UnlikelyHeartRateError,
    UnlikelyPaceError,
    UnlikelyPowerError,
    read_asked,
    read_threshold,
)
from handlers.reading.zone_bounds import (
    BOUNDS,
    DescendingZonesError,
    UnlikelyZoneError,
    UnreadableZonesError,
    ZoneCountError,
    ZonesBeyondMaximumError,
)
from services.errors import ServiceError
from services.intervals.models import SportSettings, ThresholdValue
from services.sport_settings import FIELDS
from tests.handlers.reading.speech import TEXTS, VOCABULARY

RIDE = SportSettings.model_validate(
    {
        "id": 1,
        "types": ["Ride"],
        "lthr": 168,
        "max_hr": 188,
        "power_zones": [55, 75, 90, 105, 120, 150, 999],
        "hr_zones": [136, 150, 156, 166, 171, 176, 188],
        "pace_zones": [77.5, 87.7, 94.3, 100.0, 103.4, 111.5, 999.0],
    }
)
BARE = SportSettings.model_validate({"id": 2})


def read(field: str, text: str, settings: SportSettings = RIDE) -> ThresholdValue:
    return read_threshold(field, text, settings, "km", VOCABULARY)


@pytest.mark.parametrize(
    ("text", "asked"),
    [("", (None, None, "")), ("Run", ("Run", None, "")), ("ftp 260", (None, "ftp", "260")),
     ("Ride ftp 260", ("Ride", "ftp", "260")), ("bike FTP: 260 W", ("Ride", "ftp", "260 W")),
     ("Ride indoor ftp 250", ("Ride", "indoor_ftp", "250")),
     ("Run lthr = 172", ("Run", "lthr", "172")),
     ("Run max hr 190", ("Run", "max_heart_rate", "190")),
     ("run pace 4:05/km", ("Run", "threshold_pace", "4:05/km")),
     ("Ride power zones 55 75", ("Ride", "power_zones", "55 75")),
     ("run hr zones", ("Run", "heart_rate_zones", "")),
     ("lthr 170 ride", ("Ride", "lthr", "170")), ("260w ftp", (None, "ftp", "260w")),
     ("run 4:05/km", ("Run", "threshold_pace", "4:05/km")), ("ftp260骑行", ("Ride", "ftp", "260")),
     ("跑步 4：05", ("Run", "threshold_pace", "4：05")),
     ("骑行 室内FTP 250", ("Ride", "indoor_ftp", "250")),
     ("跑步乳酸阈心率172", ("Run", "lthr", "172")),
     ("游泳 配速 1:45/100米", ("Swim", "threshold_pace", "1:45/100米")),
     ("骑行 功率区间 55、75", ("Ride", "power_zones", "55、75"))],
)  # fmt: skip
def test_sport_field_and_value(text: str, asked: tuple[str | None, str | None, str]) -> None:
    assert read_asked(text, VOCABULARY) == asked


@pytest.mark.parametrize("text", ["260", "banana", "Ride 260", "Run slower", "ftpx 3"])
def test_other_words_name_nothing(text: str) -> None:
    with pytest.raises(UnknownThresholdError):
        read_asked(text, VOCABULARY)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [("ftp", "260", 260), ("ftp", "260 W", 260), ("indoor_ftp", "２５０瓦", 250),
     ("lthr", "172bpm", 172), ("lthr", "172 次/分", 172), ("max_heart_rate", "190", 190),
     ("threshold_pace", "4:10/km", 4.0), ("threshold_pace", "4:10", 4.0),
     ("threshold_pace", "6:42/mi", 1609.344 / 402),
     ("power_zones", "56 76 91 106 121 151", [56, 76, 91, 106, 121, 151, 999]),
     ("power_zones", "56,76,91,106,121,151,999", [56, 76, 91, 106, 121, 151, 999]),
     ("power_zones", "56% 76% 91% 106% 121% 151%", [56, 76, 91, 106, 121, 151, 999]),
     ("power_zones", "56、76、91、106、121、151", [56, 76, 91, 106, 121, 151, 999]),
     ("heart_rate_zones", "130 140 150 160 170 180", [130, 140, 150, 160, 170, 180, 188]),
     ("heart_rate_zones", "130/140/150/160/170/180/188 bpm",
      [130, 140, 150, 160, 170, 180, 188]),
     ("pace_zones", "77,5 88 94.3 100 103 111", [77.5, 88, 94.3, 100, 103, 111, 999])],
)  # fmt: skip
def test_values(field: str, text: str, value: ThresholdValue) -> None:
    assert read(field, text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [("ftp", "2600", UnlikelyPowerError), ("ftp", "26", UnlikelyPowerError),
     ("ftp", "-260", UnlikelyPowerError), ("ftp", "banana", UnlikelyPowerError),
     ("ftp", "260 bpm", UnlikelyPowerError), ("ftp", "", UnlikelyPowerError),
     ("lthr", "20", UnlikelyHeartRateError), ("lthr", "189", UnlikelyHeartRateError),
     ("max_heart_rate", "167", UnlikelyHeartRateError),
     ("max_heart_rate", "300", UnlikelyHeartRateError),
     ("threshold_pace", "0:30/km", UnlikelyPaceError),
     ("threshold_pace", "59:00/km", UnlikelyPaceError),
     ("power_zones", "easy", UnreadableZonesError), ("power_zones", "", UnreadableZonesError),
     ("power_zones", "55 75 90", ZoneCountError), ("power_zones", "999", ZoneCountError),
     ("power_zones", "55 75 75 105 120 150", DescendingZonesError),
     ("power_zones", "150 120 105 90 75 55", DescendingZonesError),
     ("power_zones", "5 75 90 105 120 150", UnlikelyZoneError),
     ("heart_rate_zones", "130 140 150 160 170 190", ZonesBeyondMaximumError),
     ("heart_rate_zones", "20 140 150 160 170 180", UnlikelyZoneError)],
)  # fmt: skip
def test_what_cannot_be_is_refused(field: str, text: str, error: type[ServiceError]) -> None:
    with pytest.raises(error):
        read(field, text)


def test_settings_without_zones_take_the_usual_number() -> None:
    assert read("power_zones", "55 75 90 105 120 150", BARE) == [55, 75, 90, 105, 120, 150, 999]
    assert read("heart_rate_zones", "136 150 156 166 171 176", BARE)
    assert read("lthr", "200", BARE) == 200


@given(st.lists(st.integers(20, 399), min_size=6, max_size=6, unique=True).map(sorted))
def test_zones_that_are_written_read_back(bounds: list[int]) -> None:
    for between in (" ", ",", ", ", "/", " | ", "、"):
        assert read("power_zones", between.join(map(str, bounds))) == [*bounds, 999]


@given(TEXTS, st.sampled_from(FIELDS), st.sampled_from([RIDE, BARE]))
def test_any_text_is_a_sane_value_or_a_sentence(
    text: str, field: str, settings: SportSettings
) -> None:
    with suppress(ServiceError):
        read_asked(text, VOCABULARY)
    with suppress(ServiceError):
        value = read(field, text, settings)
        if isinstance(value, list):
            low, high = BOUNDS[field]
            assert value == sorted(set(value))
            assert all(low <= each <= high for each in value[:-1])
        else:
            assert value
            assert 0 < value <= 600
