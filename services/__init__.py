"""What the bot knows how to do; no Telegram, no SQL, no clock of its own."""

from dataclasses import dataclass
from typing import Self

from services.accounts import Accounts
from services.changes import ChangeLog
from services.intervals.client import Door
from services.plan import Planner
from services.wellness import Diary
from storage import Storage


@dataclass(frozen=True)
class Services:
    """Everything that writes or remembers; what only reads is a function of an Intervals."""

    accounts: Accounts
    plan: Planner
    wellness: Diary
    changes: ChangeLog

    @classmethod
    def over(cls, door: Door, storage: Storage) -> Self:
        """The services on one way to intervals.icu and one storage."""
        changes = ChangeLog(storage.changes)
        return cls(Accounts(door, storage), Planner(changes), Diary(changes), changes)
