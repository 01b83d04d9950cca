import pytest

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from tests.sandbox.telegram.bot_api import Api, refusal, result


async def test_a_command_carries_its_entity(api: Api, ann: Person) -> None:
    message = result(await api("getUpdates"))[0]["message"]
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"]["language_code"] == "en"


async def test_the_newest_message_with_such_a_button_is_pressed(api: Api, ann: Person) -> None:
    for data in ("old", "new"):
        markup = {"inline_keyboard": [[{"text": "Save it", "callback_data": data}]]}
        await api("sendMessage", chat_id=5, text=data, reply_markup=markup)
    await api("sendMessage", chat_id=5, text="no buttons")
    ann.press("SAVE")
    ann.press("save", ann.messages[1])
    pressed = [u["callback_query"]["data"] for u in result(await api("getUpdates"))[1:]]
    assert pressed == ["new", "old"]


async def test_an_exact_label_wins_over_a_part(api: Api, ann: Person) -> None:
    row = [{"text": text, "callback_data": text} for text in ("10", "1")]
    await api("sendMessage", chat_id=5, text="?", reply_markup={"inline_keyboard": [row]})
    ann.press("1")
    assert result(await api("getUpdates"))[-1]["callback_query"]["data"] == "1"


async def test_a_missing_button_is_told_with_what_is_there(api: Api, ann: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Save", "callback_data": "s"}]]}
    await api("sendMessage", chat_id=5, text="?", reply_markup=markup)
    with pytest.raises(AssertionError, match=r"no button 'Undo'.*\['Save'\]"):
        ann.press("Undo")


def test_a_silent_bot_has_no_last_message(ann: Person) -> None:
    with pytest.raises(AssertionError, match="nothing to show to Ann"):
        _ = ann.last


async def test_a_blocked_bot_is_told_and_refused(api: Api, ann: Person) -> None:
    ann.block()
    change = result(await api("getUpdates"))[-1]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    answer = await api("sendMessage", chat_id=5, text="x")
    assert refusal(answer) == (403, "Forbidden: bot was blocked by the user")
    with pytest.raises(AssertionError):
        ann.say("hello?")
    ann.unblock()
    result(await api("sendMessage", chat_id=5, text="x"))


async def test_the_bot_cannot_write_first(telegram: TelegramStandIn, api: Api) -> None:
    telegram.person(6)
    answer = await api("sendMessage", chat_id=6, text="x")
    assert refusal(answer) == (400, "Bad Request: chat not found")


async def test_a_long_text_goes_in_parts(ann: Person) -> None:
    ann.say("x" * 5000)
    assert [len(message.text) for message in ann.messages] == [6, 4096, 904]


async def test_an_edit_reaches_the_bot(api: Api, ann: Person) -> None:
    ann.edit(ann.messages[0], "/help")
    edited = result(await api("getUpdates"))[-1]["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("/help", 1)
    assert ann.messages[0].edited


async def test_a_group_is_another_chat(telegram: TelegramStandIn, api: Api, ann: Person) -> None:
    ann.send_in_group("/connect", -100)
    message = result(await api("getUpdates"))[-1]["message"]
    assert (message["chat"]["type"], message["from"]["id"]) == ("group", 5)
    await api("sendMessage", chat_id=-100, text="In private, please")
    assert [one.text for one in telegram.messages_in(-100)] == ["/connect", "In private, please"]
    assert len(ann.messages) == 1
