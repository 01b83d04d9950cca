"""Steps back as text that reads as a person's: parsed again it gives the same steps."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby

from services.intervals.models import Step, Target, Unit
from services.units import METRES
from services.workouts.text import SECTIONS

KINDS = {
    Unit.WATTS: ("{}w", ""),
    Unit.PERCENT_FTP: ("{}%", ""),
    Unit.PERCENT_MMP: ("{}%", " MMP"),
    Unit.POWER_ZONE: ("{}", ""),
    Unit.BEATS: ("{}bpm", ""),
    Unit.PERCENT_HR: ("{}%", " HR"),
    Unit.PERCENT_LTHR: ("{}%", " LTHR"),
    Unit.HR_ZONE: ("{}", " HR"),
    Unit.PERCENT_PACE: ("{}%", " Pace"),
    Unit.PACE_ZONE: ("{}", " Pace"),
}
ZONES = (Unit.POWER_ZONE, Unit.HR_ZONE, Unit.PACE_ZONE)


def write(steps: Iterable[Step]) -> str:
    """The text of steps: sections and repeats with blank lines around them."""
    blocks = ["\n".join(_block(section, list(group))) for section, group in _groups(steps)]
    return "\n\n".join(blocks)


def _groups(steps: Iterable[Step]) -> Iterator[tuple[str | None, Iterable[Step]]]:
    """Steps that stand together: those of a section; each repeat is alone."""
    numbered = enumerate(steps)
    for (section, _), group in groupby(
        numbered, key=lambda each: (_section(each[1]), each[0] if each[1].steps else -1)
    ):
        yield section, [step for _, step in group]


def _section(step: Step) -> str | None:
    first = step.steps[0] if step.steps else step
    return next((name for name in SECTIONS if getattr(first, name)), None)


def _block(section: str | None, steps: list[Step]) -> Iterator[str]:
    if section:
        yield section.capitalize()
    for step in steps:
        if step.steps:
            yield step.text or f"{step.reps or 1}x"
        for leaf in step.steps or (step,):
            yield f"- {_leaf(leaf)}"


def _leaf(step: Step) -> str:
    """A step without its dash: label, length, what it asks for."""
    options = (
        ("ramp", step.ramp),
        ("freeride", step.free_ride),
        ("maxeffort", step.max_effort),
        ("hidepower", step.hide_power),
    )
    targets = (step.power, step.heart_rate, step.pace)
    parts = [
        step.text,
        _length(step),
        *(word for word, wanted in options if wanted),
        *(_target(each) for each in targets if each),
        _range("{}rpm", step.cadence) if step.cadence else None,
        f"intensity={step.intensity}" if step.intensity else None,
        f"power={step.power.averaged}" if step.power and step.power.averaged else None,
        "Press lap" if step.until_lap_press else None,
    ]
    return " ".join(part for part in parts if part)


def _length(step: Step) -> str:
    if step.distance:
        for unit, metres in METRES.items():
            if (step.distance / metres).is_integer():
                return f"{step.distance / metres:.0f}{unit}"
        return f"{_number(step.distance)}mtr"
    return clock(step.duration or timedelta())


def clock(length: timedelta) -> str:
    """A time as workouts have it: 1h30m, 90s is 1m30s."""
    seconds = round(length.total_seconds())
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "m"), (seconds % 60, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def _target(target: Target) -> str:
    if target.seconds_for is not None:
        way = f"/{target.seconds_for}" if target.seconds_for else ""
        ends = dict.fromkeys((_pace(target.start), _pace(target.end)))
        return "-".join(ends) + f"{way} Pace"
    pattern, word = KINDS[target.unit]
    if target.unit in ZONES:
        ends = dict.fromkeys((f"Z{target.start:.0f}", f"Z{target.end:.0f}"))
        return "-".join(ends) + word
    curve = f" {target.curve}" if target.curve and target.curve != "mmp" else ""
    return _range(pattern, target) + word + curve


def _range(pattern: str, target: Target) -> str:
    ends = dict.fromkeys((_number(target.start), _number(target.end)))
    return pattern.format("-".join(ends))


def _pace(seconds: float) -> str:
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"


def _number(value: float) -> str:
    return f"{value:.10g}"
