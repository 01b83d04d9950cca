"""What an athlete sets in an activity, in words: name, description, tags, commute, how it was."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from markupsafe import Markup

from handlers.views.reply import joined, lines, shortened
from handlers.words import Words
from services.intervals.models import COMMUTE

RATINGS = {"feel": range(1, 6), "rpe": range(1, 11)}
LONGEST = 600  # characters of a description
Value = str | int | Sequence[str] | None


class Rated(Protocol):
    """Something with a feel, 1 is best, and an effort from 1 to 10, as far as they are rated."""

    @property
    def feel(self) -> int | None: ...

    @property
    def rpe(self) -> int | None: ...


def felt(activity: Rated, words: Words) -> Markup:
    """Feel and effort in words, as far as they are rated."""
    rated = {"feel": activity.feel, "rpe": activity.rpe}
    return joined(*(_rating(field, value, words) for field, value in rated.items()))


def hashtags(tags: Sequence[str]) -> str:
    """Tags as they are searched for: #race #club."""
    return " ".join(f"#{tag}" for tag in tags)


def told(field: str, value: Value, words: Words) -> str:
    """A value that is no rating as the athlete sets it; "" for none."""
    match field, value:
        case "sub_type", _:
            return words.plain("activity.yes" if value == COMMUTE else "activity.no")
        case "tags", [*tags]:
            return hashtags(tags)
    return shortened(str(value or ""), LONGEST)


def put_back(values: Mapping[str, Value], words: Words) -> Markup:
    """A line for each field, with what it is again."""
    return lines(*(_again(field, value, words) for field, value in values.items()))


def _again(field: str, value: Value, words: Words) -> Markup | str:
    name = words.plain(f"activity.field.{field}")
    if field in RATINGS:
        return _rating(field, value, words) or words("undo.empty", name=name)
    if shown := told(field, value, words):
        return words("recorded.value", name=name, value=shown)
    return words("undo.empty", name=name)


def _rating(field: str, value: Value, words: Words) -> str | None:
    if value not in RATINGS[field]:
        return None
    word = words.plain(f"activity.{field}.{value}")
    return words.plain(f"activity.{field}", value=value, word=word)
