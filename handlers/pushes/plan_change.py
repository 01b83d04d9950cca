"""Plan changed: how the sessions of the coming days differ from what they were."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from handlers.context import BotContext
from handlers.pushes.kind import PushKind
from handlers.views.reply import Reply, button, joined, lines, paragraphs
from handlers.views.workouts import rounded, sport_icon, sport_name
from handlers.words import Words
from services.plan_watch import WINDOW
from storage.models import Push

MOST = 10  # sessions

Known = Mapping[str, Any]


async def compose(context: BotContext, push: Push) -> Reply | None:
    """No API call: the facts are what was noticed. None when only days that are over differ."""
    today = str(context.today)
    changes = [
        each
        for each in push.facts["changes"]
        if any(one and one["day"] >= today for one in (each["old"], each["new"]))
    ]
    return render(changes, context.today, context.words) if changes else None


def render(changes: list[Mapping[str, Any]], today: date, words: Words) -> Reply:
    """A line for each session."""
    rows = [_line(each["old"], each["new"], today, words) for each in changes[:MOST]]
    more = len(changes) - MOST
    if more > 0:
        rows.append(words("push.week.more", count=more))
    plan = button(words.plain("push.plan.button"), "plan", style="primary")
    return Reply(
        paragraphs(words.count("push.plan.title", len(changes)), lines(*rows)), ((plan,),)
    )


def _line(old: Known | None, new: Known | None, today: date, words: Words) -> Markup:
    if new is None:
        assert old is not None
        return words("push.plan.removed", day=_day(old, today, words), what=_what(old, words))
    day = _day(new, today, words)
    if old is None:
        return words("push.plan.added", day=day, what=_what(new, words))
    if moved := old["day"] != new["day"]:
        day = f"{_day(old, today, words)} → {day}"
    parts = _parts(old, new, words)
    if moved or len(parts) > 1 or old["name"] != new["name"]:
        return words("push.plan.changed", day=day, what=words.all_of(parts))
    return words("push.plan.steps", day=day, what=_what(new, words))


def _parts(old: Known, new: Known, words: Words) -> list[str]:
    """The name, and what differs, each as old → new: name, time, load."""
    names = [_name(each, words) for each in (old, new)]
    parts = [names[1] if names[0] == names[1] else f"{names[0]} → {names[1]}"]
    lengths = [_length(each, words) for each in (old, new)]
    if lengths[0] != lengths[1]:
        parts.append(f"{lengths[0]} → {lengths[1]}")
    loads = [_load(each, words) for each in (old, new)]
    if loads[0] != loads[1]:
        parts.append(words.plain("push.plan.load", old=loads[0], new=loads[1]))
    return parts


def _what(known: Known, words: Words) -> Markup:
    load = words.plain("unit.load", value=known["load"]) if known["load"] else ""
    name = f"{sport_icon(known['sport'])} {_name(known, words)}"
    length = _length(known, words) if known["seconds"] else ""
    return joined(name, length, load)


def _name(known: Known, words: Words) -> str:
    return known["name"] or sport_name(known["sport"], words)


def _length(known: Known, words: Words) -> str:
    return words.duration(rounded(timedelta(seconds=known["seconds"] or 0)))


def _load(known: Known, words: Words) -> str:
    return words.number(known["load"]) if known["load"] else "–"


def _day(known: Known, today: date, words: Words) -> str:
    """The weekday within a week from today, else with its date."""
    day = date.fromisoformat(known["day"])
    near = timedelta() <= day - today <= WINDOW
    return words.weekday(day.isoweekday()) if near else words.day(day)


push = PushKind("plan", compose, timedelta(hours=24), thumbs=True)
