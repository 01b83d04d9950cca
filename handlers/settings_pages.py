"""The pages of /settings as messages."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from markupsafe import Markup

from handlers.pause import state
from handlers.settings_choices import OFF, PAGES, SITE, values_of
from handlers.views.reply import Button, Reply, button, in_rows, joined, lines, paragraphs, ticked
from handlers.views.units import hour_label, wellness_name
from handlers.words import Library, Words
from services.alerts import USUAL, limits_of
from services.schedule import EVERY_DAY
from storage.models import Athlete

WITHIN = {"morning": ("days", "until"), "week": ("weekday",)}  # in the overview's rows
MOST_NAMED = 4  # questions; of more it is said how many


def render(athlete: Athlete, words: Words, languages: Library, today: date) -> Reply:
    """All settings at a glance, a button for each page."""
    within = {each for pages in WITHIN.values() for each in pages}
    rows = [_row(page, athlete, words, languages) for page in PAGES if page not in within]
    paused = state(athlete, today, words)
    notes = lines(
        None if athlete.sealed_credential else words("settings.unconnected"),
        words("settings.paused", state=paused) if paused else None,
    )
    pages = [button(words.plain(f"settings.{page}"), "settings", "page", page) for page in PAGES]
    return Reply(paragraphs(lines(words("settings.title"), *rows), notes), in_rows(pages, 2))


def _row(page: str, athlete: Athlete, words: Words, languages: Library) -> Markup:
    """A setting, with those that belong to it while it is on: 06:15 · every day."""
    shown = [page, *(WITHIN.get(page, ()) if _is_on(page, athlete) else ())]
    values = [_value(each, athlete, words, languages) for each in shown if each != "until"]
    if "until" in shown and _is_on("until", athlete):
        until = _value("until", athlete, words, languages)
        values.append(words("settings.waits", at=until))
    name = words.plain(f"settings.{page}")
    return words("settings.row", name=name, value=joined(*values))


def _is_on(page: str, athlete: Athlete) -> bool:
    return list(PAGES[page].chosen(athlete)) != [OFF]


def render_page(page: str, athlete: Athlete, words: Words, languages: Library) -> Reply:
    """One setting: its value now, and what can be chosen instead."""
    chosen = PAGES[page].chosen(athlete)
    choices = [
        button(
            ticked(_name(page, value, words, languages), value in chosen),
            "settings",
            "set",
            page,
            value,
        )
        for value in values_of(page, athlete, languages)
    ]
    if page in SITE and athlete.sealed_credential:
        choices.append(button(words.plain("settings.site"), "settings", "site", page))
    text = lines(_heading(page, athlete, words, languages), words(f"settings.about.{page}"))
    return Reply(text, (*in_rows(choices, PAGES[page].width), (_back(words),)))


def render_last(page: str, value: str, words: Words, languages: Library) -> Reply:
    """Why the last one stays."""
    return Reply(words("settings.last", name=_name(page, value, words, languages)))


def render_saved(
    pages: Iterable[str], athlete: Athlete, words: Words, languages: Library
) -> Reply:
    """What was typed is set."""
    rows = (_heading(page, athlete, words, languages) for page in pages)
    return Reply(lines(*rows), ((_back(words),),))


def _back(words: Words) -> Button:
    return button(words.plain("button.back"), "settings", "back")


def _heading(page: str, athlete: Athlete, words: Words, languages: Library) -> Markup:
    name, value = words.plain(f"settings.{page}"), _value(page, athlete, words, languages)
    return words("settings.heading", name=name, value=value)


def _value(page: str, athlete: Athlete, words: Words, languages: Library) -> Markup:
    chosen = PAGES[page].chosen(athlete)
    if page == "questions" and len(chosen) > MOST_NAMED:
        return words.count("settings.count", len(chosen))
    if page == "alert" and OFF not in chosen:
        own = limits_of(athlete.alert_limits) != USUAL
        return words("settings.alert.own" if own else "settings.alert.usual")
    if chosen == EVERY_DAY:
        return words("settings.every_day")
    names = [_name(page, value, words, languages) for value in chosen or (OFF,)]
    return Markup("{}").format(words.all_of(names))


def _name(page: str, value: str, words: Words, languages: Library) -> str:
    """How a value is called on a button."""
    if page in NAMES and value != OFF:
        return NAMES[page](value, words, languages)
    return words.plain(f"settings.{page}.{value}")


def _hours(value: str, _: Words, __: Library) -> str:
    return "–".join(map(hour_label, value.split("-")))


def _limit(value: str, words: Words, _: Library) -> str:
    measure, limit = value.split("=")
    if limit == OFF:
        return words.plain(f"settings.alert.{measure}.off")
    return words.plain(f"settings.alert.{measure}", limit=words.number(abs(float(limit)), 1))


NAMES: Mapping[str, Callable[[str, Words, Library], str]] = {
    "language": lambda value, _, languages: languages[value].plain("language.name"),
    "zone": lambda value, _, __: value,
    "morning": _hours,
    "days": lambda value, words, _: words.weekday(int(value)),
    "until": _hours,
    "week": _hours,
    "weekday": lambda value, words, _: words.weekday(int(value)),
    "pushes": lambda value, words, _: words.plain(f"push.{value}"),
    "quiet": _hours,
    "alert": _limit,
    "format": lambda value, _, __: f".{value}",
    "questions": lambda value, words, _: wellness_name(value, words),
}
