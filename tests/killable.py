"""The bot as a process of its own, with short leases, for tests that kill it."""

import asyncio
import os
from datetime import timedelta

from bot import open_world, serve
from handlers.gateway.limits import Limits
from services.config import read_settings
from services.logs import set_up_logs


async def main() -> None:
    settings = read_settings(os.environ)
    set_up_logs("WARNING", "text", settings.secrets)
    async with open_world(
        settings, lease=timedelta(seconds=1), limits=Limits(1000, 1000)
    ) as world:
        await serve(world)


if __name__ == "__main__":
    asyncio.run(main())
