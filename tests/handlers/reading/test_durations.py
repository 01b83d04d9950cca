"""Durations: every form, and what is written reads back."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.reading.durations import read_duration
from handlers.reading.errors import UnreadableDurationError
from tests.handlers.reading.speech import LANGUAGES, TEXTS, VOCABULARY

HALF_EIGHT = timedelta(hours=7, minutes=30)


@pytest.mark.parametrize(
    "text",
    ["7h30", "7:30", "7.5h", "7,5 h", "450m", "7h30m", "7 h 30 min", "7h 30", "7½h", "7:30:00",
     "7 and a half hours", "7 hours and a half", "7 hours and 30 minutes", "27000s", " 7H30 ",
     "7小时30分", "7小时30分钟", "7个半小时", "七个半小时", "7小时半", "７小时３０分",
     "7个小时零30分", "7：30"],
)  # fmt: skip
def test_seven_and_a_half_hours_in_many_ways(text: str) -> None:
    assert read_duration(text, VOCABULARY) == HALF_EIGHT


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7:30", 450), ("1:02:03", 3723), ("45s", 45), ("45秒", 45), ("10分45秒", 645),
     ("4'30\"", 270),
     ("1m30", 90), ("半小时", 1800), ("half an hour", 1800), ("7", 420), ("1.5", 90),
     ("90", 5400)],
)  # fmt: skip
def test_the_caller_decides_what_a_colon_and_a_bare_number_mean(text: str, seconds: int) -> None:
    found = read_duration(text, VOCABULARY, colon="minutes", bare="minutes")
    assert found == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text",
    ["", " ", "banana", "7", "h", ":30", "7:", "7:5", "7:60", "1:2:3", "7h30x", "6h90", "30m1h",
     "1h1h", "7h-", "-7h", "99999999999h", "7.5.5h", "<b>7h</b>", "7h 30 sleep", "小时", "半"],
)  # fmt: skip
def test_other_text_is_no_duration(text: str) -> None:
    with pytest.raises(UnreadableDurationError):
        read_duration(text, VOCABULARY)


def test_the_error_holds_the_beginning_of_what_was_typed() -> None:
    with pytest.raises(UnreadableDurationError) as caught:
        read_duration("x" * 4096, VOCABULARY)
    assert caught.value.facts == {"text": "x" * 60 + "…"}


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
@settings(deadline=None, max_examples=100)
def test_what_is_written_reads_back(hours: int, minutes: int, seconds: int) -> None:
    short = timedelta(hours=hours, minutes=minutes)
    for form in ("{h}h{m:02}", "{h}:{m:02}", "{h}h {m}m", "{h}小时{m}分", "{h} 小时 {m} 分钟"):
        assert read_duration(form.format(h=hours, m=minutes), VOCABULARY) == short, form
    whole = short + timedelta(seconds=seconds)
    for form in ("{h}h{m}m{s}s", "{h}:{m:02}:{s:02}", "{h}小时{m}分{s}秒", "{h} hours, {m} min"):
        if "{s" in form:
            text = form.format(h=hours, m=minutes, s=seconds)
            assert read_duration(text, VOCABULARY) == whole, form


@given(st.integers(0, 24 * 60))
@settings(deadline=None, max_examples=100)
def test_what_the_bot_writes_reads_back_in_every_language(minutes: int) -> None:
    length = timedelta(minutes=minutes)
    for words in LANGUAGES.values():
        assert read_duration(words.duration(length), VOCABULARY) == length


@given(TEXTS)
@example("9" * 4096)
@example("1h" * 2000)
@settings(deadline=None, max_examples=200)
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    with suppress(UnreadableDurationError):
        assert read_duration(text, VOCABULARY, bare="seconds") >= timedelta()
