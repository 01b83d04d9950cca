"""Several things in one message: those that can be taken, and why the others cannot."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from services.errors import ServiceError

Read = TypeVar("Read")


class Refused(NamedTuple):
    """What was typed of one thing that is not taken, and why."""

    text: str
    why: ServiceError


def sorted_out(
    texts: Iterable[str], read: Callable[[str], Read]
) -> tuple[list[Read], list[Refused]]:
    """What `read` makes of the texts, and those for which it raises a ServiceError."""
    taken: list[Read] = []
    refused: list[Refused] = []
    for text in texts:
        try:
            taken.append(read(text))
        except ServiceError as why:
            refused.append(Refused(text, why))
    return taken, refused
