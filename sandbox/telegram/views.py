"""Messages as a person sees them on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.telegram.state import Json, StoredFile, World


@dataclass(frozen=True)
class Button:
    """A button of an inline keyboard."""

    label: str
    data: str | None = None
    url: str | None = None
    style: str | None = None
    copy_text: str | None = None


@dataclass(frozen=True)
class File:
    name: str
    content: bytes
    mime: str


@dataclass(frozen=True)
class Message:
    """A message as it stands now; `text` is plain and holds the caption if there is a file."""

    id: int
    from_bot: bool
    text: str
    entities: tuple[Mapping[str, Any], ...]
    buttons: tuple[tuple[Button, ...], ...]
    document: File | None
    photo: File | None
    edited: bool
    date: datetime
    reply_to: int | None
    location: tuple[float, float] | None = None
    album: str | None = None

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.buttons for button in row]


def message_view(world: World, message: Json) -> Message:
    place = message.get("location")
    return Message(
        id=message["message_id"],
        from_bot=message["from"]["id"] == world.bot["id"],
        text=message.get("text") or message.get("caption") or "",
        entities=tuple(message.get("entities") or message.get("caption_entities") or ()),
        buttons=_buttons(message),
        document=_file(world, message.get("document")),
        photo=_file(world, message["photo"][-1] if "photo" in message else None),
        edited="edit_date" in message,
        date=datetime.fromtimestamp(message["date"], UTC),
        reply_to=message.get("reply_to_message", {}).get("message_id"),
        location=(place["latitude"], place["longitude"]) if place else None,
        album=message.get("media_group_id"),
    )


def _buttons(message: Json) -> tuple[tuple[Button, ...], ...]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return tuple(tuple(_button(button) for button in row) for row in rows)


def _button(button: Json) -> Button:
    return Button(
        label=button["text"],
        data=button.get("callback_data"),
        url=button.get("url"),
        style=button.get("style"),
        copy_text=button.get("copy_text", {}).get("text"),
    )


def _file(world: World, described: Json | None) -> File | None:
    if described is None:
        return None
    stored: StoredFile = world.files[described["file_id"]]
    return File(stored.name, stored.content, stored.mime)
