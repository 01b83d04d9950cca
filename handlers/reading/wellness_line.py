"""Reading a line of wellness from left to right: values, and what is not understood."""

import re
from datetime import date

from handlers.reading.days import find_day
from handlers.reading.nights import find_slept, two_readings
from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import Found, Typed, Vocabulary, breaks, skip
from handlers.reading.wellness_gathered import Gathered, ValueFirst, Wrong, is_decoration
from handlers.reading.wellness_values import (
    FoundValues,
    believable,
    fields_of,
    find_measured,
    find_values,
    over_fillers,
    value_ends,
    words_end,
)
from services.errors import ServiceError

SEPARATORS = " ,;:=.!|/·•*"
PIECE_ENDS = " ,;|"
WORD = re.compile(r"(?![.!?|()])[^ ,;]+")
CLAUSE = re.compile(r"[^,;.]+")
LONGEST_DAY = 24  # characters


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
        self._unread: list[tuple[int, int]] = []
        # Until where it is known whether numbers belong to the names after them.
        self._judged = (0, False)

    def read(self, start: int) -> bool:
        """Gather everything from `start` on; whether already its beginning says nothing to us."""
        takes = (
            self._take_field,
            self._take_phrase,
            self._take_value_first,
            self._take_measured,
            self._take_wrong_value,
            self._take_clear,
            self._take_filler,
            self._take_day,
        )
        self._at = first = skip(self._text, start, SEPARATORS)
        while self._at < len(self._text):
            self._name, self._phrase = self._find_name(), self._find("phrase")
            if not any(take() for take in takes):
                begin, self._at = self._at, self._end_of_unknown()
                if self._follows_unknown(begin):
                    begin = self._unread.pop()[0]
                self._unread.append((begin, self._at))
            self._at = skip(self._text, self._at, SEPARATORS)
        pieces = [(begin, self._line.piece(begin, end)) for begin, end in self._unread]
        said = [(begin, piece) for begin, piece in pieces if not is_decoration(piece)]
        self._gathered.unread += [piece for _, piece in said]
        return bool(said) and said[0][0] == first

    def _take_field(self) -> bool:
        """`hrv 62`, `hrv: -`, `note slept badly`; not where a longer phrase begins so."""
        name, phrase = self._name, self._phrase
        if name is None or (phrase and phrase.end > name.end):
            return False
        if end := words_end(name.meaning, self._text, name.end):
            return self._take_words(name, end)
        start = over_fillers(self._text, name.end, self._vocabulary)
        dash = self._text.startswith("-", start) and self._text[start + 1 : start + 2] in " ,;"
        value = skip(self._text, start + 1) if dash else start
        if found := self._find_values(name.meaning, value):
            return self._put(found, value)
        if dash:
            return self._clear(name.meaning, start, start + 1)
        if clear := self._vocabulary.find("clear", self._text, start):
            return self._clear(name.meaning, start, clear.end)
        return False

    def _take_words(self, name: Found, end: int) -> bool:
        start = skip(self._text, name.end, SEPARATORS)
        said = self._line.piece(start, max(start, end))
        known = FoundValues({name.meaning: None if said == "-" else said}, end)
        return bool(said) and self._put(known, start)

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
        found = self._value_first(self._at)
        if found is None or (found.bare and self._may_be_anothers(found)):
            return False
        return self._put(FoundValues(found.values, found.end), self._at)

    def _take_measured(self) -> bool:
        """`70.4 kg`, 140斤, or the 6h of `slept badly, 6h`: nothing else has these units."""
        last = next(reversed(self._gathered.typed), "")
        found = find_measured(self._text, self._at, self._vocabulary, last)
        if found and not self._follows_unknown(self._at):
            return self._put(found, self._at)
        return False

    def _value_first(self, at: int) -> ValueFirst | None:
        """A believable value that begins at `at` and the name after it, or a night."""
        if slept := find_slept(self._text, at, self._vocabulary):
            return ValueFirst({"sleep": slept.length}, "sleep", slept.end, bare=False)
        for end in value_ends(self._text, at, self._vocabulary):
            joint = self._vocabulary.find("of", self._text, skip(self._text, end))
            start = skip(self._text, joint.end if joint else end)
            name = self._vocabulary.find("field", self._text, start)
            # Cut off, for in 62hrv the name is glued to its value.
            found = name and self._find_values(name.meaning, at, self._text[:end])
            if name and found and found.end == end:
                if not all(believable(*each) for each in found.values.items()):
                    return None
                number = find_number(self._text, at, thousands=True)
                bare = number is not None and number.end == found.end
                return ValueFirst(found.values, name.meaning, name.end, bare)
        return None

    def _may_be_anothers(self, first: ValueFirst) -> bool:
        """The 47 of `foo 47 hrv` may be foo's, and that of `foo 47 hrv 60` surely is."""
        if self._follows_unknown(self._at):
            return True
        if self._at >= self._judged[0]:
            last = first
            while following := self._value_first(
                over_fillers(self._text, last.end, self._vocabulary)
            ):
                last = following
            value = self._find_values(
                last.name, over_fillers(self._text, last.end, self._vocabulary)
            )
            self._judged = last.end, value is not None
        return self._judged[1]

    def _follows_unknown(self, at: int) -> bool:
        """Whether only spaces lie between what stands at `at` and what was not understood."""
        return bool(self._unread) and not self._text[self._unread[-1][1] : at].strip()

    def _take_wrong_value(self) -> bool:
        """`hrv banana`. Before a comma or something we know, it is the name that says nothing."""
        name = self._name
        start = over_fillers(self._text, name.end, self._vocabulary) if name else self._at
        if name is None or self._knows(start):
            return False
        word = WORD.match(self._text, start)
        if word is None:
            return False
        end = max([word.end(), *value_ends(self._text, start, self._vocabulary)])
        self._gathered.wrong.append(Wrong(name.meaning, self._line.piece(start, end)))
        self._at = end
        return True

    def _take_clear(self) -> bool:
        """`clear hrv`."""
        clear = self._find("clear")
        start = skip(self._text, clear.end) if clear else 0
        name = clear and self._vocabulary.find("field", self._text, start)
        return name is not None and self._clear(name.meaning, self._at, name.end)

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
            if readings := two_readings(name, self._text, start, self._vocabulary):
                self._gathered.wrong.append(Wrong(name, text, readings=readings))
            else:
                self._gathered.put(name, value, text)
        self._at = found.end
        return True

    def _clear(self, name: str, start: int, end: int) -> bool:
        return self._put(FoundValues(dict.fromkeys(fields_of(name)), end), start)

    def _find(self, group: str) -> Found | None:
        return self._vocabulary.find(group, self._text, self._at)

    def _find_name(self) -> Found | None:
        """A field's name; not where it is only the beginning of `rest day`."""
        name, filler = self._find("field"), self._find("filler")
        return None if name and filler and filler.end > name.end else name

    def _find_values(self, name: str, at: int, text: str | None = None) -> FoundValues | None:
        return find_values(name, text or self._text, at, self._vocabulary, self._weight_unit)

    def _knows(self, at: int) -> bool:
        groups = ("field", "phrase", "filler", "negation")
        return any(self._vocabulary.find(group, self._text, at) for group in groups)

    def _end_of_unknown(self) -> int:
        """Up to something we know. After `not` nothing of its clause is what it seems."""
        if known := self._name or self._find("sport"):  # the 步 of 跑步 are no steps
            return known.end
        if self._find("negation") and (clause := CLAUSE.match(self._text, self._at)):
            return clause.end()
        end = self._at + 1
        while end < len(self._text) and self._text[end] not in PIECE_ENDS:
            if breaks(self._text, end) and self._knows(end):
                break
            end += 1
        return end
