"""Key refused: told once, with what to do; then nothing comes until there is a new key."""

from datetime import timedelta

from handlers.context import BotContext
from handlers.pushes.kind import PushKind
from handlers.views.reply import Reply, button
from handlers.words import Words
from services.errors import KeyRefusedError, NotAllowedError
from storage.models import Athlete, Push


async def compose(context: BotContext, _: Push) -> Reply | None:
    """The second opinion, one API call; None where the key was refused but once.

    Right keys are refused for a minute after many failed log-ins from our address.
    """
    try:
        await context.intervals().profile()
    except KeyRefusedError:
        return render(context.words, context.athlete)
    except NotAllowedError:  # a sign-in that may not read settings: it is known
        return None
    return None


def render(words: Words, athlete: Athlete) -> Reply:
    """What happened, and Connect."""
    connect = button(words.plain("connect.button"), "connect", style="primary")
    what = "refused" if athlete.credential_kind == "api_key" else "ended"
    return Reply(words(f"push.key.{what}"), ((connect,),))


async def stop(context: BotContext) -> None:
    """Told: nothing else comes by itself, unless there is a new key by now."""
    await context.services.accounts.note_refused(context.athlete, context.now)


push = PushKind("key", compose, timedelta(hours=24), always=True, told=stop)
