"""/library: folders, their workouts, a card of each, and putting one on a day.

Two API calls at once.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from handlers.button_data import GoneButtonError, day_of, is_number
from handlers.cancel import cancel_button
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.dates import read_moment
from handlers.reading.errors import UnreadableError
from handlers.views.choices import day_buttons
from handlers.views.drafts import saved
from handlers.views.pictures.workout import workout_picture
from handlers.views.reply import Button, Reply, button, in_rows, lines, paragraphs, shortened
from handlers.views.workouts import event_name, event_numbers, sport_icon, structure
from handlers.words import Words
from services.edits import again, loses_steps
from services.intervals.models import LibraryWorkout
from services.library import LOOSE, Library, read_library
from storage.models import Athlete, Dialog

ON_A_PAGE = 8
MOST_FOLDERS = 40


class NothingFoundError(UnreadableError):
    """No workout of the library has `text` in its name."""


async def show(context: BotContext, arguments: str) -> None:
    """The folders, or the workouts with these words in their names. Two API calls."""
    library = await read_library(context.intervals())
    _, text = context.desk.vocabulary.leading("library.find", arguments.strip())
    if not text:
        await context.reply(render(library, context.words))
        return
    if not library.named(text):
        raise NothingFoundError(text=text)
    question = await context.ask("library", {"find": text})
    await context.reply(_found(library, question, 0, context.words, context.athlete))


async def press(context: BotContext, parts: list[str]) -> None:
    """A folder's page, a search's page, a card, a day.

    API calls: folder 2, found 2, card 1, put 1, on 2, alone 2.
    """
    match parts:
        case ["folder", *numbers] if len(numbers) == 2 and _whole(numbers):
            library = await read_library(context.intervals())
            folder, page = map(int, numbers)
            answer = render_folder(library, folder, page, context.words, context.athlete)
            await context.reply(answer)
        case ["found", *numbers] if len(numbers) == 2 and _whole(numbers):
            question = await context.question(numbers[0])
            library = await read_library(context.intervals())
            page = int(numbers[1])
            await context.reply(_found(library, question, page, context.words, context.athlete))
        case ["card", *numbers, "folder" | "found" as place] if len(numbers) == 3 and _whole(
            numbers
        ):
            number, *back = map(int, numbers)
            workout = await context.intervals().library_workout(number)
            await context.reply(render_card(workout, place, back, context.words, context.athlete))
        case ["put", number] if _whole([number]):
            await _ask_day(context, int(number))
        case ["on", question_id, day] if _whole([question_id]):
            question = await context.question(question_id)
            await _put(context, question, day_of(day))
        case []:
            await context.leave("plan_add")
            await context.reply(render(await read_library(context.intervals()), context.words))
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The day, typed, perhaps with its hour. Two API calls."""
    day, hour = read_moment(text, context.today, context.desk.vocabulary)
    await _put(context, question, day, hour)


async def _ask_day(context: BotContext, workout_id: int) -> None:
    words = context.words
    workout = await context.intervals().library_workout(workout_id)
    await context.leave("library")
    question = await context.ask("library", {"workout": workout_id}, awaits_text=True)
    days = day_buttons(context.today, words, "library", "on", question.id)
    cancel = cancel_button(words, question.id)
    name = event_name(workout, words)
    lost = words("plan.no_steps_copied", names=name) if loses_steps(workout) else None
    text = lines(words("library.which_day", name=name), lost)
    await context.send(Reply(text, (*days, (cancel,))))


async def _put(context: BotContext, question: Dialog, day: date, hour: time | None = None) -> None:
    """The workout as it is now is saved."""
    if "workout" not in question.state:
        raise GoneButtonError
    intervals = context.intervals()
    workout = await intervals.library_workout(question.state["workout"])
    added = await context.services.plan.add(
        intervals, context.write_key, [replace(again(workout), day=day, hour=hour)]
    )
    await context.reply(saved(added, context.today, context.words, context.athlete))
    await context.close(question)


def render(library: Library, words: Words) -> Reply:
    """A button for each folder."""
    if not library.folders and not library.workouts:
        return Reply(words("library.empty"))
    names = {each.id: each.name or str(each.id) for each in library.folders[:MOST_FOLDERS]}
    if library.within(LOOSE):
        names[LOOSE] = words.plain("library.loose")
    folders = [
        button(
            shortened(f"📁 {name} · {len(library.within(number))}"), "library", "folder", number, 0
        )
        for number, name in names.items()
    ]
    heading = words.count("library.title", len(library.workouts))
    return Reply(lines(heading, words("library.hint")), in_rows(folders, 1))


def render_folder(
    library: Library, folder_id: int, page: int, words: Words, athlete: Athlete
) -> Reply:
    """A page of a folder's workouts."""
    loose = words.plain("library.loose") if folder_id == LOOSE else None
    name = next((each.name for each in library.folders if each.id == folder_id), loose)
    workouts = library.within(folder_id)
    rows = _page(workouts, page, ("folder", folder_id), words, athlete)
    heading = words.count("library.folder", len(workouts), name=name or str(folder_id))
    rows = (*rows, (button(words.plain("library.folders"), "library"),))
    return Reply(heading, rows, clears=True)


def _found(library: Library, question: Dialog, page: int, words: Words, athlete: Athlete) -> Reply:
    if "find" not in question.state:
        raise GoneButtonError
    text = str(question.state["find"])
    workouts = library.named(text)
    rows = _page(workouts, page, ("found", question.id), words, athlete)
    heading = words.count("library.found", len(workouts), text=text)
    rows = (*rows, (button(words.plain("library.folders"), "library"),))
    return Reply(heading, rows, clears=True)


def _page(
    workouts: Sequence[LibraryWorkout],
    page: int,
    place: tuple[str, int],
    words: Words,
    athlete: Athlete,
) -> tuple[tuple[Button, ...], ...]:
    """A button for each workout of the page, and the pages around it."""
    kind, number = place
    start = page * ON_A_PAGE
    shown = [
        button(_label(each, words, athlete), "library", "card", each.id, number, page, kind)
        for each in workouts[start : start + ON_A_PAGE]
    ]
    around = []
    if page:
        around.append(button("‹", "library", kind, number, page - 1))
    if start + ON_A_PAGE < len(workouts):
        around.append(button("›", "library", kind, number, page + 1))
    return (*in_rows(shown, 1), *((tuple(around),) if around else ()))


def render_card(
    workout: LibraryWorkout, place: str, back: Sequence[int], words: Words, athlete: Athlete
) -> Reply:
    """One workout: numbers, steps, and what can be done with it."""
    text = paragraphs(
        lines(
            words("today.session", name=event_name(workout, words)),
            event_numbers(workout, words, athlete),
        ),
        structure(workout, words, athlete),
    )
    put = button(words.plain("library.put"), "library", "put", workout.id, style="primary")
    rows = ((put,), (button(words.plain("button.back"), "library", place, *back),))
    return Reply(text, rows, picture=workout_picture(workout, words, athlete), clears=True)


def _label(workout: LibraryWorkout, words: Words, athlete: Athlete) -> str:
    numbers = event_numbers(workout, words, athlete, sport=False).unescape()
    name = f"{sport_icon(workout.sport)} {event_name(workout, words)}"
    return shortened(f"{name} · {numbers}" if numbers else name)


def _whole(numbers: Sequence[str]) -> bool:
    return all(map(is_number, numbers))


command = Command("library", show, press, answer)
