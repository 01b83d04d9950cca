"""The files of a plan: one workout's, all of a range in one zip, the calendar as a table."""

from datetime import date

from markupsafe import Markup

from handlers.button_data import GoneButtonError, number_of
from handlers.context import BotContext
from handlers.plan_place import Place, compact
from handlers.views.reply import File, Reply, button, few, lines
from handlers.views.workouts import event_name
from handlers.words import Words
from services.intervals.models import Event
from services.plan import (
    FORMATS,
    Plan,
    WorkoutFile,
    read_events_file,
    read_plan,
    read_workout_file,
    read_workout_files,
)
from storage.models import Athlete

VERBS = ("file", "files", "zip", "csv")
MOST_NAMES = 12


async def press(context: BotContext, verb: str, parts: list[str]) -> None:
    """The kinds of file there are, and the file of one kind.

    API calls: file 2, files 1, zip 2, csv 1.
    """
    match verb, parts:
        case "file", [event, extension] if extension in FORMATS:
            await _send_one(context, number_of(event), extension)
        case "files", [first, last]:
            days = Place.read([first, last])
            plan = await read_plan(context.intervals(), days.first, days.last)
            await context.send(render_kinds(plan, context.today, context.words, context.athlete))
        case "zip", [first, last, extension] if extension in FORMATS:
            days = Place.read([first, last])
            found = await read_workout_files(context.intervals(), days.first, days.last, extension)
            shown = context.words.span(days.first, days.last, context.today)
            await context.send(render_zip(shown, *found, context.words))
        case "csv", [first, last]:
            days = Place.read([first, last])
            file = await read_events_file(context.intervals(), days.first, days.last)
            shown = context.words.span(days.first, days.last, context.today)
            caption = context.words("plan.csv", days=shown)
            await context.send(Reply(caption, file=File(file.name, file.content)))
        case _:
            raise GoneButtonError


async def _send_one(context: BotContext, event_id: int, extension: str) -> None:
    """The file's name is made of the event."""
    event = await context.intervals().event(event_id)
    file = await read_workout_file(context.intervals(), event, extension)
    caption = Markup("{}").format(event_name(event, context.words))
    await context.send(Reply(caption, file=File(file.name, file.content)))


def render_kinds(plan: Plan, today: date, words: Words, athlete: Athlete) -> Reply:
    """A button for each kind of file; workout files only where a workout has steps."""
    days = (compact(plan.oldest), compact(plan.newest))
    table = button(".csv", "plan", "csv", *days)
    shown = words.span(plan.oldest, plan.newest, today)
    if not plan.has_files:
        return Reply(words("plan.only_table", days=shown), ((table,),))
    ordered = sorted(FORMATS, key=lambda each: each != athlete.file_format)
    kinds = tuple(button(f".{each}", "plan", "zip", *days, each) for each in ordered)
    return Reply(words("plan.which_format", days=shown), (kinds, (table,)))


def render_zip(days: str, file: WorkoutFile, without: tuple[Event, ...], words: Words) -> Reply:
    """The zip, with the workouts of these days that cannot be in it."""
    names = [event_name(event, words) for event in without]
    listed = words.all_of(few(names, MOST_NAMES))
    left = words("plan.not_in_zip", names=listed) if names else None
    caption = lines(words("plan.zip", days=days), left)
    return Reply(caption, file=File(file.name, file.content))
