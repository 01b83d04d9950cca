"""What stands under every push: whether it helped, why it came, and the way to turn it off."""

from dataclasses import replace

from handlers.pushes.kind import PushKind
from handlers.views.reply import Reply, button
from handlers.words import Words
from storage.models import Push


def with_footer(reply: Reply, kind: PushKind, push: Push, words: Words) -> Reply:
    """The reply with a last row of small buttons."""
    thumbs = (
        (button("👍", "why", "yes", push.id), button("👎", "why", "no", push.id))
        if kind.thumbs
        else ()
    )
    why = button(words.plain("why.button"), "why", "of", push.id)
    off = button(words.plain("why.off_button"), "why", "off", push.id)
    small = (*thumbs, why) if kind.always else (*thumbs, why, off)
    return replace(reply, rows=(*reply.rows, small))


def is_push(shown: Reply) -> bool:
    """Whether a message in the chat came by itself."""
    return any(each.data.startswith("why:of:") for row in shown.rows for each in row)


def offering_week(reply: Reply, push: Push, words: Words) -> Reply:
    """The reply with the offer of the week's message, made once."""
    offer = button(words.plain("push.offer_week"), "why", "week", push.id)
    return replace(reply, rows=(*reply.rows, (offer,)))


def answered(reply: Reply, *asked: str) -> Reply:
    """The reply without the buttons that `asked`, once one of them is pressed."""
    data = tuple(f"why:{word}:" for word in asked)
    rows = (tuple(b for b in row if not b.data.startswith(data)) for row in reply.rows)
    return replace(reply, rows=tuple(row for row in rows if row))
