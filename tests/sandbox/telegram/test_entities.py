import pytest

from sandbox.telegram.entities import parse
from sandbox.telegram.refusals import RefusalError


def kinds(text: str, mode: str = "HTML") -> list[tuple[str, int, int]]:
    parsed = parse(text, mode)
    return [(e["type"], e["offset"], e["length"]) for e in parsed.entities]


def test_offsets_count_utf16_code_units() -> None:
    assert parse("🚴 <b>骑行</b> ok", "HTML").text == "🚴 骑行 ok"
    assert kinds("🚴 <b>骑行</b> ok") == [("bold", 3, 2)]


def test_every_html_tag_becomes_its_entity() -> None:
    text = (
        "<b>b</b><i>i</i><u>u</u><s>s</s><tg-spoiler>x</tg-spoiler><code>c</code>"
        "<pre>p</pre><blockquote>q</blockquote>"
    )
    assert [kind for kind, _, _ in kinds(text)] == [
        "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote",
    ]  # fmt: skip


def test_an_expandable_quote_keeps_its_lines() -> None:
    assert kinds("<blockquote expandable>a\nb\nc</blockquote>") == [
        ("expandable_blockquote", 0, 5)
    ]


def test_the_language_of_code_is_told() -> None:
    parsed = parse('<pre><code class="language-json">{}</code></pre>', "HTML")
    assert parsed.entities == ({"type": "pre", "offset": 0, "length": 2, "language": "json"},)


def test_commands_and_links_are_found_in_plain_text() -> None:
    assert kinds("/today or https://intervals.icu #race", "") == [
        ("bot_command", 0, 6),
        ("url", 10, 21),
        ("hashtag", 32, 5),
    ]


def test_nothing_is_found_inside_code() -> None:
    assert kinds("<code>/today</code>") == [("code", 0, 6)]


def test_white_space_at_the_ends_goes_and_offsets_follow() -> None:
    parsed = parse("\n  <b>hi </b>\n", "HTML")
    assert parsed.text == "hi"
    assert parsed.entities == ({"type": "bold", "offset": 0, "length": 2},)


def test_time_in_the_readers_zone_is_an_entity() -> None:
    parsed = parse('<tg-time unix="1647531900" format="wDT">22:45</tg-time>', "HTML")
    assert parsed.entities[0]["unix_time"] == 1647531900
    assert parsed.entities[0]["date_time_format"] == "wDT"


def test_markdown_of_both_versions_is_read() -> None:
    assert kinds("*b* _i_", "MarkdownV2") == [("bold", 0, 1), ("italic", 2, 1)]
    assert kinds("*b* _i_", "markdown") == [("bold", 0, 1), ("italic", 2, 1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<script>", 'Unsupported start tag "script" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(text: str, words: str) -> None:
    with pytest.raises(RefusalError) as caught:
        parse(text, "HTML")
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


def test_given_entities_must_lie_within_the_text() -> None:
    with pytest.raises(RefusalError, match="ends after the end of the text at UTF-16 offset 9"):
        parse("hello", given=[{"type": "bold", "offset": 0, "length": 9}])
