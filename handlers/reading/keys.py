"""Keys of intervals.icu in a text: found, to be taken out of the chat; hidden in quotes."""

import re

HIDDEN = "…"
MIXED = r"(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{16,64}"
# A key alone or within a sentence (Chinese puts no spaces around it), in marks, or after
# "key:"; never a piece of a link, of a mail address or of a file's name.
KEY = re.compile(
    r"(?<![!-~])[\"'`(<\[{*_~|]*+(?:[A-Za-z_]+[:=]|[-=]*>)?[\"'`(<\[{:=*_~|]*"
    rf"({MIXED})"
    r"[\"'`)>\]}*_~|.,;:!?]*(?![!-~])"
)
# As the service's own examples have it, also in a link: https://API_KEY:…@intervals.icu.
AFTER_ITS_NAME = re.compile(rf"(?i:API_?KEY)(?:[:=]|%3A)({MIXED})(?![A-Za-z0-9])")
# What must not be repeated, wherever it stands: what may be a key, and what is a bot's token.
SECRET = re.compile(rf"(?<![A-Za-z0-9]){MIXED}(?![A-Za-z0-9])|[0-9]{{6,}}:[A-Za-z0-9_-]{{30,}}")


def find_key(text: str) -> str | None:
    """The first word that looks like a key: 16 to 64 letters and digits, some of each."""
    found = KEY.search(text) or AFTER_ITS_NAME.search(text)
    return found[1] if found else None


def hide_keys(text: str) -> str:
    """The text as it may be quoted."""
    return SECRET.sub(HIDDEN, text)
