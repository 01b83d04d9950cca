"""Numbers in a text: 62, 70.2, 70,2 and the Chinese ones up to 99."""

import re
from typing import NamedTuple

DIGITS = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?(?![0-9])")
CHINESE = re.compile(r"([一二两三四五六七八九])?(十)?([一二两三四五六七八九])?|[零〇]")
THOUSANDS = re.compile(
    r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})?(?:(?!\1)[.,][0-9]{1,6})?(?![.,]?[0-9])"
)
STARTS = frozenset("0123456789零〇一二两三四五六七八九十")
VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


class Number(NamedTuple):
    """A number and where it ends."""

    value: float
    end: int


def find_number(text: str, at: int, *, thousands: bool = False) -> Number | None:
    """The number that begins at `at`. Both . and , are the decimal mark.

    With `thousands` three digits after the mark are thousands: 12,345 steps.
    """
    if text[at : at + 1] not in STARTS:
        return None
    if thousands and (match := THOUSANDS.match(text, at)):
        return Number(float(match[0].replace(match[1], "").replace(",", ".")), match.end())
    if match := DIGITS.match(text, at):
        return Number(float(match[0].replace(",", ".")), match.end())
    return _find_chinese(text, at)


def _find_chinese(text: str, at: int) -> Number | None:
    match = CHINESE.match(text, at)
    if match is None or not match[0]:
        return None
    tens, ten, ones = match.groups()
    if not ten:  # without 十 there is one digit
        return Number(float(VALUES.get(match[0][0], 0)), at + 1)
    return Number(float(VALUES.get(tens, 1) * 10 + VALUES.get(ones, 0)), match.end())
