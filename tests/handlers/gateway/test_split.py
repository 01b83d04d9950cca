"""Long messages are cut into parts that Telegram takes."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from handlers.gateway.split import open_tags, split, units

LIMIT = 1000


def test_a_short_message_stays_one() -> None:
    assert split(Markup("<b>hello</b>"), LIMIT) == ["<b>hello</b>"]


@given(st.lists(st.text(max_size=80), min_size=1, max_size=60))
def test_every_part_is_short_whole_and_nothing_is_lost(rows: list[str]) -> None:
    body = Markup("\n").join(Markup("<b>{}</b>").format(escape(row)) for row in rows)
    text = Markup("<blockquote expandable>{}</blockquote>").format(body)
    parts = split(text, LIMIT)
    assert all(units(part) <= LIMIT for part in parts)
    assert all(not open_tags(part) for part in parts)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=6000))
def test_a_line_without_any_break_is_cut_too(line: str) -> None:
    assert all(units(part) <= LIMIT for part in split(escape(line), LIMIT))


def test_a_quote_that_is_cut_closes_and_opens_again() -> None:
    body = Markup("\n").join([Markup("word " * 30)] * 20)
    first, second, *_ = split(Markup("<blockquote>{}</blockquote>").format(body), LIMIT)
    assert first.endswith("</blockquote>")
    assert second.startswith("<blockquote>")
