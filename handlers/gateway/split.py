"""Messages longer than Telegram takes, cut between lines with their tags whole."""

import re

from markupsafe import Markup

TAG = re.compile(r"<(/?)([a-z-]+)[^>]*>")
ROOM = 200  # for closing tags and a quote's opening one


def split(text: Markup, limit: int) -> list[Markup]:
    """Parts of at most `limit` UTF-16 units, tags counted; open tags close and open again."""
    if units(text) <= limit:
        return [text]
    parts: list[str] = []
    current = ""
    for line in _lines(text, limit - ROOM):
        longer = f"{current}\n{line}" if current else line
        if units(longer) > limit - ROOM and current:
            still_open = open_tags(current)
            parts.append(current + "".join(f"</{name}>" for name, _ in reversed(still_open)))
            longer = "".join(tag for _, tag in still_open) + line
        current = longer
    return [Markup(part) for part in [*parts, current]]


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def open_tags(text: str) -> list[tuple[str, str]]:
    """The tags still open at the end of `text`: name and the whole opening tag."""
    stack: list[tuple[str, str]] = []
    for tag in TAG.finditer(text):
        if tag[1]:
            stack.pop()
        else:
            stack.append((tag[2], tag[0]))
    return stack


def _lines(text: str, limit: int) -> list[str]:
    """The lines, the overlong ones cut between words (never inside a tag or an entity)."""
    width = limit // 2  # half, for every character may be two units
    return [
        piece
        for line in text.split("\n")
        for piece in (re.findall(rf".{{1,{width}}}(?:\s|$)|\S+", line) or [line])
    ]
