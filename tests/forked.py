"""Processes that begin with the whole bot imported: what takes them a second takes a moment.

They are ended as any other: by a signal, kill -9 included.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.reduction import DupFd
from pathlib import Path
from tempfile import mkstemp
from typing import Any

FORKS = multiprocessing.get_context("forkserver")
# pytest, for multiprocessing imports the main module in each process anew.
FORKS.set_forkserver_preload(["bot", "tests.killable", "pytest"])


@dataclass
class Ended:
    """How a process ended: its exit status, and what it wrote to its two outputs."""

    status: int
    said: str
    complained: str


class Forked:
    """A process that calls `work` in an environment; it ends with the status that gives."""

    def __init__(self, work: Callable[[], int], env: Mapping[str, str]) -> None:
        self._outputs = [_nameless_file(), _nameless_file()]
        fds = [DupFd(each) for each in self._outputs]
        # A daemon: a test that fails before its end must not keep pytest waiting for it.
        self._process = FORKS.Process(target=_begin, args=(work, dict(env), fds), daemon=True)
        self._process.start()

    @property
    def complained(self) -> str:
        """What it has complained about so far."""
        return self._written(1)

    def send(self, number: signal.Signals) -> None:
        assert self._process.pid
        os.kill(self._process.pid, number)

    async def end(self) -> Ended:
        """Wait until it ends, by itself or by what was sent."""
        while (status := self._process.exitcode) is None:
            await asyncio.sleep(0.005)
        ended = Ended(status, self._written(0), self._written(1))
        self.kill()
        return ended

    def kill(self) -> None:
        """However it is, it is no more."""
        self._process.kill()
        self._process.join()
        while self._outputs:
            os.close(self._outputs.pop())

    def _written(self, number: int) -> str:
        # Not `read`: the process goes on writing where we would have left off.
        return os.pread(self._outputs[number], 1 << 24, 0).decode()


def _nameless_file() -> int:
    descriptor, name = mkstemp()
    Path(name).unlink()
    return descriptor


def _begin(work: Callable[[], int], env: dict[str, str], outputs: list[Any]) -> None:
    os.environ.clear()
    os.environ.update(env)
    for number, output in enumerate(outputs, start=1):
        os.dup2(output.detach(), number)
    sys.exit(work())
