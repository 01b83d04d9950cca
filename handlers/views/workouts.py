"""A planned workout or an activity in a few lines, and the buttons for its files."""

from datetime import date, timedelta

from markupsafe import Markup

from handlers.views.reply import Button, button, joined, lines, quote, shortened
from handlers.views.steps import step_lines
from handlers.views.units import distance
from handlers.words import Words
from services.edits import remarks
from services.intervals.models import RACES, Activity, Category, Event
from services.plan import FORMATS
from services.units import SWIMS
from storage.models import Athlete

ICONS = {
    **dict.fromkeys(("Ride", "VirtualRide", "GravelRide", "TrackRide", "Cyclocross"), "🚴"),
    **dict.fromkeys(("MountainBikeRide", "EMountainBikeRide"), "🚵"),
    **dict.fromkeys(("Run", "VirtualRun", "TrailRun"), "🏃"),
    **dict.fromkeys(SWIMS, "🏊"),
    **dict.fromkeys(("Rowing", "VirtualRow", "Kayaking", "Canoeing"), "🚣"),
    **dict.fromkeys(("NordicSki", "AlpineSki", "BackcountrySki", "RollerSki"), "⛷"),
    **dict.fromkeys(("WeightTraining", "Crossfit"), "🏋"),
    **dict.fromkeys(("Walk", "Hike", "Snowshoe"), "🚶"),
    **dict.fromkeys(("Yoga", "Pilates"), "🧘"),
}
MINUTE = timedelta(minutes=1)
LONGEST_TEXT = 1500  # characters
LONGEST_REMARK = 300  # beside steps: a picture's caption has room for a thousand in all
SHOWN_STEPS = 8  # more than these are folded


def sport_name(sport: str | None, words: Words) -> str:
    """The sport in the athlete's language; one we have no word for, as intervals.icu has it."""
    key = f"sport.{sport}"
    return words.plain(key) if key in words.phrases else sport or ""


def sport_icon(sport: str | None) -> str:
    """A small picture of the sport, which in a list stands for its name."""
    return ICONS.get(sport or "", "•")


def event_icon(event: Event) -> str:
    """A race's flag, or the sport."""
    return "🏁" if event.category in RACES else sport_icon(event.sport)


def event_name(event: Event, words: Words) -> str:
    """What the athlete calls it; else a session's sport, or what kind of event it is."""
    sport = sport_name(event.sport, words) if event.is_session else ""
    return event.name or sport or category_name(event, words)


def event_days(event: Event, today: date, words: Words) -> str:
    """Its day, or its first and last one; a session's is the first, should it pass midnight."""
    last = event.day if event.is_session else event.last_day
    return words.span(event.day, last, today)


def category_name(event: Event, words: Words) -> str:
    """What kind of event it is: a note, a race, a target of the day or the week."""
    weekly = event.category == Category.TARGET and event.for_week
    return category_word("TARGET_WEEK" if weekly else event.category, words)


def category_word(category: str, words: Words) -> str:
    """The category in the athlete's language; one we have no word for, as intervals.icu has it."""
    key = f"category.{category}"
    return words.plain(key) if key in words.phrases else category


def other_line(event: Event, words: Words, athlete: Athlete) -> Markup:
    """A note, a target, an absence: what kind it is, its name, its numbers."""
    kind, numbers = category_name(event, words), event_numbers(event, words, athlete)
    name = Markup("{}").format(event.name) if event.name and event.name != kind else ""
    told = joined(name, numbers)
    return words("event.other", kind=kind, told=told) if told else Markup("{}").format(kind)


def activity_name(activity: Activity, words: Words) -> str:
    return activity.name or sport_name(activity.sport, words)


def event_numbers(event: Event, words: Words, athlete: Athlete, *, sport: bool = True) -> Markup:
    """Sport, time of day, duration, distance, load: those that there are; a race says so first."""
    load = event.training_load or event.load_target
    named = sport_name(event.sport, words) if sport else None
    length, way = _length(event), _way(event, words, athlete)
    return _raced(event, _numbers(named, _hour(event), length, way, load, words), words)


def event_size(event: Event, words: Words, athlete: Athlete) -> Markup:
    """Time of day, and duration or else distance: what a line of a phone holds beside a name."""
    length = _length(event)
    way = None if length else _way(event, words, athlete)
    return _raced(event, _numbers(None, _hour(event), length, way, None, words), words)


def _hour(event: Event) -> str | None:
    return event.hour.strftime("%H:%M") if event.hour else None


def _length(event: Event) -> timedelta | None:
    return event.moving_time or event.time_target


def _way(event: Event, words: Words, athlete: Athlete) -> str | None:
    metres = event.distance or event.distance_target
    return distance(metres, words, athlete, event.sport) if metres else None


def _raced(event: Event, numbers: Markup, words: Words) -> Markup:
    if event.category not in RACES:
        return numbers
    return joined(words("event.race", kind=category_name(event, words)), numbers)


def activity_numbers(activity: Activity, words: Words, athlete: Athlete) -> Markup:
    """The same for something done."""
    length, load = activity.moving_time, activity.training_load
    way = activity_distance(activity, words, athlete)
    return _numbers(sport_name(activity.sport, words), None, length, way, load, words)


def activity_distance(activity: Activity, words: Words, athlete: Athlete) -> str | None:
    """How far it went; some devices give a metre or less to what went nowhere."""
    metres = activity.distance or 0
    return distance(metres, words, athlete, activity.sport) if metres > 1 else None


def against(activity: Activity, plan: Event, words: Words) -> Markup:
    """What was done of what was planned: 1h of 1h 13m · Load 71 of 76."""
    time, load = None, None
    if activity.moving_time and plan.moving_time:
        done, asked = rounded(activity.moving_time), rounded(plan.moving_time)
        time = words("push.activity.time", done=done, planned=asked)
    if activity.training_load and plan.training_load:
        loads = {"done": activity.training_load, "planned": plan.training_load}
        load = words("push.activity.load", **loads)
    return joined(time, load)


def _numbers(
    sport: str | None,
    hour: str | None,
    length: timedelta | None,
    way: str | None,
    load: int | None,
    words: Words,
) -> Markup:
    parts = [
        sport,
        hour,
        words.duration(rounded(length)) if length else None,
        way,
        words.plain("unit.load", value=load) if load else None,
    ]
    return joined(*parts)


def rounded(length: timedelta) -> timedelta:
    """Nobody plans a ride to the second; short efforts keep theirs."""
    return timedelta(minutes=round(length / MINUTE)) if length > 10 * MINUTE else length


def pace_unit(event: Event, athlete: Athlete) -> str:
    """The way that the workout's paces are for: km, 100m."""
    usual = "100m" if event.sport in SWIMS else athlete.distance_unit
    return (event.structure.pace_unit if event.structure else "") or usual


def structure(
    event: Event, words: Words, athlete: Athlete, most: int = SHOWN_STEPS
) -> Markup | None:
    """The steps in words, folded when there are over `most`, and what is said beside them."""
    if not (event.steps and event.structure):
        return _said(event.text)
    rows = step_lines(event.steps, words, pace_unit(event, athlete))
    listed = lines(*rows)
    return lines(
        listed if len(rows) <= most else quote(listed), _said(remarks(event.text), LONGEST_REMARK)
    )


def _said(text: str | None, longest: int = LONGEST_TEXT) -> Markup | None:
    """The words of whoever planned it, folded."""
    said = (text or "").strip()
    return quote(Markup("{}").format(shortened(said, longest))) if said else None


def file_buttons(event: Event, athlete: Athlete, number: int | None = None) -> tuple[Button, ...]:
    """A button for each kind of file, the athlete's favourite first; none without steps.

    `number` tells apart the workouts of a day with several.
    """
    if not event.steps:
        return ()
    ordered = sorted(FORMATS, key=lambda each: each != athlete.file_format)
    mark = f"{number} " if number else ""
    return tuple(button(f"{mark}.{each}", "plan", "file", event.id, each) for each in ordered)
