"""Workout text as intervals.icu reads it: lines with a dash are steps, as the recordings show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from services.intervals.models import Step
from services.workouts.step import parse_step

STEP = re.compile(r"\s*-\s*(?P<rest>[^-\s].*)")
REPEAT = re.compile(r".*?(?<![0-9.,])(?P<reps>[1-9][0-9]{0,2})\s*x", re.IGNORECASE)
SECTION = re.compile(r"(?:(?P<warmup>warm[ -]?up)|(?P<cooldown>cool[ -]?down)):?", re.IGNORECASE)


class Kind(Enum):
    """What intervals.icu makes of a line. DROPPED: it looks like a step and vanishes."""

    STEP = auto()
    REPEAT = auto()
    SECTION = auto()
    PROSE = auto()
    DROPPED = auto()


@dataclass(frozen=True)
class Line:
    """A line of the text that is not empty, what it is, its row, and the step that it is."""

    text: str
    kind: Kind
    row: int
    step: Step | None = None


@dataclass(frozen=True)
class Parsed:
    """The steps of a text, distances not timed yet, and what became of each line."""

    steps: tuple[Step, ...]
    lines: tuple[Line, ...]


def parse(text: str) -> Parsed:
    """Read a workout's text. Anything can be read; what is no step is prose."""
    reading = _Reading()
    for row, line in enumerate(text.splitlines()):
        reading.take(row, line)
    return Parsed(tuple(reading.finished()), tuple(reading.lines))


@dataclass
class _Repeat:
    heading: str
    reps: int
    steps: list[Step] = field(default_factory=list)


@dataclass
class _Reading:
    """What is open while the lines go by: a repeat and a section both end at a blank line."""

    steps: list[Step | _Repeat] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    repeat: _Repeat | None = None
    section: str | None = None

    row: int = 0

    def take(self, row: int, line: str) -> None:
        self.row = row
        words = line.strip()
        if not words:
            self.repeat = self.section = None
        elif match := STEP.fullmatch(line):
            step = self._take_step(match["rest"])
            self._note(words, Kind.STEP if step else Kind.DROPPED, step)
        elif match := REPEAT.fullmatch(words):
            self.repeat = _Repeat(words, int(match["reps"]))
            self.steps.append(self.repeat)
            self._note(words, Kind.REPEAT)
        else:
            section = SECTION.fullmatch(words)
            self._note(words, Kind.SECTION if section else Kind.PROSE)
            if self.repeat is None:
                self.section = section.lastgroup if section else None

    def finished(self) -> Iterable[Step]:
        """The steps, repeats without any left out."""
        for step in self.steps:
            if isinstance(step, Step):
                yield step
            elif step.steps:
                whole = step.reps * sum(each.distance or 0 for each in step.steps)
                yield Step.model_construct(
                    reps=step.reps, text=step.heading, distance=whole, steps=tuple(step.steps)
                )

    def _take_step(self, line: str) -> Step | None:
        step = parse_step(line)
        if step is None:
            return None
        if self.section:
            step = step.model_copy(update={self.section: True})
        (self.repeat.steps if self.repeat else self.steps).append(step)
        return step

    def _note(self, words: str, kind: Kind, step: Step | None = None) -> None:
        self.lines.append(Line(words, kind, self.row, step))
