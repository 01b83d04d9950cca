"""The push plan: of every scheduled push that an athlete wants, the next one is noted ahead."""

from collections.abc import Iterable
from datetime import datetime

from services.schedule import SCHEDULE
from storage.models import Athlete
from storage.pushes import Planned, Pushes


class PushPlan:
    """Rows of the future, so that at the due minute there is nothing left to plan."""

    def __init__(self, pushes: Pushes) -> None:
        self._pushes = pushes

    async def renew(self, athlete: Athlete, now: datetime) -> None:
        """What is to come follows what the athlete wants now."""
        await self._pushes.unplan(athlete.id, SCHEDULE.keys(), now)
        await self.keep_ahead([athlete], now)

    async def end(self, athlete_id: int) -> None:
        """Nothing is to come any more."""
        await self._pushes.unplan(athlete_id, SCHEDULE.keys())

    async def keep_ahead(self, athletes: Iterable[Athlete], now: datetime) -> None:
        """Note the next one for whoever has none to come; any number of times.

        A day that has had its message, perhaps in another time zone, gets no second one; the
        next day is noted instead.
        """
        known = {athlete.id: athlete for athlete in athletes}
        ahead = await self._pushes.ahead(known, now)
        lacking = [
            (athlete_id, kind, now)
            for athlete_id in known
            for kind in SCHEDULE
            if (athlete_id, kind) not in ahead
        ]
        while lacking:
            planned = [
                Planned(athlete_id, kind, due.day, due.at)
                for athlete_id, kind, after in lacking
                if (due := SCHEDULE[kind](known[athlete_id], after))
            ]
            new = await self._pushes.note_many(planned)
            lacking = [
                (each.athlete_id, each.kind, each.due_at) for each in planned if each not in new
            ]
