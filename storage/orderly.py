"""Ending in order: what has begun is brought to its end."""

import asyncio
import functools
import inspect
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
C = TypeVar("C")


async def orderly(work: Awaitable[T]) -> T:
    """Await `work`. A cancellation waits until it has ended, and comes then."""
    running = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise


def whole(repository: type[C]) -> type[C]:
    """Makes the public async methods of a class orderly.

    A connection whose task is cancelled in the middle of a transaction keeps the lock.
    """
    for name, method in list(vars(repository).items()):
        if inspect.iscoroutinefunction(method) and not name.startswith("_"):
            setattr(repository, name, _orderly(method))
    return repository


def _orderly(method: Callable[..., Coroutine[Any, Any, T]]) -> Callable[..., Awaitable[T]]:
    @functools.wraps(method)
    async def run(*args: Any, **kwargs: Any) -> T:  # noqa: ANN401
        return await orderly(method(*args, **kwargs))

    return run
