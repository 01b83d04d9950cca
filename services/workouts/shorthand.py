"""Shorthand that people type ("3x10m 90% r5m") as the text that intervals.icu reads.

Only what is understood to its last character is turned into steps; anything else is None.
"""

import re
from collections.abc import Sequence

from services.workouts.step import parse_step

LENGTH = r"\d+(?:\.\d+)?\s*(?:h|hours?|min(?:ute)?s?|m|['’]|s(?:ec(?:ond)?s?)?|[\"”]|km|mi|mtr)"
CHINESE_LENGTH = r"\d+(?:\.\d+)?\s*(?:小时|分钟|分|秒钟|秒|公里|千米|米)"
TARGET = (
    r"(?:\d+(?:\.\d+)?\s*(?:[-–~]\s*\d+(?:\.\d+)?\s*)?(?:%|w(?:atts?)?|瓦)"
    r"(?:\s*(?:hr|lthr|pace|ftp))?|z\d(?:\s*-\s*z?\d)?(?:\s*(?:hr|pace))?)"
)
PART = re.compile(
    rf"""
    \s*(?:(?P<reps>\d{{1,2}})\s*[x×*组]\s*)?
    (?P<length>(?:{LENGTH}|{CHINESE_LENGTH})+)\s*
    (?:(?:@|at|in|以)?\s*(?P<target>{TARGET}))?\s*
    (?:[,，/]?\s*(?:with\s+)?(?:r(?:est|ecovery|ec)?|off|easy|间歇|休息|恢复)\s*:?\s*
       (?P<rest>(?:{LENGTH}|{CHINESE_LENGTH})+)\s*(?:(?:@|at)?\s*(?P<easy>{TARGET}))?)?\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*(?:\+|;|；|\n|然后|then)\s*", re.IGNORECASE)
UNITS = (
    (r"小时|hours?", "h"),
    (r"分钟|分|min(?:ute)?s?|['’]", "m"),
    (r"秒钟|秒|sec(?:ond)?s?|[\"”]", "s"),
    (r"公里|千米", "km"),
    (r"米", "mtr"),
    (r"watts?|瓦", "w"),
    (r"[–~]", "-"),
    (r"\bftp\b", ""),
)
USUAL_REST = "50%"  # what one rolls at between hard efforts by power


def read_shorthand(text: str) -> str | None:
    """The workout text of a shorthand; None unless all of it is surely understood.

    A rest without a target is at 50 % of FTP after efforts by power. `3x400m` is left alone:
    metres and minutes are one letter.
    """
    blocks = [_block(part) for part in BETWEEN.split(text.strip())]
    if not blocks or None in blocks:
        return None
    return "\n\n".join(block for block in blocks if block)


def _block(part: str) -> str | None:
    match = PART.fullmatch(part)
    if match is None or (not match["target"] and not match["reps"]):
        return None
    length, target = _plain(match["length"]), _plain(match["target"] or "")
    if _doubtful(length):
        return None
    steps = [f"- {length} {target}".rstrip()]
    if match["rest"]:
        easy = _plain(match["easy"] or "") or (USUAL_REST if target.endswith(("%", "w")) else "")
        steps.append(f"- {_plain(match['rest'])} {easy}".rstrip())
    if any(parse_step(step[2:]) is None for step in steps):
        return None
    return "\n".join(_headed(match["reps"], steps))


def _headed(reps: str | None, steps: Sequence[str]) -> list[str]:
    return [f"{int(reps)}x", *steps] if reps and int(reps) > 1 else list(steps)


def _doubtful(length: str) -> bool:
    """`400m` is minutes to intervals.icu and metres to nobody's surprise."""
    minutes = re.fullmatch(r"(\d+)m", length)
    return minutes is not None and int(minutes[1]) >= 100


def _plain(text: str) -> str:
    """The same in the service's own units, no space between a number and its unit."""
    for words, unit in UNITS:
        text = re.sub(words, unit, text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=\d)\s+(?=[a-z%-])|(?<=[-])\s+|\s+(?=[-%])", "", text.lower())
    text = re.sub(r"\bz(?=\d)", "Z", text)
    text = re.sub(r"(Z\d)-(\d)", r"\1-Z\2", text)
    text = re.sub(r"(?<=[%\d])(hr|lthr|pace)", r" \1", text)
    return (
        re.sub(r"\b(hr|lthr)\b", lambda found: found[0].upper(), text)
        .replace("pace", "Pace")
        .strip()
    )
