"""The painter: PNG from a process of its own, which may die and comes back."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from handlers.gateway.errors import PaintingError
from handlers.gateway.painter import RENDERER, Painter
from handlers.views.pictures.svg import Svg

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def painter() -> Iterator[Painter]:
    painter = Painter()
    yield painter
    painter.close()


def a_picture(text: str) -> str:
    svg = Svg(60)
    svg.text(10, 40, text)
    return str(svg)


async def test_pictures_are_drawn_one_after_another_by_one_process(painter: Painter) -> None:
    first = await painter.paint(a_picture("Sweet spot"))
    process = painter._process
    second = await painter.paint(a_picture("甜区 🚴 žluťoučký <b>"))
    assert first.startswith(PNG)
    assert second.startswith(PNG)
    assert first != second
    assert painter._process is process


def test_a_renderer_whose_bot_was_killed_ends_without_a_word() -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, str(RENDERER)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as renderer:  # noqa: S603
        assert renderer.stdin
        assert renderer.stdout
        assert renderer.stderr
        renderer.stdout.close()
        svg = a_picture("Sweet spot").encode()
        renderer.stdin.write(len(svg).to_bytes(4) + svg)
        renderer.stdin.close()
        assert renderer.stderr.read() == b""


@pytest.mark.parametrize(
    "letters",
    [
        "间歇训练",
        "🚴🏃🏊",
        "žluťoučký",
        "Тренировка",
        "繁體中文",
        "تمرين",
        "אימון",
        "การฝก",
        "कखग",
        "회복주행",
    ],
)
async def test_every_script_has_glyphs(painter: Painter, letters: str) -> None:
    """What a font lacks is one and the same box for all letters; these differ from it."""
    unknown = "\u0b95" * len(letters)
    drawn = await painter.paint(a_picture(letters))
    assert drawn != await painter.paint(a_picture(unknown))
    assert len({await painter.paint(a_picture(each)) for each in letters}) == len(set(letters))


async def test_what_is_no_picture_costs_only_itself(painter: Painter) -> None:
    with pytest.raises(PaintingError):
        await painter.paint("<svg")
    assert (await painter.paint(a_picture("next"))).startswith(PNG)


async def test_a_process_that_died_is_started_anew(painter: Painter) -> None:
    await painter.paint(a_picture("one"))
    assert painter._process
    os.kill(painter._process.pid, signal.SIGKILL)
    painter._process.wait()
    assert (await painter.paint(a_picture("two"))).startswith(PNG)


async def test_one_that_dies_over_a_picture_costs_only_that_picture(painter: Painter) -> None:
    await painter.paint(a_picture("one"))
    assert painter._process
    os.kill(painter._process.pid, signal.SIGSTOP)  # hangs
    waiting = asyncio.create_task(painter.paint(a_picture("two")))
    await asyncio.sleep(0.05)
    os.kill(painter._process.pid, signal.SIGKILL)
    with pytest.raises(PaintingError):
        await waiting
    assert (await painter.paint(a_picture("three"))).startswith(PNG)
