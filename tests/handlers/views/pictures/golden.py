"""Golden files: a picture as it was when somebody looked at it and found it good.

After a change that is meant: `UPDATE_GOLDEN=1 .venv/bin/pytest tests/handlers/views/pictures`,
then look at the difference.
"""

import os
import re
from html import unescape
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
LEGIBLE = 24  # pixels of 900: the smallest text that can be read in a chat


def check(name: str, svg: str) -> None:
    """Compare with `golden/<name>.svg`; UPDATE_GOLDEN=1 in the environment writes it anew."""
    path = GOLDEN / f"{name}.svg"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(svg + "\n")
    assert min(sizes(svg)) >= LEGIBLE
    assert svg + "\n" == path.read_text(), f"{name} looks different: UPDATE_GOLDEN=1, then look"


def texts(svg: str) -> list[str]:
    """Everything that is written in a picture."""
    return [unescape(each) for each in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def sizes(svg: str) -> list[float]:
    """The font size of each text, in pixels."""
    return [float(each) for each in re.findall(r'font-size="([\d.]+)"', svg)]
