"""The push plan: of every scheduled push that an athlete wants, the next one is noted ahead."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from services.schedule import SCHEDULE
from storage.models import Athlete, Push
from storage.pushes import Planned, Pushes

LOOKED_BACK = timedelta(days=2)  # nothing older is useful still


class PushPlan:
    """Rows of the future, so that at the due minute there is nothing left to plan."""

    def __init__(self, pushes: Pushes) -> None:
        self._pushes = pushes

    async def renew(self, athlete: Athlete, now: datetime) -> None:
        """What is to come follows what the athlete wants now.

        So does what is due but not sent yet, if its time is still to come on the day it is for.
        """
        await self._pushes.unplan(athlete.id, SCHEDULE.keys(), now)
        for kind, next_due in SCHEDULE.items():
            if due := next_due(athlete, now):
                await self._pushes.move(Planned(athlete.id, kind, due.day, due.at))
        await self.keep_ahead([athlete], now)

    async def end(self, athlete_id: int) -> None:
        """Nothing is to come any more."""
        await self._pushes.unplan(athlete_id, SCHEDULE.keys())

    async def keep_ahead(
        self, athletes: Iterable[Athlete], now: datetime, claimed: Iterable[Push] = ()
    ) -> None:
        """Note the next one for whoever has none noted; any number of times.

        It is the one after that which was `claimed` just now, though its time may be over too:
        the bot was down, and what is still useful is to come. A day that has had its message,
        perhaps in another time zone, gets no second one; the next day is noted instead.
        """
        known = {athlete.id: athlete for athlete in athletes}
        ahead = await self._pushes.ahead(known)
        since = {
            (push.athlete_id, push.kind): max(push.planned_at, now - LOOKED_BACK)
            for push in claimed
        }
        each_kind = ((athlete_id, kind) for athlete_id in known for kind in SCHEDULE)
        lacking = {key: since.get(key, now) for key in each_kind if key not in ahead}
        while lacking:
            planned = [
                Planned(athlete_id, kind, due.day, due.at)
                for (athlete_id, kind), after in lacking.items()
                if (due := SCHEDULE[kind](known[athlete_id], after))
            ]
            new = await self._pushes.note_many(planned)
            lacking = {
                (each.athlete_id, each.kind): each.due_at for each in planned if each not in new
            }
