"""/me: who one is at intervals.icu, with the thresholds of each sport. One API call."""

from collections.abc import Iterator

from markupsafe import Markup

from handlers.command import Command
from handlers.context import BotContext
from handlers.views.reply import Reply, button, lines, paragraphs
from handlers.views.units import PACE_METRES, pace, weight
from handlers.views.workouts import SWIMS, sport_icon, sport_name
from handlers.words import Words
from services.intervals.models import Account, Thresholds
from storage.models import Athlete


async def show(context: BotContext, _: str) -> None:
    """One API call."""
    await context.reply(await _page(context))


async def press(context: BotContext, _: list[str]) -> None:
    await context.send(await _page(context))


async def _page(context: BotContext) -> Reply:
    account = await context.intervals().account()
    zone = account.time_zone if context.rider else context.athlete.time_zone
    return render(account, zone or "", context.words, context.athlete)


def render(account: Account, zone: str, words: Words, athlete: Athlete) -> Reply:
    """Name, zone, units, weight, then a line for each sport. Units are those of the reader."""
    units = f"{athlete.distance_unit}, {athlete.weight_unit}, °{athlete.temperature_unit}"
    kilograms = account.weight or account.older_weight
    beats = account.resting_heart_rate
    facts = [
        words("me.weight", value=weight(kilograms, words, athlete)) if kilograms else None,
        words("me.resting", value=words.plain("unit.bpm", value=beats)) if beats else None,
    ]
    text = paragraphs(
        lines(
            words("me.title", name=account.name or account.id, id=account.id),
            words("me.zone", zone=zone, units=units),
            Markup(" · ").join(each for each in facts if each),
        ),
        lines(*(_sport(each, words, athlete) for each in account.thresholds))
        or words("me.no_sports"),
    )
    settings = button(words.plain("settings.button"), "settings")
    return Reply(text, ((settings,),))


def _sport(thresholds: Thresholds, words: Words, athlete: Athlete) -> Markup:
    """A sport with what its zones hang on; without anything it says so."""
    sport = thresholds.sports[0] if thresholds.sports else None
    name = words.plain("me.other") if thresholds.other or not sport else sport_name(sport, words)
    values = list(_values(thresholds, words, athlete)) or [words("me.unset")]
    icon = sport_icon(None if thresholds.other else sport)
    return words("me.sport", icon=icon, sport=name, values=Markup(" · ").join(values))


def _values(thresholds: Thresholds, words: Words, athlete: Athlete) -> Iterator[Markup]:
    if thresholds.ftp:
        yield words("me.ftp", value=words.plain("unit.watts", value=thresholds.ftp))
    if thresholds.lthr:
        yield words("me.lthr", value=words.plain("unit.bpm", value=thresholds.lthr))
    if thresholds.threshold_pace:
        swims = any(sport in SWIMS for sport in thresholds.sports)
        unit = thresholds.pace_unit or ("100m" if swims else athlete.distance_unit)
        seconds = PACE_METRES[unit] / thresholds.threshold_pace
        yield Markup("{}").format(pace([seconds], words, unit))


command = Command("me", show, press)
