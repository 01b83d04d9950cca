"""The pages of /settings: what can be chosen on each, and what a choice changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from markupsafe import Markup

from handlers.views.reply import Reply, button, in_rows, lines, paragraphs
from handlers.words import Library, Words
from services.plan import FORMATS
from storage.athletes import AthleteColumns
from storage.models import Athlete

OFF = "off"
MORNINGS = tuple(f"{minutes // 60:02}{minutes % 60:02}" for minutes in range(300, 571, 30))
NIGHTS = ("2100-0600", "2200-0600", "2200-0700", "2300-0700")
QUESTIONS = (
    *("sleep", "sleep_quality", "soreness_rating", "fatigue_rating", "stress_rating"),
    *("mood_rating", "motivation_rating", "injury_rating", "hydration_rating", "weight"),
    *("resting_heart_rate", "hrv", "readiness", "menstrual_phase", "comments"),
)
UNITS: Mapping[str, AthleteColumns] = {
    "km": {"distance_unit": "km"},
    "mi": {"distance_unit": "mi"},
    "kg": {"weight_unit": "kg"},
    "lb": {"weight_unit": "lb"},
    "celsius": {"temperature_unit": "C"},
    "fahrenheit": {"temperature_unit": "F"},
    "absolute": {"form_as_percent": False},
    "percent": {"form_as_percent": True},
}


@dataclass(frozen=True)
class Page:
    """A setting: its values, which of them are chosen, and what choosing one changes."""

    values: Sequence[str]
    chosen: Callable[[Athlete], Sequence[str]]
    columns: Callable[[str, Athlete], AthleteColumns]
    width: int = 2
    typed: bool = False  # whether another value may be typed


def _clock(text: str) -> time:
    return time(int(text[:2]), int(text[2:]))


def _stamp(at: time | None) -> str:
    return f"{at:%H%M}" if at else OFF


def _toggled(value: str, present: Sequence[str]) -> list[str]:
    return [each for each in present if each != value] + ([] if value in present else [value])


def _units(athlete: Athlete) -> list[str]:
    return [
        name
        for name, columns in UNITS.items()
        if all(getattr(athlete, column) == value for column, value in columns.items())
    ]


def _quiet(value: str) -> AthleteColumns:
    if value == OFF:
        return {"quiet_from": None, "quiet_to": None}
    start, end = value.split("-")
    return {"quiet_from": _clock(start), "quiet_to": _clock(end)}


def _days(value: str, athlete: Athlete) -> AthleteColumns:
    """Another day on or off; the last one stays, for no day at all is `morning off`."""
    days = "".join(sorted(_toggled(value, list(athlete.morning_days))))
    return {"morning_days": days or athlete.morning_days}


def _night(athlete: Athlete) -> str:
    start, end = athlete.quiet_from, athlete.quiet_to
    return f"{_stamp(start)}-{_stamp(end)}" if start and end else OFF


def _questions(value: str, athlete: Athlete) -> AthleteColumns:
    return {"wellness_fields": _toggled(value, athlete.wellness_fields)}


PAGES: Mapping[str, Page] = {
    "language": Page((), lambda a: [a.language], lambda v, _: {"language": v}),
    "zone": Page((), lambda a: [a.time_zone], lambda v, _: {"time_zone": v}, typed=True),
    "units": Page(list(UNITS), _units, lambda v, _: UNITS[v]),
    "morning": Page(
        (*MORNINGS, OFF),
        lambda a: [_stamp(a.morning_at)],
        lambda v, _: {"morning_at": None if v == OFF else _clock(v)},
        width=4,
        typed=True,
    ),
    "days": Page("1234567", lambda a: list(a.morning_days), _days, width=4),
    "quiet": Page((*NIGHTS, OFF), lambda a: [_night(a)], lambda v, _: _quiet(v)),
    "format": Page(
        (*FORMATS, OFF),
        lambda a: [a.file_format or OFF],
        lambda v, _: {"file_format": None if v == OFF else v},
    ),
    "questions": Page(QUESTIONS, lambda a: a.wellness_fields, _questions),
}


def render(athlete: Athlete, words: Words, languages: Library, today: date) -> Reply:
    """All settings at a glance, a button for each page."""
    rows = [
        words("settings.row", name=words.plain(f"settings.{page}"), value=value)
        for page, value in ((page, _value(page, athlete, words, languages)) for page in PAGES)
    ]
    paused = athlete.paused_until and athlete.paused_until >= today
    pages = [button(words.plain(f"settings.{page}"), "settings", "page", page) for page in PAGES]
    note = words("settings.paused") if paused else None
    return Reply(paragraphs(words("settings.title"), lines(*rows), note), in_rows(pages, 2))


def render_page(page: str, athlete: Athlete, words: Words, languages: Library) -> Reply:
    """One setting: its value now, and what can be chosen instead."""
    chosen = PAGES[page].chosen(athlete)
    choices = [
        button(
            ("✓ " if value in chosen else "") + _name(page, value, words, languages),
            *("settings", "set", page, value),
        )
        for value in values_of(page, languages)
    ]
    back = button(words.plain("button.back"), "settings", "back")
    text = lines(
        words(
            "settings.heading",
            name=words.plain(f"settings.{page}"),
            value=_value(page, athlete, words, languages),
        ),
        words(f"settings.about.{page}"),
    )
    return Reply(text, (*in_rows(choices, PAGES[page].width), (back,)))


def values_of(page: str, languages: Library) -> Sequence[str]:
    """What the buttons of a page choose from."""
    return list(languages) if page == "language" else PAGES[page].values if page in PAGES else ()


def _value(page: str, athlete: Athlete, words: Words, languages: Library) -> Markup:
    chosen = PAGES[page].chosen(athlete)
    if page == "questions":
        return words.count("settings.count", len(chosen)) if chosen else words("settings.usual")
    return Markup(", ").join(_name(page, value, words, languages) for value in chosen)


def _name(page: str, value: str, words: Words, languages: Library) -> str:
    """How a value is called on a button."""
    if page in NAMES and value != OFF:
        return NAMES[page](value, words, languages)
    return words.plain(f"settings.{page}.{value}")


def _hours(value: str, _: Words, __: Library) -> str:
    return "–".join(f"{_clock(part):%H:%M}" for part in value.split("-"))


NAMES: Mapping[str, Callable[[str, Words, Library], str]] = {
    "language": lambda value, _, languages: languages[value].plain("language.name"),
    "zone": lambda value, _, __: value,
    "morning": _hours,
    "days": lambda value, words, _: words.weekday(int(value)),
    "quiet": _hours,
    "format": lambda value, _, __: f".{value}",
    "questions": lambda value, words, _: words.plain(f"wellness.{value}"),
}
