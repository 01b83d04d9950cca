"""Questions about an event: what it is called, when, how long, why not; and their answers."""

import re
from dataclasses import replace
from datetime import date, time, timedelta

from markupsafe import Markup

from handlers import plan_card, plan_length, plan_steps
from handlers.button_data import GoneButtonError, day_of
from handlers.context import BotContext
from handlers.errors import NotUnderstoodError
from handlers.plan_place import Seen, compact
from handlers.plan_target import read_goal
from handlers.planned import one_line
from handlers.reading.activities import ImpossibleHourError
from handlers.reading.clock import find_time
from handlers.reading.dates import read_moment
from handlers.reading.distances import read_distance
from handlers.reading.found_day import monday_of
from handlers.reading.ranges import read_range
from handlers.reading.sport_lines import stands_alone
from handlers.reading.vocabulary import Typed, Vocabulary
from handlers.reading.workouts import NAME_LIMIT
from handlers.undo import names_of, undo_button
from handlers.views.reply import (
    Button,
    Reply,
    button,
    fitting,
    in_rows,
    paragraphs,
    quote,
    shortened,
)
from handlers.views.units import hour_label
from handlers.views.workouts import event_name, sport_name, structure
from handlers.words import Words
from services.edits import again, permit, skipped
from services.intervals.models import NewEvent
from services.planner import Make
from storage.models import Dialog

VERBS = ("ask", "move", "skip", "to", "at", "because")
FIELDS = ("name", "text", "hour", "days", "steps", "time", "distance", "goal")
REASONS = ("sick", "tired", "no_time", "weather")
HOURS = ("0600", "0700", "0900", "1200", "1700", "1800", "1900", "")
BARE_HOUR = re.compile("[0-9]{1,2}")
DAYS_AHEAD = 8
LONGEST_TEXT = 3000  # characters of what there is now


async def press(context: BotContext, verb: str, parts: list[str]) -> None:
    """A question, or a button below one.

    API calls: ask 1, move 1, skip 1, to 3, at 3, because 2.
    """
    match verb, parts:
        case "ask", [field, *where] if field in FIELDS:
            await _ask(context, Seen.read(where), field)
        case "move" | "skip", where:
            await _ask(context, Seen.read(where), verb)
        case "to", [question_id, day]:
            to = day_of(day)
            await _move(context, await plan_card.question_of(context, question_id, "move"), to)
        case "at", [question_id, hour] if hour in HOURS:
            question = await plan_card.question_of(context, question_id, "hour")
            await _set_hour(context, question, time.fromisoformat(hour) if hour else None)
        case "because", [question_id, reason] if reason in REASONS:
            question = await plan_card.question_of(context, question_id, "skip")
            await _skip(context, question, context.words.plain(f"plan.reason_{reason}"))
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """What was typed for the change that was asked for. Raises the errors of reading it.

    API calls: move 3, skip 2, steps 3, hour 3, name 3, text 3, days 3, goal 3, distance 3.
    """
    vocabulary = context.desk.vocabulary
    match question.state["change"]:
        case "move":
            day, hour = read_moment(text, context.today, vocabulary)
            await _move(context, question, day, hour)
        case "skip":
            if stands_alone(text, context.today, vocabulary):
                raise NotUnderstoodError
            await _skip(context, question, one_line(text))
        case "steps":
            await plan_steps.show(context, question, text)
        case "time":
            await plan_length.answer(context, question, text)
        case "hour":
            await _set_hour(context, question, _read_hour(text, vocabulary))
        case change:
            where = Seen.read(question.state["where"])
            await plan_card.change(context, where, _reader(context, change, text, where.day))
            await context.close(question)


def _reader(context: BotContext, change: str, text: str, day: date) -> Make:
    """What the typed text makes of an event."""
    vocabulary = context.desk.vocabulary
    if change == "name":
        name = one_line(text)
        return lambda event: replace(event, name=name)
    if change == "text":
        return lambda event: replace(event, text=text.strip())
    if change == "days":
        days = read_range(text, context.today, vocabulary)
        return lambda event: replace(event, day=days.first, last_day=days.last)
    if change == "goal":
        return read_goal(text, context.today, vocabulary, day)
    metres = read_distance(text, vocabulary, bare=context.athlete.distance_unit)
    return lambda event: replace(event, distance=metres)


def _read_hour(text: str, vocabulary: Vocabulary) -> time | None:
    """An hour of the day, 7 too; `-` is none. Raises ImpossibleHourError."""
    typed = Typed(text).text.strip()
    if BARE_HOUR.fullmatch(typed):
        typed += ":00"
    found = find_time(typed, 0, vocabulary)
    if typed != "-" and (found is None or found[1] < len(typed)):
        raise ImpossibleHourError(text=text)
    return found[0] if found else None


async def _ask(context: BotContext, where: Seen, change: str) -> None:
    """Ask what it should be."""
    words, event = context.words, await plan_card.find(context, where)
    if context.rider is None:
        permit(event)
    await context.leave("plan")
    state = {"change": change, "where": list(where.parts)}
    question = await context.ask("plan", state, awaits_text=True)
    choices = _choices(change, question.id, event.day, context.today, words)
    phrase = f"plan.ask_{change}"
    present: list[Markup | None] = [None]
    if change == "steps" and (text := again(event).text):
        phrase = "plan.ask_new_steps"
        written = words("plan_add.written", steps=shortened(text, LONGEST_TEXT))
        present = [written, quote(written)]
    elif change == "text":
        present = [structure(event, words, context.athlete)]
    text = words(phrase, name=event_name(event, words), day=event.day)
    back = button(words.plain("button.cancel"), "plan", "card", *where.parts)
    shown = fitting(paragraphs(text, each) for each in present)
    await context.reply(Reply(shown, (*choices, (back,))))


def _choices(
    change: str, number: int, event_day: date, today: date, words: Words
) -> tuple[tuple[Button, ...], ...]:
    """The answers that need no typing."""
    if change == "move":
        coming = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]
        days = [each for each in coming if each != event_day][:DAYS_AHEAD]
        shown = [button(words.day(day), "plan", "to", number, compact(day)) for day in days]
        return in_rows(shown, 2)
    if change == "skip":
        reasons = [
            button(words.plain(f"plan.reason_{each}"), "plan", "because", number, each)
            for each in REASONS
        ]
        return in_rows(reasons, 2)
    if change == "hour":
        none = words.plain("plan.no_hour")
        hours = [
            button(hour_label(each) if each else none, "plan", "at", number, each)
            for each in HOURS
        ]
        return in_rows(hours, 4)
    return ()


async def _set_hour(context: BotContext, question: Dialog, hour: time | None) -> None:
    where = Seen.read(question.state["where"])
    await plan_card.change(context, where, lambda event: replace(event, hour=hour))
    await context.close(question)


async def _move(
    context: BotContext, question: Dialog, day: date, hour: time | None = None
) -> None:
    def make(event: NewEvent) -> NewEvent:
        # A target of a week is on its Monday.
        to = monday_of(day) if event.for_week else day
        return replace(event.moved(to), hour=hour or event.hour)

    await plan_card.change(context, Seen.read(question.state["where"]), make)
    await context.close(question)


async def _skip(context: BotContext, question: Dialog, reason: str) -> None:
    words, where = context.words, Seen.read(question.state["where"])

    def make(event: NewEvent) -> NewEvent:
        name = event.name or sport_name(event.sport, words)
        title = words.plain("plan.skipped_name", name=name, reason=reason)
        return skipped(event, shortened(title, NAME_LIMIT))

    change = await context.services.plan.edit(
        context.intervals(), context.write_key, where.event_id, make
    )
    text = words("plan.skipped", name=names_of(change, words, undone=True), reason=reason)
    plan = button(words.plain("plan.button"), "plan", "range", *where.place.parts)
    await context.reply(Reply(text, ((undo_button(words, change), plan),), clears=True))
    await context.close(question)
