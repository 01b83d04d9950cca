"""The words athletes type, of all languages at once, and finding them in a text."""

import unicodedata
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handlers.reading.numbers import find_number

# What NFKC leaves apart although people type one for the other.
SAME = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚′`´", "'"),
    **dict.fromkeys("，、。；", ";"),  # never a decimal mark, as , and . are
    **dict.fromkeys("～〜", "~"),
    "¼": ".25",
    "½": ".5",
    "¾": ".75",
}
BETWEEN = " ,;:"  # what may stand between the parts of a line
ANY_SPORT = ("Workout", "Other", "Transition")  # their words are said of every sport
EXPANSION = 4  # characters one character may become: ㎏ is kg, but ﷺ stays


class Typed:
    """A text as it is compared (`text`), and as it was typed (`piece`, `rest`).

    Compared are compatibility forms, case-folded: "：" is ":", "Ｈ" is "h", Arabic digits are
    digits. Direction marks and zero-width characters are left out, spaces are single.
    """

    def __init__(self, original: str) -> None:
        self._original = unicodedata.normalize("NFC", original)
        plain: list[str] = []
        self._origins: list[int] = []
        for index, char in enumerate(self._original):
            for each in _plain(char):
                if each != " " or (plain and plain[-1] not in " \n"):
                    plain.append(each)
                    self._origins.append(index)
        self._origins.append(len(self._original))
        self.text = "".join(plain)

    def piece(self, start: int, end: int) -> str:
        return self._original[self._origins[start] : self._origins[end]].strip()

    def rest(self, start: int) -> str:
        return self.piece(start, len(self.text))


def _plain(char: str) -> str:
    if char.isascii():
        return " " if char.isspace() and char != "\n" else char.lower()
    if char in SAME:
        return SAME[char]
    kind = unicodedata.category(char)
    if kind == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if char.isspace():
        return " "
    folded = unicodedata.normalize("NFKC", char).casefold()
    return folded if len(folded) <= EXPANSION else char


def is_letter(char: str) -> bool:
    """A letter of a script that puts spaces between words; Chinese does not."""
    return char.isalpha() and char < "\u2e80"


def breaks(text: str, at: int) -> bool:
    """Whether a word or number that ends at `at` is not just the beginning of a longer one."""
    if at >= len(text) or at == 0:
        return True
    before, after = text[at - 1], text[at]
    return not ((is_letter(before) and is_letter(after)) or (before.isdigit() and after.isdigit()))


def skip(text: str, at: int, chars: str = " ") -> int:
    """The first place from `at` on that holds none of `chars`."""
    while at < len(text) and text[at] in chars:
        at += 1
    return at


class Found(NamedTuple):
    """A phrase in a text: what it means, where it ends, the number in place of its # (else 1)."""

    meaning: str
    end: int
    number: float = 1.0


@dataclass(frozen=True)
class _Phrase:
    head: str
    tail: str | None  # what follows the number; None: the phrase has no number
    meaning: str

    def match(self, text: str, at: int) -> Found | None:
        if not text.startswith(self.head, at):
            return None
        end = at + len(self.head)
        if self.tail is None:
            return Found(self.meaning, end) if breaks(text, end) else None
        number = find_number(text, skip(text, end))
        if number is None:
            return None
        end = skip(text, number.end) if self.tail else number.end
        if not text.startswith(self.tail, end) or not breaks(text, end + len(self.tail)):
            return None
        return Found(self.meaning, end + len(self.tail), number.value)


def _shortness(phrase: _Phrase) -> int:
    return -len(phrase.head + (phrase.tail or ""))


class Vocabulary:
    """Phrases by group and what they mean there, from the `read.…` keys of all languages.

    The phrases of the key `read.weekday.1`, which | separates, mean `1` in the group
    `weekday`, and "" in the group `weekday.1`. # in a phrase stands for a number.
    """

    def __init__(self, languages: Sequence[Mapping[str, str]]) -> None:
        self._groups: dict[str, dict[str, list[_Phrase]]] = {}
        for phrases in languages:
            for key, alternatives in phrases.items():
                parts = key.removeprefix("read.").split(".")
                for each in alternatives.split("|"):
                    for cut in range(1, len(parts) + 1):
                        self._put(".".join(parts[:cut]), Typed(each).text, ".".join(parts[cut:]))

    def _put(self, group: str, phrase: str, meaning: str) -> None:
        """Among those of the group that begin alike, the longest first."""
        head, mark, tail = (part.strip() for part in phrase.partition("#"))
        first = head[:1] or mark
        phrases = self._groups.setdefault(group, {}).setdefault(first, [])
        insort(phrases, _Phrase(head, tail if mark else None, meaning), key=_shortness)

    def with_names(self, group: str, names: Mapping[str, str]) -> "Vocabulary":
        """The same with more in one group: what may be typed, and what it means."""
        more = Vocabulary([])
        own = self._groups.get(group, {})
        more._groups = {**self._groups, group: {k: [*v] for k, v in own.items()}}
        for typed, meaning in names.items():
            more._put(group, Typed(typed).text, meaning)
        return more

    def find(self, group: str, text: str, at: int = 0) -> Found | None:
        """The longest phrase of the group at `at` of a `Typed.text`, not glued to what follows."""
        phrases = self._groups.get(group)
        if phrases is None or at >= len(text):
            return None
        for phrase in phrases.get(text[at], ()):
            if found := phrase.match(text, at):
                return found
        for phrase in phrases.get("#", ()):
            if found := phrase.match(text, at):
                return found
        return None

    def meaning(self, group: str, text: str) -> str | None:
        """What a whole text means, if it is a phrase of the group."""
        typed = Typed(text).text.strip()
        found = self.find(group, typed)
        return found.meaning if found and found.end == len(typed) else None

    def leading(self, group: str, text: str) -> tuple[str | None, str]:
        """What the start of a line means and the rest of it; None and the line without that."""
        typed = Typed(text)
        found = self.find(group, typed.text, skip(typed.text, 0))
        if found is None:
            return None, text
        return found.meaning, typed.rest(skip(typed.text, found.end, BETWEEN))

    def leading_sport(self, text: str) -> tuple[str | None, str]:
        """The sport at the start of a line and the rest of it; None and the line without one."""
        return self.leading("sport", text)

    def sport_within(self, text: str) -> tuple[str, str, str] | None:
        """The one sport a line names, what stands before and what after: `Easy run 1h`.

        None where it names none or several.
        """
        typed, at = Typed(text), 0
        found: dict[str, tuple[int, int]] = {}
        while at < len(typed.text):
            sport = self.find("sport", typed.text, at) if breaks(typed.text, at) else None
            if sport and sport.meaning not in ANY_SPORT:
                found.setdefault(sport.meaning, (at, sport.end))
            at = sport.end if sport else at + 1
        if len(found) != 1:
            return None
        [(meaning, (start, end))] = found.items()
        return meaning, typed.piece(0, start), typed.rest(skip(typed.text, end, BETWEEN))
