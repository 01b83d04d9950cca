"""/help: every command in a line, each with examples."""

import pytest

from handlers import COMMANDS
from tests.stage import Stage


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_every_command_is_listed_and_has_examples_of_its_own(
    stage: Stage, language: str
) -> None:
    person = stage.telegram.person(501, "Ann", language)
    listed = await stage.say(person, "/help")
    for command in COMMANDS:
        assert f"\n/{command.name} – " in listed.text
        answer = await stage.say(person, f"/help /{command.name.upper()}")
        assert answer.text.startswith(f"/{command.name} – ")
        assert f"/{command.name.split(' ')[0]}" in answer.text.split("\n\n", 1)[1]
        assert len(answer.text.splitlines()) < 16


async def test_the_screen_is_short_until_it_is_tapped(stage: Stage) -> None:
    person = stage.telegram.person(501, "Ann", "en")
    listed = await stage.say(person, "/help")
    quotes = [each for each in listed.entities if each["type"] == "expandable_blockquote"]
    assert len(quotes) == 2
    folded = "".join(
        listed.text[each["offset"] : each["offset"] + each["length"]] for each in quotes
    )
    assert "/forgetme" in folded
    assert "TSB" in folded
    assert "/today" not in folded


@pytest.mark.parametrize(
    ("about", "answer"),
    [
        *(("plna", "I do not know “plna”. Did you mean /plan?"), ("\n\n", "What you can say")),
        *(("日历", "/plan – "), ("plan_add", "/plan add – "), ("plan next week", "/plan – ")),
        *(("nonsense", "I do not know “nonsense”. /help shows"), ("🚴", "I do not know “🚴”.")),
        *(("<b>x</b>", "I do not know “<b>x</b>”."), ("x" * 4000, "I do not know “xxx")),
    ],
)
async def test_help_about_anything_else_says_what_is_near(
    stage: Stage, about: str, answer: str
) -> None:
    person = stage.telegram.person(501, "Ann", "en")
    assert (await stage.say(person, f"/help {about}")).text.startswith(answer)
