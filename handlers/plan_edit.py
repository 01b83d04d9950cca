"""What can be changed of an event, and the changes that need no question."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers import plan_card
from handlers.button_data import GoneButtonError
from handlers.context import BotContext
from handlers.plan_place import Seen
from handlers.views.reply import Button, Reply, button, in_rows
from handlers.views.workouts import event_name
from handlers.words import Words
from services.edits import in_percent, in_watts
from services.intervals.models import ABSENCES, RACES, Category, Event, NewEvent, Unit

VERBS = ("edit", "units", "set")
PERCENTS = ("-20", "-10", "10", "20")
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
    "a": lambda event: replace(event, category=Category.RACE_A),
    "b": lambda event: replace(event, category=Category.RACE_B),
    "c": lambda event: replace(event, category=Category.RACE_C),
}


async def press(context: BotContext, verb: str, parts: list[str]) -> None:
    """The page of changes, or one of them.

    API calls: edit 1, set 3, units 3.
    """
    match verb, parts:
        case "edit", where:
            await _menu(context, Seen.read(where))
        case "units", [units, *where] if units in UNITS:
            await _change_units(context, Seen.read(where), units)
        case "set", [setting, *where] if setting in SETTINGS:
            await plan_card.change(context, Seen.read(where), SETTINGS[setting])
        case _:
            raise GoneButtonError


async def _change_units(context: BotContext, where: Seen, units: str) -> None:
    """Watts for percent or back, by the FTP the steps are resolved with."""
    event = await plan_card.find(context, where)
    ftp = event.structure.ftp if event.structure else None
    if not ftp:
        raise GoneButtonError
    await plan_card.change_found(context, event, where, lambda new: UNITS[units](new, ftp))


async def _menu(context: BotContext, where: Seen) -> None:
    event = await plan_card.find(context, where)
    coach = context.rider is not None
    await context.reply(render(event, where, context.words, coach=coach))


def render(event: Event, where: Seen, words: Words, *, coach: bool) -> Reply:
    """What can be changed. Time and distance of steps follow from the steps."""

    def to(label: str, *data: str) -> Button:
        return button(words.plain(f"plan.{label}"), "plan", *data, *where.parts)

    guards = [
        to(f"set_{each}", "set", each)
        for each in (
            "show" if event.hidden else "hide",
            "unlock" if event.locked else "lock",
        )
    ]
    back = (to("back", "card"),)
    if event.locked and not coach:
        text = words("plan.edit_locked", name=event_name(event, words))
        return Reply(text, (tuple(guards[1:]), back))
    asked = [to(f"edit_{field}", "ask", field) for field in _fields(event)]
    scales = [
        button(f"{int(each):+}%".replace("-", "−"), "plan", "scale", each, *where.parts)
        for each in PERCENTS
        if _scalable(event)
    ]
    settings = [to(f"set_{each}", "set", each) for each in _settings(event)]
    units = [to(f"in_{each}", "units", each) for each in _other_units(event)]
    rows = (*in_rows(asked, 2), *in_rows(scales, 4), *in_rows([*units, *settings], 2))
    text = words("plan.edit_ask", name=event_name(event, words))
    return Reply(text, (*rows, *in_rows(guards, 1), back))


def _fields(event: Event) -> tuple[str, ...]:
    """What can be typed anew."""
    if event.is_session:
        steps = () if event.fixed_steps else ("steps", "time")
        return ("name", "hour", *steps, *(() if event.steps else ("distance",)))
    if event.category == Category.TARGET:
        return ("goal",)
    if event.category == Category.NOTE:
        return ("name", "text", "hour", "days")
    return ("name", "days") if event.category in ABSENCES else ("name",)


def _scalable(event: Event) -> bool:
    if event.steps:
        return event.is_session and not event.fixed_steps
    return event.is_session and bool(event.moving_time or event.distance)


def _settings(event: Event) -> tuple[str, ...]:
    """Indoors or out; the other priorities of a race."""
    if not event.is_session:
        return ()
    place = "out" if event.indoor else "in"
    if event.category not in RACES:
        return (place,)
    return (place, *(each for each in "abc" if event.category != f"RACE_{each.upper()}"))


def _other_units(event: Event) -> list[str]:
    """What the steps' power could be written in instead."""
    leaves = [leaf for step in event.steps for leaf in step.leaves() if leaf.power]
    if event.fixed_steps or not event.structure or not event.structure.ftp:
        return []
    used = {leaf.power.unit for leaf in leaves if leaf.power}
    return [each for each, unit in OTHER_UNITS.items() if unit in used]
