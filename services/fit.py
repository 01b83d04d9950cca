"""The little of a FIT file that says what it is: its kind, and sport and name of a workout."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

ACTIVITY, WORKOUT = 4, 5
FILE_ID, WORKOUT_MESSAGE = 0, 26  # numbers of messages
KIND, SPORT, NAME = 0, 4, 8  # numbers of their fields
Sizes = list[tuple[int, int]]  # of fields: their number, and bytes
SPORTS = {1: "Run", 2: "Ride", 5: "Swim", 11: "Walk", 15: "Rowing", 17: "Hike"}


@dataclass(frozen=True)
class Fit:
    """A FIT file: its kind, and of a workout the sport by intervals.icu's name and the title."""

    kind: int
    sport: str | None = None
    title: str = ""


def read_fit(content: bytes) -> Fit:
    """What the file is. Raises ValueError if it is none, or cannot be read to its end."""
    try:
        return _read(content)
    except (struct.error, IndexError) as error:
        raise ValueError("cut off") from error


def _read(content: bytes) -> Fit:
    if content[8:12] != b".FIT":
        raise ValueError("no FIT file")
    kind, workout = None, None
    for number, at, sizes in _messages(content):
        if number == FILE_ID:
            kind = kind or (_fields(content, at, sizes).get(KIND) or b"\0")[0]
        elif number == WORKOUT_MESSAGE and workout is None:
            workout = _fields(content, at, sizes)
    if not kind:
        raise ValueError("a FIT file that does not say its kind")
    if kind != WORKOUT or workout is None:
        return Fit(kind)
    title = workout.get(NAME, b"").partition(b"\0")[0].decode("utf-8", "replace")
    return Fit(WORKOUT, SPORTS.get(workout.get(SPORT, b"\0")[0]), title)


def _messages(content: bytes) -> Iterator[tuple[int, int, Sizes]]:
    """Each message: its number, where its fields begin, and how long they are.

    By the definitions that stand before them. A recording has a hundred thousand messages, so
    their fields are not looked at here.
    """
    at, end = content[0], content[0] + int(struct.unpack_from("<I", content, 4)[0])
    if end > len(content):
        raise ValueError("cut off")
    definitions: dict[int, tuple[int, Sizes, int]] = {}
    while at < end:
        header, at = content[at], at + 1
        if header & 0xC0 == 0x40:
            local, number, sizes, at = _definition(content, header, at)
            definitions[local] = number, sizes, sum(size for _, size in sizes)
            continue
        local = header >> 5 & 0x3 if header & 0x80 else header & 0xF
        if local not in definitions:
            raise ValueError("a message without its definition")
        number, sizes, length = definitions[local]
        yield number, at, sizes
        at += length
    if at > end:
        raise ValueError("a message over the end")


def _fields(content: bytes, at: int, sizes: Sizes) -> dict[int, bytes]:
    fields = {}
    for field, size in sizes:
        fields[field] = content[at : at + size]
        at += size
    return fields


def _definition(content: bytes, header: int, at: int) -> tuple[int, int, Sizes, int]:
    """Local number, message, fields with their sizes, and where it ends."""
    order = ">H" if content[at + 1] else "<H"
    number = int(struct.unpack_from(order, content, at + 2)[0])
    count, at = content[at + 4], at + 5
    sizes = [(content[at + 3 * each], content[at + 3 * each + 1]) for each in range(count)]
    at += 3 * count
    if header & 0x20:  # fields of the maker's own, numbered apart from the others
        own, at = content[at], at + 1
        sizes += [(-1, content[at + 3 * each + 1]) for each in range(own)]
        at += 3 * own
    return header & 0xF, number, sizes, at
