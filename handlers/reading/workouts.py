"""Workouts as an athlete types them: a heading line each, steps on the lines below it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from typing import Any

from handlers.reading.activities import ImpossibleHourError, read_entry, wrong_hour
from handlers.reading.apart import apart, on_each_day
from handlers.reading.dates import leading_moment
from handlers.reading.ends import day_first
from handlers.reading.entry import Entry
from handlers.reading.errors import (
    AmbiguousDayError,
    FarDayError,
    ImpossibleDayError,
    UnknownSportError,
    UnreadableDayError,
    UnreadableError,
)
from handlers.reading.vocabulary import Typed, Vocabulary
from services.errors import ServiceError
from services.units import SWIMS

NAME_LIMIT = 80  # intervals.icu refuses longer names
REPEATS = re.compile(r"[0-9] ?[x×*] ?[0-9]")
# Right after the sport: nobody plans 18:00 minutes, and 1:30 is how long.
CLOCK = re.compile(r"(0[4-9]|1[0-9]|2[0-3]):([0-5][0-9])(?![0-9:/]) ?")
SHORTEST = 1000.0  # metres: nobody plans a whole workout below, but in a pool
MEASURED = Entry(day=date.min, sport="", heart_rate=0, watts=0, rpe=0)  # only its size is read


@dataclass(frozen=True)
class Draft:
    """A planned workout, perhaps without its day or sport yet. `steps` is the text below.

    `unread` is what stands where its day should.
    """

    day: date | None = None
    hour: time | None = None
    sport: str | None = None
    name: str = ""
    steps: str = ""
    unread: str = ""


def workout_texts(text: str, today: date, vocabulary: Vocabulary) -> list[str]:
    """The workouts of a message: `tomorrow 18:00 Ride Sweet spot`, then lines of steps.

    A line that begins with a day (or a sport and a day) begins another workout, even if that
    lacks its sport; the first line is a heading always. So does a day with its sport after a
    comma in a heading, and each of several days. Empty text is an empty list.
    """
    texts: list[str] = []
    alike = 1  # how many of the last ones have the same steps
    for line in text.strip().splitlines():
        if not texts or _begins_workout(line, today, vocabulary):
            days = on_each_day(line, today, vocabulary, toward="future")
            texts += days or apart(line, today, vocabulary, toward="future")
            alike = len(days) or 1
        else:
            texts[-alike:] = [f"{each}\n{line}" for each in texts[-alike:]]
    return texts


def _begins_workout(line: str, today: date, vocabulary: Vocabulary) -> bool:
    """What begins with a day that cannot be is no step of the workout before."""
    if line.lstrip().startswith("-"):
        return False
    try:
        return read_beginning(line, today, vocabulary).day is not None
    except ServiceError:
        return True


def read_draft(text: str, today: date, vocabulary: Vocabulary) -> Draft:
    """One of the `workout_texts`. Raises ImpossibleHourError and the errors of a day."""
    heading, _, steps = text.partition("\n")
    return replace(read_heading(heading, today, vocabulary), steps=steps.strip("\n"))


def read_beside(
    text: str, today: date, vocabulary: Vocabulary
) -> tuple[Draft, UnreadableError | None]:
    """One workout, and why the day it begins with cannot be. Raises as `read_draft`."""
    try:
        return read_draft(text, today, vocabulary), None
    except (ImpossibleDayError, FarDayError, AmbiguousDayError) as why:
        before, _, rest = text.partition(str(why.facts["text"]))
        draft = read_draft(rest.strip(), today, vocabulary)
        if before.strip() or draft.day or not rest.strip():
            raise
        return draft, why


def read_heading(line: str, today: date, vocabulary: Vocabulary) -> Draft:
    """Day, hour, sport, name, each where it is there: `Easy run tomorrow 18:00` is fine too.

    Raises ImpossibleHourError and the errors of a day.
    """
    draft = read_beginning(line, today, vocabulary)
    if draft.day is None and (turned := day_first(line, today, vocabulary, leading_moment)):
        draft = read_beginning(turned, today, vocabulary)
    if draft.sport or not (found := vocabulary.sport_within(draft.name)):
        return draft
    sport, before, name = found
    unread = any(map(str.isdigit, before)) or read_entry(name, today, vocabulary, MEASURED).name
    if draft.day is None and unread:
        return replace(draft, sport=sport, name=name, unread=before)
    return replace(draft, sport=sport)


def read_beginning(line: str, today: date, vocabulary: Vocabulary) -> Draft:
    """Day, hour and sport if they begin the line, and the rest of it as the name.

    Raises ImpossibleHourError and the errors of a day.
    """
    moment = leading_moment(line, today, vocabulary)
    day, hour, rest = moment or (None, None, line)
    sport, name = vocabulary.leading_sport(rest)
    if sport and not day and (moment := leading_moment(name, today, vocabulary)):
        day, hour, rest = moment
        name = rest
    if sport and hour is None and (begins := CLOCK.match(Typed(name).text)):
        hour, name = time(int(begins[1]), int(begins[2])), Typed(name).rest(begins.end())
    if day and hour is None and (wrong := wrong_hour(rest)):
        raise ImpossibleHourError(text=wrong)
    return Draft(day, hour, sport, " ".join(name.split()))


def measured(draft: Draft, today: date, vocabulary: Vocabulary) -> Entry:
    """Time, distance, load and place as the name of a workout without steps says, and its rest.

    `Easy 1h` is an hour of Easy; `400m repeats` says of what, and not how far. Raises
    ImpossibleLengthError and UnlikelyNumberError.
    """
    known = replace(MEASURED, day=draft.day, hour=draft.hour, sport=draft.sport)
    said = read_entry(draft.name, today, vocabulary, known)
    repeats = REPEATS.search(Typed(draft.name).text)  # 2 x 20m @ FTP
    short = said.distance is not None and said.distance < SHORTEST and draft.sport not in SWIMS
    plain = Entry(draft.day, draft.hour, draft.sport, name=draft.name)
    return plain if short or repeats else said


def with_typed(draft: Draft, text: str, today: date, vocabulary: Vocabulary) -> Draft:
    """The draft with the first thing it lacks, as typed, and what may follow that.

    Raises UnreadableDayError and UnknownSportError.
    """
    if draft == Draft() and (read := read_draft(text, today, vocabulary)).day:
        return read
    if draft.day is None:
        moment = leading_moment(text, today, vocabulary)
        if moment is None:
            raise UnreadableDayError(text=text)
        day, hour, rest = moment
        draft = replace(draft, day=day, hour=hour or draft.hour)
        sport, _ = vocabulary.leading_sport(rest)
        return with_typed(draft, rest, today, vocabulary) if sport or draft.sport else draft
    if draft.sport is None:
        sport, rest = vocabulary.leading_sport(text)
        if sport is None:
            raise UnknownSportError(text=text)
        return with_typed(replace(draft, sport=sport), rest, today, vocabulary)
    if not text.strip() or draft.name or draft.steps:
        return draft
    name, _, steps = text.strip().partition("\n")
    if name.lstrip().startswith("-"):
        return replace(draft, name="", steps=text)
    return replace(draft, name=name, steps=steps)


def stored(drafts: Sequence[Draft]) -> dict[str, Any]:
    """Drafts as JSON."""
    return {
        "drafts": [
            asdict(draft)
            | {
                "day": draft.day and draft.day.isoformat(),
                "hour": draft.hour and draft.hour.isoformat(),
            }
            for draft in drafts
        ]
    }


def restored(state: Mapping[str, Any]) -> list[Draft]:
    """The drafts from `stored`."""
    return [
        Draft(
            **each
            | {
                "day": each["day"] and date.fromisoformat(each["day"]),
                "hour": each["hour"] and time.fromisoformat(each["hour"]),
            }
        )
        for each in state["drafts"]
    ]
