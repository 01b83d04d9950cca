"""What the bot knows how to do; no Telegram, no SQL, no clock of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from services import done, logbook, pairing, plan_undo, sport_settings, wellness
from services.accounts import Accounts
from services.changes import ChangeLog, Kind, TakeBack
from services.intervals.client import Door
from services.logbook import Logbook
from services.pairing import Pairing
from services.planner import Planner
from services.sign_in import App, SignIn
from services.sport_settings import SportSettingsEditor
from services.uploads import Uploader
from services.wellness import Diary
from storage import Storage

TAKE_BACK: Mapping[Kind, TakeBack] = {
    Kind.WELLNESS: wellness.take_back,
    Kind.EVENTS_ADDED: plan_undo.take_back_added,
    Kind.EVENTS_CHANGED: plan_undo.take_back_changed,
    Kind.EVENT_REMOVED: plan_undo.take_back_removed,
    Kind.EVENT_DONE: done.take_back_done,
    Kind.ACTIVITIES_ADDED: logbook.take_back_added,
    Kind.ACTIVITY_CHANGED: logbook.take_back_changed,
    Kind.SPORT_SETTINGS: sport_settings.take_back,
    Kind.ACTIVITY_PAIRED: pairing.take_back,
}


@dataclass(frozen=True)
class Services:
    """Everything that writes or remembers; what only reads is a function of an Intervals."""

    accounts: Accounts
    plan: Planner
    wellness: Diary
    logbook: Logbook
    changes: ChangeLog
    sport_settings: SportSettingsEditor
    pairing: Pairing
    uploads: Uploader
    sign_in: SignIn | None = None

    @classmethod
    def over(cls, door: Door, storage: Storage, app: App | None = None) -> Self:
        """The services on one way to intervals.icu and one storage; sign-in needs an `app`."""
        changes = ChangeLog(storage.changes, TAKE_BACK)
        accounts, pairs = Accounts(door, storage), Pairing(changes)
        sign_in = SignIn(app, door, accounts, storage.vault) if app else None
        return cls(
            accounts=accounts,
            plan=Planner(changes),
            wellness=Diary(changes),
            logbook=Logbook(changes),
            changes=changes,
            sport_settings=SportSettingsEditor(changes),
            pairing=pairs,
            uploads=Uploader(changes, pairs),
            sign_in=sign_in,
        )
