"""Ending in order: what has begun is brought to its end."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def orderly(work: Awaitable[T]) -> T:
    """Await `work`. A cancellation waits until it has ended, and comes then."""
    running = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise
