"""Hearing: from the text of a message to the command it is meant for, or to an open question."""

from handlers import connect, log_wellness
from handlers.command import Command
from handlers.context import BotContext, Desk
from handlers.errors import NotUnderstoodError, TopicError, UnknownCommandError
from handlers.own_fields import is_own_value
from handlers.reading.errors import UnreadableError, quoted
from handlers.routing.naming import Names
from services.errors import ServiceError, UnknownZoneError
from storage.models import Dialog

NO_ANSWER = (  # to the open question; a command, perhaps
    UnreadableError,
    UnknownZoneError,
    NotUnderstoodError,
    connect.NotAKeyError,
)


class Hearing:
    """Runs what was typed; raises what explains why that cannot be."""

    def __init__(self, desk: Desk) -> None:
        self._commands = desk.commands
        self._names = Names(desk)
        self._keys = {each.key: each for each in desk.commands}

    async def command(self, context: BotContext, text: str) -> None:
        """Run it; where it makes nothing of the text, a longer name may have been meant."""
        command, arguments = self._commanded(context, text)
        try:
            await command.show(context, arguments)
        except UnreadableError as unread:
            nothing = unread.facts["text"] == quoted(arguments)  # of what follows was understood
            longer = self._names.longer_miss(command, arguments) if nothing else None
            raise longer or unread from None

    def _commanded(self, context: BotContext, text: str) -> tuple[Command, str]:
        """A command by its name, in any language, or by what is said: /plan, /计划, /hrv 62."""
        if named := self._names.find(text):
            return named
        said = text[1:].strip()
        if spoken := self._names.spoken(said):
            return spoken
        if recognised := self._recognised(context, said, None, instead=True):
            return recognised, said
        raise self._names.near_miss(text) or UnknownCommandError(text=text.split(maxsplit=1)[0])

    def _recognised(
        self, context: BotContext, text: str, asking: str | None, *, instead: bool
    ) -> Command | None:
        """The command that text without one is meant for, other than the one that asks."""
        for command in self._commands:
            mine = command.key != asking and command.recognise
            if mine and mine(context, text, instead):
                return command
        return None

    async def free_text(self, context: BotContext, text: str) -> None:
        """Give it to the first who makes something of it, in the order below."""
        question = await context.open_question()
        asking = question.command if question else None
        spoken = self._names.spoken(text)
        # What it says makes clear whose it is, also over the open question of another: `hrv 62`.
        # But `plan note sat Physio` names a command, and is no wellness note.
        meant = self._recognised(context, text, asking, instead=question is not None)
        if meant and not (spoken and " " in spoken[0].name):
            await _give(meant, context, text)
            return
        # The open question comes before a word of a command: a name may begin with one; and
        # what is understood in part would have been taken from it.
        partly = self._recognised(context, text, asking, instead=False) if question else None
        context.may_be_command = bool(spoken or partly)
        unread = await self._unanswered(context, question, text, spoken)
        if unread is None:
            return
        if spoken:
            await self._spoken(context, *spoken, text)
        elif partly:
            await _give(partly, context, text)
        # Only intervals.icu knows the athlete's own fields: so late for the API calls.
        elif await is_own_value(context, text):
            await log_wellness.show(context, text)
        # Nobody's: what the question says of it, else what may have been meant.
        elif isinstance(unread, NotUnderstoodError):
            raise self._names.topic(text) or self._names.near_miss(text) or unread
        else:
            raise unread

    async def _unanswered(
        self,
        context: BotContext,
        question: Dialog | None,
        text: str,
        spoken: tuple[Command, str] | None,
    ) -> ServiceError | None:
        """Why the text is no answer to the open question, if any; None once it is answered."""
        asking = self._keys.get(question.command) if question else None
        if not (question and asking and asking.answer) or spoken == (self._keys["cancel"], ""):
            return NotUnderstoodError()
        try:
            await asking.answer(context, question, text)
        except NO_ANSWER as error:
            return error
        return None

    async def _spoken(
        self, context: BotContext, command: Command, arguments: str, text: str
    ) -> None:
        """Run what its first word names; where the rest does not fit, it was just a word."""
        try:
            await command.show(context, arguments)
        except UnreadableError as unread:
            sentence = " " not in text and unread.facts["text"] == quoted(arguments)  # 状态好
            meant = TopicError(name=command.name) if sentence else unread
            raise self._names.topic(text) or meant from None


async def _give(command: Command, context: BotContext, text: str) -> None:
    """Text that a command recognised; it is shown first by those that can."""
    await (command.offer or command.show)(context, text)
