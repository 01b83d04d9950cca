"""/plan copy: the workouts of some days once more.

One API call for the preview, one to save.
"""

from datetime import date, timedelta

from markupsafe import Markup

from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError
from handlers.reading.dates import DayRange, leading_range
from handlers.reading.errors import UnreadableDayError
from handlers.reading.vocabulary import Typed
from handlers.undo import undo_button
from handlers.views.reply import Reply, button, lines, paragraphs, quote
from handlers.views.workouts import event_name, event_numbers
from handlers.words import Words
from services.errors import ServiceError
from services.intervals.models import Category, Event, NewEvent
from services.plan import read_plan
from storage.models import Athlete, Dialog

WEEK = timedelta(days=7)
SHOWN = 10
MOST = 28


class NothingToCopyError(ServiceError):
    """Days without a workout, from `first` to `last`."""


class TooMuchToCopyError(ServiceError):
    """More workouts than `limit` at once: `count`."""


async def show(context: BotContext, arguments: str) -> None:
    """`last week`, `this week to next week`; without days it asks. Nothing is written yet."""
    context.intervals()
    if not arguments.strip():
        await _ask(context)
        return
    source, shift = _read(context, arguments.strip())
    await _preview(context, source, shift)


async def press(context: BotContext, parts: list[str]) -> None:
    match parts:
        case ["save", question_id] if question_id.isdecimal():
            question = await context.question(question_id)
            if "events" not in question.state:
                raise GoneButtonError
            await _save(context, question)
        case []:
            context.intervals()
            await _ask(context)
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The days that were asked for."""
    source, shift = _read(context, text.strip())
    await _preview(context, source, shift)
    await context.close(question)


async def _ask(context: BotContext) -> None:
    words = context.words
    await context.leave("plan_copy")
    question = await context.ask("plan_copy", {}, awaits_text=True)
    cancel = button(words.plain("button.cancel"), "cancel", question.id)
    await context.reply(Reply(words("plan_copy.ask"), ((cancel,),)))


def _read(context: BotContext, text: str) -> tuple[DayRange, timedelta]:
    """Which days, and by how much they move: past weeks to this one, others a week on."""
    vocabulary, today = context.desk.vocabulary, context.today
    found = leading_range(text, today, vocabulary)
    if found is None:
        raise UnreadableDayError(text=text)
    source, rest = found
    typed = Typed(rest)
    to = vocabulary.find("until", typed.text, 0)
    rest = typed.rest(to.end) if to else rest
    if rest.strip():
        aim = leading_range(rest, today, vocabulary)
        if aim is None or aim[1].strip():
            raise UnreadableDayError(text=rest)
        return source, aim[0].first - source.first
    monday = today - timedelta(days=today.weekday())
    weeks = max((monday - source.first).days // WEEK.days, 1)
    return source, weeks * WEEK


async def _preview(context: BotContext, source: DayRange, shift: timedelta) -> None:
    words, today = context.words, context.today
    plan = await read_plan(context.intervals(), source.first, source.last)
    workouts = [e for e in plan.events if e.category == Category.WORKOUT]
    if not workouts:
        first, last = (words.dated(each, today) for each in (source.first, source.last))
        raise NothingToCopyError(first=first, last=last)
    if len(workouts) > MOST:
        raise TooMuchToCopyError(count=len(workouts), limit=MOST)
    copies = [NewEvent.like(each).moved(each.day + shift).stored() for each in workouts]
    await context.leave("plan_copy")
    question = await context.ask("plan_copy", {"events": copies})
    await context.reply(render(workouts, shift, question.id, today, words, context.athlete))


async def _save(context: BotContext, question: Dialog) -> None:
    words = context.words
    events = [NewEvent.restored(each) for each in question.state["events"]]
    added = await context.services.plan.add(context.intervals(), context.write_key, events)
    days = sorted(each.day for each in added.events)
    plan = button(words.plain("plan.button"), "plan", "range", days[0], days[-1])
    text = words.count("plan_copy.saved", len(added.events), first=days[0], last=days[-1])
    await context.reply(Reply(text, ((undo_button(words, added.change), plan),)))
    await context.close(question)


def render(
    workouts: list[Event],
    shift: timedelta,
    number: int,
    today: date,
    words: Words,
    athlete: Athlete,
) -> Reply:
    """Each workout on its new day; nothing is written yet."""
    rows = [_row(each, each.day + shift, today, words, athlete) for each in workouts]
    folded = quote(lines(*rows[SHOWN:])) if len(rows) > SHOWN else None
    save = button(words.plain("button.save"), "plan_copy", "save", number, style="success")
    cancel = button(words.plain("button.cancel"), "cancel", number)
    heading = words.count("plan_copy.preview", len(workouts))
    return Reply(paragraphs(heading, lines(*rows[:SHOWN]), folded), ((save, cancel),))


def _row(event: Event, day: date, today: date, words: Words, athlete: Athlete) -> Markup:
    numbers = event_numbers(event, words, athlete)
    name = event_name(event, words)
    return words("plan_copy.row", day=words.dated(day, today), name=name, numbers=numbers)


command = Command("plan copy", show, press, answer)
