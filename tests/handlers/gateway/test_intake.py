"""Which chat an update belongs to, whatever Telegram or somebody else sends."""

import asyncio
from contextlib import suppress
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from handlers.gateway.intake import Intake, chat_of
from handlers.gateway.telegram import open_bot
from tests.stage import Stage

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": 7}}}, 7),
        ({"my_chat_member": {"chat": {"id": 8}}}, 8),
        ({"callback_query": {"from": {"id": 9}}}, 9),
        ({"poll": {}}, 0),
        ({"message": None}, 0),
        ({"message": {"chat": {"id": "x"}}}, 0),
    ],
)
def test_the_chat_of_an_update(update: dict[str, Any], chat: int) -> None:
    assert chat_of(update) == chat


@given(st.dictionaries(st.sampled_from(["message", "callback_query", "my_chat_member"]), json))
def test_no_update_breaks_the_intake(update: dict[str, Any]) -> None:
    assert isinstance(chat_of(update), int)


async def test_a_server_that_does_not_wait_for_updates_is_not_stormed(stage: Stage) -> None:
    asked: list[str] = []

    async def hasty(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        await JSONResponse({"ok": True, "result": []})(scope, receive, send)

    bot = open_bot(stage.telegram.token, "http://hasty.test", lambda: httpx.ASGITransport(hasty))
    intake = Intake(stage.world.storage.inbox, stage.clock, stage.world.workers.wake)
    with suppress(TimeoutError):
        await asyncio.wait_for(intake.poll(bot), 0.35)
    assert 0 < len(asked) <= 4
