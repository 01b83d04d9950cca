"""The little of a FIT file that says what it is: its kind, and sport and name of a workout."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ACTIVITY, WORKOUT = 4, 5
FILE_ID, WORKOUT_MESSAGE = 0, 26  # numbers of messages
KIND, SPORT, NAME = 0, 4, 8  # numbers of their fields
SPORTS = {1: "Run", 2: "Ride", 5: "Swim", 11: "Walk", 15: "Rowing", 17: "Hike"}
LOOKED_AT = 100  # messages; what we want stands at the beginning


@dataclass(frozen=True)
class Fit:
    """A FIT file: its kind, and of a workout the sport by intervals.icu's name and the title."""

    kind: int
    sport: str | None = None
    title: str = ""


def read_fit(content: bytes) -> Fit:
    """What the file is. Raises ValueError if it is none, or cut off before it says so."""
    try:
        return _read(content)
    except (struct.error, IndexError) as error:
        raise ValueError("cut off") from error


def _read(content: bytes) -> Fit:
    if content[8:12] != b".FIT":
        raise ValueError("no FIT file")
    kind = None
    for message, fields in _messages(content):
        if message == FILE_ID and fields.get(KIND):
            kind = fields[KIND][0]
        if kind is not None and kind != WORKOUT:
            return Fit(kind)
        if message == WORKOUT_MESSAGE:
            title = fields.get(NAME, b"").partition(b"\0")[0].decode("utf-8", "replace")
            return Fit(WORKOUT, SPORTS.get(fields.get(SPORT, b"\0")[0]), title)
    if kind is None:
        raise ValueError("a FIT file that does not say its kind")
    return Fit(kind)


def _messages(content: bytes) -> Iterator[tuple[int, Mapping[int, bytes]]]:
    """Number and fields of the first messages, by the definitions that stand before them."""
    at, end = content[0], content[0] + int(struct.unpack_from("<I", content, 4)[0])
    definitions: dict[int, tuple[int, list[tuple[int, int]]]] = {}
    for _ in range(LOOKED_AT):
        if at >= end:
            return
        header, at = content[at], at + 1
        if header & 0xC0 == 0x40:
            local, definition, at = _definition(content, header, at)
            definitions[local] = definition
            continue
        local = header >> 5 & 0x3 if header & 0x80 else header & 0xF
        if local not in definitions:
            raise ValueError("a message without its definition")
        number, sizes = definitions[local]
        fields: dict[int, bytes] = {}
        for field, size in sizes:
            fields[field] = content[at : at + size]
            at += size
        if at > len(content):
            raise ValueError("cut off")
        yield number, fields


def _definition(
    content: bytes, header: int, at: int
) -> tuple[int, tuple[int, list[tuple[int, int]]], int]:
    """Local number, (message, fields with their sizes), and where it ends."""
    order = ">H" if content[at + 1] else "<H"
    number = int(struct.unpack_from(order, content, at + 2)[0])
    count, at = content[at + 4], at + 5
    sizes = [(content[at + 3 * each], content[at + 3 * each + 1]) for each in range(count)]
    at += 3 * count
    if header & 0x20:  # fields of the maker's own, numbered apart from the others
        own, at = content[at], at + 1
        sizes += [(-1, content[at + 3 * each + 1]) for each in range(own)]
        at += 3 * own
    return header & 0xF, (number, sizes), at
