"""/week: a week planned against done, day by day. Three API calls at once, two for one ahead."""

from datetime import date

from markupsafe import Markup

from handlers.button_data import GoneButtonError, day_of
from handlers.command import Command
from handlers.context import BotContext
from handlers.reading.found_day import monday_of
from handlers.reading.weeks import WEEK, read_week
from handlers.views.reply import Button, Reply, button, fitting, lines, paragraphs
from handlers.views.sources import hidden_line, unread_line
from handlers.views.week import (
    dates,
    day_lines,
    detail,
    fitness_line,
    following_line,
    headline,
    picture,
    skipped_line,
    target_line,
)
from handlers.words import Words
from services import week as weeks
from services.week import Week
from storage.models import Athlete


async def show(context: BotContext, arguments: str) -> None:
    """The present week, or the one that was typed. Raises the errors of a week."""
    first = read_week(arguments, context.today, context.desk.vocabulary)
    await context.reply(await _page(context, first))


async def press(context: BotContext, parts: list[str]) -> None:
    """Buttons: the week from a day, this week. Three API calls at once."""
    match parts:
        case ["from", first]:
            await context.reply(await _page(context, monday_of(day_of(first))))
        case []:
            await context.send(await _page(context, monday_of(context.today)))
        case _:
            raise GoneButtonError


async def _page(context: BotContext, first: date) -> Reply:
    week = await weeks.read_week(context.intervals(), first, context.today)
    return render(week, context.words, context.athlete)


def render(week: Week, words: Words, athlete: Athlete) -> Reply:
    """Time and load first, a line for each day, then fitness and the week after."""
    return Reply(
        fitting(_text(week, words, athlete, folds) for folds in range(3)),
        _buttons(week, words),
        picture=picture(week, words),
        clears=True,
    )


def _text(week: Week, words: Words, athlete: Athlete, folds: int) -> Markup:
    """With one of the `folds` what was skipped is in the detail, with two all targets but one."""
    skipped = skipped_line(week, words)
    targets = [target_line(each, words, athlete) for each in week.targets]
    shown = targets[:1] if folds > 1 else targets
    more = (*targets[len(shown) :], skipped if folds else None, hidden_line(week.hidden, words))
    return paragraphs(
        lines(headline(week, words), dates(week, words), unread_line(week.unread, words)),
        day_lines(week, words),
        lines(
            fitness_line(week, words, athlete),
            *shown,
            None if folds else skipped,
            following_line(week, words),
        ),
        detail(week, words, athlete, lines(*more)),
    )


def _buttons(week: Week, words: Words) -> tuple[tuple[Button, ...], ...]:
    before = button("‹", "week", "from", week.first - WEEK)
    after = button("›", "week", "from", week.first + WEEK)
    plan = button(words.plain("plan.button"), "plan", "range", week.first, week.last)
    files = button(words.plain("week.files"), "plan", "files", week.first, week.last)
    has_files = any(session.event.steps for session in week.sessions)
    return ((before, after), (plan, files) if has_files else (plan,))


command = Command("week", show, press)
