"""Which lines of a workout's text intervals.icu left out without a word. Pure.

A step line it cannot read (no time or distance, 0 s, a dash that a phone made long) just
vanishes from the parsed workout, and the answer is 200. There is no list of what was left out,
so text and parse are compared.
"""

import re
from collections.abc import Sequence

from services.intervals.models import Event, Step
from services.workouts.step import parse_step

BULLET = re.compile(r"\s*([-–—•*])\s*(?=\S)")
EQUAL = 4
UNKNOWN = 1


def dropped_lines(text: str, event: Event) -> tuple[str, ...]:
    """The step lines of `text` that are not among the steps of the event saved from it.

    Steps keep the order of their lines, and a line makes one step. So of n lines with k steps,
    n - k were dropped: those that remain when the steps are laid along the lines, in order,
    such that as many as possible agree in time or distance and label. A line whose amount we
    cannot read may agree with any step: the service understands more than we do.
    """
    lines = [line for line in text.splitlines() if _is_step(line)]
    leaves = [leaf for step in event.steps for leaf in step.leaves()]
    if len(lines) <= len(leaves):
        return ()
    kept = _kept(lines, leaves)
    return tuple(line.strip() for number, line in enumerate(lines) if number not in kept)


def _is_step(line: str) -> bool:
    """A line that begins with a dash; with another bullet, if there is an amount too."""
    bullet = BULLET.match(line)
    return bullet is not None and (bullet[1] == "-" or _amount(line) is not None)


def _kept(lines: Sequence[str], leaves: Sequence[Step]) -> set[int]:
    """The numbers of the lines that the steps were made from: the best alignment."""
    best: list[list[int]] = [[0] * (len(leaves) + 1) for _ in range(len(lines) + 1)]
    for i, line in enumerate(lines, 1):
        for j in range(1, min(i, len(leaves)) + 1):
            taken = best[i - 1][j - 1] + _likeness(line, leaves[j - 1])
            best[i][j] = max(taken, best[i - 1][j]) if j < i else taken
    kept: set[int] = set()
    i, j = len(lines), len(leaves)
    while j:
        taken = best[i - 1][j - 1] + _likeness(lines[i - 1], leaves[j - 1])
        if i == j or best[i][j] == taken:
            kept.add(i - 1)
            j -= 1
        i -= 1
    return kept


def _likeness(line: str, leaf: Step) -> int:
    label = bool(leaf.text) and str(leaf.text).casefold() in line.casefold()
    amount = _amount(line)
    if amount is None:
        return UNKNOWN + label
    unit, size = amount
    wanted = leaf.distance if unit == "m" else leaf.duration and leaf.duration.total_seconds()
    agrees = bool(wanted) and abs(size - float(wanted or 0)) <= max(0.01 * size, 0.5)
    return EQUAL * agrees + label


def _amount(line: str) -> tuple[str, float] | None:
    """How long the line would last, as a step: ("s", 90.0), or metres: ("m", 400.0)."""
    step = parse_step(BULLET.sub("", line, count=1))
    if step is None:
        return None
    if step.distance:
        return "m", step.distance
    return "s", step.duration.total_seconds() if step.duration else 0.0
