"""The bot with short leases, for tests that kill it."""

import asyncio
import os
from dataclasses import replace
from datetime import timedelta

from bot import open_world, serve
from handlers.gateway.limits import Limits
from handlers.pushes.rounds import Rounds
from services.config import read_settings
from services.logs import set_up_logs

SECOND = timedelta(seconds=1)
LIMITS = Limits(1000, 1000, first_wait=0.05)


def work() -> int:
    asyncio.run(serve_until_killed())
    return 0


async def serve_until_killed() -> None:
    settings = read_settings(os.environ)
    set_up_logs("WARNING", "text", settings.secrets)
    async with open_world(settings, lease=SECOND, limits=LIMITS) as world:
        rounds = Rounds(
            world.desk,
            world.storage,
            world.clock,
            owner=f"{os.getpid()}",
            rate=LIMITS.pushes,  # all that one round claims goes out within its lease
            lease=2 * SECOND,
        )
        await serve(replace(world, rounds=rounds))
