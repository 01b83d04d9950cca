"""What has begun is brought to its end, also where whoever waits for it is cancelled."""

import asyncio
import functools
import inspect
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
C = TypeVar("C")


async def shielded(work: Awaitable[T]) -> T:
    """Await `work`. Unlike asyncio.shield, a cancellation waits until it has ended."""
    running = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise


def shielded_methods(repository: type[C]) -> type[C]:
    """A class whose public async methods are shielded.

    A connection whose task is cancelled in the middle of a transaction keeps the lock.
    """
    for name, method in list(vars(repository).items()):
        if inspect.iscoroutinefunction(method) and not name.startswith("_"):
            setattr(repository, name, _shielded(method))
    return repository


def _shielded(method: Callable[..., Coroutine[Any, Any, T]]) -> Callable[..., Awaitable[T]]:
    @functools.wraps(method)
    async def run(*args: Any, **kwargs: Any) -> T:  # noqa: ANN401
        return await shielded(method(*args, **kwargs))

    return run
