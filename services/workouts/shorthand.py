"""Shorthand that people type ("3x10m 90% r5m") as the text that intervals.icu reads.

Only what is understood to its last character is turned into steps; anything else is None.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.workouts.lengths import LENGTH, NUMBER, read_length
from services.workouts.step import WAY

RANGE = r"\s*(?:[-–~]|to)\s*"
NUMERALS = "一二三四五六七"
TARGET = rf"""
    {NUMBER}\s*%?(?:{RANGE}{NUMBER})?\s*(?:%|w(?:atts?)?(?![a-z])|瓦)
        (?:\s*(?:of\s)?(?:hr|lthr|pace|ftp)\b|\s*(?:心率|功率))?
  | (?:z(?:one)?\s*\d(?!\d)(?:{RANGE}z?\d(?!\d))?|[1-7{NUMERALS}](?:{RANGE}[1-7{NUMERALS}])?\s*区)
        (?:\s*(?:hr|pace)\b|\s*(?:心率|功率))?
  | (?:(?:@|配速)\s*)?\d+:\d\d(?:{RANGE}\d+:\d\d)?\s*(?:/\s*(?:{WAY}|公里)(?:\s*pace\b)?|pace\b)
  | (?:@|配速)\s*\d+:\d\d(?:{RANGE}\d+:\d\d)?(?:\s*/\s*(?:{WAY}|公里))?
"""
WARM = r"warm(?:ing)?[ -]?up|wu|热身"
COOL = r"cool(?:ing)?[ -]?down|cd|warm[ -]?down|放松|冷身"
JOG = r"jog|walk|float|慢跑|走路|走"
REST = rf"rest|recovery|recover|rec|r|off|组间休息|组间|间歇|休息|恢复|{JOG}"
EASY = rf"easy|spin|轻松|{JOG}"
WORD = rf"(?:{WARM}|{COOL}|{REST}|{EASY})(?![a-z])"
FILL = r"(?:[^\S\n]|@(?!\s*\d+:\d\d)|:|：|\b(?:at|in|for|of|with|by)\s|w/|以|用)*+"
BESIDE = rf"{WORD})(?!{FILL}{LENGTH})"  # a word before a length belongs to that
TOKEN = re.compile(
    rf"""
    \s*(?:
        (?P<reps>\d{{1,2}})\s*(?:[x×*]|sets?\ of|[组次]\s*[x×*]?)\s*(?=[\d(（半])
      | (?P<item>{FILL}(?P<before>{WORD})?(?:{FILL}(?P<first>{TARGET}))?{FILL}(?P<length>{LENGTH})
            (?:{FILL}(?P<after>{BESIDE})?(?:{FILL}(?P<target>{TARGET}))?
            (?:\s*[,，]?\s*(?P<cadence>\d+(?:-\d+)?)\s*rpm\b)?(?:{FILL}(?P<last>{BESIDE})?)
      | (?P<open>[(（]) | (?P<close>[)）])
      | (?P<mark>[,，、/+;；。\n]|(?<=\s)[-–—](?=\s)|然后|then\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
UNITS = (
    (r"\bwatts?\b|(?<=\d)\s*watts?|瓦", "w"),
    (r"公里", "km"),
    (r"@|配速|功率|\bof\b|\bftp\b", ""),
    ("心率", " hr"),
    (r"\s*(?:[–~]|\bto\b)\s*", "-"),
    (r"zone\s*", "z"),
    (r"(\d(?:-\d)?)\s*区", r"z\1"),
    (r"\s*([-/%])\s*|(?<=\d)\s+(?=w)", r"\1"),
    (r"(z\d)-z?(\d)", r"\1-z\2"),
    (r"(?<=[%\d])\s*(hr|lthr|pace)\b", r" \1"),
)
DIGITS = str.maketrans(NUMERALS, "1234567")
USUAL_EASY = "50%"  # what one rolls at between hard efforts by power
SAID = re.compile(r"\d\s*(?:%|w(?:atts?)?\b)|\bz\d", re.IGNORECASE)
BARE = re.compile(r"(?:(?<=\d[x×*])\s*|\br\s*)\d{1,2}(?![\d%:.'’′\"”″]|\s*[^\W\d])", re.IGNORECASE)
PACED = re.compile(r"\d:\d\d")
LONGEST = 500  # characters: what is longer is no shorthand
POWER = re.compile(r"(?:%|w|Z\d)(?: \d+(?:-\d+)?rpm)?$")


@dataclass(frozen=True)
class Item:
    """A step: its length, what it asks for, and the words beside them."""

    length: str
    target: str
    words: tuple[str, ...]

    def says(self, pattern: str) -> bool:
        return any(re.fullmatch(pattern, each, re.IGNORECASE) for each in self.words)

    @property
    def section(self) -> str:
        return "Warmup" if self.says(WARM) else "Cooldown" if self.says(COOL) else ""

    @property
    def easy(self) -> bool:
        return bool(self.section) or self.says(REST) or self.says(EASY)

    def follows(self, *, sure: bool) -> bool:
        """Whether it is what comes after each of several efforts."""
        return not self.section and (self.easy or (bool(self.target) and not sure))

    def line(self, usual: str) -> str:
        """As intervals.icu reads it."""
        label = next((each for each in self.words if re.fullmatch(EASY, each, re.IGNORECASE)), "")
        target = self.target or (usual if self.easy else "")
        parts = (label[:1].upper() + label[1:], self.length, target)
        return "- " + " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Block:
    """Steps that stand together, repeated or not."""

    reps: int
    items: tuple[Item, ...]

    def text(self, usual: str) -> str:
        heading = f"{self.reps}x" if self.reps > 1 else self.items[0].section
        rows = [item.line(usual) for item in self.items]
        return "\n".join([heading, *rows] if heading else rows)


Token = str | int | Item  # a mark or bracket, how often, a step


def read_shorthand(text: str, sport: str = "", *, sure: bool = True) -> str | None:
    """The workout text of a shorthand; None unless all of it is surely understood.

    What is easy is at 50 % of FTP among efforts by power. `3x400m` is metres by a pace or in a
    pool; else it is left alone while `sure` (metres and minutes are one letter), as are
    `5x3m 110%, 3m easy`, which may be easy after each or at the end, and `2x20 90%`.
    """
    if len(text) > LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text)
    if not sure and SAID.search(text):
        text = BARE.sub(r"\g<0>m", text)
    tokens = _tokens(text.strip(), sport, sure=sure)
    blocks = _blocks(tokens, sure=sure) if tokens else None
    if not blocks:
        return None
    hard = [item for block in blocks for item in block.items if item.target and not item.easy]
    alone = [block.items[0] for block in blocks if block.reps == 1]
    if not (hard or len(alone) < len(blocks)) or any(not (i.target or i.easy) for i in alone):
        return None
    powered = hard and all(POWER.search(item.target) for item in hard)
    return _text(blocks, USUAL_EASY if powered else "")


def _text(blocks: Sequence[Block], usual: str) -> str:
    """Steps that are not repeated stand together, but for a warm-up and a cool-down."""
    text = ""
    for before, block in pairwise((None, *blocks)):
        plain = [each and each.reps == 1 and not each.items[0].section for each in (before, block)]
        text += ("\n" if all(plain) else "\n\n") + (block.text(usual) if block else "")
    return text.strip()


def _tokens(text: str, sport: str, *, sure: bool) -> list[Token] | None:
    """All of the text; None where a part of it is nothing we know."""
    paced, swims = bool(PACED.search(text)), "Swim" in sport
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        token = match and _token(match, paced=paced, swims=swims, sure=sure)
        if match is None or token is None:
            return None
        tokens.append(token)
        at = match.end()
    return tokens


def _blocks(tokens: Sequence[Token], *, sure: bool) -> list[Block] | None:
    """Repeats with their rest, and single steps; None where what belongs to what is unclear."""
    blocks: list[Block] = []
    rest = list(tokens)
    while rest:
        taken = _block(rest, sure=sure)
        if taken is None:
            return None
        block, rest = taken
        blocks.append(block)
        marked = len(rest)
        while rest and isinstance(rest[0], str) and rest[0] not in "()/":
            rest = rest[1:]
        if sure and rest and len(rest) == marked and not _may_follow(block, rest[0]):
            return None
    return blocks


def _block(tokens: list[Token], *, sure: bool) -> tuple[Block, list[Token]] | None:
    """The first block and what follows it."""
    items: tuple[Item, ...] = ()
    rest: list[Token] = []
    match tokens:
        case [int(), "(", *more] if ")" in more:
            inner, rest = more[: more.index(")")], more[more.index(")") + 1 :]
            nested = any(isinstance(each, int) for each in inner)
            items = () if nested else tuple(each for each in inner if isinstance(each, Item))
        case [int(), Item() as item, "/", Item() as off, *rest]:
            items = (item, off)
        case [int(), Item() as item, Item() as off, *rest] if off.follows(sure=sure):
            items = (item, off)
        case [int(), Item() as item, "," | "，", Item() as off, *rest] if off.says(REST):
            items = (item, off)
        case [int(), Item() as item, "," | "，", Item() as off, *rest] if off.says(EASY):
            items = () if sure else (item, off)  # of the repeat, or after it?
        case [int(), Item() as item, *rest] | [Item() as item, *rest]:
            items = (item,)
    reps = tokens[0] if isinstance(tokens[0], int) else 1
    return (Block(reps, items), rest) if items else None


def _may_follow(block: Block, token: Token) -> bool:
    """Without a mark between: what comes after a warm-up, a repeat, or a cool-down."""
    section = token.section if isinstance(token, Item) else ""
    return bool(block.items[0].section or section or isinstance(token, int))


def _token(match: re.Match[str], *, paced: bool, swims: bool, sure: bool) -> Token | None:
    if match["reps"]:
        return int(match["reps"]) or None
    if not match["item"]:
        return "(" if match["open"] else ")" if match["close"] else match["mark"]
    target = _target(match["target"] or match["first"] or "")
    length = read_length(match["length"], paced=paced, swims=swims, sure=sure)
    words = tuple(each for each in match.group("before", "after", "last") if each)
    cadence = f" {match['cadence']}rpm" if match["cadence"] else ""
    return Item(length, target + cadence, words) if length else None


def _target(typed: str) -> str:
    """In the words and order that intervals.icu reads."""
    text = typed.lower().translate(DIGITS)
    for old, new in UNITS:
        text = re.sub(old, new, text)
    text = re.sub(r"\b(hr|lthr)\b|z(?=\d)", lambda found: found[0].upper(), text.strip())
    named = text.replace("pace", "Pace")
    return f"{named} Pace" if ":" in named and "Pace" not in named else named
