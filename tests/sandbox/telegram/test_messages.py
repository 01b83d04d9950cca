from typing import Any

import pytest

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from tests.sandbox.telegram.bot_api import Api, Clock, refusal, result

BUTTONS = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def test_a_message_is_shown_with_its_buttons(api: Api, ann: Person) -> None:
    text = "<b>Today</b> 🚴"
    await api("sendMessage", chat_id=5, text=text, parse_mode="HTML", reply_markup=BUTTONS)
    assert ann.last.text == "Today 🚴"
    assert ann.last.entities == ({"type": "bold", "offset": 0, "length": 5},)
    assert (ann.last.buttons[0][0].label, ann.last.buttons[0][0].data) == ("Go", "go")
    assert not ann.last.edited


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🚴" * 2049}, "message is too long"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 404}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        (
            {"text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
    ],
)
async def test_a_bad_message_is_refused(
    api: Api, ann: Person, arguments: dict[str, Any], words: str
) -> None:
    answer = await api("sendMessage", **({"chat_id": 5} | arguments))
    assert refusal(answer) == (400, f"Bad Request: {words}")


async def test_length_is_counted_after_parsing(api: Api, ann: Person) -> None:
    result(await api("sendMessage", chat_id=5, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML"))


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x", "callback_data": "中" * 22}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "callback_data": ""},
            (
                "can't parse inline keyboard button:"
                " Text buttons are unallowed in the inline keyboard"
            ),
        ),
        (
            {"callback_data": "x"},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "x", "url": "http://localhost:8080/"},
            "inline keyboard button URL 'http://localhost:8080/' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "url": "ftp://example.com"},
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
    ],
)
async def test_a_bad_button_is_refused(
    api: Api, ann: Person, button: dict[str, str], words: str
) -> None:
    markup = {"inline_keyboard": [[button]]}
    answer = await api("sendMessage", chat_id=5, text="x", reply_markup=markup)
    assert refusal(answer) == (400, f"Bad Request: {words}")


async def test_callback_data_of_64_bytes_passes(api: Api, ann: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x" * 64}]]}
    result(await api("sendMessage", chat_id=5, text="x", reply_markup=markup))


async def test_a_keyboard_below_the_input_is_not_part_of_the_message(
    api: Api, ann: Person
) -> None:
    markup = {"keyboard": [["Yes", "No"]]}
    sent = result(await api("sendMessage", chat_id=5, text="x", reply_markup=markup))
    assert "reply_markup" not in sent
    assert ann.chat.reply_keyboard == markup


async def test_an_edit_without_a_keyboard_removes_it(api: Api, ann: Person) -> None:
    sent = result(await api("sendMessage", chat_id=5, text="one", reply_markup=BUTTONS))
    place = {"chat_id": 5, "message_id": sent["message_id"]}
    edited = result(await api("editMessageText", **place, text="two"))
    assert edited["edit_date"] >= edited["date"]
    assert (ann.last.text, ann.last.buttons, ann.last.edited) == ("two", (), True)


async def test_an_edit_that_changes_nothing_is_refused(api: Api, ann: Person) -> None:
    sent = result(await api("sendMessage", chat_id=5, text="one", reply_markup=BUTTONS))
    place = {"chat_id": 5, "message_id": sent["message_id"]}
    answer = await api("editMessageText", **place, text="<b></b>one", parse_mode="HTML",
                       reply_markup=BUTTONS)  # fmt: skip
    status, words = refusal(answer)
    assert status == 400
    assert words.startswith("Bad Request: message is not modified: specified new message content")


async def test_only_the_keyboard_can_be_edited(api: Api, ann: Person) -> None:
    sent = result(await api("sendMessage", chat_id=5, text="one", reply_markup=BUTTONS))
    await api("editMessageReplyMarkup", chat_id=5, message_id=sent["message_id"])
    assert (ann.last.text, ann.last.buttons) == ("one", ())


async def test_what_cannot_be_edited_is_refused(api: Api, ann: Person) -> None:
    own = ann.messages[0].id
    theirs = await api("editMessageText", chat_id=5, message_id=own, text="x")
    assert refusal(theirs) == (400, "Bad Request: message can't be edited")
    absent = await api("editMessageText", chat_id=5, message_id=99, text="x")
    assert refusal(absent) == (400, "Bad Request: message to edit not found")


async def test_a_deleted_message_is_gone_for_both_sides(api: Api, ann: Person) -> None:
    result(await api("deleteMessage", chat_id=5, message_id=ann.messages[0].id))
    assert ann.messages == []
    answer = await api("deleteMessage", chat_id=5, message_id=1)
    assert refusal(answer) == (400, "Bad Request: message to delete not found")


async def test_a_message_cannot_be_deleted_after_two_days(
    api: Api, ann: Person, clock: Clock
) -> None:
    clock.forward(hours=49)
    answer = await api("deleteMessage", chat_id=5, message_id=1)
    assert refusal(answer)[1] == "Bad Request: message can't be deleted for everyone"


async def test_deleting_several_skips_what_is_absent(api: Api, ann: Person) -> None:
    ann.say("two")
    result(await api("deleteMessages", chat_id=5, message_ids=[1, 99]))
    assert [message.text for message in ann.messages] == ["two"]


async def test_a_press_is_answered_once(telegram: TelegramStandIn, api: Api, ann: Person) -> None:
    await api("sendMessage", chat_id=5, text="one", reply_markup=BUTTONS)
    ann.press("go")
    query = result(await api("getUpdates"))[-1]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("go", "one")
    result(await api("answerCallbackQuery", callback_query_id=query["id"], text="Done"))
    assert [toast.text for toast in ann.toasts] == ["Done"]
    again = await api("answerCallbackQuery", callback_query_id=query["id"])
    assert refusal(again)[1].startswith("Bad Request: query is too old and response timeout")


async def test_an_old_press_cannot_be_answered(api: Api, ann: Person, clock: Clock) -> None:
    await api("sendMessage", chat_id=5, text="one", reply_markup=BUTTONS)
    ann.press("go")
    query = result(await api("getUpdates"))[-1]["callback_query"]
    clock.forward(minutes=5)
    answer = await api("answerCallbackQuery", callback_query_id=query["id"])
    assert refusal(answer)[0] == 400


async def test_typing_shows_for_five_seconds(api: Api, ann: Person, clock: Clock) -> None:
    await api("sendChatAction", chat_id=5, action="typing")
    assert ann.typing
    clock.forward(seconds=6)
    assert not ann.typing


async def test_typing_ends_with_the_message(api: Api, ann: Person) -> None:
    await api("sendChatAction", chat_id=5, action="typing")
    await api("sendMessage", chat_id=5, text="here")
    assert not ann.typing


async def test_a_reply_shows_what_it_answers(api: Api, ann: Person) -> None:
    await api("sendMessage", chat_id=5, text="yes", reply_parameters={"message_id": 1})
    assert ann.last.reply_to == 1
