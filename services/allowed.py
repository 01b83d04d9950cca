"""What a sign-in lets us read: any box of the consent page can be left empty."""

from collections.abc import Awaitable
from typing import Final, TypeVar

from services.errors import NotAllowedError

ACTIVITIES: Final = "activities"
CALENDAR: Final = "calendar"
WELLNESS: Final = "wellness"

T = TypeVar("T")


async def if_allowed(answer: Awaitable[T]) -> T | None:
    """The answer; None where the sign-in leaves it out."""
    try:
        return await answer
    except NotAllowedError:
        return None


def left_out(**answers: object) -> tuple[str, ...]:
    """The areas whose answer is None. Raises NotAllowedError where all are."""
    areas = tuple(area for area, answer in answers.items() if answer is None)
    if len(areas) == len(answers):
        raise NotAllowedError
    return areas
