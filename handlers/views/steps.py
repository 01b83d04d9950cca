"""A workout's steps in words, a line for each."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlers.views.reply import shortened
from handlers.views.units import pace
from handlers.words import Words
from services.intervals.models import Step, Target, Unit
from services.units import METRES, PACE_METRES

LABEL = 40  # characters of a step's own text that a phone's line has room for
OPEN = 5  # times where it begins: no zone that has an end is so wide
Aim = tuple[str | None, str | None]  # in watts, beats or pace where that is known; in percent
OF_THRESHOLD = {
    Unit.PERCENT_FTP: "step.percent",
    Unit.PERCENT_MMP: "step.percent_mmp",
    Unit.PERCENT_HR: "step.percent_hr",
    Unit.PERCENT_LTHR: "step.percent_lthr",
    Unit.PERCENT_PACE: "step.percent_pace",
}
ZONES = {
    Unit.POWER_ZONE: "step.zone",
    Unit.HR_ZONE: "step.zone_hr",
    Unit.PACE_ZONE: "step.zone_pace",
}


def step_lines(steps: Sequence[Step], words: Words, pace_unit: str = "km") -> list[Markup]:
    """One line a step; a repeated block has a heading and its steps once, indented."""
    return list(_lines(steps, words, pace_unit, indent=""))


def aims(step: Step, words: Words, pace_unit: str) -> list[str]:
    """What a step asks for, as short as it can be said: in watts, beats or pace; in percent."""
    return [text for pair in _targets(step, words, pace_unit) for text in pair if text]


def _lines(steps: Sequence[Step], words: Words, pace_unit: str, indent: str) -> Iterator[Markup]:
    for step in steps:
        if step.steps:
            yield Markup("{}<b>{}×</b>").format(indent, step.reps or 1)
            yield from _lines(step.steps, words, pace_unit, indent + "   ")
        else:
            yield Markup("{}{}").format(indent, _leaf(step, words, pace_unit))


def _leaf(step: Step, words: Words, pace_unit: str) -> Markup:
    parts = [
        words("step.length", length=length(step, words)),
        *(
            words("step.target", target=_both(*pair, words))
            for pair in _targets(step, words, pace_unit)
            if any(pair)
        ),
    ]
    if step.cadence:
        parts.append(words("step.rpm", range=_range(step.cadence, words)))
    if step.until_lap_press:
        parts.append(words("step.lap"))
    line = Markup(" ").join(parts)
    if step.text:
        line += words("step.label", label=shortened(step.text, LABEL))
    return line


def length(step: Step, words: Words) -> str:
    """How far or how long: 800 m, 1.5 km, 12m."""
    if step.distance:
        whole = step.distance >= METRES["km"] and step.distance % 100 == 0
        value = step.distance / METRES["km"] if whole else step.distance
        return words.plain("unit.km" if whole else "unit.m", value=words.number(value, 1))
    return words.duration(step.duration) if step.duration else ""


def _targets(step: Step, words: Words, pace_unit: str) -> Iterator[Aim]:
    """What the step asks for."""
    if step.free_ride:
        yield words.plain("step.free_ride"), None
    if step.max_effort:
        yield words.plain("step.max_effort"), None
    ramp = bool(step.ramp)
    resolved = ((step.power, step.watts), (step.heart_rate, step.beats_per_minute))
    for target, absolute in resolved:
        if target:
            key = "unit.watts" if target is step.power else "unit.bpm"
            yield _target(target, absolute, key, words, ramp=ramp)
    if step.pace:
        yield _pace_target(step, step.pace, words, pace_unit)


def _target(
    target: Target, absolute: Target | None, unit: str, words: Words, *, ramp: bool
) -> Aim:
    symbolic = _symbolic(target, words, ramp=ramp)
    shown = absolute if symbolic else target
    if shown and shown.end > OPEN * shown.start > 0 and target.unit in ZONES:
        value = f"≥ {words.number(shown.start)}"  # a zone without an end
    else:
        value = _range(shown, words, ramp=ramp) if shown else ""
    return words.plain(unit, value=value) if value else None, symbolic


def _pace_target(step: Step, target: Target, words: Words, pace_unit: str) -> Aim:
    ramp, speeds, number = bool(step.ramp), step.metres_per_second, None
    between, typed = _between(ramp=ramp), target.seconds_for
    if typed == "" or typed in PACE_METRES:
        number = pace((target.start, target.end), words, typed or pace_unit, between)
    elif speeds and speeds.start and speeds.end:
        metres = PACE_METRES[pace_unit]
        ends = (metres / speeds.start, metres / speeds.end)
        number = pace(ends, words, pace_unit, between)
    return number, _symbolic(target, words, ramp=ramp)


def _both(number: str | None, symbolic: str | None, words: Words) -> str:
    """Watts, beats or pace first, for those a device shows; in brackets what they come from."""
    if number and symbolic:
        return words.plain("step.both", absolute=number, relative=symbolic)
    return number or symbolic or ""


def _symbolic(target: Target, words: Words, *, ramp: bool) -> str | None:
    """Percent of a threshold or a zone; None for watts and beats, which stand for themselves."""
    unit = target.unit
    if unit in ZONES:
        return words.plain(ZONES[unit], range=_range(target, words, ramp=ramp))
    if unit in OF_THRESHOLD:
        return words.plain(OF_THRESHOLD[unit], range=_range(target, words, ramp=ramp))
    return None


def _range(target: Target, words: Words, *, ramp: bool = False) -> str:
    start, end = words.number(target.start), words.number(target.end)
    return start if start == end else f"{start}{_between(ramp=ramp)}{end}"


def _between(*, ramp: bool) -> str:
    return "→" if ramp else "–"
