"""Two clients written by others agree with every answer and every update, to the field."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from types import ModuleType
from typing import TYPE_CHECKING

import httpx
import pytest
import telegram as ptb
import uvicorn
from pydantic import BaseModel
from telegram.request import HTTPXRequest

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from tests.sandbox.telegram.test_files import png

if TYPE_CHECKING:
    from aiogram import Bot


@pytest.fixture
async def address(telegram: TelegramStandIn) -> AsyncIterator[str]:
    """The stand-in on a real socket."""
    config = uvicorn.Config(telegram.app, port=0, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.force_exit = server.should_exit = True
    await task


@pytest.fixture
def theirs() -> ModuleType:
    """What is of aiogram; importing that takes as long as fifty tests, so who needs it does."""
    from tests.sandbox.telegram import of_aiogram  # noqa: PLC0415

    return of_aiogram


@pytest.fixture
async def aiogram(
    telegram: TelegramStandIn,
    address: str,
    theirs: ModuleType,
) -> AsyncIterator["Bot"]:
    async with theirs.open_bot(telegram.token, address) as bot:
        yield bot


@pytest.fixture
async def ptb_bot(telegram: TelegramStandIn) -> AsyncIterator[ptb.Bot]:
    """python-telegram-bot in process, as the bot's own tests use it."""

    def request() -> HTTPXRequest:
        return HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(telegram.app)})

    bot = ptb.Bot(
        telegram.token,
        base_url="http://telegram/bot",
        base_file_url="http://telegram/file/bot",
        request=request(),
        get_updates_request=request(),
    )
    async with bot:
        yield bot


def unknown_fields(model: object, path: str = "") -> Iterator[str]:
    """Fields that an aiogram model kept without knowing them."""
    if isinstance(model, BaseModel):
        yield from (f"{path}.{name}" for name in model.model_extra or {})
        for name in type(model).model_fields:
            yield from unknown_fields(getattr(model, name), f"{path}.{name}")
    elif isinstance(model, list):
        for one in model:
            yield from unknown_fields(one, path)


def everything_people_do(ann: Person) -> None:
    ann.say("/start 🚴 https://intervals.icu")
    ann.say("as an answer", reply_to=1)
    ann.edit(1, "/start over")
    ann.send_document("骑行.fit", b"fit", caption="mine")
    ann.send_photo("me.png", png(40, 30))
    ann.send_location(46.5, 7.9)
    ann.send_sticker()
    ann.send_in_group("/help", -10)
    ann.press_data(1, "go")
    ann.press_data(99, "on a deleted message")
    ann.block()
    ann.unblock()


async def test_aiogram_knows_every_answer_and_every_field(
    aiogram: "Bot",
    theirs: ModuleType,
    ann: Person,
) -> None:
    everything_people_do(ann)
    answers = await theirs.everything_bots_do(aiogram)
    assert [field for answer in answers for field in unknown_fields(answer)] == []


async def test_aiogram_knows_every_update_and_every_field(aiogram: "Bot", ann: Person) -> None:
    everything_people_do(ann)
    updates = await aiogram.get_updates()
    assert {update.event_type for update in updates} == {
        "message", "edited_message", "callback_query", "my_chat_member",
    }  # fmt: skip
    assert list(unknown_fields(updates)) == []


async def test_python_telegram_bot_reads_every_update(ptb_bot: ptb.Bot, ann: Person) -> None:
    everything_people_do(ann)
    updates = await ptb_bot.get_updates()
    assert len(updates) == 13
    assert [update.api_kwargs for update in updates if update.api_kwargs] == []
    message = updates[1].message
    assert message is not None
    assert message.parse_entity(message.entities[1]) == "https://intervals.icu"


async def test_python_telegram_bot_reads_every_answer(ptb_bot: ptb.Bot, ann: Person) -> None:
    button = ptb.InlineKeyboardButton("Go", callback_data="go", api_kwargs={"style": "danger"})
    markup = ptb.InlineKeyboardMarkup([[button]])
    sent = await ptb_bot.send_message(5, "<b>🚴</b>", parse_mode="HTML", reply_markup=markup)
    assert sent.text_html == "<b>🚴</b>"
    edited = await ptb_bot.edit_message_text("two", 5, sent.message_id)
    assert isinstance(edited, ptb.Message)
    assert edited.edit_date is not None
    media = [ptb.InputMediaPhoto(png(9, 9)), ptb.InputMediaPhoto(png(9, 9))]
    assert len(await ptb_bot.send_media_group(5, media)) == 2
    document = (await ptb_bot.send_document(5, b"fit", filename="a.fit")).document
    assert document is not None
    assert await (await document.get_file()).download_as_bytearray() == b"fit"
    assert (await ptb_bot.get_chat(5)).first_name == "Ann"
    assert ann.last.document is not None


async def test_python_telegram_bot_waits_in_a_long_poll(
    telegram: TelegramStandIn, ptb_bot: ptb.Bot
) -> None:
    poll = asyncio.create_task(ptb_bot.get_updates(timeout=20))
    await asyncio.sleep(0.02)
    update_id = telegram.person(7).say("hi")
    assert [update.update_id for update in await poll] == [update_id]


async def test_refusals_become_the_clients_own_errors(
    telegram: TelegramStandIn,
    aiogram: "Bot",
    theirs: ModuleType,
    ptb_bot: ptb.Bot,
    ann: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with pytest.raises(theirs.TelegramBadRequest, match="chat not found"):
        await aiogram.send_message(404, "x")
    telegram.faults.add("sendMessage", status=429, retry_after=2, times=2)
    with pytest.raises(theirs.TelegramRetryAfter, match="retry after 2"):
        await aiogram.send_message(5, "x")
    with pytest.raises(ptb.error.RetryAfter) as caught:
        await ptb_bot.send_message(5, "x")
    assert caught.value.retry_after == timedelta(seconds=2)
    ann.block()
    with pytest.raises(ptb.error.Forbidden, match="blocked"):
        await ptb_bot.send_message(5, "x")


async def test_a_dropped_connection_is_a_network_error_in_both(
    telegram: TelegramStandIn,
    aiogram: "Bot",
    theirs: ModuleType,
    ptb_bot: ptb.Bot,
    ann: Person,
) -> None:
    telegram.faults.add("sendMessage", drop_after_effect=True, times=2)
    with pytest.raises(theirs.TelegramNetworkError):
        await aiogram.send_message(5, "over a socket")
    with pytest.raises(ptb.error.NetworkError):
        await ptb_bot.send_message(5, "in process")
    assert [one.text for one in ann.messages[1:]] == ["over a socket", "in process"]


async def test_a_poller_that_hangs_up_frees_its_place(
    telegram: TelegramStandIn, address: str, aiogram: "Bot"
) -> None:
    poll = asyncio.create_task(aiogram.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    poll.cancel()
    await asyncio.sleep(0.05)
    async with httpx.AsyncClient() as http:
        path = f"{address}/bot{telegram.token}/getUpdates"
        waiting = asyncio.create_task(http.get(path, params={"timeout": 5}))
        await asyncio.sleep(0.02)
        update_id = telegram.person(7).say("hi")
        assert (await waiting).json()["result"][0]["update_id"] == update_id
