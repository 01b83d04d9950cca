"""When the morning message is due. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STALE_AFTER = timedelta(hours=4)


@dataclass(frozen=True)
class Due:
    """The instant (UTC) of a message, and the athlete's own date it belongs to."""

    at: datetime
    day: date


def next_due(at: time, weekdays: str, zone: str, after: datetime) -> Due | None:
    """The first morning after `after`; None without weekdays (ISO digits, "12345" is Mon-Fri).

    A time that the clocks skip in spring comes as much later (02:30 is 03:30), one that they
    repeat in autumn is the first of the two (PEP 495, fold 0). A day skipped as a whole at the
    date line has no morning.
    """
    local = ZoneInfo(zone)
    today = after.astimezone(local).date()
    for number in range(9):  # a week, and a day that is over, and a day that is skipped
        day = today + timedelta(days=number)
        due = datetime.combine(day, at.replace(fold=0), tzinfo=local).astimezone(UTC)
        exists = due.astimezone(local).date() == day
        if str(day.isoweekday()) in weekdays and due > after and exists:
            return Due(due, day)
    return None


def stale(due: datetime, now: datetime) -> bool:
    """Whether a message was held up so long that it would not be a morning message any more."""
    return now - due > STALE_AFTER


def quiet(start: time | None, end: time | None, zone: str, now: datetime) -> bool:
    """Whether it is between `start` and `end` on the athlete's clock; over midnight too."""
    if start is None or end is None or start == end:
        return False
    clock = now.astimezone(ZoneInfo(zone)).time()
    return start <= clock < end if start < end else clock >= start or clock < end
