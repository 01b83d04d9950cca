"""/start: one screen, with the next step as a button."""

from math import ceil
from unicodedata import east_asian_width

import pytest

from tests.stage import Stage


@pytest.mark.parametrize(
    ("language", "welcome", "labels"),
    [
        ("en", "I look after you", ["🔗 Connect", "👀 See an example", "🔒 Privacy", "❔ Help"]),
        ("zh-hans", "我像车队的", ["🔗 连接", "👀 看个例子", "🔒 隐私", "❔ 帮助"]),
    ],
)
async def test_somebody_new_is_shown_what_it_is_and_how_to_connect(
    stage: Stage, language: str, welcome: str, labels: list[str]
) -> None:
    person = stage.telegram.person(501, "Ann", language)
    for text in ("/start", "/START", "/start invited-by-a-friend", "／start", "/start@somebot"):
        answer = await stage.say(person, text)
        assert answer.text.startswith(welcome), text
        assert answer.labels == labels


def lines_on_a_phone(text: str) -> int:
    """Of forty letters each; a Chinese one is as wide as two."""
    widths = [
        sum(1 + (east_asian_width(each) in "WF") for each in row) for row in text.split("\n")
    ]
    return sum(max(1, ceil(width / 40)) for width in widths)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_it_is_one_screen(stage: Stage, language: str) -> None:
    person = stage.telegram.person(501, "Ann", language)
    start = await stage.say(person, "/start")
    assert lines_on_a_phone(start.text) <= 15
    example = await stage.press(person, start.labels[1], start)
    assert lines_on_a_phone(example.text) <= 15


async def test_the_buttons_lead_on_and_leave_the_screen_as_it_is(stage: Stage) -> None:
    person = stage.telegram.person(501, "Ann", "en")
    start = await stage.say(person, "/start")
    screens = {
        "example": "A Monday with me",
        "Privacy": "As little as works",
        "Help": "What you can say",
    }
    for label, begins in screens.items():
        answer = await stage.press(person, label, start)
        assert answer.text.startswith(begins)
        assert answer.id != start.id


async def test_who_is_connected_goes_on_to_the_day(stage: Stage) -> None:
    person = await stage.connected()
    assert (await stage.say(person, "/start")).text.startswith("Welcome back. What I do for you:")
    assert "Form" in (await stage.press(person, "Today")).text
