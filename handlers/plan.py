"""/plan: the calendar of some days, a card for each workout, their files. One API call."""

from datetime import date, timedelta

from markupsafe import Markup

from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.dates import read_range
from handlers.undo import undo_button
from handlers.views.reply import Button, File, Reply, button, in_rows, lines, paragraphs
from handlers.views.workouts import (
    category_name,
    event_name,
    event_numbers,
    file_buttons,
    sport_icon,
    structure,
)
from handlers.words import Words
from services.errors import NotFoundError
from services.intervals.models import Event
from services.plan import FORMATS, Plan, read_plan, read_workout_file, read_workout_files
from storage.models import Athlete

WEEK = timedelta(days=6)
PAGE = timedelta(days=13)  # the most days that one message shows
MOST_BUTTONS = 90  # Telegram takes 100 under a message
LABEL = 34  # characters that a button shows on a phone


async def show(context: BotContext, arguments: str) -> None:
    if arguments.strip():
        days = read_range(arguments, context.today, context.desk.vocabulary)
        first, last = days.first, min(days.last, days.first + PAGE)
    else:
        first, last = context.today, context.today + WEEK
    await context.reply(await _page(context, first, last))


async def press(context: BotContext, parts: list[str]) -> None:
    """Buttons: another range, a card, a file, the files of the range, delete."""
    match parts:
        case ["range", first, last]:
            await context.reply(await _page(context, _day(first), _day(last)))
        case ["card", event, *days]:
            await _card(context, int(event), [_day(each) for each in days])
        case ["file", event, extension]:
            found = await context.intervals().event(int(event))
            sent = await read_workout_file(context.intervals(), found, extension)
            caption = Markup("{}").format(event_name(found, context.words))
            await context.send(Reply(caption, file=File(sent.name, sent.content)))
        case ["files", first, last]:
            await context.send(_formats(context.words, context.athlete, first, last))
        case ["zip", first, last, extension]:
            files = await read_workout_files(
                context.intervals(), _day(first), _day(last), extension
            )
            caption = context.words("plan.zip", first=_day(first), last=_day(last))
            await context.send(Reply(caption, file=File(files.name, files.content)))
        case ["delete", event, *days]:
            await _ask_delete(context, int(event), [_day(each) for each in days])
        case ["deleted", event]:
            await _delete(context, int(event))
        case _:
            await context.send(await _page(context, context.today, context.today + WEEK))


async def _page(context: BotContext, first: date, last: date) -> Reply:
    plan = await read_plan(context.intervals(), first, last)
    return render(plan, context.today, context.words, context.athlete)


async def _find(context: BotContext, event_id: int, day: date) -> Event:
    """The event with its targets resolved, which only the list gives."""
    plan = await read_plan(context.intervals(), day, day)
    for event in plan.events:
        if event.id == event_id:
            return event
    raise NotFoundError


async def _card(context: BotContext, event_id: int, days: list[date]) -> None:
    event = await _find(context, event_id, days[0])
    await context.reply(render_card(event, days, context.today, context.words, context.athlete))


async def _ask_delete(context: BotContext, event_id: int, days: list[date]) -> None:
    words = context.words
    event = await _find(context, event_id, days[0])
    text = words(
        "plan.delete_ask", name=event_name(event, words), day=words.dated(event.day, context.today)
    )
    sure = button(words.plain("plan.delete"), "plan", "deleted", event_id, style="danger")
    keep = button(words.plain("button.cancel"), "plan", "card", event_id, *days)
    await context.reply(Reply(text, ((sure, keep),)))


async def _delete(context: BotContext, event_id: int) -> None:
    words = context.words
    change = await context.services.plan.remove(context.intervals(), context.write_key, event_id)
    await context.reply(Reply(words("plan.deleted"), ((undo_button(words, change),),)))


def render(plan: Plan, today: date, words: Words, athlete: Athlete) -> Reply:
    """A line for each event under its day, a button for each session."""
    days = (plan.newest - plan.oldest).days + 1
    listed = [
        _day_lines(plan, plan.oldest + timedelta(days=number), today, words, athlete)
        for number in range(days)
    ]
    sessions = [
        button(_label(event, words), "plan", "card", event.id, event.day, plan.oldest, plan.newest)
        for event in plan.sessions[:MOST_BUTTONS]
    ]
    return Reply(
        paragraphs(_heading(plan, today, words), lines(*listed)),
        (*in_rows(sessions, 1), *_around(plan, words)),
    )


def _heading(plan: Plan, today: date, words: Words) -> Markup:
    total = words.count(
        "plan.total", len(plan.sessions), time=plan.moving_time, load=plan.training_load
    )
    title = (
        words(
            "plan.title",
            first=words.dated(plan.oldest, today),
            last=words.dated(plan.newest, today),
        )
        if plan.newest > plan.oldest
        else words("plan.day", day=words.dated(plan.oldest, today))
    )
    return lines(title, total if plan.sessions else words("plan.empty"))


def _day_lines(
    plan: Plan, day: date, today: date, words: Words, athlete: Athlete
) -> Markup | None:
    events = plan.on(day)
    if not events:
        return None
    heading = words("plan.today" if day == today else "plan.day", day=day)
    return lines(heading, *(_event_line(event, words, athlete) for event in events))


def _event_line(event: Event, words: Words, athlete: Athlete) -> Markup:
    if event.is_session:
        icon, name = sport_icon(event.sport), event_name(event, words)
        numbers = event_numbers(event, words, athlete, sport=False)
        return words("plan.session", icon=icon, name=name, numbers=numbers)
    numbers = event_numbers(event, words, athlete)
    kind = category_name(event, words)
    return words("plan.other", kind=kind, name=event.name or numbers or kind)


def _label(event: Event, words: Words) -> str:
    label = words.plain("plan.label", day=event.day, name=event_name(event, words))
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"


def _around(plan: Plan, words: Words) -> tuple[tuple[Button, ...], ...]:
    """The days before and after, the files, adding."""
    step = plan.newest - plan.oldest + timedelta(days=1)
    before = button("‹", "plan", "range", plan.oldest - step, plan.newest - step)
    after = button("›", "plan", "range", plan.oldest + step, plan.newest + step)
    files = button(words.plain("plan.files"), "plan", "files", plan.oldest, plan.newest)
    add = button(words.plain("plan.add"), "plan_add")
    middle = (files, add) if any(event.steps for event in plan.sessions) else (add,)
    return ((before, after), middle)


def render_card(
    event: Event, days: list[date], today: date, words: Words, athlete: Athlete
) -> Reply:
    """One workout: numbers, steps, files. `days` are its own day and the range it was seen in."""
    back = button(words.plain("plan.back"), "plan", "range", *days[1:])
    delete = button(words.plain("plan.delete"), "plan", "delete", event.id, *days)
    intensity = words("plan.intensity", value=event.intensity) if event.intensity else None
    files = file_buttons(event, athlete)
    return Reply(
        paragraphs(
            lines(
                words("today.session", name=event_name(event, words)),
                words(
                    "plan.card",
                    day=words.dated(event.day, today),
                    numbers=event_numbers(event, words, athlete),
                ),
                intensity,
            ),
            structure(event, words, athlete),
        ),
        (*((files,) if files else ()), (back, delete)),
    )


def _formats(words: Words, athlete: Athlete, first: str, last: str) -> Reply:
    ordered = sorted(FORMATS, key=lambda each: each != athlete.file_format)
    kinds = tuple(button(f".{each}", "plan", "zip", first, last, each) for each in ordered)
    return Reply(words("plan.which_format", first=_day(first), last=_day(last)), (kinds,))


def _day(text: str) -> date:
    return date.fromisoformat(text)


command = Command("plan", show, press)
