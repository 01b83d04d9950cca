"""Several processes that do the same thing at the same time."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def together(count: int, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> list[R]:
    """What each process got; raises what any of them raised."""
    context = get_context("forkserver")
    # Imported once, before the forks: otherwise each process spends a second on it.
    context.set_forkserver_preload(["pytest", "storage", "tests.storage.processes"])
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        calls = [pool.submit(function, *args, **kwargs) for _ in range(count)]
        return [call.result() for call in calls]
