"""/me: who one is at intervals.icu, with the thresholds of each sport. One API call."""

from markupsafe import Markup

from handlers.button_data import GoneButtonError
from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import Reply, button, joined, lines, paragraphs
from handlers.views.units import unit_names, weight
from handlers.views.workouts import sport_icon
from handlers.views.zones import pace_unit, settings_name, threshold
from handlers.words import Words
from services.intervals.models import Account, SportSettings
from storage.models import Athlete

SHOWN = ("ftp", "lthr", "threshold_pace")


async def show(context: BotContext, _: str) -> None:
    """One API call."""
    await context.reply(await _page(context))


async def press(context: BotContext, parts: list[str]) -> None:
    """The same, below. One API call."""
    if parts:
        raise GoneButtonError
    await context.send(await _page(context))


async def _page(context: BotContext) -> Reply:
    account = await context.intervals().account()
    zone = account.time_zone if context.rider else context.athlete.time_zone
    return render(account, zone or "", context.words, context.athlete)


def render(account: Account, zone: str, words: Words, athlete: Athlete) -> Reply:
    """Name, zone, units, weight, then a line for each sport. Units are those of the reader."""
    kilograms = account.weight or account.older_weight
    beats = account.resting_heart_rate
    facts = [
        words("me.weight", value=weight(kilograms, words, athlete)) if kilograms else None,
        words("me.resting", value=words.plain("unit.bpm", value=beats)) if beats else None,
    ]
    text = paragraphs(
        lines(
            words("me.title", name=account.name or account.id, id=account.id),
            words("me.zone", zone=zone, units=unit_names(words, athlete)),
            joined(*facts),
        ),
        lines(*(_sport(each, words, athlete) for each in account.sports)) or words("me.no_sports"),
    )
    settings = button(words.plain("settings.button"), "settings")
    zones = [
        button(words.plain("me.zones"), "zones", "show", each.id) for each in account.sports[:1]
    ]
    return Reply(text, ((*zones, settings),))


def _sport(settings: SportSettings, words: Words, athlete: Athlete) -> Markup:
    """A sport with what its zones hang on; without anything it says so."""
    unit = pace_unit(settings, athlete)
    known = ((field, getattr(settings, field)) for field in SHOWN)
    values = [
        words(
            "zones.threshold",
            name=words.plain(f"zones.{field}"),
            value=threshold(field, value, unit, words),
        )
        for field, value in known
        if value
    ]
    return words(
        "me.sport",
        icon=sport_icon(None if settings.other else next(iter(settings.sports), None)),
        sport=settings_name(settings, words),
        values=joined(*values) or words("me.unset"),
    )


command = Command("me", show, press)
