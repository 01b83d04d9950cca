"""/zones: thresholds and zones of a sport, changing them, and past activities after that.

One API call.
"""

from handlers.button_data import GoneButtonError, number_of
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.thresholds import (
    named_field,
    names_threshold,
    read_asked,
    read_threshold,
)
from handlers.views.reply import Reply
from handlers.views.workouts import sport_name
from handlers.views.zones import pace_unit, settings_name, threshold
from handlers.zones_pages import (
    render,
    render_apply,
    render_ask,
    render_fields,
    render_preview,
    render_saved,
    zones_button,
)
from services.errors import ServiceError
from services.intervals.models import SportSettings
from services.sport_settings import (
    FIELDS,
    MOVES_HEART_RATE_ZONES,
    THRESHOLDS,
    read_settings,
    settings_for,
    value_of,
    with_id,
)
from storage.models import Dialog


class NoSportSettingsError(ServiceError):
    """intervals.icu has no settings for `sport`."""


class NoSettingsError(ServiceError):
    """intervals.icu has no settings for any sport."""


async def show(context: BotContext, arguments: str) -> None:
    """The zones of a sport, or the preview of a change that was typed. One API call."""
    asked = read_asked(arguments, context.desk.vocabulary)
    every = await context.intervals().sport_settings()
    if not every:
        raise NoSettingsError
    settings = settings_for(asked.sport, every, asked.field)
    if settings is None:
        raise NoSportSettingsError(sport=sport_name(asked.sport, context.words))
    if asked.field and asked.value:
        await _preview(context, settings, asked.field, asked.value)
    elif asked.field:
        await _ask(context, settings, asked.field)
    else:
        await context.reply(render(settings, every, context.words, context.athlete))


async def press(context: BotContext, parts: list[str]) -> None:
    """Another sport, what to change, Save with or without zones, past activities.

    API calls: alone 1, show 1, change 1, field 1, to 1, save 2, apply 1, applied 1.
    """
    match parts:
        case []:
            await show(context, "")
        case ["show", number]:
            settings_id, every = number_of(number), await context.intervals().sport_settings()
            settings = with_id(settings_id, every)
            await context.reply(render(settings, every, context.words, context.athlete))
        case ["change", number]:
            settings = await read_settings(context.intervals(), number_of(number))
            await context.reply(render_fields(settings, context.words, context.athlete))
        case ["field", number, field] if field in FIELDS:
            settings = await read_settings(context.intervals(), number_of(number))
            await _ask(context, settings, field)
        case ["to", number, field, amount]:
            typed = _typed(field, number_of(amount))
            settings = await read_settings(context.intervals(), number_of(number))
            await context.leave("zones")
            await _preview(context, settings, field, typed)
        case ["save", question, zones] if zones in ("keep", "new"):
            await _save(context, await context.question(question), recalculate=zones == "new")
        case ["apply", number]:
            settings = await read_settings(context.intervals(), number_of(number))
            await context.send(render_apply(settings, context.words))
        case ["applied", number]:
            await context.intervals().apply_sport_settings(number_of(number))
            await context.reply(Reply(context.words("zones.applied")))
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The value that was asked for, or that of another field by its name. One API call."""
    settings = await read_settings(context.intervals(), question.state["settings"])
    named = named_field(text, context.desk.vocabulary)
    field, value = named if named and named[1] else (question.state["field"], text)
    await _preview(context, settings, field, value)
    await context.close(question)


def recognise(context: BotContext, text: str, instead: bool) -> bool:
    """`ftp 260` needs no command: it is previewed."""
    return not instead and names_threshold(text, context.desk.vocabulary)


def _typed(field: str, amount: int) -> str:
    """A tapped amount as it would be typed. Raises GoneButtonError."""
    if field not in THRESHOLDS:
        raise GoneButtonError
    minutes, seconds = divmod(amount, 60)
    return f"{minutes}:{seconds:02}" if field == "threshold_pace" else str(amount)


async def _ask(context: BotContext, settings: SportSettings, field: str) -> None:
    state = {"settings": settings.id, "field": field}
    question = await context.ask("zones", state, awaits_text=True)
    reply = render_ask(settings, field, question.id, context.words, context.athlete)
    await context.reply(reply)


async def _preview(context: BotContext, settings: SportSettings, field: str, text: str) -> None:
    words, unit = context.words, pace_unit(settings, context.athlete)
    value = read_threshold(field, text, settings, unit, context.desk.vocabulary)
    present = threshold(field, value_of(settings, field), unit, words)
    if threshold(field, value, unit, words) == present:
        name = words.plain(f"zones.{field}")
        sport = settings_name(settings, words)
        same = words("zones.same", sport=sport, name=name, value=present)
        await context.reply(Reply(same, ((zones_button(settings, words),),)))
        return
    state = {"settings": settings.id, "field": field, "value": value}
    question = await context.ask("zones", state)
    await context.reply(
        render_preview(settings, field, value, question.id, words, context.athlete)
    )


async def _save(context: BotContext, question: Dialog, *, recalculate: bool) -> None:
    state = question.state
    if "value" not in state or (recalculate and state["field"] not in MOVES_HEART_RATE_ZONES):
        raise GoneButtonError
    changed = await context.services.sport_settings.change(
        context.intervals(),
        context.write_key,
        state["settings"],
        state["field"],
        state["value"],
        recalculate=recalculate,
    )
    await context.reply(render_saved(changed, state["field"], context.words, context.athlete))
    await context.close(question)


command = Command("zones", show, press, answer, recognise=recognise)
