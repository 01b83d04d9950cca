"""What a line of a workout probably meant, where intervals.icu would read it otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from services.intervals.models import Step, Unit
from services.workouts.shorthand import read_shorthand
from services.workouts.step import parse_step
from services.workouts.text import Kind, Line, parse

PACED = ("Run", "Swim", "Walk", "Hike", "Rowing")
LONG_MINUTES = 100  # `100m` and more are metres to everybody but intervals.icu
BULLET = re.compile(r"\s*[-–—•*·]\s*")
AMOUNT = re.compile(
    r"\d+(?:[.:]\d+)?\s*(?:h|hours?|min(?:ute)?s?|m|s|sec(?:ond)?s?|km|mi|mtr|['\"]|分钟?|秒|小时|公里)"
    r"(?![a-z])",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\d\s*(?:%|w(?:atts?)?\b|bpm)|\bz\d|/km|/mi|/100m|\bpace\b|"
    r"^\s*(?:rest|easy|recover\w*|jog|warm\w*|cool\w*|\d+\s*[x×])|休息|恢复|热身|放松|间歇",
    re.IGNORECASE,
)
SPACED = re.compile(r"(?<=\d)\s+(?=(?:h|m|s|km|mi|mtr|w|%|bpm|rpm)\b)")
WORDS = (
    (r"\bhours?\b", "h"),
    (r"\bmin(?:ute)?s?\b|(?<=\d)min(?:ute)?s?\b", "m"),
    (r"\bsec(?:ond)?s?\b|(?<=\d)sec(?:ond)?s?\b", "s"),
    (r"分钟|分", "m"),
    (r"秒", "s"),
    (r"小时", "h"),
    (r"公里", "km"),
    (r"(?<=\d)[–—](?=\d)", "-"),
    (r"\s(?:@|at|in|for)\s", " "),
)
PACE = re.compile(
    r"\b\d+:\d\d(?:-\d+:\d\d)?/(?:km|mi|100m|100y|250m|400m|500m)\b(?!\s*pace)", re.IGNORECASE
)


class Reason(Enum):
    """Why a line is pointed out."""

    NO_LENGTH = auto()  # a step without time or distance vanishes
    NOT_A_STEP = auto()  # prose that sounds like a step
    MINUTES = auto()  # `400m` is 400 minutes
    NO_PACE = auto()  # a pace without the word is ignored
    POWER = auto()  # a bare percentage is of FTP, also for a run


@dataclass(frozen=True)
class Hint:
    """A line to look at, and what was probably meant; None where we do not know."""

    line: str
    reason: Reason
    suggestion: str | None = None


def hints(text: str, sport: str | None = None) -> tuple[Hint, ...]:
    """The lines of a workout that are not read as they sound. Pure."""
    return tuple(hint for line in parse(text).lines for hint in _of(line, sport or ""))


def _of(line: Line, sport: str) -> Iterator[Hint]:
    match line.kind:
        case Kind.DROPPED:
            yield Hint(line.text, Reason.NO_LENGTH, _repaired(line.text))
        case Kind.PROSE if AMOUNT.search(line.text) and ASKED.search(line.text):
            yield Hint(line.text, Reason.NOT_A_STEP, _repaired(line.text))
        case Kind.STEP:
            step = parse_step(BULLET.sub("", line.text, count=1))
            if step:
                yield from _of_step(line.text, step, sport)


def _of_step(line: str, step: Step, sport: str) -> Iterator[Hint]:
    minutes = re.search(r"(?<![\d./])(\d{3,4})m(?![\w'])", line)
    if minutes and int(minutes[1]) >= LONG_MINUTES:
        yield Hint(line, Reason.MINUTES, line.replace(minutes[0], f"{minutes[1]}mtr"))
    if step.pace is None and (found := PACE.search(line)):
        yield Hint(line, Reason.NO_PACE, line.replace(found[0], f"{found[0]} Pace"))
    paced = sport.endswith(PACED)
    if paced and step.power and step.power.unit in (Unit.PERCENT_FTP, Unit.POWER_ZONE):
        target = re.search(r"(?:[\d.]+(?:-[\d.]+)?%|Z\d(?:-Z\d)?)", line, re.IGNORECASE)
        meant = line.replace(target[0], f"{target[0]} Pace", 1) if target else None
        yield Hint(line, Reason.POWER, meant)


def _repaired(line: str) -> str | None:
    """The line as a step, if small changes make it one; a shorthand as its steps."""
    bare = BULLET.sub("", line, count=1) if BULLET.match(line) else line
    if steps := read_shorthand(bare):
        return steps
    for words, unit in WORDS:
        bare = re.sub(words, unit, bare, flags=re.IGNORECASE)
    bare = SPACED.sub("", bare).strip()
    step = parse_step(bare)
    if step is None or re.match(r"\d+\s*[x×]", bare):
        return None
    return f"- {bare}"
