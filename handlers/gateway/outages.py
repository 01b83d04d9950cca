"""Outages of the database: what runs for ever waits until they are over."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from storage.errors import DatabaseError

log = logging.getLogger(__name__)
LONGEST_PAUSE = 30.0  # seconds


async def outlast(
    run: Callable[[], Coroutine[Any, Any, None]], *, first_pause: float = 1.0
) -> None:
    """Run until cancelled, and begin anew after a DatabaseError. Any other error is passed on.

    What the database did not take is not lost: no update was confirmed, no push begun.
    """
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    pause = first_pause
    while True:
        began = loop.time()
        try:
            # A task of its own: a task group in it may leave its task marked as being cancelled.
            await asyncio.create_task(run())
        except* DatabaseError as failed:
            if task.cancelling():  # it was about to stop, and could not do so in order
                raise
            log.error("the database: %s; trying again in %g s", failed.exceptions[0], pause)  # noqa: TRY400
        await asyncio.sleep(pause)
        lasted = loop.time() - began > 2 * LONGEST_PAUSE
        pause = first_pause if lasted else min(2 * pause, LONGEST_PAUSE)
