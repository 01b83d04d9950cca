"""Watching: looks at what athletes do, and notes a push for what is worth telling."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from handlers.context import Desk
from handlers.pushes.courier import KEY, TRY_AGAIN
from handlers.pushes.patrol import Patrol
from services.alerts import limits_of, notice_alerts
from services.allowed import if_allowed
from services.errors import KeyRefusedError, NotAllowedError, ServiceError
from services.intervals.client import Intervals
from services.pace import Priority
from services.plan_watch import WINDOW, Own, notice_plan, own_of
from services.schedule import quiet, quiet_until, wanted
from services.today import missing_of, read_night
from services.watch import FRESH, KEPT, SETTLE, Share, State, notice_activities, usual_hours
from services.zones import local_day, local_time
from storage import Storage
from storage.errors import StorageError
from storage.models import Athlete, Watch
from storage.watches import Noticed

log = logging.getLogger(__name__)
TICK = 15.0  # seconds
AT_ONCE = 20
LEASE = timedelta(minutes=5)
SWEEP_EVERY = timedelta(hours=1)
OFTEN, SELDOM, NIGHT = timedelta(minutes=10), timedelta(hours=1), timedelta(hours=2)
PLAN_EVERY, STILL = timedelta(hours=1), timedelta(minutes=5)  # the plan is read; while it moves
CALLS = 2  # of a look, on average; the three of the first one in an hour are rare
SHARE = 1 / 3  # of the rate, for all looks together; people need the rest
MARGIN = timedelta(minutes=2)  # clocks differ, and a write is noted before it is done
NOON = 12
KINDS = ("activity", "plan", "alert")


@dataclass(frozen=True)
class Look:
    """What a look saw: what is known now, what is worth telling.

    `planned`: whether a session of today is still to come; so it is as long as that is unknown.
    """

    state: State
    noticed: Sequence[Noticed] = ()
    planned: bool = True


class Watching(Patrol):
    """Looks at each athlete now and then; any number of processes side by side."""

    def __init__(
        self,
        desk: Desk,
        storage: Storage,
        clock: Callable[[], datetime],
        *,
        owner: str,
        rate: float,
    ) -> None:
        super().__init__(desk, storage, clock, owner, tick=TICK, sweep_every=SWEEP_EVERY)
        self._rate = rate
        self._share = Share()

    async def _go_round(self) -> None:
        """Look at everybody whose look is due."""
        while watches := await self._storage.watches.claim(
            AT_ONCE, self._owner, self._clock(), LEASE
        ):
            athletes = await self._storage.athletes.find_many({w.athlete_id for w in watches})
            async with asyncio.TaskGroup() as group:
                for watch in watches:
                    group.create_task(self._look(watch, athletes.get(watch.athlete_id)))

    async def _sweep(self, now: datetime) -> None:
        """Watch whoever is connected; see how often all of them may be looked at."""
        async for athletes in self._storage.athletes.connected():
            await self._storage.watches.add([each.id for each in athletes], now)
        seconds = await self._storage.watches.count() * CALLS / (self._rate * SHARE)
        self._share.least = timedelta(seconds=seconds)

    async def _look(self, watch: Watch, athlete: Athlete | None) -> None:
        """One look. Whoever wants and can get nothing is forgotten, and begins anew later."""
        now, state = self._clock(), State(**watch.state)
        if athlete is None or not _reachable(athlete, now):
            await self._storage.watches.finish(watch, {}, now + SELDOM, now)
            return
        look = Look(state)
        try:
            intervals = self._desk.services.accounts.open(athlete, Priority.PUSH)
            look = await self._see(intervals, watch, athlete, now)
        except StorageError:
            raise
        except KeyRefusedError:
            await self._desk.pushes.note_again(
                athlete.id, KEY, local_day(now, athlete.time_zone), now + TRY_AGAIN
            )
        except ServiceError as error:
            log.info("look at athlete %d: %s", athlete.id, type(error).__name__)
        except Exception:  # one athlete's trouble is nobody else's
            log.exception("look at athlete %d", athlete.id)
        at = now + self._share.stretched(_pause(look, athlete, now))
        state = replace(look.state, next_look=at.isoformat())
        await self._storage.watches.finish(watch, asdict(state), at, now, look.noticed)

    async def _see(
        self, intervals: Intervals, watch: Watch, athlete: Athlete, now: datetime
    ) -> Look:
        """What is new. Raises IntervalsErrors.

        One API call; one more once an hour, or while the plan changes, and one until the day's
        alert is decided.
        """
        today, state = local_day(now, athlete.time_zone), State(**watch.state)
        first = not state.since
        expected = datetime.fromisoformat(state.next_look) if state.next_look else watch.look_at
        hurried = watch.look_at < expected
        rest = STILL if state.moved or hurried else PLAN_EVERY
        since = today - (KEPT if first else FRESH * 2)
        done = await if_allowed(intervals.activities(since, today)) or ()
        state, told = notice_activities(state, done, now)
        noticed = [
            Noticed(f"activity:{each.id}", each.day, {"activity": each.id}) for each in told
        ]
        with suppress(NotAllowedError):  # signed in without the calendar
            if not state.plan_read or now - datetime.fromisoformat(state.plan_read) >= rest:
                state, changed = await self._see_plan(intervals, athlete, state, now)
                noticed += changed
        with suppress(NotAllowedError):
            state, unusual = await _see_body(intervals, athlete, state, now)
            noticed += () if first else unusual
        paired = {str(each.paired_event_id) for each in done}
        plan = state.plan or {}
        open_today = (mark for mark, each in plan.items() if each["day"] == str(today))
        planned = any(mark not in paired for mark in open_today)
        return Look(state, tuple(noticed), planned=planned)

    async def _see_plan(
        self, intervals: Intervals, athlete: Athlete, state: State, now: datetime
    ) -> tuple[State, Sequence[Noticed]]:
        """How the coming days changed: one API call."""
        today = local_day(now, athlete.time_zone)
        own = await self._own(athlete, state)
        events = await intervals.events(today, today + 2 * WINDOW)
        state, changes = notice_plan(state, events, own, today, now)
        return state, [Noticed("plan", today, {"changes": list(changes)})] if changes else []

    async def _own(self, athlete: Athlete, state: State) -> Own:
        if not state.plan_read:
            return Own()
        since = datetime.fromisoformat(state.plan_read) - MARGIN
        changes = await self._storage.changes.since(athlete.id, since)
        return own_of(changes, athlete.intervals_id)


async def _see_body(
    intervals: Intervals, athlete: Athlete, state: State, now: datetime
) -> tuple[State, Sequence[Noticed]]:
    """What is out of the ordinary: one API call, none once the day is decided.

    What usually is there after a night is waited for, until noon.
    """
    today = local_day(now, athlete.time_zone)
    if state.decided == str(today):
        return state, []
    limits = limits_of(athlete.alert_limits)
    records = await read_night(intervals, today)
    if missing_of(records, today) and _hour(now, athlete) < NOON:
        return state, []
    percent = athlete.form_as_percent
    state, alerts = notice_alerts(state, records, today, limits, percent=percent)
    return state, [Noticed("alert", today, {"alerts": list(alerts)})] if alerts else []


def _reachable(athlete: Athlete, now: datetime) -> bool:
    paused = athlete.paused_until and local_day(now, athlete.time_zone) <= athlete.paused_until
    stopped = athlete.sealed_credential is None or athlete.blocked_at or athlete.refused_at
    return not paused and not stopped and any(wanted(athlete, kind) for kind in KINDS)


def _pause(look: Look, athlete: Athlete, now: datetime) -> timedelta:
    """Until the next look."""
    state = look.state
    if state.waiting:
        return SETTLE
    if quiet(athlete, now):
        return min(NIGHT, quiet_until(athlete, now) - now)
    usual = (now + SELDOM / 2, now, now - SELDOM)
    hours = usual_hours(state, athlete.time_zone)
    expected = any(_hour(each, athlete) in hours for each in usual)
    return OFTEN if look.planned or expected or state.moved else SELDOM


def _hour(moment: datetime, athlete: Athlete) -> int:
    return local_time(moment, athlete.time_zone).hour
