"""Methods that put something into a chat."""

from typing import Any

from sandbox.telegram.entities import Formatted, parse, utf16_length
from sandbox.telegram.files import document_from, photo_from
from sandbox.telegram.markup import reply_markup
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import Chat, Json, World
from sandbox.telegram.wire import Arguments

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ALBUM = 10
CHAT_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note", "cancel",
}  # fmt: skip


def text_content(given: Arguments) -> Json:
    """The text of a message, parsed and measured."""
    if not given.has("text"):
        raise bad_request("message text is empty")
    formatted = parse(given.text("text"), given.text("parse_mode"), given.decoded("entities"))
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return _named("text", "entities", formatted)


def caption_content(given: Arguments) -> Json:
    """The caption of a file, parsed and measured; empty if there is none."""
    return caption_of(
        given.text("caption"), given.text("parse_mode"), given.decoded("caption_entities")
    )


def caption_of(caption: str, mode: str, entities: list[Json] | None) -> Json:
    formatted = parse(caption, mode, entities)
    if utf16_length(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return _named("caption", "caption_entities", formatted) if formatted.text else {}


def _named(text: str, entities: str, formatted: Formatted) -> Json:
    content: Json = {text: formatted.text}
    if formatted.entities:
        content[entities] = list(formatted.entities)
    return content


def post(world: World, given: Arguments, content: Json) -> Json:
    """Send `content` with the reply and the keyboard that the arguments name."""
    chat = world.chat(given.text("chat_id"))
    inline, keyboard = reply_markup(given)
    replied = _replied(chat, given)
    _count(world, chat)
    if keyboard is not None:
        chat.reply_keyboard = None if keyboard.get("remove_keyboard") else keyboard
    content = content | ({"reply_markup": inline} if inline else {}) | replied
    if given.flag("protect_content"):
        content["has_protected_content"] = True
    return world.add_message(chat, world.bot, content)


def _count(world: World, chat: Chat) -> None:
    if world.limits:
        world.limits.count(chat.id)


def _replied(chat: Chat, given: Arguments) -> Json:
    reply = given.decoded("reply_parameters") or {}
    message_id = reply.get("message_id") or given.integer("reply_to_message_id")
    if not message_id:
        return {}
    found = chat.messages.get(int(message_id))
    if found:
        return {"reply_to_message": {k: v for k, v in found.items() if k != "reply_to_message"}}
    if reply.get("allow_sending_without_reply") or given.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def send_message(world: World, given: Arguments) -> Json:
    content = text_content(given)
    preview = given.decoded("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return post(world, given, content)


def send_document(world: World, given: Arguments) -> Json:
    world.chat(given.text("chat_id"))
    caption = caption_content(given)
    file = document_from(world, given.upload("document"), given.text("document"))
    return post(world, given, {"document": file} | caption)


def send_photo(world: World, given: Arguments) -> Json:
    world.chat(given.text("chat_id"))
    caption = caption_content(given)
    sizes = photo_from(world, given.upload("photo"), given.text("photo"))
    return post(world, given, {"photo": sizes} | caption)


def send_location(world: World, given: Arguments) -> Json:
    place = {name: float(given.text(name) or 0) for name in ("latitude", "longitude")}
    return post(world, given, {"location": place})


def media_content(world: World, given: Arguments, media: Json) -> Json:
    """One InputMedia: a photo or a document with its caption."""
    reference = str(media.get("media", ""))
    upload = given.attached(reference)
    entities = media.get("caption_entities")
    caption = caption_of(media.get("caption") or "", media.get("parse_mode") or "", entities)
    if media.get("type") == "photo":
        return {"photo": photo_from(world, upload, reference)} | caption
    if media.get("type") == "document":
        return {"document": document_from(world, upload, reference)} | caption
    raise bad_request("can't parse InputMedia: media must be a photo or a document here")


def send_media_group(world: World, given: Arguments) -> list[Json]:
    world.chat(given.text("chat_id"))
    album = given.decoded("media") or []
    if not album:
        raise bad_request("there are no messages to send")
    if len(album) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    if len({media.get("type") for media in album}) > 1:
        raise bad_request("document can't be mixed with other media types")
    group = {"media_group_id": str(13 * 10**15 + world.serial())}
    contents = [media_content(world, given, media) | group for media in album]
    return [post(world, given, content) for content in contents]


def send_chat_action(world: World, given: Arguments) -> bool:
    chat = world.chat(given.text("chat_id"))
    action = given.text("action")
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.show_action(chat, action)
    return True


def copy_message(world: World, given: Arguments) -> Json:
    message = post(world, given, _content_of(_source(world, given)))
    return {"message_id": message["message_id"]}


def forward_message(world: World, given: Arguments) -> Json:
    source = _source(world, given)
    origin = {"type": "user", "sender_user": source["from"], "date": source["date"]}
    return post(world, given, _content_of(source) | {"forward_origin": origin})


def _source(world: World, given: Arguments) -> Json:
    chat = world.known_chat(given.text("from_chat_id"))
    found = chat.messages.get(given.integer("message_id"))
    if found is None:
        raise bad_request("message to copy not found")
    return found


def _content_of(message: Json) -> dict[str, Any]:
    kept = ("text", "entities", "caption", "caption_entities", "document", "photo", "location")
    return {name: message[name] for name in kept if name in message}
