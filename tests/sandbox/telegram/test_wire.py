import httpx

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from tests.sandbox.telegram.bot_api import refusal, result


def url(telegram: TelegramStandIn, method: str) -> str:
    return f"/bot{telegram.token}/{method}"


async def test_a_method_takes_query_form_multipart_and_json_alike(
    telegram: TelegramStandIn, ann: Person, http: httpx.AsyncClient
) -> None:
    given = {"chat_id": "5", "text": "hi"}
    path = url(telegram, "sendMessage")
    await http.get(path, params=given)
    await http.post(path, data=given)
    await http.post(path, data=given, files={"unused": b"x"})
    await http.post(path, json=given)
    assert [message.text for message in ann.messages if message.from_bot] == ["hi"] * 4


async def test_method_names_ignore_case(
    telegram: TelegramStandIn, http: httpx.AsyncClient
) -> None:
    assert result(await http.get(url(telegram, "GETME")))["username"] == "soigneur_bot"


async def test_a_wrong_token_is_unauthorized_and_a_malformed_one_not_found(
    http: httpx.AsyncClient,
) -> None:
    assert refusal(await http.get("/bot1:wrong/getMe")) == (401, "Unauthorized")
    assert refusal(await http.get("/botnonsense/getMe")) == (404, "Not Found")


async def test_an_unknown_method_is_not_found(
    telegram: TelegramStandIn, http: httpx.AsyncClient
) -> None:
    answer = await http.get(url(telegram, "sendPigeon"))
    assert refusal(answer) == (404, "Not Found: method not found")


async def test_the_journal_holds_decoded_arguments_and_the_status(
    telegram: TelegramStandIn, ann: Person, http: httpx.AsyncClient
) -> None:
    markup = '{"inline_keyboard": [[{"text": "Go", "callback_data": "g"}]]}'
    given = {"chat_id": "5", "text": "7", "reply_markup": markup, "protect_content": "true"}
    await http.post(url(telegram, "sendMessage"), data=given)
    await http.post(url(telegram, "sendmessage"), data={"chat_id": "6", "text": "x"})
    sent, refused = telegram.calls_of("sendMessage")
    assert sent.params["text"] == "7"
    assert sent.params["protect_content"] is True
    assert sent.params["reply_markup"]["inline_keyboard"][0][0]["text"] == "Go"
    assert (sent.status, sent.chat_id) == (200, 5)
    assert (refused.status, refused.chat_id) == (400, 6)
