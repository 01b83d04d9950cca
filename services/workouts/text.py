"""Workout text as intervals.icu reads it: lines with a dash are steps, as the recordings show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from services.intervals.models import Step, Target, Unit

Fields = dict[str, Any]  # of a step, by our names

NUMBER = r"\d+(?:\.\d+)?"
METRES = {"km": 1000.0, "mi": 1609.344, "mtr": 1.0, "yrd": 0.9144}
TOKEN = re.compile(
    rf"""
    (?<![\w.=/])(?:
        (?P<clock>\d+:\d\d)(?:-(?P<clock_end>\d+:\d\d))?
            (?:/(?P<clock_unit>km|mi|100m|100y|250m|400m|500m))?\s+pace
      | (?P<zone>C?Z\d+)(?:-(?P<zone_end>C?Z\d+))?(?:\s+(?P<zone_kind>HR|LTHR|pace))?
      | (?P<percent>{NUMBER})%?(?:-(?P<percent_end>{NUMBER})|–{NUMBER})?%
            (?:\s*(?P<percent_kind>HR|LTHR|pace|MMP(?:\s+\d+[ms])?))?
      | (?P<watts>\d+)w?(?:-(?P<watts_end>\d+)|–\d+)?w
      | (?P<bpm>\d+)(?:bpm)?(?:-(?P<bpm_end>\d+))?bpm
      | (?P<rpm>\d+)(?:rpm)?(?:-(?P<rpm_end>\d+)|–\d+)?rpm
      | (?P<length>{NUMBER})(?P<length_unit>km|mi|mtr|yrd)
      | (?P<prose>\d+min)
      | (?P<time>(?=\d)(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)[m'](?:(?P<extra>\d+)(?!\w))?)?
            (?:(?P<seconds>\d+)[s"])?)
    )(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
STEP = re.compile(r"\s*-\s*(?P<rest>[^-\s].*)")
REPEAT = re.compile(r"(?:.*\s)?(?P<reps>\d+)x", re.IGNORECASE)
AVERAGE = re.compile(r"(?:power|hr|pace)=(lap|\d+s)", re.IGNORECASE)
ROLE = re.compile(
    r"intensity=(active|rest|warmup|cooldown|recovery|interval|other)", re.IGNORECASE
)
SECTIONS = ("warmup", "cooldown")
MOST_SECONDS = 10**9  # no workout lasts thirty years
OPTIONS = {"ramp": "ramp", "free_ride": "freeride", "max_effort": "maxeffort"}
KINDS = {"hr": ("heart_rate", Unit.HR_ZONE), "lthr": ("heart_rate", Unit.HR_ZONE)} | {
    "pace": ("pace", Unit.PACE_ZONE)
}
SHARES = {
    "": ("power", Unit.PERCENT_FTP),
    "hr": ("heart_rate", Unit.PERCENT_HR),
    "lthr": ("heart_rate", Unit.PERCENT_LTHR),
    "pace": ("pace", Unit.PERCENT_PACE),
}


class Kind(Enum):
    """What intervals.icu makes of a line. DROPPED: it looks like a step and vanishes."""

    STEP = auto()
    REPEAT = auto()
    PROSE = auto()
    DROPPED = auto()


@dataclass(frozen=True)
class Line:
    """A line of the text that is not empty, and what it is."""

    text: str
    kind: Kind


@dataclass(frozen=True)
class Parsed:
    """The steps of a text, distances not timed yet, and what became of each line."""

    steps: tuple[Step, ...]
    lines: tuple[Line, ...]


def parse(text: str) -> Parsed:
    """Read a workout's text. Anything can be read; what is no step is prose."""
    reading = _Reading()
    for line in text.splitlines():
        reading.take(line)
    return Parsed(tuple(reading.finished()), tuple(reading.lines))


def parse_step(line: str) -> Step | None:
    """One step without its leading dash; None where nothing says how long it lasts."""
    fields = _fields(line)
    return Step.model_construct(**fields) if fields else None


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

    def take(self, line: str) -> None:
        words = line.strip()
        if not words:
            self.repeat = self.section = None
        elif match := STEP.fullmatch(line):
            self._note(words, Kind.STEP if self._take_step(match["rest"]) else Kind.DROPPED)
        elif match := REPEAT.fullmatch(words):
            self.repeat = _Repeat(words, int(match["reps"]))
            self.steps.append(self.repeat)
            self._note(words, Kind.REPEAT)
        else:
            self._note(words, Kind.PROSE)
            if self.repeat is None:
                word = words.lower().rstrip(":")
                self.section = word if word in SECTIONS else None

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

    def _take_step(self, line: str) -> bool:
        fields = _fields(line)
        if fields is None:
            return False
        if self.section:
            fields[self.section] = True
        step = Step.model_construct(**fields)
        if self.repeat:
            self.repeat.steps.append(step)
        else:
            self.steps.append(step)
        return True

    def _note(self, words: str, kind: Kind) -> None:
        self.lines.append(Line(words, kind))


def _fields(line: str) -> Fields | None:
    """A step's fields; the later of two targets for the same quantity wins.

    `20min` is no duration, yet the recorded answers end the label before it.
    """
    tokens = [match for match in TOKEN.finditer(line) if match[0]]
    lasting = next((t for t in tokens if t["time"] or t["length"]), None)
    fields = _length_of(lasting) if lasting else None
    if lasting is None or not fields:
        return None
    label = line[: tokens[0].start()].strip()
    wiped = any(token["zone"] and token.start() < lasting.start() for token in tokens)
    if label and not wiped:
        fields["text"] = label
    for token in tokens:
        fields.update(_target_of(token))
    return fields | _options_of(line, line[lasting.end() :].lower(), fields)


def _length_of(token: re.Match[str]) -> Fields:
    """Time or metres; nothing for a length of zero."""
    if token["length"]:
        metres = float(token["length"]) * METRES[token["length_unit"].lower()]
        return {"distance": metres} if metres else {}
    hours, minutes, extra, seconds = (
        int(token[part] or 0) for part in ("hours", "minutes", "extra", "seconds")
    )
    whole = hours * 3600 + minutes * 60 + extra + seconds
    return {"duration": timedelta(seconds=whole)} if 0 < whole < MOST_SECONDS else {}


def _target_of(token: re.Match[str]) -> Fields:
    absolute = (
        ("watts", "power", Unit.WATTS),
        ("bpm", "heart_rate", Unit.BEATS),
        ("rpm", "cadence", "rpm"),
    )
    for group, quantity, units in absolute:
        if token[group]:
            return {quantity: target(token[group], token[f"{group}_end"], units)}
    if token["clock"]:
        return {"pace": _pace(token)}
    if token["zone"]:
        first, last = (_digits(each) for each in token.group("zone", "zone_end"))
        kind = (token["zone_kind"] or "").lower()
        quantity, unit = KINDS.get(kind, ("power", Unit.POWER_ZONE))
        return {quantity: target(first, last, unit)}
    return _share(token) if token["percent"] else {}


def _digits(zone: str | None) -> str | None:
    return zone and re.sub(r"\D", "", zone)


def _pace(token: re.Match[str]) -> Target:
    way = (token["clock_unit"] or "").lower()
    ends = [str(_seconds(each)) if each else None for each in token.group("clock", "clock_end")]
    return target(ends[0], ends[1], f"secs/{way}" if way else "secs")


def _share(token: re.Match[str]) -> Fields:
    kind = (token["percent_kind"] or "").lower()
    quantity, unit = SHARES.get(kind, ("power", Unit.PERCENT_MMP))
    found = target(token["percent"], token["percent_end"], unit)
    if unit is Unit.PERCENT_MMP:
        found = found.model_copy(update={"curve": kind.split()[-1]})
    return {quantity: found}


def _options_of(line: str, after: str, fields: Fields) -> Fields:
    """The words of a step that are no numbers; `after` is what follows its length."""
    options: Fields = {
        name: True for name, word in OPTIONS.items() if re.search(rf"\b{word}\b", after)
    }
    if "hidepower" in after:
        options["hide_power"] = True
    if "press lap" in line.lower():
        options["until_lap_press"] = True
    if role := ROLE.search(line):
        options["intensity"] = role[1].lower()
    if (average := AVERAGE.search(line)) and "power" in fields:
        options["power"] = fields["power"].model_copy(update={"averaged": average[1].lower()})
    return options


def target(first: str | None, last: str | None, units: str) -> Target:
    """A target of one number, or of two."""
    start = float(first or "0")
    end = float(last) if last else start
    return Target.model_construct(start=start, end=end, units=str(units))


def _seconds(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return int(minutes) * 60 + int(seconds)
