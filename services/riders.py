"""Riders: whom a key reaches at intervals.icu, beside the athlete it belongs to."""

from dataclasses import dataclass

from services.intervals.client import Intervals


@dataclass(frozen=True)
class Rider:
    """Somebody at intervals.icu; most have no chat with the bot."""

    id: str
    name: str


async def others(intervals: Intervals, own_id: str | None) -> tuple[Rider, ...]:
    """Those whom the owner of the key coaches or follows, by name. One API call.

    An OAuth token reaches nobody else. Raises IntervalsErrors.
    """
    rows = await intervals.summaries()
    known = {row.athlete_id: Rider(row.athlete_id, row.name or row.athlete_id) for row in rows}
    found = (rider for rider in known.values() if rider.id != own_id)
    return tuple(sorted(found, key=lambda rider: rider.name.casefold()))
