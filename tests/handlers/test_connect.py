"""/connect: the key leaves the chat first, is checked, and is never seen again."""

import asyncio
import json
import logging
from datetime import UTC, datetime, time
from typing import Any

import pytest

from sandbox.telegram.person import Person
from services.logs import QUIET
from tests.stage import KEY, Stage

OTHER_KEY = "0zzotherkey0zzotherkey0zz"


@pytest.fixture
def person(stage: Stage) -> Person:
    return stage.telegram.person(501, "Ann", "en")


def everything_said(stage: Stage) -> str:
    """All the bot ever sent to Telegram."""
    return json.dumps([call.params for call in stage.telegram.calls], ensure_ascii=False)


WAYS = [
    KEY,
    f" {KEY}\n",
    f"my key is {KEY}.",
    f"“{KEY}”",
    f"`{KEY}`",
    f"API_KEY:{KEY}",
    f"我的密钥是{KEY}，谢谢",
    f"\u200f{KEY}\u200e",
    f"🔑{KEY}🔑",
    KEY.upper(),
]


@pytest.mark.parametrize("asked", [True, False], ids=["asked", "unasked"])
async def test_a_key_is_taken_however_it_is_sent(stage: Stage, *, asked: bool) -> None:
    stage.intervals.athlete(KEY.upper(), id="i77", name="Ann Rider")
    for number, text in enumerate(WAYS):
        person = stage.telegram.person(600 + number, "Ann", "en")
        if asked:
            await stage.say(person, "/connect")
        answer = await stage.say(person, text)
        assert answer.text.startswith("Connected: Ann Rider.\nTime zone Europe/"), text
        assert "km, kg, °C" in answer.text
        assert all(KEY not in message.text.casefold() for message in person.messages)
        assert (await stage.athlete(person)).sealed_credential
    assert KEY not in everything_said(stage).casefold()


async def test_command_and_key_in_one_message(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, f"/connect {KEY}")
    assert answer.text.startswith("Connected: Ann Rider.")
    assert stage.asked() == ["GET /api/v1/athlete/0"]
    assert [message.from_bot for message in person.messages] == [True]


async def test_the_message_is_deleted_before_intervals_is_asked(
    stage: Stage, person: Person
) -> None:
    stage.telegram.faults.add("deleteMessage", slow=0.1)
    person.say(KEY)
    async with asyncio.timeout(5):
        while not stage.telegram.calls_of("deleteMessage"):
            assert not stage.intervals.calls
            await asyncio.sleep(0.001)
    await stage.settled()
    assert stage.intervals.calls


async def test_the_key_is_in_no_log_and_in_no_row(
    stage: Stage, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for library in QUIET:
        caplog.set_level(logging.WARNING, library)
    await stage.say(person, f"/connect {KEY}")
    await stage.say(person, f"/connect {OTHER_KEY}")
    assert KEY not in caplog.text
    assert OTHER_KEY not in caplog.text
    document = (await stage.say(person, "/mydata")).document
    assert document is not None
    assert KEY.encode() not in document.content


REFUSALS = [
    {"status": 400, "description": "Bad Request: message can't be deleted for everyone"},
    {"status": 400, "description": "Bad Request: message can't be deleted"},
    {"status": 500, "times": None},
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=["old", "refused", "trouble"])
async def test_what_telegram_does_not_delete_the_athlete_must(
    stage: Stage, person: Person, refusal: dict[str, Any]
) -> None:
    stage.telegram.faults.add("deleteMessage", **refusal)
    answer = await stage.say(person, f"/connect {KEY}")
    assert answer.text.startswith("⚠️ Please delete your message with the key yourself")
    assert "Connected: Ann Rider." in answer.text
    assert KEY not in everything_said(stage)


async def test_a_message_that_is_gone_already_needs_no_word(stage: Stage, person: Person) -> None:
    refusal = "Bad Request: message to delete not found"
    stage.telegram.faults.add("deleteMessage", status=400, description=refusal)
    assert (await stage.say(person, KEY)).text.startswith("Connected")
    stage.telegram.faults.add("deleteMessage", status=400)
    answer = await stage.say(person, OTHER_KEY)
    assert answer.text.startswith("⚠️ Please delete")
    assert "intervals.icu does not know that key" in answer.text


async def test_a_key_below_a_file_is_a_key_sent(stage: Stage, person: Person) -> None:
    person.send_document("key.txt", b"see below", caption=f"/connect {KEY}")
    await stage.settled()
    assert person.last.text.startswith("Connected: Ann Rider.")
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40"
    person.send_photo("key.png", picture, caption=f"my key: {KEY}")
    await stage.settled()
    assert person.last.text.startswith("Connected: Ann Rider.")
    assert all(message.from_bot for message in person.messages)


async def test_connecting_again_keeps_what_was_chosen(stage: Stage, person: Person) -> None:
    await stage.say(person, KEY)
    await stage.press(person, "06:30")
    await stage.say(person, "/settings units percent, miles")
    for again in (KEY, "/disconnect", KEY):
        answer = await stage.say(person, again)
        if again == "/disconnect":
            await stage.press(person, "Forget")
            continue
        assert "The morning message comes at 06:30." in answer.text
        assert answer.labels == ["Today", "⚙️ Settings"]
        athlete = await stage.athlete(person)
        assert (athlete.form_as_percent, athlete.distance_unit) == (True, "mi")
        assert await stage.planned(person)
    assert "Morning message: 06:30" in (await stage.press(person, "Settings")).text


NO_KEYS = [
    "where do I find it?",
    "no",
    "1234567",
    "🚴🚴🚴🚴🚴🚴🚴🚴🚴🚴",
    "<b>key</b> & </i>",
    "x" * 4096,
    "key " * 1024,
    "https://intervals.icu/settings?tab=1l0nlqjq3j1obdhg08rz",
]


async def test_what_is_no_key_gets_a_sentence_and_the_question_stays(
    stage: Stage, person: Person
) -> None:
    await stage.say(person, "/connect")
    for text in NO_KEYS:
        answer = await stage.say(person, text)
        assert answer.text.startswith("That is no key."), text
        assert "Developer Settings" in answer.text
    assert not stage.intervals.calls
    assert not stage.telegram.calls_of("deleteMessage")
    assert (await stage.say(person, KEY)).text.startswith("Connected")


LEFT_ALONE = [
    "https://www.strava.com/athletes/a1b2c3d4e5f6a7b8c9",
    "ann1l0nlqjq3j1obdhg08rz5@example.org",
    "1l0nlqjq3j1obdhg08rz.fit",
    "12345678901234567890",
    "Donaudampfschifffahrtsgesellschaft",
]


async def test_what_is_no_key_is_left_alone_unasked(stage: Stage, person: Person) -> None:
    for text in LEFT_ALONE:
        answer = await stage.say(person, text)
        assert answer.text.startswith("I did not understand"), text
        assert text in [message.text for message in person.messages]
    assert not stage.intervals.calls


async def test_a_wrong_key_stores_nothing_and_asks_again(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, f"/connect {OTHER_KEY}")
    assert answer.text.startswith("intervals.icu does not know that key. Nothing is stored.")
    assert "Send me your intervals.icu key." in answer.text
    assert (await stage.athlete(person)).sealed_credential is None
    assert OTHER_KEY not in everything_said(stage)
    assert [message.from_bot for message in person.messages] == [True]
    assert (await stage.say(person, "my-short-key")).text.startswith("intervals.icu does not know")
    assert (await stage.say(person, KEY)).text.startswith("Connected")


async def test_while_intervals_is_away_the_question_stays_open(
    stage: Stage, person: Person
) -> None:
    fault = stage.intervals.faults.add(status=503, times=None)
    answer = await stage.say(person, KEY)
    assert answer.text.startswith("intervals.icu is not reachable")
    assert "Send me your intervals.icu key." in answer.text
    fault.times = 0
    assert (await stage.say(person, KEY)).text.startswith("Connected")


async def test_a_new_key_replaces_the_old_one_and_a_wrong_one_does_not(
    stage: Stage, person: Person
) -> None:
    await stage.say(person, KEY)
    asked = await stage.say(person, "/connect")
    assert asked.text.startswith("You are connected as Ann Rider; a new key replaces")
    await stage.say(person, OTHER_KEY)
    assert "Form" in (await stage.say(person, "/today")).text
    stage.intervals.athlete(OTHER_KEY, id="i78", name="Bob Runner", time_zone="Asia/Tokyo")
    assert (await stage.say(person, OTHER_KEY)).text.startswith("Connected: Bob Runner.")
    assert (await stage.athlete(person)).time_zone == "Asia/Tokyo"


async def test_once_connected_no_question_is_left(stage: Stage, person: Person) -> None:
    for _ in range(2):
        await stage.say(person, "/connect")
    await stage.say(person, KEY)
    assert (await stage.say(person, "thank you!")).text.startswith("I did not understand")


async def test_the_morning_is_asked_for_with_buttons(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, KEY)
    assert "When should the morning message come?" in asked.text
    assert asked.labels[0] == "05:30"
    assert asked.labels[-2:] == ["08:00", "No morning message"]
    answer = await stage.press(person, "07:30")
    assert answer.id == asked.id
    assert answer.text.startswith("The morning message comes at 07:30.")
    athlete = await stage.athlete(person)
    assert athlete.morning_at == time(7, 30)
    assert await stage.planned(person) == datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


async def test_or_typed(stage: Stage, person: Person) -> None:
    await stage.say(person, KEY)
    assert "25:00" in (await stage.say(person, "25:00")).text
    assert (await stage.say(person, "/help")).text.startswith("What you can say")
    assert (await stage.say(person, "6:15")).text == "Morning message: 06:15"
    assert (await stage.athlete(person)).morning_at == time(6, 15)
    assert (await stage.say(person, "7:15")).text.startswith("I did not understand")


async def test_or_no_morning_at_all(stage: Stage, person: Person) -> None:
    await stage.say(person, KEY)
    assert (await stage.press(person, "No morning")).text.startswith("No morning message.")
    assert await stage.planned(person) is None
    again = await stage.say(person, KEY)
    assert "No morning message." in again.text
    assert again.labels == ["Today", "⚙️ Settings"]


@pytest.mark.parametrize("data", ["connect:morning:9999", "connect:morning", "connect:x"])
async def test_a_button_that_is_not_ours_does_nothing(
    stage: Stage, person: Person, data: str
) -> None:
    message = await stage.say(person, KEY)
    person.press_data(message.id, data)
    await stage.settled()
    assert person.last.text.startswith("That button is from an older message")


async def test_start_leads_here(stage: Stage, person: Person) -> None:
    await stage.say(person, "/start")
    asked = await stage.press(person, "Connect")
    assert asked.text.startswith("Send me your intervals.icu key.")
    urls = [button.url for row in asked.buttons for button in row if button.url]
    assert urls == ["https://intervals.icu/settings"]
    assert (await stage.press(person, "Cancel")).text.startswith("Cancelled.")
    assert (await stage.say(person, "hello")).text.startswith("I did not understand")


async def test_in_chinese(stage: Stage) -> None:
    person = stage.telegram.person(502, "李雷", "zh-hans")
    asked = await stage.say(person, "/connect")
    assert asked.text.startswith("把你的 intervals.icu API 密钥发给我。")
    assert (await stage.say(person, "在哪里找？")).text.startswith("这不是密钥。")
    assert (await stage.say(person, KEY)).text.startswith("已连接：Ann Rider。\n时区 Europe/Paris")
    assert (await stage.press(person, "06:00")).text.startswith("晨报每天 06:00 发。")
