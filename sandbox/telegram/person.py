"""A person in front of Telegram: writes, presses, sends files, reads what is on the screen."""

from collections.abc import Sequence

from sandbox.telegram import files
from sandbox.telegram.entities import parse
from sandbox.telegram.state import Chat, Json, Toast, World
from sandbox.telegram.views import Button, Message, message_view
from sandbox.telegram.wire import Upload

MAX_TEXT = 4096
MEMBER, KICKED = {"status": "member"}, {"status": "kicked", "until_date": 0}


class Person:
    """Somebody with a private chat with the bot; every act returns the id of its update."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.chat = chat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def messages(self) -> list[Message]:
        """What the chat shows now, both sides, oldest first; deleted messages are gone."""
        shown = sorted(self.chat.messages.items())
        return [message_view(self.world, message) for _, message in shown]

    @property
    def last(self) -> Message:
        """The newest visible message from the bot; AssertionError if there is none."""
        for _, message in sorted(self.chat.messages.items(), reverse=True):
            if message["from"]["id"] == self.world.bot["id"]:
                return message_view(self.world, message)
        raise AssertionError(f"the bot has nothing to show to {self.chat.person['first_name']}")

    @property
    def toasts(self) -> list[Toast]:
        """What presses were answered with, oldest first; silent answers are left out."""
        return [toast for toast in self.chat.answers if toast.text or toast.url]

    @property
    def answers(self) -> list[Toast]:
        """Every answer to a press, silent ones too."""
        return list(self.chat.answers)

    @property
    def typing(self) -> bool:
        until = self.chat.action_until
        return until is not None and until > self.world.clock()

    @property
    def language(self) -> str:
        return str(self.chat.person.get("language_code", ""))

    @language.setter
    def language(self, code: str) -> None:
        self.chat.person["language_code"] = code
        self.world.touch(self.chat)

    def say(self, text: str, *, reply_to: int | None = None) -> int:
        """Write a message; one over 4096 characters goes in parts, as the apps do."""
        parts = [text[at : at + MAX_TEXT] for at in range(0, len(text), MAX_TEXT)]
        assert parts, "the apps send no empty message"
        return [self._send(_text_content(part), reply_to) for part in parts][-1]

    def press(self, label_part: str, message: Message | int | None = None) -> int:
        """Press the button with this in its label, case aside, on the newest message with one.

        AssertionError names the labels on the screen if there is none.
        """
        found, button = self._find_button(label_part, message)
        if button.data is None:
            raise AssertionError(f"{button.label!r} opens {button.url}; nothing reaches the bot")
        return self.press_data(found.id, button.data)[0]

    def press_data(self, message_id: int, data: str) -> tuple[int, str]:
        """Press by callback data, as an old screen still can; ids of the update and the query."""
        stored = self.chat.messages.get(message_id)
        if stored is None:
            # A message that was deleted meanwhile is told as inaccessible.
            stored = {"chat": self.chat.as_json(), "message_id": message_id, "date": 0}
        return self.world.press(self.chat, stored, data)

    def send_document(self, name: str, content: bytes, caption: str = "") -> int:
        described = {"document": files.document(self.world, Upload(name, content))}
        return self._send(described | ({"caption": caption} if caption else {}))

    def send_photo(self, name: str, content: bytes, caption: str = "") -> int:
        described = {"photo": files.photo(self.world, Upload(name, content))}
        return self._send(described | ({"caption": caption} if caption else {}))

    def send_location(self, lat: float, lon: float) -> int:
        return self._send({"location": {"latitude": lat, "longitude": lon}})

    def send_sticker(self, emoji: str = "💪") -> int:
        stored = self.world.add_file("stickers", "sticker.webp", "image/webp", b"RIFF")
        sticker = {
            "file_id": stored.id,
            "file_unique_id": stored.unique_id,
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
        return self._send({"sticker": sticker})

    def send_in_group(self, text: str, group_id: int) -> int:
        """Write in a group (negative id) that the bot is in; it is made on first use."""
        group = self.world.chats.get(group_id)
        if group is None:
            group = Chat(group_id, self.chat.person, title="Club", started=True)
            self.world.chats[group_id] = group
        message = self.world.add_message(group, self.chat.person, _text_content(text))
        return self.world.updates.push("message", message)

    def edit(self, message: Message | int, text: str) -> int:
        """Change the text of one's own message."""
        message_id = message if isinstance(message, int) else message.id
        old = self.chat.messages[message_id]
        kept = {name: value for name, value in old.items() if name not in {"text", "entities"}}
        edited = self.world.replace_message(self.chat, kept | _text_content(text))
        return self.world.updates.push("edited_message", edited)

    def delete(self, message: Message | int) -> None:
        """Remove a message for both sides; Telegram tells the bot nothing."""
        self.chat.messages.pop(message if isinstance(message, int) else message.id)
        self.world.touch(self.chat)

    def block(self) -> int:
        return self._change_membership(MEMBER, KICKED)

    def unblock(self) -> int:
        return self._change_membership(KICKED, MEMBER)

    def _send(self, content: Json, reply_to: int | None = None) -> int:
        if self.chat.blocked:
            raise AssertionError("a person who blocked the bot cannot write to it")
        self.chat.started = True
        if reply_to is not None:
            content["reply_to_message"] = self.chat.messages[reply_to]
        message = self.world.add_message(self.chat, self.chat.person, content)
        return self.world.updates.push("message", message)

    def _change_membership(self, old: Json, new: Json) -> int:
        self.chat.blocked = new is KICKED
        self.chat.started = True
        self.world.touch(self.chat)
        change = {
            "chat": self.chat.as_json(),
            "from": self.chat.person,
            "date": self.world.timestamp(),
            "old_chat_member": {"user": self.world.bot, **old},
            "new_chat_member": {"user": self.world.bot, **new},
        }
        return self.world.updates.push("my_chat_member", change)

    def _find_button(
        self, label_part: str, message: Message | int | None
    ) -> tuple[Message, Button]:
        wanted = label_part.casefold()
        for shown in self._with_buttons(message):
            buttons = [button for row in shown.buttons for button in row]
            hits = [button for button in buttons if wanted in button.label.casefold()]
            exact = [button for button in hits if button.label.casefold() == wanted]
            if hits:
                return shown, (exact or hits)[0]
        labels = [shown.labels for shown in self._with_buttons(message)]
        raise AssertionError(f"no button {label_part!r}; on the screen, newest first: {labels}")

    def _with_buttons(self, message: Message | int | None) -> Sequence[Message]:
        message_id = message.id if isinstance(message, Message) else message
        shown = [one for one in self.messages if message_id in (None, one.id)]
        return [one for one in reversed(shown) if one.buttons]


def _text_content(text: str) -> Json:
    formatted = parse(text)
    entities = list(formatted.entities)
    return {"text": formatted.text} | ({"entities": entities} if entities else {})
