"""Renderer: SVG in, PNG out. A script for a process of its own that imports nothing of ours.

Each message on both pipes is a length (4 bytes, big-endian) and that many bytes; an empty answer
says that the SVG could not be drawn.
"""

import os
import signal
import sys
from pathlib import Path

from resvg import render, usvg

FONTS = Path(__file__).parent / "fonts"
UPRIGHT = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)  # one pixel a unit
LENGTH = 4
BEHIND = 5  # in the queue for the processor: answers without a picture go first


def main() -> None:
    """Draw what comes until the other side closes the pipe."""
    os.nice(BEHIND)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # ends quietly when its bot was killed
    options = usvg.Options.default()
    for font in sorted(FONTS.glob("*.ttf")):
        options.load_font_file(str(font))
    come, go = sys.stdin.buffer, sys.stdout.buffer
    while header := come.read(LENGTH):
        svg = come.read(int.from_bytes(header)).decode()
        try:
            png = render(usvg.Tree.from_str(svg, options), UPRIGHT)
        except ValueError as fault:
            sys.stderr.write(f"not drawn: {fault}\n")
            png = b""
        go.write(len(png).to_bytes(LENGTH) + png)
        go.flush()


if __name__ == "__main__":
    main()
