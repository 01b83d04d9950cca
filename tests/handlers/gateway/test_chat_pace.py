"""A chat gets a message a second, a few at once after a rest."""

import asyncio
import time

from handlers.gateway.chat_pace import BURST, ChatPace


async def test_a_burst_goes_at_once_and_the_next_one_waits() -> None:
    pace = ChatPace(time.monotonic, per_second=20)
    started = time.monotonic()
    for _ in range(BURST):
        await pace.turn(1)
    assert time.monotonic() - started < 0.04
    await pace.turn(1)
    assert time.monotonic() - started >= 0.045


async def test_chats_do_not_wait_for_each_other() -> None:
    pace = ChatPace(time.monotonic, per_second=1)
    async with asyncio.timeout(0.5):
        await asyncio.gather(*(pace.turn(chat) for chat in range(100) for _ in range(BURST)))
