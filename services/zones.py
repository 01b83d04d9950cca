"""Time zones: their names, the zone of a place, the day it is somewhere."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from services.errors import UnknownZoneError

OFFSETS = ("Etc/G", "EST", "MST")


def local_time(now: datetime, zone: str) -> datetime:
    """The instant `now` as the clocks in `zone` show it."""
    return now.astimezone(ZoneInfo(zone))


def local_day(now: datetime, zone: str) -> date:
    """The day it is in `zone` at the instant `now`."""
    return local_time(now, zone).date()


def is_zone(name: str | None) -> bool:
    """Whether `name` is exactly the name of a zone we know."""
    return name in _names().values()


def find_zone(text: str) -> str:
    """The zone an athlete means by europe/berlin, Berlin, new york. Raises UnknownZoneError.

    None that is a mere offset: most places have a summer time, and Etc/GMT+2 is two hours behind.
    """
    key = "_".join(text.casefold().split())
    if (found := _names().get(key)) and not found.startswith(OFFSETS):
        return found
    cities = sorted(
        name
        for known, name in _names().items()
        if known.endswith(f"/{key}") and not name.startswith(OFFSETS)
    )
    if not key or not cities:
        raise UnknownZoneError(zone=text)
    return cities[0]


def zone_at(latitude: float, longitude: float) -> str:
    """The zone of a place, in degrees. Raises UnknownZoneError."""
    from tzfpy import get_tz  # noqa: PLC0415 - its map of the world takes 33 MB: only when asked

    zone = get_tz(longitude, latitude)
    if not is_zone(zone):
        raise UnknownZoneError(zone=f"{latitude:.2f}, {longitude:.2f}")
    return zone


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}
