"""The web server: Telegram's webhook, health, readiness, metrics; and the bot behind a webhook."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from bot import World, open_world
from handlers.web.server import BODY_LIMIT, SECRET_HEADER, web_app, webhook_secret
from sandbox.telegram import TelegramStandIn
from tests.serving import free_port
from tests.stage import Clock, Stage, ann, served, settings

UPDATE = {"update_id": 7, "message": {"message_id": 1, "chat": {"id": 501, "type": "private"}}}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A bot that does not run: nobody empties the inbox."""
    async with open_world(settings(tmp_path), clock=Clock()) as world:
        yield world


@pytest.fixture
async def site(world: World) -> AsyncIterator[httpx.AsyncClient]:
    secret = webhook_secret(world.settings.telegram_bot_token)
    app = web_app(world.intake, world.workers, secret, world.storage)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://bot.test") as http:
        http.headers[SECRET_HEADER] = secret
        yield http


@pytest.mark.parametrize("shown", [None, "", "wrong", "ж"])
async def test_without_the_secret_nothing_is_taken(
    site: httpx.AsyncClient, world: World, shown: str | None
) -> None:
    del site.headers[SECRET_HEADER]
    headers = [] if shown is None else [(SECRET_HEADER.encode(), shown.encode())]
    answer = await site.post("/telegram", json=UPDATE, headers=headers)
    assert answer.status_code == 403
    assert await world.storage.inbox.unfinished() == 0


async def test_an_update_is_stored_before_it_is_confirmed(
    site: httpx.AsyncClient, world: World
) -> None:
    for _ in range(2):
        assert (await site.post("/telegram", json=UPDATE)).status_code == 200
    assert await world.storage.inbox.unfinished() == 1


async def test_what_cannot_be_stored_is_not_confirmed(
    site: httpx.AsyncClient, world: World
) -> None:
    await lose_the_inbox(world)
    assert (await site.post("/telegram", json=UPDATE)).status_code == 500


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"x"', b"null", b"{}", b"\xff"])
async def test_what_is_no_update_is_refused(site: httpx.AsyncClient, body: bytes) -> None:
    assert (await site.post("/telegram", content=body)).status_code == 400


async def test_a_body_over_the_limit_is_refused(site: httpx.AsyncClient, world: World) -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        yield json.dumps(UPDATE).encode()
        for _ in range(20):
            sent += 1
            yield b" " * (BODY_LIMIT // 4)

    assert (await site.post("/telegram", content=body())).status_code == 413
    assert sent < 6, "what is over the limit is not read any more"
    assert await world.storage.inbox.unfinished() == 0


async def test_only_post_brings_updates(site: httpx.AsyncClient) -> None:
    assert (await site.get("/telegram")).status_code == 405
    assert (await site.get("/elsewhere")).status_code == 404


async def test_health_does_not_ask_the_database_and_readiness_does(
    site: httpx.AsyncClient, world: World
) -> None:
    assert (await site.get("/readyz")).text == "ready"
    await lose_the_inbox(world)
    assert (await site.get("/healthz")).text == "ok"
    assert (await site.get("/readyz")).status_code == 503


async def test_metrics_count_and_name_nobody(site: httpx.AsyncClient, world: World) -> None:
    await world.storage.athletes.add(501, language="en", now=Clock()())
    await site.post("/telegram", json=UPDATE)
    answer = await site.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "soigneur_inbox_unfinished 1.0" in answer.text
    assert "501" not in answer.text


async def lose_the_inbox(world: World) -> None:
    async with world.storage.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE inbox RENAME TO lost"))


class Proxy(httpx.AsyncBaseTransport):
    """What stands between PUBLIC_URL and LISTEN: ends TLS, and posts on."""

    def __init__(self, port: int) -> None:
        self._address = f"127.0.0.1:{port}"
        self._http = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert str(request.url) == "https://bot.test/telegram"
        request.url = httpx.URL(f"http://{self._address}{request.url.path}")
        return await self._http.handle_async_request(request)

    async def aclose(self) -> None:
        await self._http.aclose()


@asynccontextmanager
async def behind_a_webhook(folder: Path) -> AsyncIterator[Stage]:
    """The bot as `run` runs it, with PUBLIC_URL."""
    port, clock = free_port(), Clock()
    telegram = TelegramStandIn(clock=clock, webhook_transport=Proxy(port))
    more = {"PUBLIC_URL": "https://bot.test", "LISTEN": f"127.0.0.1:{port}"}
    async with served(folder, clock, telegram, **more) as stage:
        try:
            yield stage
        finally:
            await stage.world.bot.delete_webhook()


async def test_the_bot_answers_behind_a_webhook(tmp_path: Path) -> None:
    async with behind_a_webhook(tmp_path) as stage:
        ann(stage)
        person = await stage.connected()
        answer = await stage.say(person, "hrv 61")
        assert "61" in answer.text
        assert not stage.telegram.calls_of("getUpdates")
        hook = stage.telegram.world.webhook
        assert hook.url == "https://bot.test/telegram"
        assert hook.secret == webhook_secret(stage.telegram.token)
        assert stage.telegram.token not in hook.secret


async def test_an_update_that_comes_again_by_webhook_is_answered_once(tmp_path: Path) -> None:
    async with behind_a_webhook(tmp_path) as stage:
        person = stage.telegram.person(501, "Ann", "en")
        update = person.say("/help")
        await stage.settled()
        stage.telegram.redeliver(update)
        await stage.settled()
        assert len([each for each in person.messages if each.from_bot]) == 1
