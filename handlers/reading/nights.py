"""How long a night was, by the hours one went to bed and got up: `23:15-6:45`."""

import re
from datetime import time, timedelta

from handlers.reading.clock import find_time
from handlers.reading.durations import FoundDuration
from handlers.reading.vocabulary import Vocabulary, skip

DAY, HALF_DAY, LONGEST_NIGHT = 1440, 720, 960  # minutes
DOTTED_HOURS = re.compile(r"([0-9]{1,2})[.,]([0-5][0-9])(?![0-9])")


def find_night(text: str, at: int, vocabulary: Vocabulary) -> FoundDuration | None:
    """From when to when: `23:15-6:45`, `from 11 pm to 7 am`, `from 11 to 6:30`."""
    before = vocabulary.find("from", text, at)
    start, bare = (skip(text, before.end), True) if before else (at, False)
    first = find_time(text, start, vocabulary, bare=bare)
    until = first and vocabulary.find("until", text, skip(text, first[1]))
    last = until and find_time(text, skip(text, until.end), vocabulary, bare=bare)
    return FoundDuration(_between(first[0], last[0]), last[1]) if first and last else None


def find_slept(text: str, at: int, vocabulary: Vocabulary) -> FoundDuration | None:
    """A night by its ends, which needs no name: `bed 23:00 up 6:30`, 11点睡6点起, 11点睡到6点."""
    end = at
    times: list[time] = []
    for group in ("to_bed", "up"):
        begins = skip(text, end, " ,;")
        if times and (said := vocabulary.find("filler", text, begins)):
            begins = skip(text, said.end)  # 11点睡，今天6点起
        before = vocabulary.find(group, text, begins)
        if times and not before:
            before = vocabulary.find("until", text, begins)
        start = skip(text, before.end if before else begins, " ,;")
        found = find_time(text, start, vocabulary, bare=before is not None)
        after = found and (before or vocabulary.find(group, text, skip(text, found[1])))
        if not found or not after:
            return None
        times.append(found[0])
        end = max(found[1], after.end)
    return FoundDuration(_between(*times), end)


def _between(first: time, last: time) -> timedelta:
    """How long it is from one hour to the next; 10:30 to 6:30 are 8 hours."""
    minutes = (_minute(last) - _minute(first)) % DAY
    if minutes > LONGEST_NIGHT and first.hour <= HALF_DAY // 60:
        minutes -= HALF_DAY
    return timedelta(minutes=minutes)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def two_readings(field: str, text: str, at: int, vocabulary: Vocabulary) -> tuple[timedelta, ...]:
    """Both lengths that a night of 7.30 may be: 7h 30m, and 7.3 hours; else none."""
    match = DOTTED_HOURS.match(text, at)
    if field != "sleep" or match is None or int(match[2]) == 0:
        return ()
    if vocabulary.find("time", text, skip(text, match.end())):
        return ()
    hours, minutes = int(match[1]), int(match[2])
    return timedelta(hours=hours, minutes=minutes), timedelta(minutes=hours * 60 + minutes * 0.6)
