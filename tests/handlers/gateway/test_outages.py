"""Outages of the database: waited out, and everything goes on after them."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.gateway.outages import outlast
from sandbox.telegram import TelegramStandIn
from storage.errors import DatabaseError, UnknownKeyError
from tests.stage import Clock, served

AWAY = DatabaseError(reason="OperationalError")


@pytest.mark.parametrize("grouped", [False, True])
async def test_what_a_database_has_ended_begins_anew(grouped: bool) -> None:
    outcomes = [AWAY, AWAY, UnknownKeyError(sealed=1, key_ids=())]

    async def fail() -> None:
        await asyncio.sleep(0)
        raise outcomes.pop(0)

    async def run() -> None:
        if not grouped or len(outcomes) == 1:
            await fail()
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(asyncio.sleep(10))

    with pytest.raises(UnknownKeyError):
        await outlast(run, first_pause=0.001)


async def test_a_stop_is_a_stop_though_the_database_is_away() -> None:
    begun = asyncio.Event()

    async def run() -> None:
        begun.set()
        try:
            await asyncio.sleep(10)
        finally:
            raise AWAY

    task = asyncio.create_task(outlast(run))
    await begun.wait()
    task.cancel()
    with pytest.raises(ExceptionGroup):
        await task


async def test_a_database_that_is_away_for_a_moment_costs_no_answer(tmp_path: Path) -> None:
    clock = Clock()
    async with served(tmp_path, clock, TelegramStandIn(clock=clock)) as stage:
        person = stage.telegram.person(501, "Ann", "en")
        await rename(stage.world.storage.engine, "inbox", "lost")
        person.say("/help")
        await asyncio.sleep(0.2)
        await rename(stage.world.storage.engine, "lost", "inbox")
        async with asyncio.timeout(10):
            while not any(each.from_bot for each in person.messages):
                await asyncio.sleep(0.05)


async def rename(engine: AsyncEngine, old: str, new: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))
