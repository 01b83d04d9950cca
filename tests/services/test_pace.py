"""The pace: an even rate, people first, nobody forgotten when somebody gives up."""

import asyncio
import time
from collections.abc import Awaitable

import pytest

from services.pace import Pace, Priority


async def noted(order: list[str], name: str, turn: Awaitable[None]) -> None:
    await turn
    order.append(name)


async def test_a_burst_goes_at_once_and_the_rest_evenly() -> None:
    pace = Pace(rate=10, burst=3)
    loop = asyncio.get_running_loop()
    begin = loop.time()
    times = []
    for _ in range(6):
        await pace.turn()
        times.append(loop.time() - begin)
    assert times[2] < 0.09
    assert 0.29 <= times[5] < 0.6


async def test_the_rate_holds_over_a_rest() -> None:
    pace = Pace(rate=100, burst=2)
    await asyncio.gather(*(pace.turn() for _ in range(5)))
    await asyncio.sleep(0.1)
    begin = asyncio.get_running_loop().time()
    await asyncio.gather(*(pace.turn() for _ in range(4)))
    assert asyncio.get_running_loop().time() - begin >= 0.018


async def test_people_go_before_pushes_and_each_in_the_order_they_came() -> None:
    pace = Pace(rate=200)
    await pace.turn()
    order: list[str] = []
    async with asyncio.TaskGroup() as group:
        for name in ("push 1", "push 2", "ann", "bob"):
            priority = Priority.PUSH if name.startswith("push") else Priority.PERSON
            group.create_task(noted(order, name, pace.turn(priority)))
            await asyncio.sleep(0)
    assert order == ["ann", "bob", "push 1", "push 2"]


async def test_one_who_gives_up_costs_the_others_nothing() -> None:
    pace = Pace(rate=10)
    await pace.turn()
    order: list[str] = []
    leaving = [asyncio.create_task(pace.turn()) for _ in range(50)]
    staying = asyncio.create_task(noted(order, "stays", pace.turn()))
    await asyncio.sleep(0)
    for task in leaving:
        task.cancel()
    begin = asyncio.get_running_loop().time()
    await staying
    assert asyncio.get_running_loop().time() - begin < 0.5


async def test_a_turn_given_in_the_moment_of_giving_up_goes_to_the_next() -> None:
    pace = Pace(rate=5)
    await pace.turn()
    waiter = asyncio.create_task(pace.turn())
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    loop.call_later(0.21, waiter.cancel)
    time.sleep(0.22)  # noqa: ASYNC251 - the turn (at 0.2 s) and the cancel come in one round
    with pytest.raises(asyncio.CancelledError):
        await waiter
    begin = loop.time()
    await pace.turn()
    assert loop.time() - begin < 0.1


async def test_waiting_is_not_busy() -> None:
    pace = Pace(rate=5)
    await pace.turn()
    waiter = asyncio.create_task(pace.turn())
    loop = asyncio.get_running_loop()
    rounds = 0
    begin = loop.time()
    while not waiter.done():
        rounds += 1
        await asyncio.sleep(0.05)
    assert rounds <= 6
    assert loop.time() - begin >= 0.15
