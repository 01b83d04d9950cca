"""The morning message: today's plan with files, form, last night, the check-in."""

from datetime import date

from handlers.check_in import questions_of
from handlers.context import BotContext
from handlers.today import file_rows, plan
from handlers.views.body import form_line, night_lines
from handlers.views.reply import Reply, button, lines, paragraphs
from handlers.words import Words
from services.today import Today, read_today
from storage.models import Athlete

KIND = "morning"


async def compose(context: BotContext, day: date) -> Reply:
    """The message for `day`. Three API calls at once; raises IntervalsErrors."""
    today = await read_today(context.intervals(), day)
    return render(today, context.words, context.athlete)


def render(today: Today, words: Words, athlete: Athlete) -> Reply:
    """As /today, under a good morning; the check-in only where something is left to say."""
    text = paragraphs(
        words("morning.title", day=today.day),
        plan(today, words, athlete),
        lines(form_line(today, words, athlete), *night_lines(today, words, athlete)),
    )
    check_in = button(
        words.plain("today.check_in"), "log_wellness", "start", today.day, style="primary"
    )
    rows = file_rows(today, athlete)
    return Reply(text, (*rows, (check_in,)) if _unlogged(today, athlete) else rows)


def _unlogged(today: Today, athlete: Athlete) -> bool:
    known = today.wellness.values if today.wellness else {}
    return any(field not in known for field in questions_of(athlete))


def refused(words: Words) -> Reply:
    """intervals.icu has refused the key: told once, with what to do."""
    connect = button(words.plain("connect.button"), "connect", style="primary")
    return Reply(words("morning.refused"), ((connect,),))
