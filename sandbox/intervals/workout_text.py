"""Reads workout text as intervals.icu does: only `- ` lines are steps, the rest is prose."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

Step = dict[str, Any]

NUMBER = r"\d+(?:\.\d+)?"
UNIT_LENGTHS = {"km": 1000.0, "mi": 1609.344, "mtr": 1.0, "yrd": 0.9144}
PACE_UNITS = {"km": "secs/km", "mi": "secs/mi", "100m": "secs/100m", "100y": "secs/100y"} | {
    "400m": "secs/400m",
    "500m": "secs/500m",
    "250m": "secs/250m",
}

TOKEN = re.compile(
    rf"""
    (?<![\w.=/])(?:
        (?P<clock>\d+:\d\d)(?:-(?P<clock_end>\d+:\d\d))?(?:/(?P<clock_unit>km|mi|\d+[my]))?\s+pace
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


def parse_text(text: str | None) -> list[Step]:
    """The `steps` of a `workout_doc`; a text without steps gives an empty list."""
    reading = _Reading()
    for line in (text or "").splitlines():
        reading.take(line)
    return [step for step in map(_with_total, reading.steps) if step is not None]


@dataclass
class _Reading:
    """What is open while the lines go by: a repeat and a section both end at a blank line."""

    steps: list[Step] = field(default_factory=list)
    repeat: Step | None = None
    section: str | None = None

    def take(self, line: str) -> None:
        words = line.strip()
        if not words:
            self.repeat = self.section = None
        elif match := STEP.fullmatch(line):
            self._take_step(match["rest"])
        elif match := REPEAT.fullmatch(words):
            self.repeat = {
                "reps": int(match["reps"]),
                "text": html.escape(words, quote=False),
                "steps": [],
            }
            self.steps.append(self.repeat)
        elif self.repeat is None:
            word = words.lower().rstrip(":")
            self.section = word if word in {"warmup", "cooldown"} else None

    def _take_step(self, line: str) -> None:
        if step := parse_step(line):
            if self.section:
                step[self.section] = True
            (self.steps if self.repeat is None else self.repeat["steps"]).append(step)


def _with_total(step: Step) -> Step | None:
    if "reps" not in step:
        return step
    if not step["steps"]:
        return None
    step["distance"] = step["reps"] * sum(leaf.get("distance", 0) for leaf in step["steps"])
    return step


def parse_step(line: str) -> Step | None:
    """One step without its leading dash, or None where nothing says how long it lasts.

    `20min` is no duration, yet the recorded answers end the label before it.
    """
    tokens = [match for match in TOKEN.finditer(line) if match[0]]
    lasting = next((t for t in tokens if t["time"] or t["length"]), None)
    if lasting is None:
        return None
    step = _length_of(lasting)
    if not step.get("distance") and not step["duration"]:
        return None
    label = line[: tokens[0].start()].strip()
    if any(token["zone"] and token.start() < lasting.start() for token in tokens):
        label = ""
    if label:
        step["text"] = html.escape(label, quote=False)
    for token in tokens:
        step.update(_target_of(token))
    return step | _options_of(line, line[lasting.end() :].lower(), step)


def _length_of(token: re.Match[str]) -> Step:
    if token["length"]:
        metres = float(token["length"]) * UNIT_LENGTHS[token["length_unit"].lower()]
        return {"distance": metres, "duration": 0}
    hours, minutes, extra, seconds = (
        int(token[part] or 0) for part in ("hours", "minutes", "extra", "seconds")
    )
    return {"duration": hours * 3600 + minutes * 60 + extra + seconds}


def _target_of(token: re.Match[str]) -> Step:
    """The target a token sets; the later of two for the same quantity wins."""
    for group, quantity, units in (("watts", "power", "w"), ("bpm", "hr", "bpm")):
        if token[group]:
            return {quantity: _span(token[group], token[f"{group}_end"], units)}
    if token["rpm"]:
        return {"cadence": _span(token["rpm"], token["rpm_end"], "rpm")}
    if token["clock"]:
        return _clock(token)
    if token["zone"]:
        return _zone(token)
    return _percent(token) if token["percent"] else {}


def _clock(token: re.Match[str]) -> Step:
    unit = PACE_UNITS.get((token["clock_unit"] or "").lower(), "secs")
    end = token["clock_end"] and str(_seconds(token["clock_end"]))
    return {"pace": _span(str(_seconds(token["clock"])), end, unit)}


def _zone(token: re.Match[str]) -> Step:
    first, last = (zone and re.sub(r"\D", "", zone) for zone in (token["zone"], token["zone_end"]))
    kind = (token["zone_kind"] or "").lower()
    quantity = {"hr": "hr", "lthr": "hr", "pace": "pace"}.get(kind, "power")
    return {quantity: _span(first, last, f"{quantity}_zone")}


def _percent(token: re.Match[str]) -> Step:
    kind = (token["percent_kind"] or "").lower()
    units = {"": "%ftp", "hr": "%hr", "lthr": "%lthr", "pace": "%pace"}.get(kind, "%mmp")
    quantity = {"%hr": "hr", "%lthr": "hr", "%pace": "pace"}.get(units, "power")
    span = _span(token["percent"], token["percent_end"], units)
    return {quantity: span | ({"duration": kind.split()[-1]} if units == "%mmp" else {})}


def _options_of(line: str, after: str, step: Step) -> Step:
    """The words of a step that are no numbers; `after` is what follows its duration."""
    options: Step = {
        key: True for key in ("ramp", "freeride", "maxeffort") if re.search(rf"\b{key}\b", after)
    }
    if "hidepower" in after:
        options["hidepower"] = True
    if "press lap" in line.lower():
        options["until_lap_press"] = True
    if role := ROLE.search(line):
        options["intensity"] = role[1].lower()
    if (average := AVERAGE.search(line)) and "power" in step:
        options["power"] = step["power"] | {"target": average[1].lower()}
    return options


def _span(first: str | None, last: str | None, units: str) -> Step:
    start = _number(first or "0")
    if last is None:
        return {"value": start, "units": units}
    return {"start": start, "end": _number(last), "units": units}


def _number(text: str) -> float | int:
    value = float(text)
    return int(value) if value.is_integer() else value


def _seconds(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return int(minutes) * 60 + int(seconds)
