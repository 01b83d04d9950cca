"""The pages of /settings: what can be chosen on each, and what a choice changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from markupsafe import Markup

from handlers.check_in import questions_of
from handlers.pause import state
from handlers.views.reply import Button, Reply, button, in_rows, lines, paragraphs
from handlers.words import Library, Words
from services.plan import FORMATS
from storage.athletes import AthleteColumns
from storage.models import Athlete

OFF = "off"
MORNINGS = tuple(f"{minutes // 60:02}{minutes % 60:02}" for minutes in range(300, 571, 30))
NIGHTS = ("2100-0600", "2200-0600", "2200-0700", "2300-0700")
EVERY_DAY = "1234567"
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
    typed: bool = False  # whether a value may be typed while the page is shown


def _stamp(at: time | None) -> str:
    return f"{at:%H%M}" if at else OFF


def _toggled(value: str, present: Sequence[str]) -> list[str]:
    """One more or one less; the last one stays, for none at all is another setting's off."""
    if value in present:
        return [each for each in present if each != value] or [value]
    return [*present, value]


def _units(athlete: Athlete) -> list[str]:
    return [
        name
        for name, columns in UNITS.items()
        if all(getattr(athlete, column) == value for column, value in columns.items())
    ]


def _quiet(value: str) -> AthleteColumns:
    if value == OFF:
        return {"quiet_from": None, "quiet_to": None}
    start, end = map(time.fromisoformat, value.split("-"))
    return {"quiet_from": start, "quiet_to": end}


def _night(athlete: Athlete) -> str:
    start, end = athlete.quiet_from, athlete.quiet_to
    return f"{_stamp(start)}-{_stamp(end)}" if start and end else OFF


def _days(value: str, athlete: Athlete) -> AthleteColumns:
    return {"morning_days": "".join(sorted(_toggled(value, athlete.morning_days)))}


def _questions(value: str, athlete: Athlete) -> AthleteColumns:
    return {"wellness_fields": _toggled(value, questions_of(athlete))}


PAGES: Mapping[str, Page] = {
    "language": Page((), lambda a: [a.language], lambda v, _: {"language": v}),
    "zone": Page((), lambda a: [a.time_zone], lambda v, _: {"time_zone": v}, typed=True),
    "units": Page(list(UNITS), _units, lambda v, _: UNITS[v]),
    "morning": Page(
        (*MORNINGS, OFF),
        lambda a: [_stamp(a.morning_at)],
        lambda v, _: {"morning_at": None if v == OFF else time.fromisoformat(v)},
        width=4,
        typed=True,
    ),
    "days": Page(EVERY_DAY, lambda a: a.morning_days, _days, width=4, typed=True),
    "quiet": Page((*NIGHTS, OFF), lambda a: [_night(a)], lambda v, _: _quiet(v), typed=True),
    "format": Page(
        (*FORMATS, OFF),
        lambda a: [a.file_format or OFF],
        lambda v, _: {"file_format": None if v == OFF else v},
    ),
    "questions": Page(QUESTIONS, questions_of, _questions),
}


def values_of(page: str, athlete: Athlete, languages: Library) -> Sequence[str]:
    """What the buttons of a page choose from; none of a page that is not there."""
    if page == "language":
        return list(languages)
    if page == "questions":
        return list(dict.fromkeys((*QUESTIONS, *questions_of(athlete))))
    return PAGES[page].values if page in PAGES else ()


def render(athlete: Athlete, words: Words, languages: Library, today: date) -> Reply:
    """All settings at a glance, a button for each page."""
    rows = [
        words("settings.row", name=words.plain(f"settings.{page}"), value=value)
        for page, value in ((page, _value(page, athlete, words, languages)) for page in PAGES)
    ]
    paused = state(athlete, today, words)
    notes = lines(
        None if athlete.sealed_credential else words("settings.unconnected"),
        words("settings.paused", state=paused) if paused else None,
    )
    pages = [button(words.plain(f"settings.{page}"), "settings", "page", page) for page in PAGES]
    return Reply(paragraphs(words("settings.title"), lines(*rows), notes), in_rows(pages, 2))


def render_page(page: str, athlete: Athlete, words: Words, languages: Library) -> Reply:
    """One setting: its value now, and what can be chosen instead."""
    chosen = PAGES[page].chosen(athlete)
    choices = [
        button(
            ("✓ " if value in chosen else "") + _name(page, value, words, languages),
            *("settings", "set", page, value),
        )
        for value in values_of(page, athlete, languages)
    ]
    if page == "zone" and athlete.sealed_credential and athlete.time_zone_chosen:
        choices.append(button(words.plain("settings.site"), "settings", "site"))
    text = lines(_heading(page, athlete, words, languages), words(f"settings.about.{page}"))
    return Reply(text, (*in_rows(choices, PAGES[page].width), (_back(words),)))


def stays(page: str, value: str, athlete: Athlete) -> bool:
    """Whether it is the only one chosen where several may be, and so cannot be turned off."""
    return page in ("days", "questions") and list(PAGES[page].chosen(athlete)) == [value]


def render_last(page: str, value: str, words: Words, languages: Library) -> Reply:
    """Why the last one stays."""
    return Reply(words("settings.last", name=_name(page, value, words, languages)))


def render_saved(page: str, athlete: Athlete, words: Words, languages: Library) -> Reply:
    """What was typed is set."""
    return Reply(_heading(page, athlete, words, languages), ((_back(words),),))


def _back(words: Words) -> Button:
    return button(words.plain("button.back"), "settings", "back")


def _heading(page: str, athlete: Athlete, words: Words, languages: Library) -> Markup:
    name, value = words.plain(f"settings.{page}"), _value(page, athlete, words, languages)
    return words("settings.heading", name=name, value=value)


def _value(page: str, athlete: Athlete, words: Words, languages: Library) -> Markup:
    chosen = PAGES[page].chosen(athlete)
    if page == "questions":
        return words.count("settings.count", len(chosen))
    if chosen == EVERY_DAY:
        return words("settings.every_day")
    names = [_name(page, value, words, languages) for value in chosen]
    return Markup("{}").format(words.all_of(names))


def _name(page: str, value: str, words: Words, languages: Library) -> str:
    """How a value is called on a button."""
    if page in NAMES and value != OFF:
        return NAMES[page](value, words, languages)
    return words.plain(f"settings.{page}.{value}")


def _hours(value: str, _: Words, __: Library) -> str:
    return "–".join(f"{part[:2]}:{part[2:]}" for part in value.split("-"))


NAMES: Mapping[str, Callable[[str, Words, Library], str]] = {
    "language": lambda value, _, languages: languages[value].plain("language.name"),
    "zone": lambda value, _, __: value,
    "morning": _hours,
    "days": lambda value, words, _: words.weekday(int(value)),
    "quiet": _hours,
    "format": lambda value, _, __: f".{value}",
    "questions": lambda value, words, _: words.plain(f"wellness.{value}"),
}
