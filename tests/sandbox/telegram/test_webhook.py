import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from sandbox.telegram import TelegramStandIn
from tests.sandbox.telegram.bot_api import Api, refusal, result

SECRET = "Very_Secret-1"


class Hook(httpx.AsyncBaseTransport):
    """The bot's side: answers with the statuses it was told, then with 200."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.answer = b""
        self.requests: list[httpx.Request] = []
        self.satisfied = asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.requests.append(request)
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 200:
            self.satisfied.set()
        headers = {"content-type": "application/json"}
        return httpx.Response(status, content=self.answer, headers=headers)


@pytest.fixture
async def hook() -> Hook:
    return Hook()


@pytest.fixture
def telegram(hook: Hook) -> TelegramStandIn:
    return TelegramStandIn(webhook_transport=hook)


@pytest.fixture
async def webhook(api: Api, hook: Hook) -> AsyncIterator[Hook]:
    url = "https://bot.example.com/telegram"
    result(await api("setWebhook", url=url, secret_token=SECRET))
    yield hook
    await api("deleteWebhook")


async def test_an_update_is_posted_with_the_secret(
    telegram: TelegramStandIn, api: Api, webhook: Hook
) -> None:
    update_id = telegram.person(5).say("hi")
    await asyncio.wait_for(webhook.satisfied.wait(), 2)
    request = webhook.requests[0]
    assert json.loads(request.content)["update_id"] == update_id
    assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == SECRET
    assert request.headers["content-type"] == "application/json"
    await asyncio.sleep(0)
    assert result(await api("getWebhookInfo"))["pending_update_count"] == 0


async def test_a_refused_update_is_posted_again(
    telegram: TelegramStandIn, api: Api, webhook: Hook
) -> None:
    webhook.statuses = [500, 503]
    telegram.person(5).say("hi")
    await asyncio.wait_for(webhook.satisfied.wait(), 2)
    assert len({request.content for request in webhook.requests}) == 1
    assert len(webhook.requests) == 3
    info = result(await api("getWebhookInfo"))
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")


async def test_the_answer_may_call_a_method(telegram: TelegramStandIn, webhook: Hook) -> None:
    webhook.answer = b'{"method": "sendMessage", "chat_id": 5, "text": "at once"}'
    ann = telegram.person(5)
    ann.say("hi")
    await asyncio.wait_for(webhook.satisfied.wait(), 2)
    await asyncio.sleep(0.01)
    assert ann.last.text == "at once"


async def test_a_bad_webhook_is_refused(api: Api) -> None:
    plain = await api("setWebhook", url="http://bot.example.com/")
    assert refusal(plain)[1] == (
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    )
    secret = await api("setWebhook", url="https://bot.example.com/", secret_token="süß")
    assert refusal(secret)[1] == "Bad Request: secret token contains unallowed characters"
