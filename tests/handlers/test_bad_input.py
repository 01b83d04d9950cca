"""Whatever is typed after a command or without one: one answer, and never a fault of ours."""

import pytest

from handlers import COMMANDS
from tests.stage import Stage

NASTY = [
    "",
    "🚴🏽‍♀️" * 50,
    "\u202e\u200f\u200b\u2066",
    "<b>&lt;</i> & <a href='tg://x'>",
    "x" * 4000,
    "9" * 4000,
    "- " * 2000,
    "-1",
    "{name} %s \\ ` _ *",
    "١٢٣ ۱۲ 二十",
    "\n\n\n",
    "a\n" * 300,
]


async def test_no_command_breaks_on_any_text(stage: Stage) -> None:
    person = await stage.connected()
    for name in [command.name for command in COMMANDS] + ["unknown"]:
        for text in NASTY:
            before = person.last
            answer = await stage.say(person, f"/{name} {text}")
            assert answer.id != before.id, (name, text)
            assert not fault(answer.text), (name, text[:20])


@pytest.mark.parametrize(
    "question", ["/connect", "/settings zone", "/forgetme", "/log wellness", ""]
)
async def test_no_question_breaks_on_any_answer(stage: Stage, question: str) -> None:
    person = await stage.connected()
    for text in filter(str.strip, NASTY):
        await stage.say(person, question or "/cancel")
        before = person.last
        answer = await stage.say(person, text)
        assert answer.id != before.id, text[:20]
        assert not fault(answer.text), text[:20]


def fault(text: str) -> bool:
    """Whether this is the sentence for what nobody thought of."""
    return "went wrong on my side" in text
