"""/privacy: what is stored, how, and for how long: as long as it really is."""

import pytest

from handlers.context import QUESTION_LIVES
from handlers.pushes.rounds import KEEP
from services.watch import KEPT
from tests.stage import Stage


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_it_says_what_is_kept_and_for_how_long(stage: Stage, language: str) -> None:
    person = stage.telegram.person(501, "Ann", language)
    answer = await stage.say(person, "/privacy")
    assert "AES-256" in answer.text
    for length in (KEEP["changes"], KEEP["pushes"], KEPT):
        assert f"{length.days} " in answer.text
    assert QUESTION_LIVES.days == 2, "the phrase says two days in a word"
    assert KEEP["inbox"].days == QUESTION_LIVES.days
    clear = "clear" if language == "en" else "明文"
    assert clear in answer.text
    for command in ("/mydata", "/disconnect", "/forgetme"):
        assert command in answer.text
