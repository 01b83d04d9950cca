"""What a line of a workout probably meant, where intervals.icu would read it otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from services.intervals.models import Step, Unit
from services.units import PACED
from services.workouts.lengths import LENGTH, METRES_OR_MINUTES, POOL
from services.workouts.repair import repaired, times
from services.workouts.shorthand import read_shorthand
from services.workouts.step import WAY, tokens_of
from services.workouts.text import STEP, Kind, Line, parse

UNTIMED = ("WeightTraining", "Yoga", "Pilates", "Crossfit")  # `3x30s plank` is no step there
HEADING = 4  # words: a longer line that ends with `3x` may be a remark
ROUNDS = 3  # what is corrected may be corrected once more
AMOUNT = re.compile(LENGTH, re.VERBOSE | re.IGNORECASE)
ASKED = re.compile(
    r"\d\s*(?:%|w(?:atts?)?\b|bpm)|\bz(?:one)?\s*\d|/km|/mi|/100m|\bpace\b|"
    r"\b(?:easy|warm[- ]?up|cool[- ]?down)$|"
    r"^\s*(?:rest|easy|recover\w*|jog|warm\w*|cool\w*|\d+\s*[x×])|休息|恢复|热身|放松|间歇|轻松|慢跑",
    re.IGNORECASE,
)
NO_HEADING = re.compile(
    r"(?:(?P<first>\d{1,2})\s*[x×]\s+(?P<name>\D+?)|(?P<start>.*\s)?(?P<last>\d{1,2})\s*(?:x:|×:?)|"
    r"(?P<only>\d{1,2})\s*(?:sets?|times|rounds|reps|组|次)(?:\s+of)?):?",
    re.IGNORECASE,
)
REPEATED = re.compile(r"(?P<reps>\d{1,2})\s*[x×]", re.IGNORECASE)
PACE = re.compile(rf"\b\d+:\d\d(?:-\d+:\d\d)?/(?:{WAY})\b(?!\s*pace)", re.IGNORECASE)
ANY_PACE = re.compile(
    rf"(?<![\d:])\d{{1,2}}:\d\d(?:-\d{{1,2}}:\d\d)?(?:/(?:{WAY})\b)?(?![\d:/])(?!\s*pace)",
    re.IGNORECASE,
)
HOW_HARD = re.compile(r"\d\s*(?:%|w(?:atts?)?\b)|\d:\d\d\s*/", re.IGNORECASE)


class Reason(Enum):
    """Why a line is pointed out."""

    NO_LENGTH = auto()  # a step without time or distance vanishes
    NOT_A_STEP = auto()  # prose that sounds like a step
    MINUTES = auto()  # `400m` is 400 minutes
    NO_PACE = auto()  # a pace without the word is ignored
    POWER = auto()  # a bare percentage is of FTP, also for a run
    BEATS = auto()  # beats are no target that is sure to be understood
    BLANK = auto()  # a repeat that does not begin, or does not end, for want of an empty line
    APART = auto()  # a repeat that is not right above its steps
    INDENTED = auto()  # repeats within repeats are unknown; their steps go astray
    ONCE = auto()  # `- 5x 1m` and `3x Main Set` are done once
    DASH = auto()  # a long dash is no sure range
    ADDED = auto()  # the times of a line add up, also one in its label


@dataclass(frozen=True)
class Hint:
    """A line to look at, and what was probably meant; None where we do not know.

    What was meant stands for `rows` of the text, from `row` on.
    """

    line: str
    reason: Reason
    suggestion: str | None = None
    row: int = 0
    rows: int = 1


def hints(text: str, sport: str | None = None) -> tuple[Hint, ...]:
    """The lines of a workout that are not read as they sound. Pure."""
    return tuple(
        replace(hint, suggestion=hint.suggestion and _settled(hint.suggestion, sport or ""))
        for hint in _found(text, sport or "")
    )


def says_how_long(name: str) -> bool:
    """Whether a name holds a length."""
    return bool(AMOUNT.search(name))


def sounds_like_steps(name: str) -> bool:
    """Whether a name says how long and how hard."""
    return says_how_long(name) and bool(HOW_HARD.search(name))


def corrected(text: str, sport: str | None = None) -> str:
    """With every line replaced by what it probably meant, where we know."""
    return _applied(text, hints(text, sport))


def _settled(text: str, sport: str) -> str:
    """A suggestion to which there is nothing left to say."""
    for _ in range(ROUNDS):
        text = _applied(text, tuple(_found(text, sport)))
    return text


def _applied(text: str, found: Sequence[Hint]) -> str:
    rows = text.splitlines()
    first = {hint.row: hint for hint in reversed(found) if hint.suggestion}
    for row, hint in sorted(first.items(), reverse=True):
        meant = hint.suggestion or ""
        around = [""] if "\n" in meant.strip() else []
        rows[row : row + hint.rows] = [*around, meant, *around]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip("\n") if first else text


def _found(text: str, sport: str) -> Iterator[Hint]:
    lines, rows = parse(text).lines, text.splitlines()
    if sport in UNTIMED and not any(line.step for line in lines):
        return
    stepped = any(line.step for line in lines)
    if len(lines) > 1 and (whole := read_shorthand(text, sport, sure=False)):
        yield Hint(text.strip(), Reason.NOT_A_STEP, whole, rows=len(rows))
        return
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        if line.kind is Kind.PROSE and stepped and not _among_steps(lines, number):
            continue  # what is said about a workout, above or below it
        for hint in (
            *_of_margin(line, lines[:number], rows),
            *_of_place(line, lines[:number], after),
            *_of_line(line, after, sport),
        ):
            yield replace(hint, row=line.row)


def _among_steps(lines: Sequence[Line], number: int) -> bool:
    """Whether a line stands in one block with steps or a repeat."""
    near = [line for line in lines if line.kind in (Kind.STEP, Kind.DROPPED, Kind.REPEAT)]
    rows = {line.row for line in lines}
    row = lines[number].row
    return any(rows.issuperset(range(min(row, each.row), max(row, each.row) + 1)) for each in near)


def _of_margin(line: Line, before: Sequence[Line], rows: Sequence[str]) -> Iterator[Hint]:
    """Steps set in as if a repeat held them, and the first that is not."""
    if line.kind is not Kind.STEP:
        return
    if rows[line.row][:1].isspace():
        yield Hint(line.text, Reason.INDENTED, line.text)
    elif rows[line.row - 1][:1].isspace() and _repeats(before):
        yield Hint(line.text, Reason.BLANK, f"\n{line.text}")


def _of_place(line: Line, before: Sequence[Line], after: Line | None) -> Iterator[Hint]:
    """Where a repeat begins and ends."""
    last = before[-1] if before else None
    crowded = last and last.row == line.row - 1 and last.kind in (Kind.STEP, Kind.DROPPED)
    apart = after and after.kind is Kind.STEP and after.row > line.row + 1
    if line.kind is Kind.REPEAT and after and apart and len(line.text.split()) <= HEADING:
        yield Hint(line.text, Reason.APART, line.text, rows=after.row - line.row)
    if crowded and (line.kind is Kind.REPEAT or (line.kind is Kind.SECTION and _repeats(before))):
        yield Hint(line.text, Reason.BLANK, f"\n{line.text}")


def _repeats(lines: Sequence[Line]) -> bool:
    """Whether a repeat is still open after these lines."""
    row = lines[-1].row if lines else 0
    for line in reversed(lines):
        if line.row < row - 1:
            return False
        if line.kind is Kind.REPEAT:
            return True
        row = line.row
    return False


def _of_line(line: Line, after: Line | None, sport: str) -> Iterator[Hint]:
    match line.kind:
        case Kind.DROPPED:
            again = STEP.fullmatch(line.text)
            if again and (repeat := REPEATED.fullmatch(again["rest"])):
                yield Hint(line.text, Reason.ONCE, f"\n{repeat['reps']}x")
            else:
                yield Hint(line.text, Reason.NO_LENGTH, repaired(line.text, sport))
        case Kind.PROSE if _sounds(line.text, sport):
            yield Hint(line.text, Reason.NOT_A_STEP, repaired(line.text, sport))
        case Kind.PROSE if after and after.row == line.row + 1 and after.kind is Kind.STEP:
            if heading := NO_HEADING.fullmatch(line.text):
                yield Hint(line.text, Reason.ONCE, _heading(heading))
        case Kind.STEP if line.step:
            yield from _of_step(line.text, line.step, sport)


def _sounds(line: str, sport: str) -> bool:
    asked = AMOUNT.search(line) and ASKED.search(line)
    return bool(asked or read_shorthand(line, sport, sure=False))


def _heading(match: re.Match[str]) -> str:
    """The name, then how often."""
    reps = match["first"] or match["last"] or match["only"]
    return f"{(match['name'] or match['start'] or '').strip()} {reps}x".strip()


def _of_step(line: str, step: Step, sport: str) -> Iterator[Hint]:
    if repeat := REPEATED.fullmatch(step.text or ""):
        rest = line.replace(step.text or "", "", 1).lstrip("- ")
        yield Hint(line, Reason.ONCE, f"{repeat['reps']}x\n- {rest}")
    if times(line) > 1:
        yield Hint(line, Reason.ADDED)
    dashed = [token[0] for token in tokens_of(line) if "–" in token[0]]
    if dashed and line.endswith(dashed[-1]):
        yield Hint(line, Reason.DASH, line.replace(dashed[-1], dashed[-1].replace("–", "-")))
    minutes = re.search(r"(?<![\d./])(\d{2,4})m(?![\w'])", line)
    laps = minutes and "Swim" in sport and int(minutes[1]) % POOL == 0
    if minutes and (laps or int(minutes[1]) >= METRES_OR_MINUTES):
        yield Hint(line, Reason.MINUTES, line.replace(minutes[0], f"{minutes[1]}mtr"))
    pattern = PACE if not sport.endswith(PACED) else ANY_PACE
    if step.pace is None and (found := pattern.search(line)):
        yield Hint(line, Reason.NO_PACE, line.replace(found[0], f"{found[0]} Pace"))
    if step.heart_rate and step.heart_rate.unit is Unit.BEATS:
        yield Hint(line, Reason.BEATS)
    paced = sport.endswith(PACED) and step.power and not step.pace
    if paced and step.power and step.power.unit in (Unit.PERCENT_FTP, Unit.POWER_ZONE):
        target = re.search(r"(?:[\d.]+%?(?:-[\d.]+)?%|Z\d(?:-Z\d)?)", line, re.IGNORECASE)
        meant = line.replace(target[0], f"{target[0]} Pace", 1) if target else None
        yield Hint(line, Reason.POWER, meant)
