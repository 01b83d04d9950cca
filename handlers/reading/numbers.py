"""Numbers in a text: 62, 70.2, 70,2, 1.2万, and Chinese ones: 四十八, 两百五, 一万零三十."""

import re
from typing import NamedTuple

DIGITS = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?(?![0-9])")
THOUSANDS = re.compile(
    r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})?(?:(?!\1)[.,][0-9]{1,6})?(?![.,]?[0-9])"
)
STARTS = frozenset("0123456789零〇一二两三四五六七八九十")
VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
AFTER_THOUSAND = ("克", "卡", "焦", "米", "瓦")  # 七千克 are seven kilograms


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
        value, end = float(match[0].replace(",", ".")), match.end()
        size = _size(text, end) if text[end : end + 1] in ("千", "万") else None
        if size is None:
            return Number(value, end)
        rest = find_number(text, end + 1) if size == SIZES["万"] else None  # 1万2千
        if rest and rest.value < size and text[rest.end - 1] in ("千", "百"):
            return Number(value * size + rest.value, rest.end)
        return Number(value * size, end + 1)
    return _find_chinese(text, at)


def _size(text: str, at: int) -> int | None:
    """What the 百 of 五百 multiplies by; None where it belongs to a unit, or is none."""
    char = text[at : at + 1]
    return None if char == "千" and text.startswith(AFTER_THOUSAND, at + 1) else SIZES.get(char)


def _find_chinese(text: str, at: int) -> Number | None:
    """Digits, each with a size below the one before; a last 五 right after 两百 is 50."""
    total = section = digit = 0
    below, end = SIZES["万"], at
    while (char := text[end : end + 1]) in VALUES or char in SIZES:
        size = _size(text, end)
        if char in VALUES:
            if digit:  # 二三 are two numbers
                break
            digit = VALUES[char]
        elif size == SIZES["万"] and not total and section + digit:
            total, section, digit, below = (section + digit) * size, 0, 0, size
        elif size and size < below and (digit or char == "十"):
            section, digit, below = section + (digit or 1) * size, 0, size
        else:
            break
        end += 1
    if end == at:
        return None
    last = SIZES.get(text[end - 2], 10) // 10 if end - at > 1 else 1
    return Number(float(total + section + digit * last), end)
