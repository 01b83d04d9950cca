"""Whatever is typed after a command or without one: an answer, nothing written, no fault."""

import logging
import re

import pytest

from handlers import COMMANDS
from sandbox.telegram.person import Person
from tests.stage import Stage

DAYS = ["2026-02-30", "31.4.", "5/6", "9999-01-01", "sun-mon-tue", "0000-00-00", "13月45日"]
VALUES = ["sleep 99h", "soreness 9", "hrv banana", "weight -5", "bp 1/2", "睡了99小时", "酸痛 9"]
SPORTS = ["tomorrow Quidditch", "tomorrow 25:00 Quidditch", "明天 魁地奇", "Ride", "- 10m 50%"]
EMPTY = ["", " ", "\n\n\n", "null", "None", "undefined", "NaN", "-1", "0", "true", "[]", "{}"]
MARKS = [
    "🚴🏽‍♀️" * 50,
    "\u202e\u200f\u200b\u2066",
    "<b>&lt;</i> & <a href='tg://x'>",
    "\"' OR 1=1; -- “”„",
    "{name} %s \\ ` _ *",
    "١٢٣ ۱۲ 二十",
    "hrv\nbanana\n\nsleep\n",
]
LONG = ["x" * 4000, "9" * 4000, "- " * 2000, "a\n" * 300, "啊" * 4000]
NASTY = DAYS + VALUES + SPORTS + EMPTY + MARKS + LONG[:2]
CHINESE = ["13月45日", "睡了99小时", "酸痛 9", "明天 魁地奇", "", *MARKS]
FAULT = re.compile(r"went wrong on my side|我这边出了问题")
QUESTIONS = [
    *("/connect", "/settings zone", "/forgetme", "/cancel"),
    *("/log wellness", "/log activity", "/plan add"),
]
NAMES = [command.name for command in COMMANDS]
# A day and any words, or a day alone, are all they need.
TAKE_ANY_WORDS = ("plan note", "plan sick", "plan holiday", "plan injured")
TAKE_NOTHING = ("activity", "cancel", "disconnect", "forgetme", "me", "mydata", "privacy", "start")
BEGINS_WITH_DAY = ("tomorrow", "明天", "-1")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_no_command_breaks_on_any_text(
    stage: Stage, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    person = await stage.connected(language=language)
    for at, name in enumerate([*NAMES, "unknown"]):
        # Every other one, so that two neighbours have them all.
        texts = NASTY[at % 2 :: 2] if language == "en" else CHINESE
        if name in TAKE_ANY_WORDS:
            texts = [text for text in texts if not text.startswith(BEGINS_WITH_DAY)]
        if name in TAKE_NOTHING:
            texts = MARKS
        await answered(stage, person, [f"/{name} {text}" for text in texts])
    nothing_amiss(stage, caplog)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("question", QUESTIONS)
async def test_no_question_breaks_on_any_answer(
    stage: Stage, caplog: pytest.LogCaptureFixture, question: str, language: str
) -> None:
    person = await stage.connected(language=language)
    texts = [text for text in NASTY[:-2] if text.strip()]
    if question == "/plan add":  # the day may be skipped, and a sport makes the workout complete
        texts = [text for text in texts if not text.startswith(("tomorrow", "明天"))]
    said = [each for text in texts for each in (question, text)]
    await answered(stage, person, said)
    nothing_amiss(stage, caplog)


@pytest.mark.parametrize("text", LONG)
async def test_a_message_as_long_as_telegram_takes_is_answered(
    stage: Stage, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    person = await stage.connected()
    said = [text, "/plan add", text, "/log wellness", text, "/log activity", text]
    await answered(stage, person, [*said, "/settings zone", text])
    nothing_amiss(stage, caplog)


async def answered(stage: Stage, person: Person, texts: list[str]) -> None:
    """Say them all; each has an answer of its own, and none is that for what nobody thought of."""
    before = {message.id for message in person.messages}
    for text in texts:
        person.say(text)
    await stage.settled()
    answers = [each for each in person.messages if each.id not in before and each.from_bot]
    assert len(answers) >= len(texts), texts[0]
    assert not [each.text for each in answers if FAULT.search(each.text)], texts[0]
    assert all(each.text.strip() for each in answers)


def nothing_amiss(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing was written, Telegram took every message, and nothing is in the log."""
    assert [each for each in stage.asked() if not each.startswith("GET")] == []
    assert [call for call in stage.telegram.calls if call.status != 200] == []
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []
