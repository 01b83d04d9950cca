"""A stand-in for each test, and a plain HTTP client for its Bot API."""

from collections.abc import AsyncIterator

import httpx
import pytest

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from tests.sandbox.telegram.bot_api import Api, Clock, JsonValue


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> TelegramStandIn:
    return TelegramStandIn(clock=clock)


@pytest.fixture
def ann(telegram: TelegramStandIn) -> Person:
    """Ann, who pressed Start."""
    person = telegram.person(5)
    person.say("/start")
    return person


@pytest.fixture
async def http(telegram: TelegramStandIn) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(telegram.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://telegram") as client:
        yield client


@pytest.fixture
def api(telegram: TelegramStandIn, http: httpx.AsyncClient) -> Api:
    """Call a method with JSON arguments."""

    async def call(method: str, **arguments: JsonValue) -> httpx.Response:
        return await http.post(f"/bot{telegram.token}/{method}", json=arguments)

    return call
