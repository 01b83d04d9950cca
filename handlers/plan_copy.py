"""/plan copy: the workouts of some days once more.

Two API calls at once for the preview, one to save.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from markupsafe import Markup

from handlers.button_data import GoneButtonError
from handlers.cancel import cancel_button
from handlers.command import Command
from handlers.context import BotContext
from handlers.plan_place import Place
from handlers.reading.errors import UnreadableDayError
from handlers.reading.found_day import monday_of
from handlers.reading.periods import DayRange
from handlers.reading.ranges import leading_range
from handlers.reading.vocabulary import Typed
from handlers.undo import undo_button
from handlers.views.pictures.several import workouts_picture
from handlers.views.reply import Button, Reply, beginning, button, lines, paragraphs
from handlers.views.workouts import event_name, event_numbers
from handlers.words import Words
from services.edits import again, loses_steps
from services.errors import ServiceError
from services.intervals.models import Category, Event, NewEvent
from services.plan import not_among, read_plan
from storage.models import Athlete, Dialog

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
WEEKS = {"last": -1, "this": 0}
MOST = 28


class NothingToCopyError(ServiceError):
    """Days without a workout, from `first` to `last`."""


class NothingNewToCopyError(ServiceError):
    """All workouts to copy are on their new days already, from `first` to `last`."""


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
    """Which week, or Save: all that was shown, or what of it is not over yet.

    API calls: alone 0, week 2, save 1, ahead 1.
    """
    match parts:
        case ["week", which] if which in WEEKS:
            monday = monday_of(context.today) + WEEKS[which] * WEEK
            await _preview(context, DayRange(monday, monday + 6 * DAY), WEEK)
        case ["save" | "ahead" as which, question_id]:
            question = await context.question(question_id)
            if "events" not in question.state:
                raise GoneButtonError
            since = context.today if which == "ahead" else date.min
            await _save(context, question, since)
        case []:
            context.intervals()
            await context.leave("plan_add")
            await _ask(context)
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The days that were asked for. Two API calls at once."""
    source, shift = _read(context, text.strip())
    await _preview(context, source, shift)
    await context.close(question)


async def _ask(context: BotContext) -> None:
    words = context.words
    await context.leave("plan_copy")
    question = await context.ask("plan_copy", {}, awaits_text=True)
    weeks = [(button(words.plain(f"plan_copy.{w}"), "plan_copy", "week", w),) for w in WEEKS]
    cancel = cancel_button(words, question.id)
    await context.reply(Reply(words("plan_copy.ask"), (*weeks, (cancel,))))


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
    weeks = max((monday_of(today) - source.first).days // WEEK.days, 1)
    return source, weeks * WEEK


async def _preview(context: BotContext, source: DayRange, shift: timedelta) -> None:
    """What would be copied, without what is on its new day already."""
    words, today, intervals = context.words, context.today, context.intervals()
    plan, there = await asyncio.gather(
        read_plan(intervals, source.first, source.last, (Category.WORKOUT,)),
        read_plan(intervals, source.first + shift, source.last + shift, (Category.WORKOUT,)),
    )
    ends = [words.dated(each, today) for each in (source.first, source.last)]
    if not plan.events:
        raise NothingToCopyError(first=ends[0], last=ends[1])
    if len(plan.events) > MOST:
        raise TooMuchToCopyError(count=len(plan.events), limit=MOST)
    moved = [each.model_copy(update={"day": each.day + shift}) for each in plan.sessions]
    copies = not_among(there.events, moved)
    if not copies:
        first, last = (words.dated(each + shift, today) for each in (source.first, source.last))
        raise NothingNewToCopyError(first=first, last=last)
    events = [
        again(each).moved(each.day + shift).stored()
        for each in plan.sessions
        if each.id in {copy.id for copy in copies}
    ]
    await context.leave("plan_copy")
    question = await context.ask("plan_copy", {"events": events})
    shown = render(copies, len(moved) - len(copies), today, words, context.athlete)
    over = sum(each.day < today for each in copies)
    await context.reply(_with_ways(shown, question.id, over, len(copies) - over, words))


async def _save(context: BotContext, question: Dialog, since: date) -> None:
    words, today = context.words, context.today
    every = [NewEvent.restored(each) for each in question.state["events"]]
    events = [each for each in every if each.day >= since]
    added = await context.services.plan.add(context.intervals(), context.write_key, events)
    days = sorted(each.day for each in added.events)
    plan = button(words.plain("plan.button"), "plan", "range", *Place(days[0], days[-1]).parts)
    first, last = (words.dated(each, today) for each in (days[0], days[-1]))
    text = words.count("plan_copy.saved", len(added.events), first=first, last=last)
    await context.reply(Reply(text, ((undo_button(words, added.change), plan),)))
    await context.close(question)


def render(
    copies: Sequence[Event], there: int, today: date, words: Words, athlete: Athlete
) -> Reply:
    """Each workout on its new day, and how many are `there` already; nothing is written yet."""
    rows = [_row(each, today, words, athlete) for each in copies]
    heading = words.count("plan_copy.preview", len(copies))
    left = words.count("plan_copy.there", there) if there else None
    losing = [event_name(each, words) for each in copies if loses_steps(each)]
    lost = words("plan.no_steps_copied", names=words.all_of(losing)) if losing else None
    return Reply(
        paragraphs(heading, beginning(rows), lines(left, lost)),
        picture=workouts_picture(copies, today, words, athlete),
    )


def _with_ways(shown: Reply, number: int, over: int, ahead: int, words: Words) -> Reply:
    """Save, where days are over also only what is ahead, and Cancel."""
    rows: list[tuple[Button, ...]] = []
    save = button(words.plain("button.save"), "plan_copy", "save", number, style="success")
    if over and ahead:
        label = words.plain("plan_copy.ahead", count=ahead)
        rows.append((button(label, "plan_copy", "ahead", number),))
    cancel = cancel_button(words, number)
    return replace(shown, rows=((save, cancel), *rows))


def _row(event: Event, today: date, words: Words, athlete: Athlete) -> Markup:
    numbers = event_numbers(event, words, athlete)
    name = event_name(event, words)
    return words("plan_copy.row", day=words.dated(event.day, today), name=name, numbers=numbers)


command = Command("plan copy", show, press, answer)
