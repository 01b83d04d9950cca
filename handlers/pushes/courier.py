"""The courier: takes one push to its athlete, or says why not."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from telegram.error import BadRequest, TelegramError

from handlers.context import BotContext, Desk
from handlers.gateway.errors import BlockedError, TelegramDownError
from handlers.pushes import PUSHES, key
from handlers.pushes.footer import with_footer
from handlers.pushes.kind import NotYetError, PushKind, family
from handlers.views.reply import Reply
from services.errors import BusyError, KeyRefusedError, UnavailableError
from services.pace import Pace, Priority
from services.schedule import quiet, quiet_until, wanted
from services.zones import local_day
from storage.errors import StorageError
from storage.models import Athlete, Push
from storage.shield import shielded

log = logging.getLogger(__name__)
TRY_AGAIN = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)
KINDS = {kind.name: kind for kind in PUSHES}
KEY = key.push.name


class Courier:
    """Composes, paces and sends; nothing that Telegram may have taken is sent again."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime], pace: Pace) -> None:
        self._desk = desk
        self._pushes = desk.pushes
        self._clock = clock
        self._pace = pace

    async def deliver(self, push: Push, athlete: Athlete | None) -> None:
        """Bring a claimed push to an end: sent, dropped with a reason, or to be tried later."""
        now, kind = self._clock(), KINDS.get(family(push.kind))
        if kind is None:
            await self._pushes.drop(push, "no such kind")
        elif await self._may_go(kind, athlete, push, now) and athlete:
            context = BotContext(self._desk, 0, athlete, now, priority=Priority.PUSH)
            await self._compose(context, kind, push)

    async def _may_go(
        self, kind: PushKind, athlete: Athlete | None, push: Push, now: datetime
    ) -> bool:
        """Whether it is to be sent now; else it is dropped, or held."""
        if reason := _why_not(kind, athlete, push, now):
            await self._pushes.drop(push, reason)
        elif athlete and (until := _held_until(kind, athlete, push, now)):
            await self._pushes.retry(push, until, quiet=True)
        else:
            return True
        return False

    async def _compose(self, context: BotContext, kind: PushKind, push: Push) -> None:
        try:
            reply = await kind.compose(context, push)
        except NotYetError as wait:
            await self._pushes.retry(push, wait.at, **wait.facts)
        except (BusyError, UnavailableError):
            await self._pushes.retry(push, context.now + TRY_AGAIN, unavailable=True)
        except KeyRefusedError:
            await self._refused(context, push)
        except StorageError:
            raise
        except Exception as error:  # one athlete's trouble is nobody else's
            log.exception("push %d", push.id)
            await self._pushes.drop(push, type(error).__name__)
        else:
            if reply is None:
                await self._pushes.drop(push, "nothing to say")
            else:
                reply = with_footer(reply, kind, push, context.words)
                await shielded(self._send(context, kind, push, reply))

    async def _refused(self, context: BotContext, push: Push) -> None:
        """Have the key looked at once more, and told of; this push waits for what comes of it."""
        at = context.now + TRY_AGAIN
        await self._pushes.note_again(push.athlete_id, KEY, context.today, at)
        await self._pushes.retry(push, at + MINUTE, refused=True)

    async def _send(self, context: BotContext, kind: PushKind, push: Push, reply: Reply) -> None:
        """At most once: nothing is tried again that Telegram may have taken."""
        athlete_id = context.athlete.id
        try:
            message = await self._desk.outbox.send_once(
                athlete_id, reply, partial(self._gate, kind, push)
            )
        except BlockedError:
            await self._desk.services.accounts.note_blocked(athlete_id, context.now)
            await self._pushes.drop(push, "blocked")
            return
        except TelegramDownError as busy:
            await self._pushes.retry(push, self._clock() + timedelta(seconds=busy.seconds + 1))
            return
        except BadRequest as refusal:  # a fault of ours; it surely has not arrived
            log.warning("push %d: %s", push.id, refusal.message)
            await self._pushes.drop(push, "refused by Telegram")
            return
        except TelegramError as trouble:
            # It may have arrived: never again. The counts show it as unknown.
            log.warning("push %d: %s", push.id, type(trouble).__name__)
        else:
            if message is None:
                return
            await self._pushes.finish(push, message, self._clock())
        if kind.told:
            await kind.told(context)

    async def _gate(self, kind: PushKind, push: Push) -> bool | None:
        """The last thing before the call: wait for a turn, commit that it is being sent.

        The athlete is asked for anew: they may have paused, flown or gone to bed meanwhile.
        """
        await self._pace.turn(Priority.PUSH)
        athlete, now = await self._desk.services.accounts.find(push.athlete_id), self._clock()
        may_go = await self._may_go(kind, athlete, push, now)
        if athlete is None or not may_go or not await self._pushes.begin_sending(push):
            return None
        return athlete.pushes_silent or quiet(athlete, now)


def _why_not(kind: PushKind, athlete: Athlete | None, push: Push, now: datetime) -> str:
    """Why this push is not to be sent any more; empty if it is."""
    if athlete is None:
        return "forgotten"
    today = local_day(now, athlete.time_zone)
    reasons: Sequence[tuple[str, object]] = (
        ("disconnected", athlete.sealed_credential is None),
        ("blocked", athlete.blocked_at),
        ("refused", athlete.refused_at),
        ("paused", athlete.paused_until and today <= athlete.paused_until),
        ("off", not wanted(athlete, kind.name)),
        ("stale", kind.of_its_day and today != push.local_date),
        ("stale", kind.stale(push, athlete, now)),
    )
    return next((reason for reason, applies in reasons if applies), "")


def _held_until(kind: PushKind, athlete: Athlete, push: Push, now: datetime) -> datetime | None:
    """Until when it is held; a time that the athlete chose within the quiet hours is kept."""
    chosen = kind.scheduled and quiet(athlete, push.planned_at)
    return quiet_until(athlete, now) if quiet(athlete, now) and not chosen else None
