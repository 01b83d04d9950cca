"""Numbers in a text: with a mark, with thousands, and as Chinese writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.numbers import find_number

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below ten thousand times ten thousand, as it is written in full."""
    if number >= 10_000:
        above, below = divmod(number, 10_000)
        gap = "零" if 0 < below < 1000 else ""
        return f"{chinese(above)}万{gap}{chinese(below) if below else ''}"
    said = ""
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            said += DIGITS[digit] + word
        elif said and number:
            said = said.rstrip("零") + "零"
    return said or "零"


@given(st.integers(0, 99_999_999))
def test_a_chinese_number_is_read_as_it_is_written(number: int) -> None:
    said = chinese(number)
    assert find_number(f"{said}步", 0) == (number, len(said))


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [("62", 62, 2), ("70,2 kg", 70.2, 4), ("十五", 15, 2), ("两百五", 250, 3),
     ("一万二", 12_000, 3),
     ("一千零五", 1005, 4), ("1.2万步", 12_000, 4), ("8千步", 8000, 2), ("七千克", 7, 1),
     ("5千米", 5, 1), ("二三", 2, 1), ("零五", 5, 2), ("一百二十五瓦", 125, 5)],
)  # fmt: skip
def test_numbers(text: str, value: float, end: int) -> None:
    assert find_number(text, 0) == (value, end)


@pytest.mark.parametrize("text", ["", "百", "万", "-5", "x5", ".5", "½"])
def test_other_text_begins_with_no_number(text: str) -> None:
    assert find_number(text, 0) is None
