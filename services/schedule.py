"""When the pushes are due, and when they rest. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.zones import local_time
from storage.models import Athlete

EVERY_DAY = "1234567"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """The instant (UTC) of a message, and the athlete's own date it belongs to."""

    at: datetime
    day: date


def next_time(
    at: time, weekdays: str, zone: str, after: datetime, first: date = date.min
) -> Due | None:
    """The first such time after `after`, not before the day `first`.

    None without weekdays (ISO digits, "12345" is Mon-Fri). A time that the clocks skip in spring
    comes as much later (02:30 is 03:30), one that they repeat in autumn is the first of the two
    (PEP 495, fold 0). A day skipped as a whole at the date line has none.
    """
    local = ZoneInfo(zone)
    today = max(after.astimezone(local).date(), first)
    for number in range(9):  # a week, and a day that is over, and a day that is skipped
        day = today + timedelta(days=number)
        due = datetime.combine(day, at.replace(fold=0), tzinfo=local).astimezone(UTC)
        exists = due.astimezone(local).date() == day
        if str(day.isoweekday()) in weekdays and due > after and exists:
            return Due(due, day)
    return None


def next_morning(athlete: Athlete, after: datetime) -> Due | None:
    """The first morning message after `after` that the athlete wants and can get."""
    return _next(athlete, athlete.morning_at, athlete.morning_days, after)


def next_week(athlete: Athlete, after: datetime) -> Due | None:
    """The same of the week's review and preview."""
    return _next(athlete, athlete.week_at, athlete.week_days, after)


NextDue = Callable[[Athlete, datetime], Due | None]
SCHEDULE: Mapping[str, NextDue] = {"morning": next_morning, "week": next_week}


def wanted(athlete: Athlete, kind: str) -> bool:
    """Whether the athlete has this push switched on."""
    match kind:
        case "morning":
            return athlete.morning_at is not None
        case "week":
            return athlete.week_at is not None
    return kind not in athlete.pushes_off


def waits_until(athlete: Athlete) -> time | None:
    """Until which hour the morning waits for the night's data; None: it does not."""
    until, at = athlete.morning_until, athlete.morning_at
    return None if until is None or (at and until <= at) else until


def deadline(athlete: Athlete, day: date) -> datetime | None:
    """Until when the morning of `day` waits."""
    until = waits_until(athlete)
    if until is None:
        return None
    return datetime.combine(day, until, tzinfo=ZoneInfo(athlete.time_zone)).astimezone(UTC)


def quiet(athlete: Athlete, moment: datetime) -> bool:
    """Whether it is within the athlete's quiet hours; they may pass midnight."""
    start, end = athlete.quiet_from, athlete.quiet_to
    if start is None or end is None or start == end:
        return False
    clock = local_time(moment, athlete.time_zone).time()
    return start <= clock < end if start < end else clock >= start or clock < end


def quiet_until(athlete: Athlete, moment: datetime) -> datetime:
    """When the quiet hours end that `moment` is in."""
    end = next_time(athlete.quiet_to or time(), EVERY_DAY, athlete.time_zone, moment)
    return end.at if end else moment + DAY


def _next(athlete: Athlete, at: time | None, weekdays: str, after: datetime) -> Due | None:
    paused, reachable = athlete.paused_until, athlete.sealed_credential is not None
    if at is None or not reachable or athlete.blocked_at or athlete.refused_at:
        return None
    if paused is None:
        return next_time(at, weekdays, athlete.time_zone, after)
    if paused == date.max:
        return None
    return next_time(at, weekdays, athlete.time_zone, after, paused + DAY)
