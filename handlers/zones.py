"""/zones: thresholds and zones of a sport, changing them, and past activities after that.

One API call.
"""

from markupsafe import Markup

from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError, is_number
from handlers.reading.thresholds import read_asked, read_threshold
from handlers.undo import undo_button
from handlers.views.reply import Button, Reply, button, in_rows, paragraphs, quote
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
from services.errors import ServiceError
from services.intervals.models import SportSettings, ThresholdValue
from services.sport_settings import (
    FIELDS,
    MOVES_HEART_RATE_ZONES,
    Changed,
    read_settings,
    settings_for,
    value_of,
)
from storage.models import Athlete, Dialog

MOVED = {"ftp": "power", "threshold_pace": "pace"}  # the zones that are in percent of it


class NoSportSettingsError(ServiceError):
    """intervals.icu has no settings for `sport`."""


async def show(context: BotContext, arguments: str) -> None:
    """The zones of a sport, or the preview of a change that was typed. One API call."""
    asked = read_asked(arguments, context.desk.vocabulary)
    every = await context.intervals().sport_settings()
    settings = settings_for(asked.sport, every)
    if settings is None:
        raise NoSportSettingsError(sport=sport_name(asked.sport, context.words))
    if asked.field and asked.value:
        await _preview(context, settings, asked.field, asked.value)
    elif asked.field:
        await _ask(context, settings, asked.field)
    else:
        await context.reply(render(settings, every, context.words, context.athlete))


async def press(context: BotContext, parts: list[str]) -> None:
    """Another sport, what to change, Save with or without zones, past activities."""
    match parts:
        case ["show", number] if is_number(number):
            every = await context.intervals().sport_settings()
            settings = await read_settings(context.intervals(), int(number))
            await context.reply(render(settings, every, context.words, context.athlete))
        case ["change", number] if is_number(number):
            settings = await read_settings(context.intervals(), int(number))
            await context.reply(render_fields(settings, context.words, context.athlete))
        case ["field", number, field] if is_number(number) and field in FIELDS:
            settings = await read_settings(context.intervals(), int(number))
            await _ask(context, settings, field)
        case ["save", question, zones] if is_number(question) and zones in ("keep", "new"):
            await _save(context, await context.question(question), recalculate=zones == "new")
        case ["apply", number] if is_number(number):
            settings = await read_settings(context.intervals(), int(number))
            await context.send(render_apply(settings, context.words))
        case ["applied", number] if is_number(number):
            await context.intervals().apply_sport_settings(int(number))
            await context.reply(Reply(context.words("zones.applied")))
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The value that was asked for. One API call."""
    settings = await read_settings(context.intervals(), question.state["settings"])
    await _preview(context, settings, question.state["field"], text)
    await context.close(question)


async def _ask(context: BotContext, settings: SportSettings, field: str) -> None:
    words, unit = context.words, pace_unit(settings, context.athlete)
    state = {"settings": settings.id, "field": field}
    question = await context.ask("zones", state, awaits_text=True)
    text = words(
        f"zones.ask.{field}",
        sport=settings_name(settings, words),
        value=threshold(field, value_of(settings, field), unit, words),
    )
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    await context.reply(Reply(text, ((cancel,),)))


async def _preview(context: BotContext, settings: SportSettings, field: str, text: str) -> None:
    words, unit = context.words, pace_unit(settings, context.athlete)
    value = read_threshold(field, text, settings, unit, context.desk.vocabulary)
    present = threshold(field, value_of(settings, field), unit, words)
    if threshold(field, value, unit, words) == present:
        name = words.plain(f"zones.{field}")
        sport = settings_name(settings, words)
        same = words("zones.same", sport=sport, name=name, value=present)
        await context.reply(Reply(same, (_view(settings, words),)))
        return
    state = {"settings": settings.id, "field": field, "value": value}
    question = await context.ask("zones", state)
    await context.reply(
        render_preview(settings, field, value, question.id, words, context.athlete)
    )


async def _save(context: BotContext, question: Dialog, *, recalculate: bool) -> None:
    """Two API calls."""
    state = question.state
    if "value" not in state or (recalculate and state["field"] not in MOVES_HEART_RATE_ZONES):
        raise GoneButtonError
    changed = await context.services.thresholds.change(
        context.intervals(),
        context.write_key,
        state["settings"],
        state["field"],
        state["value"],
        recalculate=recalculate,
    )
    await context.reply(render_saved(changed, state["field"], context.words, context.athlete))
    await context.close(question)


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


def render_preview(
    settings: SportSettings,
    field: str,
    value: ThresholdValue,
    question: int | None,
    words: Words,
    athlete: Athlete,
) -> Reply:
    """Old and new; for LTHR and the maximum the question whether zones are made anew."""
    unit = pace_unit(settings, athlete)
    heading = _old_new(settings, field, value, unit, words)
    cancel = button(words.plain("button.cancel"), "cancel", question or 0)
    keep = button(words.plain("zones.keep"), "zones", "save", question or 0, "keep")
    if field in MOVES_HEART_RATE_ZONES:
        now = threshold("heart_rate_zones", list(settings.heart_rate_zones), unit, words)
        new = button(words.plain("zones.recalculate"), "zones", "save", question or 0, "new")
        return Reply(
            paragraphs(heading, words("zones.recalculate_ask", zones=now)),
            ((keep,), (new,), (cancel,)),
        )
    save = button(
        words.plain("button.save"), "zones", "save", question or 0, "keep", style="success"
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
        ((undo_button(words, changed.change), *_view(settings, words)), (apply,)),
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
    return words(
        "zones.preview",
        sport=settings_name(settings, words),
        name=words.plain(f"zones.{field}"),
        old=threshold(field, value_of(settings, field), unit, words),
        new=threshold(field, value, unit, words),
    )


def _view(settings: SportSettings, words: Words) -> tuple[Button, ...]:
    return (button(words.plain("zones.button"), "zones", "show", settings.id),)


def _label(settings: SportSettings, words: Words) -> str:
    sport = settings.sports[0] if settings.sports else None
    return f"{sport_icon(sport)} {settings_name(settings, words)}"


command = Command("zones", show, press, answer)
