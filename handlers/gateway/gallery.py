"""Gallery: pictures as Telegram takes them, each drawn and uploaded once."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from handlers.gateway.painter import Painter
from storage.pictures import Pictures

# Another renderer or font makes other pixels of the same SVG: count up.
EDITION = "2"


class Gallery:
    """Knows Telegram's file id of every picture that was sent before."""

    def __init__(
        self, painter: Painter, pictures: Pictures, clock: Callable[[], datetime]
    ) -> None:
        self._painter = painter
        self._pictures = pictures
        self._clock = clock

    async def find(self, svg: str) -> str | None:
        """The file id of an earlier upload."""
        return await self._pictures.find(_digest(svg))

    async def draw(self, svg: str) -> bytes:
        """The PNG. Raises PaintingError."""
        return await self._painter.paint(svg)

    async def keep(self, svg: str, file_id: str) -> None:
        """It is at Telegram now."""
        await self._pictures.keep(_digest(svg), file_id, self._clock())


def _digest(svg: str) -> str:
    return hashlib.sha256(f"{EDITION}\n{svg}".encode()).hexdigest()
