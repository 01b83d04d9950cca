"""Workouts as an athlete types them: a heading line each, steps on the lines below it."""

from dataclasses import dataclass
from datetime import date, time

from handlers.reading.dates import leading_moment
from handlers.reading.vocabulary import Vocabulary

NAME_LIMIT = 80  # intervals.icu refuses longer names


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
    lacks its sport; the first line is a heading always. Empty text is an empty list.
    """
    drafts: list[Draft] = []
    steps: list[str] = []
    for line in text.strip().splitlines():
        step = bool(drafts) and line.lstrip().startswith("-")
        heading = Draft() if step else _heading(line, today, vocabulary)
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


def _heading(line: str, today: date, vocabulary: Vocabulary) -> Draft:
    """Day, hour, sport, name, each where it is there; `Ride tomorrow …` is fine too."""
    moment = leading_moment(line, today, vocabulary)
    day, hour, rest = moment or (None, None, line)
    sport, name = vocabulary.leading_sport(rest)
    if sport and not day and (moment := leading_moment(name, today, vocabulary)):
        day, hour, name = moment
    return Draft(day, hour, sport, " ".join(name.split()))
