"""The pages of /zones as messages."""

from markupsafe import Markup

from handlers.cancel import cancel_button
from handlers.undo import undo_button
from handlers.views.reply import Button, Reply, button, few, in_rows, lines, paragraphs, quote
from handlers.views.workouts import sport_icon, sport_name
from handlers.views.zones import (
    pace_unit,
    settings_name,
    threshold,
    threshold_lines,
    zone_block,
    zone_blocks,
)
from handlers.words import Words
from services.intervals.models import SportSettings, ThresholdValue
from services.sport_settings import FIELDS, MOVES_HEART_RATE_ZONES, Changed, value_of
from services.units import PACE_METRES
from storage.models import Athlete

MOVED = {"ftp": "power", "threshold_pace": "pace"}  # the zones that are in percent of it
MOST_SPORTS = 4
KILOMETRE = 1000  # from here on paces are minutes, and 5 s are little


def render(
    settings: SportSettings, every: tuple[SportSettings, ...], words: Words, athlete: Athlete
) -> Reply:
    """Thresholds, zones, and a button for each of the other sports."""
    unit = pace_unit(settings, athlete)
    body = paragraphs(threshold_lines(settings, unit, words), zone_blocks(settings, unit, words))
    change = button(words.plain("zones.change"), "zones", "change", settings.id)
    others = [
        button(_label(each, words), "zones", "show", each.id)
        for each in every
        if each.id != settings.id
    ]
    return Reply(body, ((change,), *in_rows(others, 3)))


def render_fields(settings: SportSettings, words: Words, athlete: Athlete) -> Reply:
    """What can be changed, each with its value now."""
    unit = pace_unit(settings, athlete)
    fields = [
        button(words.plain(f"zones.{field}"), "zones", "field", settings.id, field)
        for field in FIELDS
    ]
    text = paragraphs(words("zones.which"), threshold_lines(settings, unit, words))
    back = button(words.plain("button.back"), "zones", "show", settings.id)
    return Reply(text, (*in_rows(fields, 2), (back,)))


def render_ask(
    settings: SportSettings, field: str, question_id: int, words: Words, athlete: Athlete
) -> Reply:
    """What should it be? With some values near the one there is."""
    unit, present = pace_unit(settings, athlete), value_of(settings, field)
    text = words(
        f"zones.ask.{field}",
        sport=settings_name(settings, words),
        value=threshold(field, present, unit, words),
    )
    near = [
        button(threshold(field, value, unit, words), "zones", "to", settings.id, field, amount)
        for amount, value in _near(field, present, unit)
    ]
    return Reply(text, (*in_rows(near, 4), (cancel_button(words, question_id),)))


def _near(field: str, present: ThresholdValue, unit: str) -> list[tuple[int, float]]:
    """Amounts near a threshold as they are typed, in W, bpm or seconds, and what they mean."""
    if not isinstance(present, int | float):
        return []
    if field != "threshold_pace":
        steps = (-10, -5, 5, 10) if "ftp" in field else (-4, -2, 2, 4)
        return [(round(present) + step, round(present) + step) for step in steps]
    metres = PACE_METRES[unit]
    steps = (10, 5, -5, -10) if metres >= KILOMETRE else (2, 1, -1, -2)
    paces = [round(metres / present) + step for step in steps]
    return [(seconds, metres / seconds) for seconds in paces if seconds > 0]


def render_preview(
    settings: SportSettings,
    field: str,
    value: ThresholdValue,
    question_id: int,
    words: Words,
    athlete: Athlete,
) -> Reply:
    """Old and new; for LTHR and the maximum the question whether zones are made anew."""
    unit = pace_unit(settings, athlete)
    heading = _old_new(settings, field, value, unit, words)
    cancel = cancel_button(words, question_id)
    keep = button(words.plain("zones.keep"), "zones", "save", question_id, "keep")
    if field in MOVES_HEART_RATE_ZONES:
        now = threshold("heart_rate_zones", list(settings.heart_rate_zones), unit, words)
        new = button(words.plain("zones.recalculate"), "zones", "save", question_id, "new")
        return Reply(
            paragraphs(heading, words("zones.recalculate_ask", zones=now)),
            ((keep,), (new,), (cancel,)),
        )
    save = button(
        words.plain("button.save"), "zones", "save", question_id, "keep", style="success"
    )
    after = settings.model_copy(update={field: tuple(value) if isinstance(value, list) else value})
    kind = MOVED.get(field) or field.removesuffix("_zones")
    block = zone_block(kind, after, unit, words) if field != "indoor_ftp" else None
    return Reply(paragraphs(heading, quote(block) if block else None), ((save, cancel),))


def render_saved(changed: Changed, field: str, words: Words, athlete: Athlete) -> Reply:
    """What is now, Undo, and past activities, which keep the values they were analysed with."""
    settings = changed.settings
    unit = pace_unit(settings, athlete)
    value = threshold(field, value_of(settings, field), unit, words)
    heading = words(
        "zones.saved",
        sport=settings_name(settings, words),
        name=words.plain(f"zones.{field}"),
        value=value,
    )
    moved = field in MOVES_HEART_RATE_ZONES
    block = zone_block("heart_rate", settings, unit, words) if moved else None
    apply = button(words.plain("zones.apply"), "zones", "apply", settings.id)
    return Reply(
        paragraphs(heading, quote(block) if block else None),
        ((undo_button(words, changed.change), zones_button(settings, words)), (apply,)),
    )


def render_apply(settings: SportSettings, words: Words) -> Reply:
    """Past activities are changed for good: it is asked first."""
    text = words("zones.apply_ask", sport=settings_name(settings, words))
    sure = button(words.plain("zones.apply_sure"), "zones", "applied", settings.id, style="danger")
    no = button(words.plain("button.cancel"), "zones", "show", settings.id)
    return Reply(text, ((sure, no),))


def _old_new(
    settings: SportSettings, field: str, value: ThresholdValue, unit: str, words: Words
) -> Markup:
    change = words(
        "zones.preview",
        sport=settings_name(settings, words),
        name=words.plain(f"zones.{field}"),
        old=threshold(field, value_of(settings, field), unit, words),
        new=threshold(field, value, unit, words),
    )
    return lines(change, _also(settings, words))


def _also(settings: SportSettings, words: Words) -> Markup | None:
    """The other sports that these settings serve: they change too."""
    others = [sport_name(each, words) for each in settings.sports[1:]]
    if not others or settings.other:
        return None
    return words("zones.also", sports=words.all_of(few(others, MOST_SPORTS)))


def zones_button(settings: SportSettings, words: Words) -> Button:
    """The way to the zones of a sport."""
    return button(words.plain("zones.button"), "zones", "show", settings.id)


def _label(settings: SportSettings, words: Words) -> str:
    sport = settings.sports[0] if settings.sports else None
    return f"{sport_icon(sport)} {settings_name(settings, words)}"
