"""Where things come from: what Strava and a sign-in keep back, what Garmin recorded."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from handlers.words import Words
from services.intervals.models import Activity


def hidden_line(count: int, words: Words) -> Markup | None:
    """How many Strava does not let intervals.icu pass on, and what helps."""
    return words.count("activities.hidden", count) if count else None


def unread_line(areas: Sequence[str], words: Words) -> Markup | None:
    """What the sign-in leaves out of an answer, and how to change that."""
    named = [words.plain(f"sign_in.{area}") for area in areas]
    return words("sign_in.unread", areas=words.all_of(named)) if named else None


def garmin_line(activities: Iterable[Activity], words: Words) -> Markup | None:
    """Who shows what Garmin recorded must say so."""
    garmin = any("Garmin" in (each.recorder or "") for each in activities)
    return words("activities.garmin") if garmin else None
