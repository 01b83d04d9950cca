"""Text in pictures: escaped, on one line, no wider than its room."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.views.pictures.svg import Svg, fitted, width_of
from tests.handlers.views.pictures.golden import texts


@given(st.text(), st.integers(40, 900))
def test_text_fits_its_room_and_nothing_breaks(text: str, room: int) -> None:
    shown = fitted(text, 26, room)
    assert width_of(shown, 26) <= max(room, 26)
    svg = Svg(60)
    svg.text(0, 40, text, room=room)
    assert texts(str(svg)) == [shown]


def test_joined_emoji_and_markup_stay_readable() -> None:
    assert fitted("🏃‍♂️ <b>Łódź</b>\nrun", 26, 900) == "🏃♂ <b>Łódź</b> run"
