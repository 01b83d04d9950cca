"""Every language is complete, every place matched, every phrase markup that Telegram takes."""

import ast
import re
import string
from html.parser import HTMLParser
from pathlib import Path

import pytest

from handlers import COMMANDS
from handlers.words import DEFAULT, Words, language_of, read_words
from services.errors import ServiceError

ROOT = Path(__file__).parents[1]
LANGUAGES = read_words()
OTHERS = [words for name, words in LANGUAGES.items() if name != DEFAULT]
TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
each_language = pytest.mark.parametrize("words", LANGUAGES.values(), ids=lambda w: w.language)


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


@pytest.mark.parametrize("words", OTHERS, ids=lambda w: w.language)
def test_a_language_has_the_same_phrases_with_the_same_places(words: Words) -> None:
    english = LANGUAGES[DEFAULT].phrases
    assert words.phrases.keys() == english.keys()
    for key, forms in english.items():
        if key.startswith("read."):
            continue
        wanted = set().union(*map(places, forms))
        found = set().union(*map(places, words.phrases[key]))
        assert found == wanted, key


@each_language
def test_no_phrase_is_empty_and_plurals_have_all_their_forms(words: Words) -> None:
    english = LANGUAGES[DEFAULT]
    forms = len({words.plural_form(n) for n in range(200)})
    for key, phrases in words.phrases.items():
        assert all(phrases), key
        if len(english.phrases[key]) > 1:
            assert len(phrases) == forms, key


class Balance(HTMLParser):
    """Raises where a tag is unknown to Telegram or does not close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@each_language
def test_every_phrase_is_markup_that_telegram_takes(words: Words) -> None:
    for key, phrases in words.phrases.items():
        if not key.startswith("read."):
            for phrase in phrases:
                balance = Balance()
                balance.feed(phrase)
                assert not balance.open, key


@each_language
def test_every_command_and_every_error_has_its_words(words: Words) -> None:
    for command in COMMANDS:
        assert f"{command.key}.menu" in words.phrases
        assert f"{command.key}.help" in words.phrases
        assert len(words.plain(f"{command.key}.menu")) <= 40
    for error in leaves(ServiceError):
        assert f"error.{error.__name__}" in words.phrases, error


def leaves(error: type[ServiceError]) -> list[type[ServiceError]]:
    children = error.__subclasses__()
    return [leaf for child in children for leaf in leaves(child)] if children else [error]


def used_keys() -> set[str]:
    """Keys that stand as plain text in the code of the handlers."""
    keys = set()
    for path in (ROOT / "handlers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                called = name in ("plain", "count") or (
                    isinstance(node.func, ast.Name | ast.Attribute)
                    and ast.unparse(node.func).endswith("words")
                )
                first = node.args[0]
                if called and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    keys.add(first.value)
    return {key for key in keys if re.fullmatch(r"[a-z_]+(\.\w+)+", key)}


def test_every_key_the_code_names_is_a_phrase() -> None:
    assert used_keys() <= LANGUAGES[DEFAULT].phrases.keys()


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh", "zh_Hans"),
        ("zh-hans", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("en-GB", "en"),
        ("tlh", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_language_follows_telegram(code: str | None, language: str) -> None:
    assert language_of(code, LANGUAGES) == language


def test_values_are_escaped_once_and_markup_passes() -> None:
    words = LANGUAGES["en"]
    text = words("help.line", name="<b>x</b>", menu=words("help.title"))
    assert "&lt;b&gt;" in text
    assert "&amp;lt;" not in text
