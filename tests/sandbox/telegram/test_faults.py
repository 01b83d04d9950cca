import time

import httpx
import pytest

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from tests.sandbox.telegram.bot_api import Api, refusal, result


async def test_a_fault_is_used_up(telegram: TelegramStandIn, api: Api, ann: Person) -> None:
    telegram.faults.add(method="sendMessage", times=2, status=429, retry_after=3)
    for _ in range(2):
        answer = await api("sendMessage", chat_id=5, text="x")
        assert refusal(answer) == (429, "Too Many Requests: retry after 3")
        assert answer.json()["parameters"] == {"retry_after": 3}
    result(await api("sendMessage", chat_id=5, text="x"))


async def test_a_fault_of_a_chat_leaves_others_alone(
    telegram: TelegramStandIn, api: Api, ann: Person
) -> None:
    telegram.person(6).say("hi")
    telegram.faults.add(chat_id=6, status=502, times=None)
    assert refusal(await api("sendMessage", chat_id=6, text="x")) == (502, "Bad Gateway")
    result(await api("sendMessage", chat_id=5, text="x"))
    telegram.faults.clear()
    result(await api("sendMessage", chat_id=6, text="x"))


async def test_a_connection_drops_before_or_after_the_effect(
    telegram: TelegramStandIn, api: Api, ann: Person
) -> None:
    telegram.faults.add("sendMessage", drop_before=True)
    telegram.faults.add("sendMessage", drop_after_effect=True)
    for text in ("never sent", "sent"):
        with pytest.raises(httpx.TransportError):
            await api("sendMessage", chat_id=5, text=text)
    assert [message.text for message in ann.messages] == ["/start", "sent"]
    assert [call.status for call in telegram.calls_of("sendMessage")] == [0, 0]


async def test_an_answer_can_be_slow(telegram: TelegramStandIn, api: Api) -> None:
    telegram.faults.add("getMe", slow=0.05)
    started = time.monotonic()
    result(await api("getMe"))
    assert time.monotonic() - started >= 0.05


async def test_floods_are_refused_when_limits_are_enforced() -> None:
    telegram = TelegramStandIn(enforce_limits=True)
    telegram.person(5).say("hi")
    path = f"http://telegram/bot{telegram.token}/sendMessage"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(telegram.app)) as http:
        given = {"chat_id": 5, "text": "x"}
        statuses = [(await http.post(path, json=given)).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
