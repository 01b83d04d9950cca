"""Questions of /plan add: which day, which sport, how long or which steps."""

from datetime import date

from markupsafe import Markup

from handlers.cancel import cancel_button
from handlers.reading.errors import quoted
from handlers.reading.workouts import Draft
from handlers.views.choices import day_buttons, length_buttons, sport_buttons
from handlers.views.reply import Button, Reply, button, in_rows, joined, lines
from handlers.views.workouts import sport_name
from handlers.words import Words

ELSE = (  # commands for what else goes on the calendar
    "plan_race",
    "plan_note",
    "plan_target",
    "plan_copy",
    "plan_holiday",
    "plan_sick",
    "plan_injured",
    "library",
)


def render_question(draft: Draft, number: int, today: date, words: Words) -> Reply:
    """The first thing that is missing; where nothing is known, what else may go on a day."""
    cancel = cancel_button(words, number)
    if draft.day is None:
        days = day_buttons(today, words, "plan_add", "day", number)
        others = () if draft.name else in_rows(_else_buttons(words), 4)
        return Reply(_which_day(draft, words), (*days, *others, (cancel,)))
    if draft.sport is None:
        key = "plan_add.which_sport_of" if draft.name else "plan_add.which_sport"
        sports = sport_buttons(words, "plan_add", "sport", number)
        return Reply(words(key, name=draft.name), (*sports, (cancel,)))
    text = words("plan_add.which_steps", day=draft.day, sport=sport_name(draft.sport, words))
    save = button(words.plain("plan_add.no_steps"), "plan_add", "save", number)
    return Reply(text, (*length_buttons(words, "plan_add", "time", number), (save, cancel)))


def _which_day(draft: Draft, words: Words) -> Markup:
    """Asks for the day of what is known; before that, what is not understood."""
    sport = draft.sport and sport_name(draft.sport, words)
    known = joined(sport, draft.name)
    unread = draft.unread or ("" if draft.sport else draft.name)
    return lines(
        words("plan_add.unknown_day", text=quoted(unread)) if unread else None,
        words("plan_add.which_day_of", what=known) if sport else words("plan_add.which_day"),
    )


def _else_buttons(words: Words) -> list[Button]:
    """What may be put on a day in place of a workout."""
    return [button(words.plain(f"plan_add.else_{each}"), each) for each in ELSE]
