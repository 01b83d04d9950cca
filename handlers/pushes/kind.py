"""A kind of push: its name, what it says, and until when it is worth saying."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.context import BotContext
from handlers.views.reply import Reply
from services.schedule import SCHEDULE, deadline
from storage.models import Athlete, Push

Compose = Callable[[BotContext, Push], Awaitable[Reply | None]]
Told = Callable[[BotContext], Awaitable[None]]


class NotYetError(Exception):
    """A push waits: it is composed again at `at`; `facts` say what for."""

    def __init__(self, at: datetime, **facts: object) -> None:
        super().__init__(at, facts)
        self.at = at
        self.facts = facts


@dataclass(frozen=True)
class PushKind:
    """Everything the bot knows of one push; its words are `push.<name>` and `settings.<name>`.

    `compose` may raise IntervalsErrors (busy: tried again), NotYetError, and give None: there
    is nothing to say any more. A kind in SCHEDULE comes at its times; any other is noted by
    whoever notices, as "name" or "name:subject". `stale_after` its time it is dropped, one that
    is `of_its_day` also when that day is over. `thumbs`: whether it asks if it helped. `always`:
    it cannot be turned off. `told` is called once it is sent, or may have been.
    """

    name: str
    compose: Compose
    stale_after: timedelta
    of_its_day: bool = False
    thumbs: bool = False
    always: bool = False
    told: Told | None = None

    @property
    def scheduled(self) -> bool:
        """Whether it comes at times the athlete chose."""
        return self.name in SCHEDULE

    def stale(self, push: Push, athlete: Athlete, now: datetime) -> bool:
        """Whether it has been held up for too long; waiting for the night is not."""
        waited = deadline(athlete, push.local_date) if self.name == "morning" else None
        return now - max(push.planned_at, waited or push.planned_at) > self.stale_after


def family(kind: str) -> str:
    """The name of the kind: of "activity:i1" it is activity."""
    return kind.partition(":")[0]
