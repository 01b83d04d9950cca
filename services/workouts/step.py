"""One step of a workout as intervals.icu reads its line: label, length, targets, options.

The recordings show the rules; those they leave open follow the author's posts on its forum.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from services.intervals.models import Step, Target, Unit

Fields = dict[str, Any]  # of a step, by our names

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
WAY = "km|mi|100m|100y|250m|400m|500m"
TOKEN = re.compile(
    rf"""
    (?<![\w.=/])(?:
        (?P<clock>[0-9]+:[0-9][0-9])(?:/(?P<way>{WAY}))?(?:-(?P<clock_end>[0-9]+:[0-9][0-9])(?:/(?P<way_end>{WAY}))?)?
            \s*pace
      | (?P<custom>CZ[0-9]+(?:-CZ[0-9]+)?)
      | Z(?P<zone>[0-9]+)(?:-Z(?P<zone_end>[0-9]+))?(?:\s+(?P<zone_kind>HR|LTHR|pace))?
      | (?P<percent>{NUMBER})%?(?:[-–](?P<percent_end>{NUMBER}))?%
            (?:\s*(?P<percent_kind>HR|LTHR|pace|MMP(?:\s+[0-9]+[ms])?))?
      | (?P<watts>[0-9]+)w?(?:[-–](?P<watts_end>[0-9]+))?\ ?w(?!/)
      | (?P<bpm>[0-9]+)(?:bpm)?(?:-(?P<bpm_end>[0-9]+))?bpm
      | (?P<rpm>[0-9]+)(?:rpm)?(?:-(?P<rpm_end>[0-9]+)|–[0-9]+)?\ ?rpm
      | (?P<length>{NUMBER})\ ?(?P<length_unit>km|mi(?:les?)?|mtr|met(?:er|re)s|yrd|yards|yds)
      | (?P<prose>[0-9]+min)
      | (?P<time>(?=[0-9])(?:(?P<hours>[0-9]+)h(?:(?P<rest>[0-9]+)(?!\w))?)?
            (?:(?P<minutes>[0-9]+)[m'](?:(?P<extra>[0-9]+)(?!\w))?)?(?:(?P<seconds>[0-9]+)[s"])?)
    )(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
METRES = {"km": 1000.0, "mi": 1609.34, "m": 1.0, "y": 0.9144}  # a mile as the service has it
AVERAGE = re.compile(r"(?<!\w)(power|hr|pace)=(lap|\d+s)", re.IGNORECASE)
ROLE = re.compile(
    r"intensity=(active|rest|warmup|cooldown|recovery|interval|other)", re.IGNORECASE
)
MOST_SECONDS = 10**9  # no workout lasts thirty years
OPTIONS = {"ramp": "ramp", "free_ride": "freeride", "max_effort": "maxeffort"}
QUANTITIES = {"power": "power", "hr": "heart_rate", "pace": "pace"}
ZONES = {
    "": ("power", Unit.POWER_ZONE),
    "hr": ("heart_rate", Unit.HR_ZONE),
    "lthr": ("heart_rate", Unit.HR_ZONE),
    "pace": ("pace", Unit.PACE_ZONE),
}
SHARES = {
    "": ("power", Unit.PERCENT_FTP),
    "hr": ("heart_rate", Unit.PERCENT_HR),
    "lthr": ("heart_rate", Unit.PERCENT_LTHR),
    "pace": ("pace", Unit.PERCENT_PACE),
}


def parse_step(line: str) -> Step | None:
    """One step without its leading dash; None where nothing says how long it lasts.

    The label ends at the first number with a unit, of which `20min` is one that says nothing.
    Times add up (`1h 30m`); the later of two targets for the same quantity wins.
    """
    tokens = tokens_of(line)
    lasting = next((each for each in tokens if each["time"] or each["length"]), None)
    fields = _length_of(lasting, tokens) if lasting else None
    if lasting is None or not fields:
        return None
    label = line[: tokens[0].start()].strip()
    wiped = any(each["zone"] and each.start() < lasting.start() for each in tokens)
    if label and not wiped:
        fields["text"] = label
    for token in tokens:
        fields |= _target_of(token)
    return Step.model_construct(**fields | _options_of(line, tokens[0].end(), fields))


def tokens_of(line: str) -> list[re.Match[str]]:
    """The lengths and targets of a line, by the groups of TOKEN."""
    return [match for match in TOKEN.finditer(line) if match[0]]


def _length_of(lasting: re.Match[str], tokens: list[re.Match[str]]) -> Fields:
    """Time or metres; nothing for a length of zero."""
    if lasting["length"]:
        unit = lasting["length_unit"].lower()
        known = next(name for name in METRES if unit.startswith(name))
        metres = round(float(lasting["length"]) * METRES[known], 3)
        return {"distance": metres} if metres else {}
    whole = sum(_seconds_of(token) for token in tokens if token["time"])
    return {"duration": timedelta(seconds=whole)} if 0 < whole < MOST_SECONDS else {}


def _seconds_of(token: re.Match[str]) -> int:
    hours, rest, minutes, extra, seconds = (
        int(token[part] or 0) for part in ("hours", "rest", "minutes", "extra", "seconds")
    )
    return hours * 3600 + (rest + minutes) * 60 + extra + seconds


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
        quantity, unit = ZONES[(token["zone_kind"] or "").lower()]
        return {quantity: target(token["zone"], token["zone_end"], unit)}
    return _share(token) if token["percent"] else {}


def _pace(token: re.Match[str]) -> Target:
    way = (token["way"] or token["way_end"] or "").lower()
    ends = [str(_seconds(each)) if each else None for each in token.group("clock", "clock_end")]
    return target(ends[0], ends[1], f"secs/{way}" if way else "secs")


def _share(token: re.Match[str]) -> Fields:
    kind = (token["percent_kind"] or "").lower()
    quantity, unit = SHARES.get(kind, ("power", Unit.PERCENT_MMP))
    found = target(token["percent"], token["percent_end"], unit)
    if unit is Unit.PERCENT_MMP:
        found = found.model_copy(update={"curve": kind.split()[-1]})
    return {quantity: found}


def _options_of(line: str, label_end: int, fields: Fields) -> Fields:
    """The words of a step that are no numbers: a label may say `ramp` and mean nothing by it."""
    after = line[label_end:].lower()
    options: Fields = {
        name: True for name, word in OPTIONS.items() if re.search(rf"\b{word}\b", after)
    }
    if "hidepower" in after:
        options["hide_power"] = True
    if "press lap" in line.lower():
        options["until_lap_press"] = True
    if role := ROLE.search(line):
        options["intensity"] = role[1].lower()
    return options | dict(_averages(line, fields))


def _averages(line: str, fields: Fields) -> Iterator[tuple[str, Target]]:
    """Targets that a device is to hold against an average: power=3s, hr=lap."""
    for found in AVERAGE.finditer(line):
        quantity = QUANTITIES[found[1].lower()]
        if quantity in fields:
            yield quantity, fields[quantity].model_copy(update={"averaged": found[2].lower()})


def target(first: str | None, last: str | None, units: str) -> Target:
    """A target of one number, or of two."""
    start = float(first or "0")
    end = float(last) if last else start
    return Target.model_construct(start=start, end=end, units=str(units))


def _seconds(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return int(minutes) * 60 + int(seconds)
