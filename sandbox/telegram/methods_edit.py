"""Methods that change or remove what is in a chat, and that answer a press."""

from datetime import timedelta
from typing import Any

from sandbox.telegram.markup import inline_markup
from sandbox.telegram.methods_send import caption_content, media_content, text_content
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import Chat, Json, Toast, World
from sandbox.telegram.wire import Arguments

MAX_ANSWER = 200
DELETABLE = timedelta(hours=48)
CONTENT = ("text", "entities", "caption", "caption_entities", "document", "photo")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def _editable(world: World, given: Arguments) -> tuple[Chat, Json]:
    chat = world.chat(given.text("chat_id"))
    if not given.has("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(world: World, given: Arguments, content: Json, replaced: tuple[str, ...]) -> Json:
    """Replace the fields named; the keyboard always goes unless a new one is given."""
    chat, message = _editable(world, given)
    markup = inline_markup(given)
    gone = {*replaced, "reply_markup"}
    kept = {name: value for name, value in message.items() if name not in gone}
    edited = kept | content | ({"reply_markup": markup} if markup else {})
    if edited == message:
        raise bad_request(NOT_MODIFIED)
    if world.limits:
        world.limits.count(chat.id)
    return world.replace_message(chat, edited)


def edit_message_text(world: World, given: Arguments) -> Json:
    message = _editable(world, given)[1]
    content = text_content(given)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    preview = given.decoded("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return _edit(world, given, content, ("text", "entities", "link_preview_options"))


def edit_message_caption(world: World, given: Arguments) -> Json:
    message = _editable(world, given)[1]
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, given, caption_content(given), ("caption", "caption_entities"))


def edit_message_media(world: World, given: Arguments) -> Json:
    _editable(world, given)
    media = given.decoded("media")
    if not isinstance(media, dict):
        raise bad_request("input media is empty")
    return _edit(world, given, media_content(world, given, media), CONTENT)


def edit_message_reply_markup(world: World, given: Arguments) -> Json:
    return _edit(world, given, {}, ())


def delete_message(world: World, given: Arguments) -> bool:
    chat = world.chat(given.text("chat_id"))
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if world.timestamp() - message["date"] > DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    _delete(world, chat, message)
    return True


def delete_messages(world: World, given: Arguments) -> bool:
    chat = world.chat(given.text("chat_id"))
    for message_id in given.decoded("message_ids") or []:
        message = chat.messages.get(int(message_id))
        if message:
            _delete(world, chat, message)
    return True


def _delete(world: World, chat: Chat, message: Json) -> None:
    del chat.messages[message["message_id"]]
    world.touch(chat)


def answer_callback_query(world: World, given: Arguments) -> bool:
    text = given.text("text")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query_id = given.text("callback_query_id")
    world.answer(Toast(query_id, text, given.flag("show_alert"), given.text("url")))
    return True


def set_message_reaction(world: World, given: Arguments) -> bool:
    """Shown to the person only: bots do not see reactions on messages unless they ask."""
    chat = world.chat(given.text("chat_id"))
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    reactions: list[Any] = given.decoded("reaction") or []
    chat.reactions[message["message_id"]] = [one.get("emoji", "") for one in reactions]
    world.touch(chat)
    return True
