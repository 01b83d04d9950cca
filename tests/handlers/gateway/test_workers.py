"""Workers: an update is handled once, also when a stall outlives its lease."""

import asyncio

import pytest

from handlers.gateway.workers import LEASE
from tests.stage import Stage


async def test_what_is_in_hand_is_not_begun_again_after_a_stall(stage: Stage) -> None:
    person = await stage.connected()
    stage.intervals.faults.add("wellness", method="PUT", slow=0.3)
    person.say("hrv 61")
    while not stage.world.workers.in_hand:
        await asyncio.sleep(0.01)
    stage.clock.now += 2 * LEASE
    stage.world.workers.wake()
    await stage.settled()
    assert [each.partition(" ")[0] for each in stage.asked()] == ["GET", "PUT"]
    assert [message.from_bot for message in person.messages] == [False, True]


@pytest.mark.parametrize("turns", range(6))
async def test_a_stop_that_comes_together_with_work_is_a_stop(stage: Stage, turns: int) -> None:
    running = asyncio.create_task(stage.world.workers.run())
    await asyncio.sleep(0.1)  # it waits for work
    running.cancel()
    for _ in range(turns):
        await asyncio.sleep(0)
    stage.world.workers.wake()
    ended, _ = await asyncio.wait([running], timeout=2)
    assert ended
    assert running.cancelled()
