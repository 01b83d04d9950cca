"""What an update says: who sent it, which message was pressed, and whom it is about."""

import json
from typing import Any

from markupsafe import Markup
from telegram import Bot, CallbackQuery, Message, Update, User
from telegram.constants import ChatType

from handlers.views.reply import Button, Reply, unmarked
from services.riders import Rider
from storage.models import Athlete

# Nothing else of a message is read, so that a new kind of content cannot make it unreadable.
READ = {
    "message_id",
    "date",
    "edit_date",
    "chat",
    "from",
    "text",
    "caption",
    "document",
    "location",
    "reply_to_message",
}
OF_A_REPLY = {"message_id", "date", "chat"}
# What Telegram says of the chat itself, and nobody wants answered.
SERVICE = {
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
}


def read_update(payload: str, bot: Bot) -> Update | None:
    """What Telegram sent, of its message only what we read; None for a note of the service's."""
    update: dict[str, Any] = json.loads(payload)
    for kind in ("message", "edited_message"):
        if message := update.get(kind):
            if SERVICE & message.keys():
                return None
            update[kind] = _kept(message, READ)
            if replied := message.get("reply_to_message"):
                update[kind]["reply_to_message"] = _kept(replied, OF_A_REPLY)
    return Update.de_json(update, bot)


def _kept(message: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in message.items() if name in names}


def says_something(text: str) -> bool:
    """Whether there is anything to see in a text: not in direction marks and zero widths."""
    return any(char.isprintable() and not char.isspace() for char in text)


def private_sender(update: Update) -> User | None:
    """Who wrote or pressed in a private chat; None for groups and for what nobody sent."""
    if update.callback_query:
        return update.callback_query.from_user
    message = update.message or update.edited_message
    if message and message.chat.type == ChatType.PRIVATE:
        return message.from_user
    return None


def pressed_message(query: CallbackQuery | None) -> Reply | None:
    """The message whose button was pressed, as we would send it."""
    if query is None:
        return None
    message = query.message
    if not isinstance(message, Message):  # too old for Telegram to show us
        return Reply(Markup())
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    text = message.text_html or message.caption_html or ""
    rider_id, _ = unmarked(query.data or "")
    if rider_id is not None:  # the name in its first line is put there again when it is said
        text = text.partition("\n")[2]
    return Reply(
        Markup(text),
        tuple(
            tuple(
                Button(each.text, unmarked(str(each.callback_data or ""))[1], each.url or "")
                for each in row
            )
            for row in rows
        ),
    )


def rider_of(athlete: Athlete) -> Rider | None:
    """Whom the athlete looks at; None: themselves."""
    if athlete.viewing_id is None:
        return None
    return Rider(athlete.viewing_id, athlete.viewing_name or athlete.viewing_id)
