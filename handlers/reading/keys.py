"""Keys of intervals.icu in a text: found, to be taken out of the chat; hidden in quotes."""

import re

HIDDEN = "…"
# A key alone or within a sentence (Chinese puts no spaces around it), quoted, or after
# "API_KEY:"; never a piece of a link, of a mail address or of a file's name.
KEY = re.compile(
    r"(?<![!-~])[\"'`(<\[]*+(?:[A-Za-z_]+[:=])?[\"'`(<\[:=]*"
    r"((?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{16,64})"
    r"[\"'`)>\].,;:!?]*(?![!-~])"
)


def find_key(text: str) -> str | None:
    """The first word that looks like a key: 16 to 64 letters and digits, some of each."""
    found = KEY.search(text)
    return found[1] if found else None


def hide_keys(text: str) -> str:
    """The text as it may be quoted."""
    return KEY.sub(HIDDEN, text)
