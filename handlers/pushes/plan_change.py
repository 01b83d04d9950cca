"""Plan changed: how the sessions of the coming days differ from what they were."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from handlers.context import BotContext
from handlers.pushes.kind import PushKind
from handlers.views.reply import Reply, button, lines, paragraphs
from handlers.views.workouts import rounded, sport_icon, sport_name
from handlers.words import Words
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
    return render(changes, context.words) if changes else None


def render(changes: list[Mapping[str, Any]], words: Words) -> Reply:
    """A line for each session."""
    rows = [_line(each["old"], each["new"], words) for each in changes[:MOST]]
    more = len(changes) - MOST
    if more > 0:
        rows.append(words("push.week.more", count=more))
    plan = button(words.plain("push.plan.button"), "plan", style="primary")
    return Reply(
        paragraphs(words.count("push.plan.title", len(changes)), lines(*rows)), ((plan,),)
    )


def _line(old: Known | None, new: Known | None, words: Words) -> Markup:
    if new is None:
        assert old is not None
        return words("push.plan.removed", day=_day(old, words), what=_what(old, words))
    if old is None:
        return words("push.plan.added", day=_day(new, words), what=_what(new, words))
    if parts := _parts(old, new, words):
        return words("push.plan.changed", day=_day(new, words), what=words.all_of(parts))
    return words("push.plan.steps", day=_day(new, words), what=_what(new, words))


def _parts(old: Known, new: Known, words: Words) -> list[str]:
    """What differs: name, day, time, load, each as old → new; the name alone where it stays."""
    days = [_day(each, words) for each in (old, new)]
    lengths = [_length(each, words) for each in (old, new)]
    loads = [words.number(each["load"] or 0) for each in (old, new)]
    found = [
        f"{days[0]} → {days[1]}" if old["day"] != new["day"] else "",
        f"{lengths[0]} → {lengths[1]}" if lengths[0] != lengths[1] else "",
        words.plain("push.plan.load", old=loads[0], new=loads[1]) if loads[0] != loads[1] else "",
    ]
    names = [_name(each, words) for each in (old, new)]
    if names[0] != names[1]:
        return [f"{names[0]} → {names[1]}", *filter(None, found)]
    return [names[1], *filter(None, found)] if any(found) else []


def _what(known: Known, words: Words) -> str:
    load = words.plain("unit.load", value=known["load"]) if known["load"] else ""
    name = f"{sport_icon(known['sport'])} {_name(known, words)}"
    length = _length(known, words) if known["seconds"] else ""
    return " · ".join(part for part in (name, length, load) if part)


def _name(known: Known, words: Words) -> str:
    return known["name"] or sport_name(known["sport"], words)


def _length(known: Known, words: Words) -> str:
    return words.duration(rounded(timedelta(seconds=known["seconds"] or 0)))


def _day(known: Known, words: Words) -> str:
    return words.weekday(date.fromisoformat(known["day"]).isoweekday())


push = PushKind("plan", compose, timedelta(hours=24), thumbs=True)
