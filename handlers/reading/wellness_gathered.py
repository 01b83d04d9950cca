"""What the lines of one day say, gathered piece by piece."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from handlers.reading.refused import Refused
from handlers.reading.wellness_values import believable
from services.intervals.models import WellnessValue


class Wrong(NamedTuple):
    """What was typed for a field (or blood_pressure) and is not taken; why, if it could be."""

    field: str
    text: str
    twice: bool = False
    readings: tuple[timedelta, ...] = ()  # 7.30 is one of these


class ValueFirst(NamedTuple):
    """`62 hrv`: the values, the field's name, where it ends, whether it is only a number."""

    values: Mapping[str, WellnessValue | None]
    name: str
    end: int
    bare: bool


@dataclass
class Gathered:
    """What the lines of one day say, so far."""

    day: date | None
    text: str = ""  # as typed, of the first line
    values: dict[str, WellnessValue | None] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)  # whose day is not understood
    wrong: list[Wrong] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)  # what was typed for a field

    def put(self, name: str, value: WellnessValue | None, text: str) -> None:
        """A value. A second one that differs takes both away: either may be meant."""
        if not believable(name, value):
            self.wrong.append(Wrong(name, text))
        elif name not in self.typed:
            self.values[name], self.typed[name] = value, text
        elif name not in self.values or self.values[name] != value:
            self.values.pop(name, None)
            self.wrong.append(Wrong(name, f"{self.typed[name]} / {text}", twice=True))

    def add(self, line: "Gathered") -> None:
        """One more line of the same day."""
        for name, text in line.typed.items():
            if name in line.values:
                self.put(name, line.values[name], text)
            else:
                self.values.pop(name, None)
                self.typed[name] = text
        self.unread += line.unread
        self.wrong += line.wrong

    @property
    def empty(self) -> bool:
        return not (self.day or self.typed or self.unread or self.refused or self.wrong)


def is_decoration(piece: str) -> bool:
    """Whether it says nothing: emoji, a question mark."""
    return all(unicodedata.category(char)[0] in "SPMC" for char in piece)
