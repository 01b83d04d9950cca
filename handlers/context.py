"""BotContext: one update's athlete, their words, the services, and the way to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Unpack

from handlers.button_data import number_of
from handlers.gateway.outbox import Outbox
from handlers.reading.vocabulary import Vocabulary
from handlers.views.reply import Reply
from handlers.words import Library, Words
from services import Services
from services.changes import WriteKey
from services.errors import AlreadyError
from services.intervals.client import Intervals
from services.pace import Priority
from services.riders import Rider
from services.zones import local_day
from storage.athletes import AthleteColumns
from storage.dialogs import Dialogs
from storage.models import Athlete, Dialog
from storage.pushes import Pushes

if TYPE_CHECKING:  # a command takes the context, and the context knows all commands
    from handlers.command import Command

QUESTION_LIVES = timedelta(days=2)  # its buttons work for so long
QUESTION_LISTENS = timedelta(hours=3)  # text is taken for its answer for so long
# Settings that the next pushes follow from.
PLANNED_BY = {
    "morning_at",
    "morning_days",
    "week_at",
    "week_days",
    "time_zone",
    "paused_until",
}


class QuestionGoneError(AlreadyError):
    """A button of a question that is answered, cancelled or too old."""


@dataclass(frozen=True)
class Desk:
    """What is the same for every update: built once by bot.py."""

    commands: tuple["Command", ...]
    languages: Library
    vocabulary: Vocabulary
    services: Services
    dialogs: Dialogs
    pushes: Pushes
    outbox: Outbox


@dataclass
class BotContext:
    """One update of one athlete in their private chat."""

    desk: Desk
    update_id: int
    athlete: Athlete
    now: datetime
    message_id: int | None = None
    pressed: Reply | None = None  # the message whose button was pressed, as it stands
    priority: Priority = Priority.PERSON
    rider: Rider | None = None  # whom the athlete looks at, while that is not themselves
    may_be_command: bool = False  # what was typed, where it is no answer to a question

    @property
    def connected(self) -> bool:
        return self.athlete.sealed_credential is not None

    @property
    def services(self) -> Services:
        return self.desk.services

    @property
    def words(self) -> Words:
        return self.desk.languages[self.athlete.language]

    @property
    def today(self) -> date:
        """The athlete's day, not the server's."""
        return local_day(self.now, self.athlete.time_zone)

    @property
    def write_key(self) -> WriteKey:
        """What makes a repeat of this update write the same once more, and nothing twice."""
        rider = self.rider or self.oneself
        return WriteKey(
            self.athlete.id, self.update_id, self.now, rider, coach=self.rider is not None
        )

    @property
    def oneself(self) -> Rider | None:
        """The athlete at intervals.icu; None before the first connect."""
        own = self.athlete.intervals_id
        return Rider(own, self.athlete.name) if own else None

    def intervals(self) -> Intervals:
        """The door to whom the athlete looks at; NotConnectedError without a key."""
        return self.services.accounts.open(self.athlete, self.priority, self.rider)

    async def look_at(self, rider: Rider | None) -> None:
        """From now on all is about `rider`, None: oneself. What was asked before is closed."""
        await self.desk.dialogs.close_all(self.athlete.id)
        self.rider = rider
        await self.change_settings(
            viewing_id=rider.id if rider else None, viewing_name=rider.name if rider else None
        )

    async def come_home(self) -> None:
        """Look at oneself, for the key has changed."""
        if self.athlete.viewing_id:
            await self.look_at(None)

    async def reply(self, reply: Reply) -> int:
        """Say it: on the message whose button was pressed, else below. Gives the message's id."""
        if self.pressed and self.message_id is not None and not reply.file:
            return await self.edit(self.message_id, reply)
        return await self.send(reply)

    async def send(self, reply: Reply) -> int:
        """Say it below everything, also after a button."""
        return await self.desk.outbox.send(self.athlete.id, self._named(reply))

    async def edit(self, message_id: int, reply: Reply) -> int:
        """Say it on a message of ours; below, where that message is gone."""
        return await self.desk.outbox.edit(self.athlete.id, message_id, self._named(reply))

    def _named(self, reply: Reply) -> Reply:
        """Under the name of whom it is about, while that is not the athlete."""
        return reply.about(self.rider) if self.rider else reply

    async def delete(self) -> bool:
        """Take the athlete's own message (or the pressed one) out of the chat; whether it is."""
        if self.message_id is None:
            return False
        return await self.desk.outbox.delete(self.athlete.id, self.message_id)

    async def fetch(self, file_id: str) -> bytes:
        """A file the athlete sent, now or earlier. Raises FileGoneError."""
        return await self.desk.outbox.fetch(file_id)

    async def ask(
        self, command: str, state: Mapping[str, object], *, awaits_text: bool = False
    ) -> Dialog:
        """Remember a question of `command`; its answer may come days and restarts later."""
        return await self.desk.dialogs.open(
            self.athlete.id,
            command=command,
            state=dict(state),
            awaits_text=awaits_text,
            expires_at=self.now + QUESTION_LIVES,
        )

    async def open_question(self) -> Dialog | None:
        """The question that text now would be the answer to."""
        found = await self.desk.dialogs.awaiting(self.athlete.id, self.now)
        fresh = found and found.expires_at > self.now + QUESTION_LIVES - QUESTION_LISTENS
        return found if fresh else None

    async def question(self, dialog_id: str) -> Dialog:
        """The question a button belongs to; QuestionGoneError once answered or too old.

        Raises GoneButtonError for what is no question's id.
        """
        number = number_of(dialog_id)
        dialog = await self.desk.dialogs.find(self.athlete.id, number, self.now)
        if dialog is None:
            raise QuestionGoneError
        return dialog

    async def close(self, dialog: Dialog) -> None:
        """The question is answered."""
        await self.desk.dialogs.close(self.athlete.id, dialog.id)

    async def leave(self, command: str) -> None:
        """No question of `command` is open any more."""
        await self.desk.dialogs.close_all(self.athlete.id, command)

    async def change_settings(self, **columns: Unpack[AthleteColumns]) -> None:
        """Keep what the athlete chose, here and for every later update."""
        accounts = self.services.accounts
        self.athlete = await accounts.change(self.athlete.id, **columns)
        if columns.keys() & PLANNED_BY:
            await accounts.plan_pushes(self.athlete, self.now)
