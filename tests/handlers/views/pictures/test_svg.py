"""Text in pictures: escaped, on one line, no wider than its room."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.views.pictures.svg import INK, PAPER, Svg, fitted, ink_on, width_of
from tests.handlers.views.pictures.golden import texts


@given(st.text(), st.integers(40, 900))
def test_text_fits_its_room_and_nothing_breaks(text: str, room: int) -> None:
    shown = fitted(text, 26, room)
    assert width_of(shown, 26) <= max(room, 26)
    svg = Svg(60)
    svg.text(0, 40, text, size=26, room=room)
    assert "".join(texts(str(svg))).replace(" ", "") == shown.replace(" ", "")


def test_joined_emoji_and_markup_stay_readable() -> None:
    assert fitted("🏃‍♂️ <b>Łódź</b>\nrun", 26, 900) == "🏃♂ <b>Łódź</b> run"


def test_what_is_read_from_the_right_has_its_own_font_and_the_rest_keeps_its_place() -> None:
    svg = Svg(60)
    svg.text(880, 40, "تمرين العتبة 3×10 🔥 אימון", anchor="end")
    assert texts(str(svg)) == ["تمرين العتبة", "3×10 🔥", "אימון"]
    fonts = re.findall(r'font-family="(Noto[^"]*)"', str(svg))
    assert fonts == ["Noto Sans Arabic", "Noto Sans Hebrew"]
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)"', str(svg))]
    assert 0 < places[0] < places[1] < places[2] < 880


@pytest.mark.parametrize(("fill", "ink"), [("#f2b700", INK), ("#ff7f0e", INK), ("#6633cc", PAPER)])
def test_letters_stand_out_from_what_is_below(fill: str, ink: str) -> None:
    assert ink_on(fill) == ink
