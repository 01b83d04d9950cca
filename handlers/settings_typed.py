"""What is typed for a setting, as the columns it changes: 06:15, miles, mon-fri, Berlin."""

from collections.abc import Iterator, Sequence
from datetime import time

from handlers.reading.clock import find_time
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, skip
from handlers.settings_choices import PAGES
from services.wellness_fields import FIELDS
from services.zones import find_zone
from storage.athletes import AthleteColumns
from storage.models import Athlete


def read_setting(page: str, text: str, athlete: Athlete, vocabulary: Vocabulary) -> AthleteColumns:
    """The columns that `text` changes; none if it is no value for this page.

    Raises UnknownZoneError.
    """
    typed = Typed(text).text.strip()
    named = _named(f"choice.{page}", typed, vocabulary)
    columns: AthleteColumns = {}
    match page:
        case "zone":
            zone = named[0] if named else find_zone(typed)
            return {"time_zone": zone, "time_zone_chosen": True}
        case "morning" | "until" | "week" if times := _times(typed, vocabulary):
            return _time(page, times, athlete)
        case "quiet" if times := _times(typed, vocabulary):
            return {"quiet_from": times[0], "quiet_to": times[-1]} if len(set(times)) == 2 else {}
        case "days" | "weekday":
            return _days(page, named[0] if named else _weekdays(typed, vocabulary))
        case "questions":
            fields = _named("field", typed, vocabulary)
            return {"wellness_fields": fields} if fields and FIELDS.keys() >= set(fields) else {}
    for value in named:
        columns |= PAGES[page].columns(value, athlete)
    return columns


def _time(page: str, times: Sequence[time], athlete: Athlete) -> AthleteColumns:
    """One hour; nobody waits for one that is over in the morning."""
    [at, *others] = times
    if others or (page == "until" and athlete.morning_at and at <= athlete.morning_at):
        return {}
    return PAGES[page].columns(f"{at:%H%M}", athlete)


def _days(page: str, days: str) -> AthleteColumns:
    if page == "days":
        return {"morning_days": days} if days else {}
    return {"week_days": days} if len(days) == 1 else {}


def _named(group: str, typed: str, vocabulary: Vocabulary) -> list[str]:
    """What the phrases of a group mean where they are the whole text; else nothing."""
    meanings: dict[str, None] = {}
    at = 0
    while at < len(typed):
        found = vocabulary.find(group, typed, at)
        if found is None:
            return []
        meanings[found.meaning] = None
        at = skip(typed, found.end, BETWEEN)
    return list(meanings)


def _times(typed: str, vocabulary: Vocabulary) -> list[time]:
    """One hour, or two with a dash or a word between them; none if anything else is there."""
    first = find_time(typed, 0, vocabulary, bare=True)
    if first is None or first[1] == len(typed):
        return [first[0]] if first else []
    until = vocabulary.find("until", typed, skip(typed, first[1]))
    start = skip(typed, until.end) if until else len(typed)
    last = find_time(typed, start, vocabulary, bare=True)
    return [first[0], last[0]] if last and last[1] == len(typed) else []


def _weekdays(typed: str, vocabulary: Vocabulary) -> str:
    """The ISO digits of weekdays and spans of them: mon-thu, sat."""
    days: set[int] = set()
    at = 0
    while at < len(typed):
        first = last = vocabulary.find("weekday", typed, at)
        if first and (until := vocabulary.find("until", typed, skip(typed, first.end))):
            last = vocabulary.find("weekday", typed, skip(typed, until.end))
        if first is None or last is None:
            return ""
        days.update(_span(int(first.meaning), int(last.meaning)))
        at = skip(typed, last.end, BETWEEN)
    return "".join(map(str, sorted(days)))


def _span(first: int, last: int) -> Iterator[int]:
    """From one weekday to another, over Sunday where that is the way."""
    for day in range(first, last + 1 if first <= last else last + 8):
        yield (day - 1) % 7 + 1
