"""The one error handler: any exception becomes one answer."""

import logging
import secrets

from handlers.context import BotContext
from handlers.reading.errors import UnreadableError
from handlers.views.refused import reason
from handlers.views.reply import Reply, button
from services.errors import KeyRefusedError, NotAllowedError, NotConnectedError, ServiceError

log = logging.getLogger(__name__)


class MistypedCommandError(UnreadableError):
    """No command is called `text`; `near` is the one most like it."""


class UnknownCommandError(UnreadableError):
    """No command is called `text`, nor anything like it."""


class NotUnderstoodError(ServiceError):
    """Text that no command recognises, while no question is open."""


class TopicError(ServiceError):
    """Text that is not understood, but speaks of what the command `name` is for."""


class UnreadMessageError(ServiceError):
    """A sticker, a voice message: something the bot does not read."""


class EditedMessageError(ServiceError):
    """A message that was changed after it was answered."""


class OtherRiderError(ServiceError):
    """A button about somebody else than `name`, whom the athlete looks at now."""


class RiderRefusedError(ServiceError):
    """The key may not do that for `name`; the athlete looks at themselves again."""


def explain(context: BotContext, error: Exception) -> Reply:
    """The sentence for an error.

    Anything that is not a ServiceError is a fault of ours: it is logged under a short
    reference, and the athlete is shown the reference.
    """
    words = context.words
    if not isinstance(error, ServiceError):
        reference = secrets.token_hex(3)
        log.error("reference %s, update %d", reference, context.update_id, exc_info=error)
        return Reply(words("error.unexpected", reference=reference))
    text = reason(error, context.today, words)
    if isinstance(error, NotConnectedError | KeyRefusedError | NotAllowedError):
        return Reply(text, ((button(words.plain("connect.button"), "connect"),),))
    if isinstance(error, OtherRiderError):
        return Reply(text, ((button(words.plain("athlete.button"), "athlete"),),))
    if isinstance(error, TopicError):
        name = str(error.facts["name"])
        return Reply(text, ((button(f"/{name}", name.replace(" ", "_")),),))
    return Reply(text)
