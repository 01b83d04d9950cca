"""Rounds: the messages that come by themselves, each once per athlete and local day."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from telegram.error import TelegramError

from handlers import morning
from handlers.context import BotContext, Desk
from handlers.gateway.errors import BlockedError, TelegramDownError
from handlers.views.reply import Reply
from services.errors import BusyError, KeyRefusedError, ServiceError, UnavailableError
from services.morning import quiet, stale
from services.pace import Pace, Priority
from services.zones import local_day
from storage import Storage
from storage.models import Athlete, Push
from storage.orderly import orderly

log = logging.getLogger(__name__)

TICK = 15.0  # seconds
BATCH = 25
LEASE = timedelta(minutes=3)
TRY_AGAIN = timedelta(minutes=5)
SWEEP_EVERY = timedelta(hours=1)
KEEP = {
    "inbox": timedelta(days=2),
    "changes": timedelta(days=30),
    "pushes": timedelta(days=90),
    "pictures": timedelta(days=60),
}


class Rounds:
    """Plans what is due and sends it; any number of processes may do so side by side."""

    def __init__(
        self, desk: Desk, storage: Storage, clock: Callable[[], datetime], *, owner: str
    ) -> None:
        self._desk = desk
        self._storage = storage
        self._clock = clock
        self._owner = owner
        self._pace = Pace(25)  # Telegram's limit for messages nobody asked for is about 30/s
        self._swept_at = clock()

    async def run(self) -> None:
        """Go round for ever."""
        while True:
            await self.go()
            await asyncio.sleep(TICK)

    async def go(self) -> None:
        """One round: note what is due, send it, sweep now and then."""
        await self._plan()
        while claimed := await self._storage.pushes.claim(
            BATCH, self._owner, self._clock(), LEASE
        ):
            await asyncio.gather(*(self._deliver(push) for push in claimed))
        if self._clock() - self._swept_at > SWEEP_EVERY:
            await self._sweep()

    async def _plan(self) -> None:
        """A row for every morning that has come; noted first, so that a crash loses none."""
        while due := await self._storage.athletes.due_for_morning(self._clock(), BATCH):
            for athlete in due:
                due_at = athlete.next_morning_at or self._clock()
                day = local_day(due_at, athlete.time_zone)
                await self._storage.pushes.note(athlete.id, morning.KIND, day, due_at)
                await self._desk.services.accounts.plan_morning(athlete, self._clock())

    async def _deliver(self, push: Push) -> None:
        now = self._clock()
        athlete = await self._storage.athletes.find(push.athlete_id)
        if athlete is None or (reason := _why_not(athlete, push, now)):
            await self._storage.pushes.drop(push, reason if athlete else "forgotten")
            return
        context = BotContext(self._desk, 0, athlete, now, priority=Priority.PUSH)
        try:
            reply = await self._compose(context, push)
        except (BusyError, UnavailableError):
            await self._storage.pushes.retry(push, now + TRY_AGAIN)
        except KeyRefusedError:
            await self._refused(context, push)
        except ServiceError as error:
            log.warning("push %d: %s", push.id, error)
            await self._storage.pushes.drop(push, type(error).__name__)
        else:
            await orderly(self._send(context, push, reply))

    async def _compose(self, context: BotContext, push: Push) -> Reply:
        return await morning.compose(context, push.local_date)

    async def _refused(self, context: BotContext, push: Push) -> None:
        """Believe the second refusal; then tell once, and stop until there is a new key."""
        if push.attempts < 2:
            await self._storage.pushes.retry(push, context.now + TRY_AGAIN)
            return
        await self._desk.services.accounts.note_refused(context.athlete.id, context.now)
        await orderly(self._send(context, push, morning.refused(context.words)))

    async def _send(self, context: BotContext, push: Push, reply: Reply) -> None:
        """At most once: nothing is tried again that Telegram may have taken."""
        athlete, pushes = context.athlete, self._storage.pushes
        await self._pace.turn(Priority.PUSH)
        if not await pushes.begin_sending(push):
            return
        silent = quiet(athlete.quiet_from, athlete.quiet_to, athlete.time_zone, context.now)
        try:
            message = await self._desk.outbox.send_once(athlete.id, reply, silent=silent)
        except BlockedError:
            await self._desk.services.accounts.note_blocked(athlete.id, context.now)
            await pushes.drop(push, "blocked")
        except TelegramDownError as busy:
            await pushes.retry(push, self._clock() + timedelta(seconds=busy.seconds + 1))
        except TelegramError as trouble:
            # It may have arrived: never again. The counts show it as unknown.
            log.warning("push %d: %s", push.id, type(trouble).__name__)
        else:
            await pushes.finish(push, message)

    async def _sweep(self) -> None:
        self._swept_at = now = self._clock()
        await self._storage.inbox.sweep(now - KEEP["inbox"])
        await self._storage.changes.sweep(now - KEEP["changes"])
        await self._storage.pushes.sweep(now - KEEP["pushes"])
        await self._storage.pictures.sweep(now - KEEP["pictures"])
        await self._storage.dialogs.sweep(now)


def _why_not(athlete: Athlete, push: Push, now: datetime) -> str:
    """Why this push is not to be sent any more; empty if it is."""
    today = local_day(now, athlete.time_zone)
    if athlete.sealed_credential is None:
        return "disconnected"
    if athlete.blocked_at:
        return "blocked"
    if athlete.refused_at:
        return "refused"
    if athlete.paused_until and today <= athlete.paused_until:
        return "paused"
    if today != push.local_date or stale(push.due_at, now):
        return "stale"
    return ""
