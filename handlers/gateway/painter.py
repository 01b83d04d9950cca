"""Painter: makes SVG into PNG, in a process of its own, so that nothing else waits."""

import asyncio
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from handlers.gateway.errors import PaintingError

RENDERER = Path(__file__).parents[1] / "views" / "pictures" / "renderer.py"
PATIENCE = 5.0  # seconds; a picture takes a fortieth of one
LENGTH = 4  # bytes, as the renderer counts


class Painter:
    """The renderer's process: started with the first picture, started anew when it has died.

    One thread of its own speaks with it, for pictures that wait must not hold up what else the
    event loop has threads for.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = ThreadPoolExecutor(1, "painter")

    async def paint(self, svg: str) -> bytes:
        """The picture as PNG. Raises PaintingError."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._paint, svg.encode())

    def close(self) -> None:
        """End the process, once what it is drawing is drawn."""
        self._thread.shutdown(cancel_futures=True)
        self._stop()

    def _paint(self, svg: bytes) -> bytes:
        process = self._running()
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
        try:
            png = _exchange(process, svg)
        except (OSError, EOFError) as fault:
            self._stop()
            raise PaintingError from fault
        finally:
            watchdog.cancel()
        if not png:
            raise PaintingError
        return png

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = subprocess.Popen(  # noqa: S603 - our own file, our own Python
                [sys.executable, str(RENDERER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()


def _exchange(process: subprocess.Popen[bytes], svg: bytes) -> bytes:
    assert process.stdin
    assert process.stdout
    process.stdin.write(len(svg).to_bytes(LENGTH) + svg)
    process.stdin.flush()
    return _read(process, int.from_bytes(_read(process, LENGTH)))


def _read(process: subprocess.Popen[bytes], size: int) -> bytes:
    assert process.stdout
    data = process.stdout.read(size)
    if len(data) < size:
        raise EOFError
    return data
