"""What an update says: who sent it, which message was pressed, and whom it is about."""

from markupsafe import Markup
from telegram import CallbackQuery, Message, Update, User
from telegram.constants import ChatType

from handlers.views.reply import Button, Reply, unmarked
from services.riders import Rider
from storage.models import Athlete


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
