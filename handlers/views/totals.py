"""Times, loads and distances done against planned, and time in zones as bars."""

from collections.abc import Iterable
from datetime import timedelta

from markupsafe import Markup

from handlers.views.reply import lines
from handlers.views.units import distance
from handlers.views.workouts import rounded
from handlers.words import Words
from services.totals import Total
from storage.models import Athlete

MINUTE = timedelta(minutes=1)
BAR = 10  # blocks of the longest bar
Zone = tuple[str, timedelta]  # its name, and the time in it


def hours(length: timedelta, words: Words) -> str:
    """To the minute, none being hours too: 5h 20m, 45m, 0h."""
    whole = MINUTE * round(length / MINUTE)
    return words.duration(whole) if whole else words.plain("unit.hours", hours=0)


def against(done: Total, planned: Total, words: Words) -> str:
    """Done of planned, only one of them where there is only one: 1h 10m/1h 13m · Load 74/76."""
    time = [hours(each.moving_time, words) for each in (done, planned) if each.moving_time]
    load = [words.number(each.training_load) for each in (done, planned) if each.training_load]
    parts = ["/".join(time), words.plain("unit.load", value="/".join(load)) if load else ""]
    return " · ".join(part for part in parts if part)


def distances(
    done: Total, planned: Total, words: Words, athlete: Athlete, sport: str | None
) -> str:
    """As `against`: 95.2 km/110 km; of swims 1,428 m/1,300 m."""
    metres = (each.distance for each in (done, planned) if each.distance)
    return "/".join(distance(each, words, athlete, sport) for each in metres)


def zone_bars(heading: str, zones: Iterable[Zone], words: Words) -> Markup | None:
    """A bar, the time and its share for each zone up to the highest that was reached.

    Below the phrase `heading`; None where no time was spent in any.
    """
    zones = list(zones)
    while zones and not zones[-1][1]:
        zones.pop()
    if not zones:
        return None
    longest = max(time for _, time in zones)
    total = sum((time for _, time in zones), timedelta())
    rows = [
        words(
            "zones.bar",
            zone=name,
            bar="▇" * max(round(BAR * time / longest), 1 if time else 0),
            time=rounded(time),
            percent=round(100 * time / total),
        )
        for name, time in zones
    ]
    return lines(words(heading), *rows)
