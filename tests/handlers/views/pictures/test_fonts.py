"""The fonts that are shipped have a glyph for every letter of the words, in every language."""

from pathlib import Path
from struct import unpack_from

import pytest

from handlers.views.pictures.renderer import FONTS
from handlers.views.pictures.svg import fitted
from handlers.words import Words, read_words

UNICODE = {(0, 3), (0, 4), (3, 1), (3, 10)}  # platforms and encodings of a font's tables


def letters_of(font: Path) -> set[str]:
    """What a TrueType file has glyphs for: its tables of format 4 (16 bits) and 12 (32 bits)."""
    data, found = font.read_bytes(), set[str]()
    names = [unpack_from(">4sIII", data, 12 + 16 * each) for each in range(data[5])]
    cmap = next(offset for name, _, offset, _ in names if name == b"cmap")
    for number in range(*unpack_from(">H", data, cmap + 2)):
        platform, encoding, offset = unpack_from(">HHI", data, cmap + 4 + 8 * number)
        if (platform, encoding) in UNICODE:
            found |= _wide(data, cmap + offset) or _narrow(data, cmap + offset)
    return found


def _narrow(data: bytes, table: int) -> set[str]:
    (double,) = unpack_from(">H", data, table + 6)
    ends = unpack_from(f">{double // 2}H", data, table + 14)
    starts = unpack_from(f">{double // 2}H", data, table + 16 + double)
    stretches = zip(starts, ends, strict=True)
    return {chr(code) for start, end in stretches for code in range(start, end + 1)}


def _wide(data: bytes, table: int) -> set[str]:
    if unpack_from(">H", data, table) != (12,):
        return set()
    (count,) = unpack_from(">I", data, table + 12)
    groups = [unpack_from(">III", data, table + 16 + 12 * each) for each in range(count)]
    return {chr(code) for start, end, _ in groups for code in range(start, end + 1)}


@pytest.mark.parametrize("words", read_words().values(), ids=lambda words: words.language)
def test_every_letter_of_the_words_has_a_glyph(words: Words) -> None:
    known = set[str]().union(*map(letters_of, FONTS.glob("*.ttf")))
    said = {
        letter
        for key, forms in words.phrases.items()
        if not key.startswith("read.")  # what is typed, and never drawn
        for form in forms
        for letter in fitted(form, 24, 1e9)
    }
    assert len(said) > 60
    assert sorted(said - known) == []
    assert "\u0b95" not in known  # a letter that is known to be missing
