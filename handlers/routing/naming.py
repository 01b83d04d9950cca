"""The commands by their names: which one a text begins with, and which it may have meant."""

from difflib import get_close_matches

from handlers.command import Command
from handlers.context import Desk
from handlers.errors import MistypedCommandError, TopicError
from handlers.reading.commands import COMMAND
from handlers.reading.vocabulary import BETWEEN, Typed, breaks, skip

SLASHES = ("/", "／")
ALIKE = 0.7  # of 1: toady is today, and race is not cancel


class Names:
    """Every way to write a command's name: /plan add, /plan_add, /planadd."""

    def __init__(self, desk: Desk) -> None:
        commands = desk.commands
        self._vocabulary = desk.vocabulary
        self._keys = {each.key: each for each in commands}
        self._known = {
            spelled: each
            for each in commands
            for spelled in (each.name, each.key, each.name.replace(" ", ""))
        }
        # /race alone is none, yet it is clear what was meant.
        lasts = {each.name.split()[-1]: each for each in commands}
        self._alike = lasts | self._known

    def find(self, text: str) -> tuple[Command, str] | None:
        """The command with the longest name that begins the text, and what follows the name."""
        name, rest = _parted(text)
        second, *others = rest.split(maxsplit=1) or [""]
        if longer := self._known.get(f"{name} {second.lower()}"):
            return longer, "".join(others)
        command = self._known.get(name)
        return (command, rest) if command else None

    def spoken(self, text: str) -> tuple[Command, str] | None:
        """A command whose word begins the text, in any language: `calendar next week`, 今天."""
        typed = Typed(text)
        found = self._vocabulary.find("command", typed.text, skip(typed.text, 0))
        if found is None:
            return None
        rest = typed.rest(skip(typed.text, found.end, BETWEEN + "?!."))
        return self.find(f"{self._keys[found.meaning].name} {rest}")

    def topic(self, text: str) -> TopicError | None:
        """What to say where a word of the text tells what it is about: I'm sick, 跑完10公里."""
        typed = Typed(text).text
        for at in range(len(typed)):
            found = self._vocabulary.find("topic", typed, at) if breaks(typed, at) else None
            if found:
                return TopicError(name=self._keys[found.meaning].name)
        return None

    def near_miss(self, text: str) -> MistypedCommandError | None:
        """What to say where the first word is no command and much like one: /toady, plna.

        Without a slash it must begin alike, too: Ride is not meant for hide.
        """
        name, _ = _parted(text)
        commanded = text.startswith(SLASHES)
        spelled = [each for each in self._alike if commanded or each[0] == name[:1]]
        close = get_close_matches(name, spelled, 1, ALIKE)
        if not close:
            return None
        return MistypedCommandError(
            text=text.split(maxsplit=1)[0], near=self._alike[close[0]].name
        )

    def longer_miss(self, command: Command, arguments: str) -> MistypedCommandError | None:
        """The same where the next word is much like that of a longer name: /plan nte."""
        before = f"{command.name} "
        seconds = [each.removeprefix(before) for each in self._known if each.startswith(before)]
        word = arguments.split(maxsplit=1)[0].lower() if arguments.strip() else ""
        alike = [each for each in seconds if each[0] == word[:1]]
        close = get_close_matches(word, alike, 1, ALIKE)
        return MistypedCommandError(text=before + word, near=before + close[0]) if close else None


def _parted(text: str) -> tuple[str, str]:
    """The first word, without a slash and in small letters, and what follows it."""
    match = COMMAND.match("/" + text.lstrip("/／ "))
    return (match[1].lower(), match[3]) if match else (text, "")
