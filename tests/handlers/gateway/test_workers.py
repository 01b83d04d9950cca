"""Workers: an update is handled once, also when a stall outlives its lease."""

import asyncio

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
