"""A workout longer or shorter: by percent or to a length, shown before it is saved."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers import plan_card
from handlers.button_data import GoneButtonError
from handlers.context import BotContext
from handlers.plan_edit import PERCENTS
from handlers.plan_place import Seen
from handlers.reading.durations import read_duration
from handlers.reading.errors import UnreadableDurationError
from handlers.reading.vocabulary import Typed, Vocabulary
from handlers.views.pictures.workout import workout_picture
from handlers.views.reply import Reply, button, paragraphs
from handlers.views.workouts import event_name, event_numbers, structure
from handlers.words import Words
from services.drafts import foreseen, thresholds_for
from services.edits import again, lasting, permit, scaled
from services.errors import ChangedSinceError
from services.intervals.models import Event, NewEvent, SportSettings
from services.sport_settings import read_allowed
from storage.models import Athlete, Dialog

VERBS = ("scale", "length")
LONGEST = timedelta(hours=24)
LEAST, MOST = 10, 300  # percent of what it was


async def press(context: BotContext, verb: str, parts: list[str]) -> None:
    """So many percent more or less, or Save of what was shown.

    API calls: scale 2, length 3.
    """
    match verb, parts:
        case "scale", [percent, *where] if percent in PERCENTS:
            factor = 1 + int(percent) / 100
            await _show(context, Seen.read(where), lambda event, _: scaled(event, factor))
        case "length", [question_id]:
            await _save(context, await plan_card.question_of(context, question_id, "time"))
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """`45m`, `make it 45 minutes`, `-15%`, `80%`. Raises UnreadableDurationError.

    API calls: time 2.
    """
    where, vocabulary = Seen.read(question.state["where"]), context.desk.vocabulary
    if factor := _factor(text, vocabulary):
        await _show(context, where, lambda event, _: scaled(event, factor))
        return
    _, typed = vocabulary.leading("make", text.strip())
    length = read_duration(typed, vocabulary, bare="minutes")
    if not timedelta() < length <= LONGEST:
        raise UnreadableDurationError(text=text)

    def make(event: NewEvent, settings: Sequence[SportSettings]) -> NewEvent:
        return lasting(event, length, thresholds_for(event, settings))

    await _show(context, where, make)


def _factor(text: str, vocabulary: Vocabulary) -> float | None:
    """What a percentage makes of a length: with a sign or a word more or less, else of it."""
    typed = Typed(text.strip()).text
    found = vocabulary.find("percent", typed)
    if found is None or found.end < len(typed):
        return None
    percent = found.number
    if found.meaning:
        percent = 100 + (percent if found.meaning == "longer" else -percent)
    if not LEAST <= percent <= MOST:
        raise UnreadableDurationError(text=text)
    return percent / 100


async def _show(
    context: BotContext,
    where: Seen,
    make: Callable[[NewEvent, Sequence[SportSettings]], NewEvent],
) -> None:
    """Before and after, with the new steps; nothing is written yet."""
    event, settings = await asyncio.gather(
        plan_card.find(context, where), read_allowed(context.intervals())
    )
    present = again(event)
    wanted = make(present, settings)
    if context.rider is None:
        permit(event, wanted)
    await context.leave("plan")
    state = {"change": "time", "where": list(where.parts), "was": present.text}
    question = await context.ask("plan", state | {"wanted": wanted.stored()}, awaits_text=True)
    words, athlete = context.words, context.athlete
    reply = render(event, foreseen(wanted, settings), context.today, words, athlete)
    save = button(words.plain("button.save"), "plan", "length", question.id, style="success")
    back = button(words.plain("button.cancel"), "plan", "card", *where.parts)
    await context.reply(replace(reply, rows=((save, back),)))


def render(event: Event, wanted: Event, today: date, words: Words, athlete: Athlete) -> Reply:
    """A workout as it is, and as it is going to be."""
    before, after = (event_numbers(each, words, athlete, sport=False) for each in (event, wanted))
    text = paragraphs(
        words("plan.length_ask", name=event_name(event, words), day=words.dated(event.day, today)),
        words("plan.length_change", before=before, after=after),
        structure(wanted, words, athlete),
    )
    return Reply(text, picture=workout_picture(wanted, words, athlete), clears=True)


async def _save(context: BotContext, question: Dialog) -> None:
    """What was shown, unless somebody has written other steps since."""
    state = question.state
    if "wanted" not in state:
        raise GoneButtonError
    wanted = NewEvent.restored(state["wanted"])

    def make(event: NewEvent) -> NewEvent:
        if event.text not in (state["was"], wanted.text):
            raise ChangedSinceError
        return replace(
            event,
            text=wanted.text,
            moving_time=wanted.moving_time,
            distance=wanted.distance,
            training_load=wanted.training_load,
        )

    await plan_card.change(context, Seen.read(state["where"]), make)
    await context.close(question)
