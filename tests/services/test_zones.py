"""Time zones: names as people write them, places, and the day it is."""

from datetime import UTC, date, datetime

import pytest

from services.errors import UnknownZoneError
from services.zones import find_zone, is_zone, local_day, zone_at


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" berlin ", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("utc", "UTC"),
        ("Shanghai", "Asia/Shanghai"),
    ],
)
def test_a_zone_as_people_write_it(text: str, zone: str) -> None:
    assert find_zone(text) == zone


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "Atlantis", "GMT+99", "../etc", "/", "Europe/", "lin"),
        *("GMT+2", "Etc/GMT-8", "EST"),
    ],
)
def test_what_is_no_zone(text: str) -> None:
    with pytest.raises(UnknownZoneError) as caught:
        find_zone(text)
    assert caught.value.facts == {"zone": text}


def test_only_exact_names_are_zones() -> None:
    assert is_zone("Asia/Shanghai")
    assert not is_zone("asia/shanghai")
    assert not is_zone(None)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (48.85, 2.35, "Europe/Paris"),
        (31.2, 121.5, "Asia/Shanghai"),
        (-33.9, 151.2, "Australia/Sydney"),
        (40.7, -74.0, "America/New_York"),
    ],
)
def test_the_zone_of_a_place(latitude: float, longitude: float, zone: str) -> None:
    assert zone_at(latitude, longitude) == zone


def test_a_place_beyond_the_world_has_none() -> None:
    with pytest.raises(UnknownZoneError):
        zone_at(999, 999)


def test_today_is_where_the_athlete_is() -> None:
    now = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    assert local_day(now, "Pacific/Kiritimati") == date(2026, 11, 24)
    assert local_day(now, "Pacific/Pago_Pago") == date(2026, 11, 22)
    assert local_day(now, "Europe/Berlin") == date(2026, 11, 23)
