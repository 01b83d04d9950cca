"""Times and distances as people type them, in the units that intervals.icu reads."""

import re
from datetime import timedelta

from services.workouts.writing import clock

NUMBER = r"\d+(?:\.\d+)?"
HOURS = r"(?:h(?:(?:ou)?rs?)?(?![a-z])|个?小时)"
MINUTES = r"(?:m(?:in(?:ute)?s?)?(?![a-z])|分钟|分|['’]|′(?!′))"
SECONDS = r"(?:s(?:ec(?:ond)?s?)?(?![a-z])|秒钟|秒|[\"”″]|′′)"
DISTANCES = {
    "km": r"k(?:ms?)?(?![a-z])|公里|千米",
    "mi": r"mi(?:les?)?(?![a-z])|英里",
    "mtr": r"mtr(?![a-z])|met(?:er|re)s?(?![a-z])|米",
    "yrd": r"y(?:r?ds?|ards?)(?![a-z])|码",
}
METRES_OR_MINUTES = 100  # `100m` and more are metres to everybody but intervals.icu
POOL = 25  # metres: no lap of a pool is shorter
LENGTH = rf"""(?:
    半个?小时
  | {NUMBER}\s*(?:{"|".join(DISTANCES.values())})
  | {NUMBER}\s*{HOURS}(?:\s*\d+\s*{MINUTES}|[0-5]\d(?!\w|:))?
  | {NUMBER}\s*{MINUTES}(?:\d+\s*{SECONDS}|[0-5]\d(?!\w|:))?
  | {NUMBER}\s*{SECONDS}
)"""
TIME = re.compile(
    rf"""(?:(?P<h>{NUMBER})\s*{HOURS}\s*)?(?:(?P<m>{NUMBER})\s*(?P<unit>{MINUTES}))?
    (?:(?P<s>{NUMBER})\s*{SECONDS})?(?P<rest>\d\d)?""",
    re.VERBOSE | re.IGNORECASE,
)


def read_length(text: str, *, paced: bool, swims: bool, sure: bool) -> str | None:
    """A LENGTH in the service's own units: `10 分钟` is 10m, `1.5h` 1h30m, 400 metres 400mtr.

    None where it is nothing, or `400m` while nothing says which: by a pace or in a pool `m` is
    metres, and it is taken for them where nobody must be `sure`.
    """
    for unit, names in DISTANCES.items():
        if match := re.fullmatch(rf"({NUMBER})\s*(?:{names})", text, re.IGNORECASE):
            return f"{float(match[1]):g}{unit}" if float(match[1]) else None
    match = TIME.fullmatch("30m" if text.startswith("半") else text)
    if match is None:
        return None
    short = re.fullmatch(r"(\d+)\s*m", text, re.IGNORECASE)
    if short and swims and int(short[1]) % POOL == 0:
        return f"{short[1]}mtr"
    if short and int(short[1]) >= METRES_OR_MINUTES:
        return f"{short[1]}mtr" if paced or not sure else None
    return _time(match)


def _time(match: re.Match[str]) -> str | None:
    """One whole number of a unit stays as it was typed: 90s, 90m."""
    typed = {unit: match[unit] for unit in "hms" if match[unit]}
    if match["rest"]:
        typed["s" if match["m"] else "m"] = match["rest"]
    [(unit, number), *others] = typed.items() or [("s", "0")]
    if not others and number.isdigit() and int(number):
        return f"{number}{unit}"
    seconds = {"h": 3600, "m": 60, "s": 1}
    whole = sum(float(number) * seconds[unit] for unit, number in typed.items())
    return clock(timedelta(seconds=whole)) if whole >= 1 and whole % 1 == 0 else None
