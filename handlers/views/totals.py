"""Times, loads and distances done against planned, and time in zones as bars."""

from collections.abc import Mapping
from datetime import timedelta

from markupsafe import Markup

from handlers.views.units import distance
from handlers.words import Words
from services.totals import Total
from storage.models import Athlete

MINUTE = timedelta(minutes=1)
BAR = 10  # blocks of a zone that holds all the time


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


def zone_rows(zones: Mapping[str, timedelta], words: Words) -> list[Markup]:
    """A bar, the time and its share for each zone up to the highest one with time in it."""
    total = sum(zones.values(), timedelta())
    if not total:
        return []
    used = [name for name, time in zones.items() if time]
    highest = list(zones).index(used[-1]) + 1
    return [
        words(
            "week.zone",
            zone=name,
            bar="█" * max(round(time / total * BAR), 1 if time else 0),
            time=hours(time, words),
            share=round(time / total * 100),
        )
        for name, time in list(zones.items())[:highest]
    ]
