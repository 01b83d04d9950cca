"""What is typed for a setting, as the columns it changes: 06:15, miles, mon-fri, Berlin."""

from collections.abc import Iterator, Sequence
from datetime import time

from handlers.reading.clock import find_time
from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, skip
from handlers.reading.wellness_values import fields_of
from handlers.settings_choices import OFF, PAGES, turned
from services.alerts import FORM, SENSIBLE
from services.errors import ServiceError
from services.zones import find_zone
from storage.athletes import AthleteColumns
from storage.models import Athlete

LAST_HOUR = 23


class EarlyDeadlineError(ServiceError):
    """`until` is not after the morning message at `at`; `example` would be."""


def read_setting(page: str, text: str, athlete: Athlete, vocabulary: Vocabulary) -> AthleteColumns:
    """The columns that `text` changes; none if it is no value for this page.

    Raises UnknownZoneError, EarlyDeadlineError.
    """
    typed = Typed(text).text.strip()
    named = _named(f"choice.{page}", typed, vocabulary)
    columns: AthleteColumns = {}
    match page:
        case "zone":
            zone = named[0] if named else find_zone(typed)
            columns = {"time_zone": zone, "time_zone_chosen": True}
        case "morning" | "days" | "week" | "weekday":
            columns = _when(page, typed, athlete, vocabulary)
        case "until" if times := _times(typed, vocabulary):
            columns = _deadline(times, athlete)
        case "quiet" if times := _times(typed, vocabulary):
            columns = _night(times)
        case "pushes":
            columns = _pushes(typed, athlete, vocabulary)
        case "alert" if not named:
            columns = _limits(typed, athlete, vocabulary)
        case "questions":
            columns = _questions(_named("field", typed, vocabulary))
        case _:
            for value in named:
                columns |= PAGES[page].columns(value, athlete)
    return columns


def _questions(names: list[str]) -> AthleteColumns:
    fields = [field for name in names for field in fields_of(name)]
    return {"wellness_fields": fields} if fields else {}


def _night(times: Sequence[time]) -> AthleteColumns:
    """From one hour to another one."""
    return {"quiet_from": times[0], "quiet_to": times[-1]} if len(set(times)) > 1 else {}


def _deadline(times: Sequence[time], athlete: Athlete) -> AthleteColumns:
    """One hour; nobody waits for one that is over in the morning. Raises EarlyDeadlineError."""
    [until, *others] = times
    if others:
        return {}
    if (at := athlete.morning_at) and until <= at:
        raise EarlyDeadlineError(until=until, at=at, example=_later(at))
    return {"morning_until": until}


def _later(at: time) -> time:
    """Two hours later, on the same day."""
    return at.replace(hour=at.hour + 2) if at.hour < LAST_HOUR - 1 else time(LAST_HOUR, 59)


def _when(page: str, typed: str, athlete: Athlete, vocabulary: Vocabulary) -> AthleteColumns:
    """When a push comes, its hour and days in any order: `06:15 mon-fri`, `sun 18:00`, `off`."""
    hours = "morning" if page in ("morning", "days") else "week"
    columns: AthleteColumns = {}
    days: set[int] = set()
    at = 0
    while at < len(typed):
        hour = _hour(hours, typed, at, vocabulary)
        span = None if hour else _days(typed, at, vocabulary)
        if hour and not columns:
            columns, end = PAGES[hours].columns(hour[0], athlete), hour[1]
        elif span:
            days, end = days | span[0], span[1]
        else:
            return {}
        at = skip(typed, end, BETWEEN)
    if hours == "week" and len(days) > 1:
        return {}
    chosen = "".join(map(str, sorted(days)))
    if chosen:
        columns |= {"morning_days": chosen} if hours == "morning" else {"week_days": chosen}
    return columns


def _hour(page: str, typed: str, at: int, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """The hour of a push that begins at `at`, or its off, as a value of the page."""
    if clock := find_time(typed, at, vocabulary, bare=True):
        return f"{clock[0]:%H%M}", clock[1]
    off = vocabulary.find(f"choice.{page}", typed, at)
    return (off.meaning, off.end) if off else None


def _pushes(typed: str, athlete: Athlete, vocabulary: Vocabulary) -> AthleteColumns:
    """Pushes by name, with on or off; all of them without a name: `week off`, `off`."""
    names: list[str] = []
    states: set[str] = set()
    at = 0
    while at < len(typed):
        if found := vocabulary.find("choice.pushes", typed, at):
            names.append(found.meaning)
        elif found := vocabulary.find("choice.sound", typed, at):
            states.add(found.meaning)
        else:
            return {}
        at = skip(typed, found.end, BETWEEN)
    if len(states) != 1:
        return {}
    return turned(names or PAGES["pushes"].values, athlete, on=states == {"on"})


def _limits(typed: str, athlete: Athlete, vocabulary: Vocabulary) -> AthleteColumns:
    """Limits of alerts, one or several: form -25, hrv off. None if one of them is no limit."""
    limits: dict[str, float | None] = {}
    at = 0
    while at < len(typed):
        measure = vocabulary.find("alert", typed, at)
        found = measure and _limit(
            measure.meaning, typed, skip(typed, measure.end, " :=<>+-"), vocabulary
        )
        if measure is None or not found:
            return {}
        limits[measure.meaning], end = found
        at = skip(typed, end, BETWEEN)
    switched_on = PAGES["alert"].columns("usual", athlete)
    return switched_on | {"alert_limits": {**athlete.alert_limits, **limits}}


def _limit(
    measure: str, typed: str, at: int, vocabulary: Vocabulary
) -> tuple[float | None, int] | None:
    """The limit at `at`, without its sign there, and where it ends; None if it is none."""
    off = vocabulary.find("choice.alert", typed, at)
    if off and off.meaning == OFF:
        return None, off.end
    number = find_number(typed, at)
    if number is None:
        return None
    limit = -number.value if measure == FORM else number.value
    lowest, highest = SENSIBLE[measure]
    unit = vocabulary.find("alert_unit", typed, skip(typed, number.end))
    return (limit, unit.end if unit else number.end) if lowest <= limit <= highest else None


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


def _days(typed: str, at: int, vocabulary: Vocabulary) -> tuple[set[int], int] | None:
    """The ISO weekdays that begin at `at` and where they end: `mon-thu`, `sat`, `weekdays`."""
    if named := vocabulary.find("choice.days", typed, at):
        return set(map(int, named.meaning)), named.end
    first = last = vocabulary.find("weekday", typed, at)
    if first and (until := vocabulary.find("until", typed, skip(typed, first.end))):
        last = vocabulary.find("weekday", typed, skip(typed, until.end))
    if first is None or last is None:
        return None
    return set(_span(int(first.meaning), int(last.meaning))), last.end


def _span(first: int, last: int) -> Iterator[int]:
    """From one weekday to another, over Sunday where that is the way."""
    for day in range(first, last + 1 if first <= last else last + 8):
        yield (day - 1) % 7 + 1
