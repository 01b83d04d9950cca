"""Svg: a picture being drawn. Text is escaped, and shortened to the room it has."""

import re
from collections.abc import Iterable, Sequence
from unicodedata import category, east_asian_width
from xml.sax.saxutils import escape, quoteattr

WIDTH = 900  # pixels; a phone shows them about 380 points wide
MARGIN = 36
TINY, SMALL, MIDDLE, LARGE = 24, 27, 34, 46  # text; 24 is the least legible in a chat
INK, FAINT, LINE, PAPER = "#1c2733", "#55616e", "#d5dbe1", "#ffffff"
FONT = "Soigneur Sans"
# The renderer finds a font for every letter, but not beside others for what is read leftward:
# that is drawn by itself, in a font asked for by name.
LEFTWARD = {"Noto Sans Hebrew": "\u0590-\u05ff", "Noto Sans Arabic": "\u0600-\u06ff"}
STRETCH = re.compile("(" + "|".join(f"[{x}](?:[ {x}]*[{x}])?" for x in LEFTWARD.values()) + ")")
# How wide letters are, as shares of their size, rounded up.
WIDTHS = {
    **dict.fromkeys(" '!,.:;ijl·", 0.29),
    **dict.fromkeys("()[]{}-/\\ftrI", 0.42),
    **dict.fromkeys('0123456789acekszvxyLFJTESYZ+−–?"*=<>°_', 0.58),
    **dict.fromkeys("ABCKPRVX", 0.66),
    **dict.fromkeys("mwMW@%…", 0.95),
    **dict.fromkeys("—→", 1.0),
}
Point = tuple[float, float]


class Svg:
    """A picture `WIDTH` wide and `height` high, dark on a light sheet."""

    def __init__(self, height: int) -> None:
        self.height = height
        self._parts: list[str] = []

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        radius: float = 0,
        opacity: float = 1,
    ) -> None:
        self._add(
            "rect", x=x, y=y, width=width, height=height, fill=fill, rx=radius, opacity=opacity
        )

    def line(self, start: Point, end: Point, color: str = LINE, *, dash: str = "") -> None:
        (x1, y1), (x2, y2) = start, end
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=color, dash=dash, thick=2)

    def curve(
        self, points: Sequence[Point], color: str, *, thick: float = 4, dash: str = ""
    ) -> None:
        """A line through the points."""
        path = _points(points)
        self._add("polyline", points=path, fill="none", stroke=color, thick=thick, dash=dash)

    def area(self, points: Sequence[Point], fill: str, *, opacity: float = 1) -> None:
        """What the points enclose."""
        self._add("polygon", points=_points(points), fill=fill, opacity=opacity)

    def dot(self, at: Point, color: str, *, radius: float = 7) -> None:
        self._add("circle", cx=at[0], cy=at[1], r=radius, fill=color)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int = SMALL,
        color: str = INK,
        anchor: str = "start",
        room: float = WIDTH,
    ) -> None:
        """Text on the base line `y`, no wider than `room`."""
        shown = fitted(text, size, room)
        parts = [part for part in STRETCH.split(shown) if part.strip()]
        if len(parts) > 1:
            x -= width_of(shown, size) * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            anchor = "start"
        for part in parts:
            indent = width_of(part, size) - width_of(part.lstrip(), size)
            at = {"x": x + indent, "y": y, "font-size": size}
            attributes = _attributes({**at, "fill": color, **_family(part)})
            body = f' text-anchor="{anchor}">{escape(part.strip())}</text>'
            self._parts.append(f"<text{attributes}{body}")
            x += width_of(part, size)

    def __str__(self) -> str:
        size = f'width="{WIDTH}" height="{self.height}"'
        sheet = f'<rect {size} fill="{PAPER}"/>'
        body = "\n".join([sheet, *self._parts])
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}">\n{body}\n</svg>'
        )

    def _add(self, tag: str, **attributes: str | float) -> None:
        names = {"thick": "stroke-width", "dash": "stroke-dasharray"}
        unset = {"dash": "", "rx": 0, "opacity": 1}
        known = {names.get(k, k): v for k, v in attributes.items() if unset.get(k) != v}
        self._parts.append(f"<{tag}{_attributes(known)}/>")


def fitted(text: str, size: int, room: float) -> str:
    """The text on one line, cut with an ellipsis where it would be wider than `room`."""
    text = "".join(letter for letter in " ".join(text.split()) if _drawable(letter))
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def width_of(text: str, size: int) -> float:
    """About how wide the text is, in pixels, rather too much than too little."""
    return sum(_share(each) for each in text) * size


def ink_on(fill: str) -> str:
    """Dark letters or light ones, whichever stands out from what is below them."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return INK if red * 0.3 + green * 0.59 + blue * 0.11 > 125 else PAPER


def _family(text: str) -> dict[str, str]:
    """The font of what is read leftward; none for all else."""
    fonts = (font for font, letters in LEFTWARD.items() if re.match(f"[{letters}]", text))
    return dict.fromkeys(["font-family"], font) if (font := next(fonts, "")) else {}


def _share(letter: str) -> float:
    """The width of a letter as a share of its size."""
    if category(letter) == "So":
        return 1.3
    if east_asian_width(letter) in "WF":
        return 1.0
    if STRETCH.match(letter):
        return 0.46
    return WIDTHS.get(letter, 0.8 if letter.isupper() else 0.66)


def _drawable(letter: str) -> bool:
    """Joiners, variation selectors, skin tones and controls have no glyph of their own."""
    return category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn") and not (
        "\ufe00" <= letter <= "\ufe0f" or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _attributes(values: dict[str, str | float]) -> str:
    return "".join(f" {name}={quoteattr(_written(value))}" for name, value in values.items())


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
