"""Sessions of a week as intervals.icu sends them, for tests of what is made of them."""

from datetime import date, timedelta
from typing import Any

from services.intervals.models import Activity, Event

MONDAY = date(2026, 11, 23)


def event(number: int, day: int, **more: object) -> Event:
    """A ride planned so many days after Monday."""
    values: dict[str, Any] = {
        "id": number,
        "start_date_local": f"{MONDAY + timedelta(days=day)}T00:00:00",
        "category": "WORKOUT",
        "type": "Ride",
    }
    return Event.model_validate(values | more)


def activity(day: int, **more: object) -> Activity:
    """A ride done so many days after Monday."""
    start = f"{MONDAY + timedelta(days=day)}T07:00:00"
    values = {"id": f"i{day}", "start_date_local": start, "type": "Ride"}
    return Activity.model_validate(values | more)
