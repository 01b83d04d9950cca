"""What the bot says, before Telegram is involved."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from services.riders import Rider

LABEL = 34  # characters that a button shows on a phone
DATA_BYTES = 64  # Telegram's limit for a button's callback data
SCREEN = 15  # lines that a phone shows at once
ROWS = 10  # of a list, with room for what is above and below it
TICK = "✓ "
HEAD = 2  # lines of a folded message that stay in sight
QUOTES = re.compile(r"</?blockquote[^>]*>")
FOLDED = re.compile(r"<blockquote expandable>.*?</blockquote>\n?", re.DOTALL)


@dataclass(frozen=True)
class Button:
    """A button under a message. `data` comes back when it is pressed; `url` opens instead."""

    label: str
    data: str = ""
    url: str = ""
    style: str = ""


@dataclass(frozen=True)
class File:
    """A document to send, by the name the athlete's trainer or watch will see."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Reply:
    """One message: Telegram HTML, rows of buttons below it, perhaps a file or a picture above it.

    `picture` is SVG. An edit without one leaves the picture of the message, unless it `clears`.
    """

    text: Markup
    rows: tuple[tuple[Button, ...], ...] = ()
    file: File | None = None
    picture: str = ""
    clears: bool = False

    def above(self, header: Markup) -> "Reply":
        """The same reply below `header` and a blank line."""
        return replace(self, text=paragraphs(header, self.text))

    def about(self, rider: Rider) -> "Reply":
        """The same reply under the rider's name; its buttons know whose they are."""
        marked = tuple(tuple(_marked(each, rider.id) for each in row) for row in self.rows)
        return replace(self, text=lines(named(rider), self.text), rows=marked)

    def without(self, command: str) -> "Reply":
        """The same reply, but for the buttons of a command."""
        kept = (tuple(b for b in row if b.data.split(":")[0] != command) for row in self.rows)
        return replace(self, rows=tuple(row for row in kept if row))


def named(rider: Rider) -> Markup:
    """The first line of what is about somebody else."""
    return Markup("👤 {}").format(rider.name)


def _marked(plain: Button, rider_id: str) -> Button:
    """A button with no room for the mark becomes one that says it is too old."""
    if not plain.data:
        return plain
    data = f"@{rider_id}:{plain.data}"
    return replace(plain, data=data if len(data.encode()) <= DATA_BYTES else f"@{rider_id}:-")


def unmarked(data: str) -> tuple[str | None, str]:
    """Whose a button is (None: the athlete's own), and its data without that."""
    if not data.startswith("@"):
        return None, data
    rider_id, _, plain = data[1:].partition(":")
    return rider_id, plain


def button(label: str, command: str, *parts: object, style: str = "") -> Button:
    """A button that presses `command` with `parts`; too long for Telegram is a fault of ours."""
    data = ":".join([command, *map(str, parts)])
    if len(data.encode()) > DATA_BYTES:
        raise ValueError(f"button data over {DATA_BYTES} bytes: {data}")
    return Button(label, data=data, style=style)


def ticked(label: str, chosen: bool) -> str:
    """A choice as a button shows it, with a mark where it is the one that is chosen."""
    return f"{TICK}{label}" if chosen else label


def unticked(choice: Button) -> Button:
    """The same button once its choice is taken back."""
    return replace(choice, label=choice.label.removeprefix(TICK))


def lines(*rows: Markup | str | None) -> Markup:
    """The rows that are there, one under another; plain text is escaped."""
    return Markup("\n").join(row for row in rows if row)


def joined(*parts: Markup | str | None) -> Markup:
    """What there is of a line, dots between; plain text is escaped."""
    return Markup(" · ").join(part for part in parts if part)


def paragraphs(*blocks: Markup | str | None) -> Markup:
    """The blocks that are there, a blank line between them."""
    return Markup("\n\n").join(block for block in blocks if block)


def quote(body: Markup) -> Markup:
    """Long detail, folded until it is tapped."""
    return Markup("<blockquote expandable>{}</blockquote>").format(body)


def beginning(rows: Sequence[Markup], most: int = ROWS) -> Markup:
    """The first rows, and what would fill more than the screen with them folded."""
    return lines(*rows[:most], quote(lines(*rows[most:])) if len(rows) > most else None)


def shortened(text: str, most: int = LABEL) -> str:
    """The beginning of a text of more than `most` characters, with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def few(names: Sequence[str], most: int) -> list[str]:
    """The first `most` names, and an ellipsis for the others."""
    return [*names[:most], *(["…"] if len(names) > most else [])]


def fitting(texts: Iterable[Markup]) -> Markup:
    """The first that a phone shows at once, else the last; what is folded does not count."""
    text = Markup()
    for text in texts:
        if FOLDED.sub("", text).rstrip("\n").count("\n") < SCREEN:
            break
    return text


def beneath(above: Markup, text: Markup) -> Markup:
    """A text at the end of a message, which is folded where both are too long for a phone."""
    rows = QUOTES.sub("", above).split("\n")
    begin, rest = (Markup("\n").join(map(Markup, each)) for each in (rows[:HEAD], rows[HEAD:]))
    folded = lines(begin, quote(rest.strip()) if rest else None)
    return fitting(paragraphs(each, text) for each in (above, folded))


def in_rows(buttons: list[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons, `width` to a row."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
