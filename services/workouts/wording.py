"""Steps that no text came with, in the words that intervals.icu reads as them."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from services.intervals.models import Step, Target, Unit
from services.workouts.step import METRES, OPTIONS, QUANTITIES
from services.workouts.text import parse
from services.workouts.writing import clock, number

WORDS = {
    Unit.WATTS: "{}w",
    Unit.PERCENT_FTP: "{}%",
    Unit.PERCENT_MMP: "{}% MMP",
    Unit.POWER_ZONE: "Z{}",
    Unit.BEATS: "{}bpm",
    Unit.PERCENT_HR: "{}% HR",
    Unit.PERCENT_LTHR: "{}% LTHR",
    Unit.HR_ZONE: "Z{} HR",
    Unit.PERCENT_PACE: "{}% Pace",
    Unit.PACE_ZONE: "Z{} Pace",
}
FLAGS = {**OPTIONS, "hide_power": "hidepower", "until_lap_press": "Press lap"}
SECTIONS = ("warmup", "cooldown")
LENGTHS = (  # a unit, its metres, and the parts of it that distances are given in
    ("km", METRES["km"], 0.1),
    ("mi", METRES["mi"], 0.25),
    ("mtr", METRES["m"], 1.0),
    ("yrd", METRES["y"], 1.0),
)


def worded(steps: Sequence[Step]) -> str | None:
    """A text that reads as exactly these steps; None where none does."""
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(_rows(steps)).strip())
    return text if _plain(parse(text).steps) == _plain(steps) else None


def _rows(steps: Sequence[Step]) -> Iterator[str]:
    """Blank lines stand before and after a section, and a repeat."""
    last = ""
    for step in steps:
        section = _section(step)
        if step.steps or section != last:
            yield from ("", section.capitalize())
        if step.steps:
            yield f"{step.reps or 1}x"
        yield from map(_row, step.leaves())
        if step.steps:
            yield ""
        last = "" if step.steps else section


def _section(step: Step) -> str:
    marked = (name for leaf in step.leaves() for name in SECTIONS if getattr(leaf, name))
    return next(marked, "")


def _row(step: Step) -> str:
    ramp, *rest = (word if getattr(step, name) else None for name, word in FLAGS.items())
    aims = {name: getattr(step, field) for name, field in QUANTITIES.items()}
    words = (
        step.text,
        _distance(step.distance) if step.distance else clock(step.duration or timedelta()),
        ramp,
        *(_target(aim) for aim in aims.values() if aim),
        f"{_range(step.cadence)}rpm" if step.cadence else None,
        *(f"{name}={aim.averaged}" for name, aim in aims.items() if aim and aim.averaged),
        *rest,
        f"intensity={step.intensity}" if step.intensity else None,
    )
    return "- " + " ".join(word for word in words if word)


def _distance(metres: float) -> str:
    for unit, size, part in LENGTHS:
        count = round(metres / size / part)
        if metres >= size and abs(metres - count * part * size) < 0.01:
            return f"{number(round(count * part, 2))}{unit}"
    return f"{number(metres)}mtr"


def _target(aim: Target) -> str:
    if aim.seconds_for is not None:
        way = f"/{aim.seconds_for}" if aim.seconds_for else ""
        ends = (f"{int(each) // 60}:{int(each) % 60:02}" for each in (aim.start, aim.end))
        return f"{'-'.join(dict.fromkeys(ends))}{way} Pace"
    curve = f" {aim.curve}" if aim.curve else ""
    zone = "-Z" if "Z{}" in WORDS.get(aim.unit, "") else "-"
    return WORDS.get(aim.unit, "{}").format(_range(aim, zone)) + curve


def _range(aim: Target, between: str = "-") -> str:
    return between.join(dict.fromkeys((number(aim.start), number(aim.end))))


def _plain(steps: Sequence[Step]) -> list[object]:
    """What makes a workout, to be compared: headings of repeats are not."""
    return [(step.reps or 1, _plain(step.steps)) if step.steps else _facts(step) for step in steps]


def _facts(step: Step) -> tuple[object, ...]:
    aims = (getattr(step, name) for name in (*QUANTITIES.values(), "cadence"))
    return (
        round(step.distance, 1) if step.distance else step.duration,
        *(aim and _aim(aim) for aim in aims),
        *(bool(getattr(step, name)) for name in (*FLAGS, *SECTIONS)),
        step.text or "",
        step.intensity,
    )


def _aim(aim: Target) -> tuple[object, ...]:
    ends = round(aim.start, 2), round(aim.end, 2)
    return (*ends, aim.units, aim.averaged, aim.curve)
