"""Reading a line of wellness from left to right: values, and what is not understood."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from handlers.reading.days import find_day
from handlers.reading.vocabulary import Found, Typed, Vocabulary, breaks, skip
from handlers.reading.wellness_values import (
    FoundValues,
    believable,
    fields_of,
    find_values,
    value_ends,
)
from services.errors import ServiceError
from services.intervals.models import WellnessValue

SEPARATORS = " ,;:=.!|·•*"
PIECE_ENDS = " ,;|"
WORD = re.compile(r"(?![.!|])[^ ,;]+")
CLAUSE = re.compile(r"[^,;.]+")
LONGEST_DAY = 24  # characters


@dataclass
class Gathered:
    """What the lines of one day say, so far."""

    day: date | None
    values: dict[str, WellnessValue | None] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, bool]] = field(default_factory=list)  # field, text, twice
    typed: dict[str, str] = field(default_factory=dict)  # what was typed for a field

    def put(self, name: str, value: WellnessValue | None, text: str) -> None:
        """A value. A second one that differs takes both away: either may be meant."""
        if not believable(name, value):
            self.wrong.append((name, text, False))
        elif name not in self.typed:
            self.values[name], self.typed[name] = value, text
        elif name not in self.values or self.values[name] != value:
            self.values.pop(name, None)
            self.wrong.append((name, f"{self.typed[name]} / {text}", True))


class LineReader:
    """One line; each `_take…` moves on over what it knows and tells whether there was any."""

    def __init__(
        self,
        gathered: Gathered,
        today: date,
        vocabulary: Vocabulary,
        weight_unit: str,
        line: Typed,
    ) -> None:
        self._gathered = gathered
        self._today = today
        self._vocabulary = vocabulary
        self._weight_unit = weight_unit
        self._line = line
        self._text = line.text
        self._at = 0
        # What begins at `_at`: the name of a field, a phrase that is a value by itself.
        self._name: Found | None = None
        self._phrase: Found | None = None

    def read(self, start: int) -> None:
        """Gather everything from `start` on."""
        takes = (
            self._take_field,
            self._take_phrase,
            self._take_value_first,
            self._take_wrong_value,
            self._take_filler,
            self._take_day,
        )
        unread: list[tuple[int, int]] = []
        self._at = skip(self._text, start, SEPARATORS)
        while self._at < len(self._text):
            self._name, self._phrase = self._find("field"), self._find("phrase")
            if not any(take() for take in takes):
                begin, self._at = self._at, self._end_of_unknown()
                if unread and not self._text[unread[-1][1] : begin].strip():
                    begin = unread.pop()[0]
                unread.append((begin, self._at))
            self._at = skip(self._text, self._at, SEPARATORS)
        pieces = (self._line.piece(*each) for each in unread)
        self._gathered.unread += [piece for piece in pieces if not _is_decoration(piece)]

    def _take_field(self) -> bool:
        """`hrv 62`, `hrv: -`, `note slept badly`; not where a longer phrase begins so."""
        name, phrase = self._name, self._phrase
        if name is None or (phrase and phrase.end > name.end):
            return False
        if name.meaning == "comments":
            return self._take_note(name.end)
        start = self._over_fillers(name.end)
        dash = self._text.startswith("-", start) and self._text[start + 1 : start + 2] in " ,;"
        value = skip(self._text, start + 1) if dash else start
        if found := self._find_values(name.meaning, value):
            return self._put(found, value)
        if dash:
            return self._clear(name.meaning, start, start + 1)
        if clear := self._vocabulary.find("clear", self._text, start):
            return self._clear(name.meaning, start, clear.end)
        return False

    def _take_note(self, start: int) -> bool:
        """The rest of the line as it was typed."""
        start = skip(self._text, start, SEPARATORS)
        note = self._line.rest(start)
        known = {"comments": None if note == "-" else note}
        return bool(note) and self._put(FoundValues(known, len(self._text)), start)

    def _take_phrase(self) -> bool:
        """`legs sore`, 没睡好."""
        phrase = self._phrase
        if phrase is None:
            return False
        name, _, value = phrase.meaning.rpartition(".")
        known = {name: int(value) if value.isdigit() else value}
        return self._put(FoundValues(known, phrase.end), self._at)

    def _take_value_first(self) -> bool:
        """`62 hrv`, `low soreness`, `7h30 of sleep`, 8000步."""
        for end in value_ends(self._text, self._at, self._vocabulary):
            joint = self._vocabulary.find("of", self._text, skip(self._text, end))
            start = skip(self._text, joint.end if joint else end)
            name = self._vocabulary.find("field", self._text, start)
            found = name and self._find_values(name.meaning, self._at)
            if name and found and found.end in (end, name.end):
                good = all(believable(*each) for each in found.values.items())
                return good and self._put(FoundValues(found.values, name.end), self._at)
        return False

    def _take_wrong_value(self) -> bool:
        """`hrv banana`. Before a comma or something we know, it is the name that says nothing."""
        name = self._name
        start = self._over_fillers(name.end) if name else self._at
        if name is None or self._knows(start):
            return False
        word = WORD.match(self._text, start)
        if word is None:
            return False
        text = self._line.piece(start, word.end())
        self._gathered.wrong.append((fields_of(name.meaning)[0], text, False))
        self._at = word.end()
        return True

    def _take_filler(self) -> bool:
        filler = self._find("filler")
        self._at = filler.end if filler else self._at
        return filler is not None

    def _take_day(self) -> bool:
        """`hrv 62 yesterday`: the day may also come last."""
        if self._gathered.day or len(self._text) - self._at > LONGEST_DAY:
            return False
        try:
            day = find_day(self._text, self._at, self._today, self._vocabulary)
        except ServiceError:
            return False
        if day is None or skip(self._text, day.end, SEPARATORS) < len(self._text):
            return False
        self._gathered.day, self._at = day.toward(self._today, "past"), day.end
        return True

    def _put(self, found: FoundValues, start: int) -> bool:
        """Gather what stands from `start` on, and move on."""
        text = self._line.piece(start, found.end)
        for name, value in found.values.items():
            self._gathered.put(name, value, text)
        self._at = found.end
        return True

    def _clear(self, name: str, start: int, end: int) -> bool:
        cleared: Mapping[str, WellnessValue | None] = dict.fromkeys(fields_of(name))
        return self._put(FoundValues(cleared, end), start)

    def _find(self, group: str) -> Found | None:
        return self._vocabulary.find(group, self._text, self._at)

    def _find_values(self, name: str, at: int) -> FoundValues | None:
        return find_values(name, self._text, at, self._vocabulary, self._weight_unit)

    def _over_fillers(self, at: int) -> int:
        """Where the value of a name that ends at `at` begins: `hrv: 62`, `hrv was about 62`."""
        at = skip(self._text, at, " :=")
        while filler := self._vocabulary.find("filler", self._text, at):
            at = skip(self._text, filler.end, " :=")
        return at

    def _knows(self, at: int) -> bool:
        groups = ("field", "phrase", "filler", "negation")
        return any(self._vocabulary.find(group, self._text, at) for group in groups)

    def _end_of_unknown(self) -> int:
        """Up to something we know. After `not` nothing of its clause is what it seems."""
        if self._name:
            return self._name.end
        if self._find("negation") and (clause := CLAUSE.match(self._text, self._at)):
            return clause.end()
        end = self._at + 1
        while end < len(self._text) and self._text[end] not in PIECE_ENDS:
            if breaks(self._text, end) and self._knows(end):
                break
            end += 1
        return end


def _is_decoration(piece: str) -> bool:
    """Whether it says nothing: emoji."""
    return all(unicodedata.category(char) in {"So", "Sk", "Mn", "Cf"} for char in piece)
