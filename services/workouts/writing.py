"""Changed steps back into the text they were read from: all else stays as the person wrote it."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from services.intervals.models import Step, Target, Unit
from services.workouts.step import METRES, tokens_of
from services.workouts.text import STEP, parse

Edit = tuple[int, int, str]  # from here to there in a line, and what stands there instead
POWERS = {Unit.WATTS: "{}w", Unit.PERCENT_FTP: "{}%"}


def rewrite(text: str, steps: Sequence[Step]) -> str:
    """The text with the lengths and the power of its steps as these have them.

    `steps` are those of the text, changed; labels, prose, blank lines and other targets stay.
    """
    read = iter(parse(text).lines)
    leaves = (leaf for step in steps for leaf in step.leaves())
    rows = []
    for row in text.splitlines():
        old = next(read).step if row.strip() else None
        rows.append(_rewritten(row, old, next(leaves)) if old else row)
    return "\n".join(rows)


def clock(length: timedelta) -> str:
    """A time as workouts have it: 1h30m, 90s is 1m30s."""
    seconds = round(length.total_seconds())
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "m"), (seconds % 60, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def _rewritten(row: str, old: Step, new: Step) -> str:
    match = STEP.fullmatch(row)
    head = match.start("rest") if match else 0
    rest = row[head:]
    for start, end, text in sorted(_edits(rest, old, new), reverse=True):
        rest = rest[:start].rstrip() + rest[end:] if not text else rest[:start] + text + rest[end:]
    return row[:head] + rest


def _edits(rest: str, old: Step, new: Step) -> Iterator[Edit]:
    tokens = tokens_of(rest)
    if new.distance and new.distance != old.distance:
        token = next(each for each in tokens if each["length"])
        yield *token.span(), _distance(new.distance, token["length_unit"])
    elif not new.distance and new.duration != old.duration:
        first, *more = (each for each in tokens if each["time"])
        yield *first.span(), clock(new.duration or timedelta())
        yield from ((*each.span(), "") for each in more)
    if new.power and old.power and new.power != old.power:
        token = [each for each in tokens if each["watts"] or each["percent"]][-1]
        yield *token.span(), _power(new.power)


def _distance(metres: float, unit: str) -> str:
    """In the unit that was typed."""
    known = next(name for name in METRES if unit.lower().startswith(name))
    return f"{number(round(metres / METRES[known], 2))}{unit}"


def _power(target: Target) -> str:
    ends = dict.fromkeys((number(target.start), number(target.end)))
    return POWERS[target.unit].format("-".join(ends))


def number(value: float) -> str:
    return re.sub(r"\.0+$", "", f"{value:.10g}")
