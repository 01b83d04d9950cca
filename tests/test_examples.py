"""Every example that a help, a question or an error gives is one that works."""

import re
from datetime import date
from html import unescape

import pytest

from tests.stage import Stage

EXAMPLE = re.compile(r"<(code|pre)>(/[^<]+)</\1>")
TAG = re.compile(r"<[^>]+>")
PLACE = re.compile(r"\\\{\w+\\\}")
# What no example can be tried with here, and why.
UNTRIED = {
    "/athlete": "it needs a key that reaches others",
    "/connect": "its example is no key of anybody",
    "/forgetme": "it asks for a word first",
}


def examples(phrases: dict[str, str]) -> list[str]:
    """The commands that are quoted in the words of a language, each once."""
    found = (match[2] for phrase in phrases.values() for match in EXAMPLE.finditer(phrase))
    texts = dict.fromkeys(unescape(each).strip() for each in found)
    return [each for each in texts if "{" not in each and not each.startswith(tuple(UNTRIED))]


def errors(phrases: dict[str, str]) -> dict[str, re.Pattern[str]]:
    """What the answer looks like that an error is, by its key."""
    return {
        key: re.compile(PLACE.sub(".*", re.escape(unescape(TAG.sub("", phrase)))), re.DOTALL)
        for key, phrase in phrases.items()
        if key.startswith("error.")
    }


@pytest.mark.parametrize(("code", "name"), [("en", "en"), ("zh-hans", "zh_Hans")])
async def test_each_works(stage: Stage, code: str, name: str) -> None:
    athlete = stage.intervals.athletes["i1001"]
    athlete.add_to_library("Bike", "Ride", "Tempo", "- 20m 85%")
    guarded = {"hide_from_athlete": True, "athlete_cannot_edit": True}
    athlete.add_event(date(2026, 12, 1), category="NOTE", name="Next week", **guarded)
    person = await stage.connected(language=code)
    phrases = {
        key: each[-1] for key, each in stage.world.desk.languages[name].phrases.items() if each
    }
    texts = examples(phrases)
    assert len(texts) > 40
    known, wrong = errors(phrases), {}
    for text in texts:
        stage.clock.forward(seconds=2)
        answer = await stage.say(person, text)
        said = answer.text.strip()
        error = next((key for key, pattern in known.items() if pattern.fullmatch(said)), None)
        if error and error != "error.AlreadySoError":  # an example before it did the same
            wrong[text] = (error, answer.text)
    assert wrong == {}
