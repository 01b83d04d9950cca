"""Changing one workout from its card: name, steps, time, place, day, or skipping it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from handlers import plan_card, plan_steps
from handlers.context import BotContext
from handlers.errors import GoneButtonError, day_of
from handlers.place import Seen, compact
from handlers.planned import one_line
from handlers.reading.dates import read_day
from handlers.reading.distances import read_distance
from handlers.reading.durations import read_duration
from handlers.reading.errors import UnreadableDurationError
from handlers.reading.workouts import NAME_LIMIT
from handlers.undo import undo_button
from handlers.views.reply import Button, Reply, button, in_rows, paragraphs
from handlers.views.workouts import event_name, structure
from handlers.words import Words
from services.drafts import WAYS
from services.edits import in_percent, in_watts, lasting, scaled, skipped
from services.intervals.models import Event, NewEvent, Unit
from services.workouts.targets import Thresholds
from storage.models import Dialog

VERBS = ("edit", "ask", "move", "to", "skip", "because", "scale", "units", "set", "steps")
FIELDS = ("name", "steps", "time", "distance")
PERCENTS = ("-20", "-10", "10", "20")
REASONS = ("sick", "tired", "no_time", "weather")
LONGEST = timedelta(hours=24)
UNITS: Mapping[str, Callable[[NewEvent, float], NewEvent]] = {
    "percent": in_percent,
    "watts": in_watts,
}
OTHER_UNITS = {"percent": Unit.WATTS, "watts": Unit.PERCENT_FTP}
SETTINGS: Mapping[str, Callable[[NewEvent], NewEvent]] = {
    "in": lambda event: replace(event, indoor=True),
    "out": lambda event: replace(event, indoor=False),
    "hide": lambda event: replace(event, hidden=True),
    "show": lambda event: replace(event, hidden=False),
    "lock": lambda event: replace(event, locked=True),
    "unlock": lambda event: replace(event, locked=False),
}


async def press(context: BotContext, verb: str, parts: list[str]) -> None:
    """The page of changes, a question, or a change that needs no question."""
    match verb, parts:
        case "edit", where:
            await _menu(context, Seen.read(where))
        case "ask", [field, *where] if field in FIELDS:
            await _ask(context, Seen.read(where), field)
        case "move" | "skip", where:
            await _ask(context, Seen.read(where), verb)
        case "to", [question_id, day]:
            to = day_of(day)
            question = await _question(context, question_id, "move")
            await _move(context, question, to)
        case "because", [question_id, reason] if reason in REASONS:
            question = await _question(context, question_id, "skip")
            await _skip(context, question, context.words.plain(f"plan.reason_{reason}"))
        case "steps", [way, question_id] if way in WAYS:
            await plan_steps.save(context, await _question(context, question_id, "steps"), way)
        case "scale", [percent, *where] if percent in PERCENTS:
            factor = 1 + int(percent) / 100
            await plan_card.change(context, Seen.read(where), lambda event: scaled(event, factor))
        case "units", [units, *where] if units in UNITS:
            await _change_units(context, Seen.read(where), units)
        case "set", [setting, *where] if setting in SETTINGS:
            await plan_card.change(context, Seen.read(where), SETTINGS[setting])
        case _:
            raise GoneButtonError


async def _change_units(context: BotContext, where: Seen, units: str) -> None:
    """Watts for percent or the other way, by the FTP the steps are resolved with."""
    event = await plan_card.find(context, where)
    ftp = event.structure.ftp if event.structure else None
    if not ftp:
        raise GoneButtonError
    await plan_card.change(context, where, lambda new: UNITS[units](new, ftp))


async def _question(context: BotContext, question_id: str, change: str) -> Dialog:
    question = await context.question(question_id)
    if question.command != "plan" or question.state["change"] != change:
        raise GoneButtonError
    return question


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """What was typed for the change that was asked for. Raises the errors of reading it."""
    where, change = Seen.read(question.state["where"]), question.state["change"]
    vocabulary = context.desk.vocabulary
    if change == "move":
        await _move(context, question, read_day(text, context.today, vocabulary))
    elif change == "skip":
        await _skip(context, question, one_line(text))
    elif change == "steps":
        await plan_steps.show(context, question, text)
    else:
        await plan_card.change(context, where, await _reader(context, where, change, text))
        await context.close(question)


async def _reader(
    context: BotContext, where: Seen, change: str, text: str
) -> Callable[[NewEvent], NewEvent]:
    """What the typed text makes of an event. A new length takes one API call."""
    vocabulary = context.desk.vocabulary
    if change == "name":
        name = one_line(text)
        return lambda event: replace(event, name=name)
    if change == "time":
        length = read_duration(text, vocabulary, bare="minutes")
        if not timedelta() < length <= LONGEST:
            raise UnreadableDurationError(text=text)
        structure = (await plan_card.find(context, where)).structure
        thresholds = Thresholds.in_force(structure) if structure else Thresholds()
        return lambda event: lasting(event, length, thresholds)
    metres = read_distance(text, vocabulary, bare=context.athlete.distance_unit)
    return lambda event: replace(event, distance=metres)


async def _menu(context: BotContext, where: Seen) -> None:
    event = await plan_card.find(context, where)
    await context.reply(render_menu(event, where, context.words))


def render_menu(event: Event, where: Seen, words: Words) -> Reply:
    """What can be changed. Time and distance of steps follow from the steps."""

    def to(label: str, *data: str) -> Button:
        return button(words.plain(f"plan.{label}"), "plan", *data, *where.parts)

    fields = FIELDS[:3] if event.steps else FIELDS
    asked = [to(f"edit_{field}", "ask", field) for field in fields]
    scales = [
        button(f"{int(each):+}%".replace("-", "−"), "plan", "scale", each, *where.parts)
        for each in PERCENTS
        if event.steps or event.moving_time or event.distance
    ]
    units = [to(f"in_{each}", "units", each) for each in _other_units(event)]
    settings = [
        to(f"set_{each}", "set", each)
        for each in (
            "out" if event.indoor else "in",
            "show" if event.hidden else "hide",
            "unlock" if event.locked else "lock",
        )
    ]
    back = button(words.plain("plan.back"), "plan", "card", *where.parts)
    rows = (*in_rows(asked, 2), *in_rows(scales, 4), *in_rows([*units, *settings[:1]], 2))
    text = words("plan.edit_ask", name=event_name(event, words))
    return Reply(text, (*rows, tuple(settings[1:]), (back,)))


def _other_units(event: Event) -> list[str]:
    """What the steps' power could be written in instead."""
    leaves = [leaf for step in event.steps for leaf in step.leaves() if leaf.power]
    if not event.structure or not event.structure.ftp:
        return []
    used = {leaf.power.unit for leaf in leaves if leaf.power}
    return [each for each, unit in OTHER_UNITS.items() if unit in used]


async def _ask(context: BotContext, where: Seen, change: str) -> None:
    """What should it be? One API call."""
    words, event = context.words, await plan_card.find(context, where)
    state = {"change": change, "where": list(where.parts)}
    await context.leave("plan")
    question = await context.ask("plan", state, awaits_text=True)
    coming = [context.today + timedelta(days=number) for number in range(8)]
    choices = {
        "move": [
            button(words.day(day), "plan", "to", question.id, compact(day))
            for day in coming
            if day != event.day
        ],
        "skip": [
            button(words.plain(f"plan.reason_{each}"), "plan", "because", question.id, each)
            for each in REASONS
        ],
    }
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    now = structure(event, words, context.athlete, most=0) if change == "steps" else None
    text = words(f"plan.ask_{change}", name=event_name(event, words), day=event.day)
    rows = (*in_rows(choices.get(change, []), 2), (cancel,))
    await context.reply(Reply(paragraphs(text, now), rows))


async def _move(context: BotContext, question: Dialog, day: date) -> None:
    where = Seen.read(question.state["where"])
    await plan_card.change(context, where, lambda event: event.moved(day), day)
    await context.close(question)


async def _skip(context: BotContext, question: Dialog, reason: str) -> None:
    """Two API calls."""
    words, where = context.words, Seen.read(question.state["where"])

    def make(event: NewEvent) -> NewEvent:
        title = words.plain("plan.skipped_name", name=event.name or "", reason=reason)
        return skipped(event, title if len(title) <= NAME_LIMIT else f"{title[: NAME_LIMIT - 1]}…")

    change = await context.services.plan.edit(
        context.intervals(), context.write_key, where.event_id, make
    )
    name = str(change.before[str(where.event_id)].get("name") or "")
    text = words("plan.skipped", name=name, reason=reason)
    plan = button(words.plain("plan.button"), "plan", "range", *where.place.parts)
    await context.reply(Reply(text, ((undo_button(words, change), plan),)))
    await context.close(question)
