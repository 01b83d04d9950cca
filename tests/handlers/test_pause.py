"""/pause: until the last day without messages, typed or by button, and back."""

from datetime import date

import pytest

from sandbox.telegram.person import Person
from tests.stage import Stage


@pytest.fixture
def person(stage: Stage) -> Person:
    return stage.telegram.person(501, "Ann", "en")


async def paused_until(stage: Stage, person: Person) -> date | None:
    return (await stage.athlete(person)).paused_until


TYPED = [
    ("7d", date(2026, 11, 29)),
    ("1 day", date(2026, 11, 23)),
    ("until 2026-12-01", date(2026, 12, 1)),
    ("UNTIL  sunday", date(2026, 11, 29)),
    ("tomorrow", date(2026, 11, 24)),
    ("2026-12-24..2026-12-26", date(2026, 12, 26)),
    ("到12月1日", date(2026, 12, 1)),
    ("一周", date(2026, 11, 29)),
    ("for good", date.max),
]


async def test_typed(stage: Stage, person: Person) -> None:
    for typed, last in TYPED:
        assert (await stage.say(person, f"/pause {typed}")).text.startswith("Paused until")
        assert await paused_until(stage, person) == last, typed


@pytest.mark.parametrize(
    ("label", "last", "answer"),
    [
        ("1 day", date(2026, 11, 23), "Paused until Mon, Nov 23"),
        ("3 days", date(2026, 11, 25), "Paused until Wed, Nov 25"),
        ("7 days", date(2026, 11, 29), "Paused until Sun, Nov 29"),
        ("Until I say so", date.max, "Paused until you resume."),
    ],
)
async def test_by_button_and_back(
    stage: Stage, person: Person, label: str, last: date, answer: str
) -> None:
    asked = await stage.say(person, "/pause")
    assert asked.text.startswith("Pause my messages for how long?")
    assert "Resume" not in "".join(asked.labels)
    shown = await stage.press(person, label)
    assert shown.id == asked.id
    assert shown.text.startswith(answer)
    assert await paused_until(stage, person) == last
    assert answer in (await stage.say(person, "/settings")).text
    assert (await stage.say(person, "/pause")).text.startswith(answer)
    assert (await stage.press(person, "Resume")).text.startswith("Resumed.")
    assert await paused_until(stage, person) is None


@pytest.mark.parametrize("word", ["off", "Resume", "恢复", "关"])
async def test_resumed_by_a_word(stage: Stage, person: Person, word: str) -> None:
    for week in ("7", "a week"):
        await stage.say(person, f"/pause {week}")
        assert await paused_until(stage, person) == date(2026, 11, 29)
    assert (await stage.say(person, f"/pause {word}")).text.startswith("Resumed.")
    assert await paused_until(stage, person) is None


async def test_the_days_are_the_athletes_own(stage: Stage, person: Person) -> None:
    await stage.say(person, "/settings zone Honolulu")  # where it is still Sunday
    await stage.say(person, "/pause 1d")
    assert await paused_until(stage, person) == date(2026, 11, 22)


async def test_a_pause_that_is_over_is_none(stage: Stage, person: Person) -> None:
    await stage.say(person, "/pause 1d")
    stage.clock.forward(days=1)
    assert (await stage.say(person, "/pause")).text.startswith("Pause my messages")
    assert "Paused" not in (await stage.say(person, "/settings")).text


UNREADABLE = [
    ("yesterday", "Sun, Nov 22 is over, so there is nothing to pause. Try /pause 7d"),
    ("until 2020-01-01", "Wed, Jan 1, 2020 is over"),
    ("soon", "I do not know how long “soon” is."),
    ("until", "I do not know how long “until” is."),
    ("-3d", "Fri, Nov 20 is over"),
    ("until Foo", "I do not know how long “until Foo” is."),
    ("30 feb", "The calendar has no “30 feb”."),
    ("400d", "400 days are too many"),
    ("🏖", "I do not know how long “🏖” is."),
    ("<b>7d</b> & </i>", "I do not know how long “<b>7d</b> & </i>” is."),
    ("x" * 4000, "I do not know how long “xxx"),
]


async def test_what_is_no_pause_gets_one_sentence_with_an_example(
    stage: Stage, person: Person
) -> None:
    for typed, answer in UNREADABLE:
        shown = await stage.say(person, f"/pause {typed}")
        assert shown.text.startswith(answer)
        assert len(shown.text) < 200
    assert await paused_until(stage, person) is None


async def test_a_button_that_is_not_ours_does_nothing(stage: Stage, person: Person) -> None:
    message = await stage.say(person, "/pause")
    for data in ("pause:999", "pause:x", "pause"):
        person.press_data(message.id, data)
        await stage.settled()
        assert person.last.text.startswith("That button is from an older message")
    assert await paused_until(stage, person) is None


async def test_in_chinese(stage: Stage) -> None:
    person = stage.telegram.person(502, "李雷", "zh-hans")
    assert (await stage.say(person, "/pause")).text.startswith("暂停推送多久？")
    assert (await stage.press(person, "3 天")).text.startswith("暂停到11月25日周三")
    assert (await stage.press(person, "恢复")).text.startswith("已恢复。")
