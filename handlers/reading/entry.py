"""An activity as typed, and as a question remembers it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from typing import Any


@dataclass(frozen=True)
class Entry:
    """An activity as typed, perhaps without its day, sport or duration yet."""

    day: date | None = None
    hour: time | None = None
    sport: str | None = None
    moving_time: timedelta | None = None
    distance: float | None = None  # metres
    heart_rate: int | None = None
    watts: int | None = None
    rpe: int | None = None
    load: int | None = None
    feel: int | None = None  # 1 is best
    lifted: int | None = None  # kg
    indoor: bool = False
    name: str = ""

    @property
    def complete(self) -> bool:
        """Whether there is enough to save it."""
        return None not in (self.day, self.sport, self.moving_time)


def stored(entry: Entry) -> dict[str, Any]:
    """An entry as JSON."""
    return asdict(entry) | {
        "day": entry.day and entry.day.isoformat(),
        "hour": entry.hour and entry.hour.isoformat(),
        "moving_time": entry.moving_time and entry.moving_time.total_seconds(),
    }


def restored(state: Mapping[str, Any]) -> Entry:
    """The entry from `stored`."""
    day, hour, seconds = (state[name] for name in ("day", "hour", "moving_time"))
    read = {
        "day": day and date.fromisoformat(day),
        "hour": hour and time.fromisoformat(hour),
        "moving_time": timedelta(seconds=seconds) if seconds is not None else None,
    }
    return Entry(**{**state, **read})
