"""The vocabulary finds the longest phrase, of any language, only where it stands by itself."""

from collections import defaultdict

import pytest
from hypothesis import given, settings

from handlers.reading.vocabulary import Found, Typed, Vocabulary
from handlers.words import Words
from services.wellness_fields import FIELDS
from tests.handlers.reading.speech import LANGUAGES, TEXTS, VOCABULARY

SMALL = Vocabulary(
    [
        {
            "read.field.hrv": "hrv|hrv rmssd",
            "read.away.-1": "# days ago",
            "read.day.1": "tomorrow",
        },
        {"read.field.hrv": "心率变异", "read.away.-1": "#天前", "read.day.1": "明天"},
    ]
)
each_language = pytest.mark.parametrize("words", LANGUAGES.values(), ids=lambda w: w.language)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("ＨＲＶ：６２，", "hrv:62;"),
        ("“Slept”  –  ‘well’", "\"slept\" - 'well'"),
        ("\u200fhr\u200bv\ufeff 62", "hrv 62"),
        ("SpO₂ 97％", "spo2 97%"),
        ("7½h ٣ ㎏", "7.5h 3 kg"),
        ("a\t\u00a0b\n  c", "a b\nc"),
        ("é Straße", "é strasse"),
    ],
)
def test_a_text_is_compared_in_one_plain_form(typed: str, plain: str) -> None:
    assert Typed(typed).text == plain


def test_what_was_typed_is_given_back_as_it_was() -> None:
    typed = Typed("HRV：６２  “Slept  Bad­ly” 👨‍👩‍👧")
    assert typed.text.startswith('hrv:62 "slept badly"')
    assert typed.rest(7) == "“Slept  Bad­ly” 👨‍👩‍👧"


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_any_text_has_a_plain_form_that_stays_so(text: str) -> None:
    plain = Typed(text).text
    assert Typed(plain).text == plain


@pytest.mark.parametrize(
    ("group", "text", "found"),
    [
        ("field", "hrv rmssd 62", Found("hrv", 9)),
        ("field", "hrv62", Found("hrv", 3)),
        ("field", "心率变异62", Found("hrv", 4)),
        ("field", "hrvx 62", None),
        ("day", "tomorrow骑行", Found("1", 8)),
        ("day", "明天hrv", Found("1", 2)),
        ("day.1", "明天", Found("", 2)),
        ("away", "3 days ago", Found("-1", 10, 3)),
        ("away", "十三天前", Found("-1", 4, 13)),
        ("away", "3 days agony", None),
        ("nothing", "hrv", None),
        ("field", "", None),
    ],
)
def test_a_phrase_is_found_where_it_stands_by_itself(
    group: str, text: str, found: Found | None
) -> None:
    assert SMALL.find(group, text) == found


def test_a_sport_is_found_at_the_start_of_a_line() -> None:
    assert VOCABULARY.leading_sport("Ride: Sweet spot") == ("Ride", "Sweet spot")
    assert VOCABULARY.leading_sport("骑行甜区") == ("Ride", "甜区")
    assert VOCABULARY.leading_sport("Sweet spot") == (None, "Sweet spot")


GROUPS = ("day", "weekday", "which", "period", "month", "away", "span", "clock", "time", "length")


@pytest.mark.parametrize(
    "group", [*GROUPS, "field", "phrase", "unit", *(f"rating.{f}" for f in FIELDS)]
)
def test_no_phrase_means_two_things(group: str) -> None:
    meanings = defaultdict(set)
    for words in LANGUAGES.values():
        for key, phrases in words.under(f"read.{group}.").items():
            for phrase in phrases.split("|"):
                meanings[Typed(phrase).text].add(key)
    assert not {phrase: keys for phrase, keys in meanings.items() if len(keys) > 1}


@each_language
def test_every_field_has_its_words(words: Words) -> None:
    for name, field in FIELDS.items():
        assert f"wellness.{name}" in words.phrases
        assert f"read.field.{name}" in words.phrases
        if field.unit:
            assert field.unit in words.phrases
        if field.kind == "rating":
            for value in (1, 2, 3, 4):
                shown = words.plain(f"wellness.{name}.{value}")
                found = VOCABULARY.find(f"rating.{name}", Typed(shown).text)
                assert found == Found(str(value), len(shown)), (name, shown)
