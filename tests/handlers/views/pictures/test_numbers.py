"""The numbers written in a picture are those of the text it is sent with."""

import re

import pytest

from handlers.views.pictures.svg import MIDDLE
from sandbox.telegram.person import Person
from tests.handlers.views.pictures.golden import LEGIBLE, sizes, texts
from tests.stage import PAINTER, Stage

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# Asked for, and what of the picture's small print is no axis.
ANSWERS = [
    ("/today", r"Load 76|FTP|×|W$|%$", 10),
    ("/today tomorrow", r"Load \d+|W$|%$", 2),
    ("/week", r"Week 48|^\d+$", 12),
    ("/week last", r"Week 47|^\d+$", 12),
    ("/fitness", r"🏁", 3),
    ("/fitness 90d", r"🏁", 3),
    ("/wellness", r"usual", 8),
    ("/wellness 14d hrv weight", r"usual", 4),
    ("/curve", r"days", 1),
    ("/curve run", r"days", 1),
    ("/activity", r"Load|Ø", 4),
]


@pytest.mark.parametrize(("asked", "small_print", "least"), ANSWERS)
async def test_the_same_numbers(
    stage: Stage, person: Person, asked: str, small_print: str, least: int
) -> None:
    answer = await stage.say(person, asked)
    assert answer.photo
    svg = PAINTER.asked
    assert min(sizes(svg)) >= LEGIBLE
    written = [
        text
        for text, size in zip(texts(svg), sizes(svg), strict=True)
        if size >= MIDDLE or re.search(small_print, text)
    ]
    numbers = [number for text in written for number in NUMBER.findall(text)]
    known = set(NUMBER.findall(answer.text)) | {
        "238"
    }  # FTP is the line's name, and the steps' 100 %
    assert len(numbers) >= least
    assert set(numbers) <= known


async def test_in_chinese_too(stage: Stage) -> None:
    person = await stage.connected(language="zh-hans")
    answer = await stage.say(person, "/fitness")
    big = [
        t
        for t, size in zip(texts(PAINTER.asked), sizes(PAINTER.asked), strict=True)
        if size >= MIDDLE
    ]
    assert len(big) == 3
    assert all(each in answer.text for each in big)
