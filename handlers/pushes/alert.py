"""Alerts: what stands out of the athlete's own normal today, said once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.context import BotContext
from handlers.pushes.kind import PushKind
from handlers.views.reply import Reply, button, lines, paragraphs
from handlers.views.units import signed
from handlers.words import Words
from services.alerts import RAMP
from storage.models import Push


async def compose(context: BotContext, push: Push) -> Reply:
    """No API call: the facts are what was noticed."""
    return render(push.facts["alerts"], context.words)


def render(alerts: list[Mapping[str, Any]], words: Words) -> Reply:
    """Each as a fact, and what it may mean."""
    blocks = [
        lines(
            words(f"push.alert.{each['measure']}", **_values(each, words)),
            words(f"push.alert.{each['measure']}.means"),
        )
        for each in alerts
    ]
    today = button(words.plain("push.alert.button"), "today", style="primary")
    return Reply(paragraphs(*blocks), ((today,),))


def _values(alert: Mapping[str, Any], words: Words) -> dict[str, object]:
    """The numbers as they are said."""
    if "low" in alert:
        return {name: words.number(alert[name]) for name in ("value", "low", "high")}
    decimals, unit = int(alert["measure"] == RAMP), "%" if alert.get("percent") else ""
    value = signed(alert["value"], words, decimals)
    return {"value": value + unit, "limit": signed(alert["limit"], words) + unit}


push = PushKind("alert", compose, timedelta(hours=14), of_its_day=True, thumbs=True)
