"""Workouts as an athlete types them: a heading line each, steps on the lines below it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from handlers.reading.activities import ImpossibleHourError, read_entry, wrong_hour
from handlers.reading.dates import leading_moment
from handlers.reading.entry import Entry
from handlers.reading.vocabulary import Vocabulary
from services.units import SWIMS

NAME_LIMIT = 80  # intervals.icu refuses longer names
SHORTEST = 1000.0  # metres: nobody plans a whole workout below, but in a pool


@dataclass(frozen=True)
class Draft:
    """A planned workout, perhaps without its day or sport yet. `steps` is the text below."""

    day: date | None = None
    hour: time | None = None
    sport: str | None = None
    name: str = ""
    steps: str = ""


def read_drafts(text: str, today: date, vocabulary: Vocabulary) -> list[Draft]:
    """The workouts of a message: `tomorrow 18:00 Ride Sweet spot`, then lines of steps.

    A line that begins with a day (or a sport and a day) begins another workout, even if that
    lacks its sport; the first line is a heading always. Empty text is an empty list. Raises
    ImpossibleHourError and the errors of a day.
    """
    drafts: list[Draft] = []
    steps: list[str] = []
    for line in text.strip().splitlines():
        step = bool(drafts) and line.lstrip().startswith("-")
        heading = Draft() if step else read_heading(line, today, vocabulary)
        if not drafts or heading.day:
            _put(steps, drafts)
            drafts.append(heading)
            steps = []
        else:
            steps.append(line)
    _put(steps, drafts)
    return drafts


def _put(steps: list[str], drafts: list[Draft]) -> None:
    if drafts:
        last = drafts[-1]
        text = "\n".join(steps).strip("\n")
        drafts[-1] = Draft(last.day, last.hour, last.sport, last.name, text)


def read_heading(line: str, today: date, vocabulary: Vocabulary) -> Draft:
    """Day, hour, sport, name, each where it is there; `Ride tomorrow …` is fine too.

    Raises ImpossibleHourError and the errors of a day.
    """
    moment = leading_moment(line, today, vocabulary)
    day, hour, rest = moment or (None, None, line)
    sport, name = vocabulary.leading_sport(rest)
    if sport and not day and (moment := leading_moment(name, today, vocabulary)):
        day, hour, rest = moment
        name = rest
    if day and hour is None and (wrong := wrong_hour(rest)):
        raise ImpossibleHourError(text=wrong)
    return Draft(day, hour, sport, " ".join(name.split()))


def measured(draft: Draft, today: date, vocabulary: Vocabulary) -> Entry:
    """Time, distance, load and place as the name of a workout without steps says, and its rest.

    `Easy 1h` is an hour of Easy; `400m repeats` says of what, and not how far. Raises
    ImpossibleLengthError and UnlikelyNumberError.
    """
    known = Entry(draft.day, draft.hour, draft.sport, heart_rate=0, watts=0, rpe=0)
    said = read_entry(draft.name, today, vocabulary, known)
    short = said.distance is not None and said.distance < SHORTEST and draft.sport not in SWIMS
    return Entry(draft.day, draft.hour, draft.sport, name=draft.name) if short else said


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
