"""New steps for a planned workout: shown first where a line is not read as it sounds."""

from dataclasses import replace

from handlers import plan_card
from handlers.button_data import GoneButtonError
from handlers.context import BotContext
from handlers.plan_place import Seen
from handlers.views import drafts
from handlers.views.reply import paragraphs
from services.drafts import WAYS, advice, clarified, targeted
from services.edits import again, has_steps
from services.errors import ChangedSinceError
from services.intervals.models import NewEvent
from services.sport_settings import read_allowed
from storage.models import Dialog

VERBS = ("steps",)


async def press(context: BotContext, _: str, parts: list[str]) -> None:
    """Save, in one of the WAYS. Three API calls."""
    match parts:
        case [way, question_id] if way in WAYS:
            await save(context, await plan_card.question_of(context, question_id, "steps"), way)
        case _:
            raise GoneButtonError


async def show(context: BotContext, question: Dialog, text: str) -> None:
    """Save what is clear. Three API calls; to show what is not takes two."""
    where, words = Seen.read(question.state["where"]), context.words
    event = await plan_card.find(context, where)
    typed = _with_steps(again(event), text)
    lost = bool(event.steps) and not has_steps(clarified(typed).text)
    if not (lost or advice(typed) or clarified(typed) != typed):
        await plan_card.change_found(context, event, where, lambda new: _with_steps(new, text))
        await context.close(question)
        return
    settings = await read_allowed(context.intervals())
    await context.leave("plan")
    state = {"change": "steps", "where": list(where.parts), "text": text, "was": again(event).text}
    shown = await context.ask("plan", state, awaits_text=True)
    reply = drafts.draft(typed, settings, context.today, words, context.athlete)
    if lost:
        reply = replace(reply, text=paragraphs(reply.text, words("plan.no_steps_left")))
    rows = drafts.saves("plan", ("steps",), shown.id, [typed], words)
    await context.reply(replace(reply, rows=rows))


async def save(context: BotContext, question: Dialog, way: str) -> None:
    """Save the steps that were shown, in one of the WAYS. Three API calls.

    Raises ChangedSinceError if there are others since.
    """
    where, text = Seen.read(question.state["where"]), question.state.get("text")
    if not text:
        raise GoneButtonError

    def make(event: NewEvent) -> NewEvent:
        wanted = WAYS[way](_with_steps(event, text))
        if event.text not in (question.state.get("was", event.text), wanted.text):
            raise ChangedSinceError
        return wanted

    await plan_card.change(context, where, make)
    await context.close(question)


def _with_steps(event: NewEvent, text: str) -> NewEvent:
    """Time, load and distance follow from steps; beside prose they stay."""
    event = replace(event, text=text.strip())
    if has_steps(clarified(event).text):
        event = replace(event, moving_time=None, distance=None, training_load=None)
    return targeted(event)
