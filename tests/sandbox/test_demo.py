"""The demo: what its page offers to try works, in both languages."""

import pytest

from sandbox.demo import IDEAS, NEW_KEY, ideas, intervals_with_athletes
from sandbox.telegram import TelegramStandIn
from tests.stage import Stage

LANGUAGES = {"en": "en", "zh": "zh-hans"}


@pytest.mark.parametrize(("spoken", "undo"), [("en", "Undo"), ("zh", "撤销")])
async def test_every_idea_has_an_answer_worth_the_tap(
    stage: Stage, spoken: str, undo: str
) -> None:
    person = await stage.connected(language=LANGUAGES[spoken])
    for idea in IDEAS[spoken]:
        answer = await stage.say(person, idea)
        assert answer.photo or any(undo in label for label in answer.labels), idea


def test_a_newcomer_is_offered_their_key_and_others_their_language() -> None:
    telegram = TelegramStandIn()
    assert ideas(telegram.person(7, "Newcomer", "zh-hans").chat) == (f"/connect {NEW_KEY}",)
    assert NEW_KEY in intervals_with_athletes().world.keys
    assert ideas(telegram.person(502, "李雷", "zh-hans").chat) == IDEAS["zh"]
    assert ideas(telegram.person(501, "Ann", "en").chat) == IDEAS["en"]
