"""A line that is no step made one by small changes: units, dashes, decimals, clocks."""

import re
import unicodedata
from datetime import timedelta
from itertools import pairwise

from services.workouts.shorthand import read_shorthand
from services.workouts.step import parse_step, tokens_of
from services.workouts.writing import clock

BULLET = re.compile(r"\s*[-–—•*·+]\s*(?=\S)")
SPACED = re.compile(r"(?<=\d)\s+(?=(?:h|m|s|km|mi|mtr|w|%|bpm|rpm)\b)")
DOUBTFUL = re.compile(r"^\d+\s*[x×]|\d[-–]\d+[hms']|\bx\s*\d", re.IGNORECASE)
LABEL = re.compile(
    r"(?!(?:ramp|freeride|maxeffort|press|intensity)\b)[^\W\d][^\d%]*", re.IGNORECASE
)
WORDS = (
    (r"\bhours?\b|(?<=\d)hours?\b", "h"),
    (r"\bmin(?:ute)?s?\b|(?<=\d)min(?:ute)?s?\b", "m"),
    (r"\bsec(?:ond)?s?\b|(?<=\d)sec(?:ond)?s?\b", "s"),
    (r"(?<=[\u4e00-\u9fff])(?=\d)", " "),
    (r"(?<=\d)(?:分钟|分)", "m"),
    (r"(?<=\d)秒", "s"),
    (r"(?<=\d)小时", "h"),
    (r"(?<=\d)公里", "km"),
    (r"(?<=\d)米", "mtr"),
    (r"(?<=\d)(?:[”″]|′′)", '"'),
    (r"(?<=\d)[’′]", "'"),
    (r"(?<=\d)[–—](?=\d)", "-"),
    (r"\s(?:@|at|in|for)\s|\s@", " "),
    (r"\s*\bwatts?\b", "w"),
)
DECIMAL = re.compile(r"(?<![\w.])(?P<number>\d+\.\d+)(?P<unit>[hm])(?![\w'])", re.IGNORECASE)
CLOCK = re.compile(
    r"(?<![\w:])(?:(?P<h>\d):)?(?P<m>\d{1,2}):(?P<s>\d\d)(?![\d:/-])(?!\s*pace)", re.IGNORECASE
)


def repaired(line: str, sport: str) -> str | None:
    """The line as a step, if small changes make it one; a shorthand as its steps."""
    bare = BULLET.sub("", line, count=1) if BULLET.match(line) else line
    if steps := read_shorthand(bare, sport, sure=False):
        return steps
    bare = unicodedata.normalize("NFKC", bare)
    for words, unit in WORDS:
        bare = re.sub(words, unit, bare, flags=re.IGNORECASE)
    bare = SPACED.sub("", bare).strip()
    bare = DECIMAL.sub(_whole, bare)
    if parse_step(bare) is None:
        bare = CLOCK.sub(_timed, bare, count=1)
    if parse_step(bare) is None or DOUBTFUL.search(bare) or times(bare) > 1:
        return None
    return f"- {_labelled(bare)}"


def _labelled(line: str) -> str:
    """What is said after the length goes before it, where it is a label."""
    first, *others = tokens_of(line)
    after = others[0].start() if others else len(line)
    label = line[first.end() : after].strip()
    if first.start() or not LABEL.fullmatch(label):
        return line
    return f"{label.capitalize()} {first[0]} {line[after:]}".strip()


def times(line: str) -> int:
    """How many times stand in a line; `1h 30m` is one."""
    found = [token for token in tokens_of(line) if token["time"]]
    return len(found) - sum(
        not line[one.end() : two.start()].strip() and _finer(one, two)
        for one, two in pairwise(found)
    )


def _finer(one: re.Match[str], two: re.Match[str]) -> bool:
    """Minutes after hours, seconds after minutes."""
    return not two["hours"] and bool(one["hours"] or (one["minutes"] and not two["minutes"]))


def _whole(match: re.Match[str]) -> str:
    """1.5h is 1h30m."""
    seconds = float(match["number"]) * (3600 if match["unit"].lower() == "h" else 60)
    return clock(timedelta(seconds=round(seconds)))


def _timed(match: re.Match[str]) -> str:
    """5:00 is 5m, 1:30:00 is 1h30m."""
    hours, minutes, seconds = (int(match[part] or 0) for part in "hms")
    return clock(timedelta(hours=hours, minutes=minutes, seconds=seconds))
