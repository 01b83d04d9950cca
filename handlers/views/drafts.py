"""Planned workouts before they are saved, and what became of them then."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from markupsafe import Markup

from handlers.cancel import cancel_button
from handlers.undo import undo_button
from handlers.views.pictures.several import workouts_picture
from handlers.views.pictures.workout import workout_picture
from handlers.views.reply import Button, Reply, button, fitting, joined, lines, paragraphs, quote
from handlers.views.workouts import (
    SHOWN_STEPS,
    event_name,
    event_numbers,
    file_buttons,
    sport_name,
    structure,
)
from handlers.words import Words
from services.drafts import advice, clarified, foreseen, improved
from services.intervals.models import Event, NewEvent, SportSettings
from services.planner import Added
from services.workouts.advice import Hint
from storage.models import Athlete

MOST_HINTS = 4
MOST_LINES = 12  # more than these are folded


def draft(
    typed: NewEvent,
    settings: Sequence[SportSettings],
    today: date,
    words: Words,
    athlete: Athlete,
) -> Reply:
    """One workout as it is going to be: picture, numbers, and the lines to look at."""
    clear = clarified(typed)
    event = foreseen(clear, settings)
    meant = foreseen(replace(improved(clear), hour=None), settings)
    written = clear.text if clear.text != typed.text and event.steps else None
    differs = meant.steps != event.steps
    told = event_numbers(meant, words, athlete, sport=False) if differs else None
    head = lines(
        words("plan_add.event", name=event_name(event, words), day=words.dated(event.day, today)),
        event_numbers(event, words, athlete),
    )
    steps = words("plan_add.written", steps=written) if written else None
    text = fitting(
        paragraphs(
            words("plan_add.check"),
            head,
            (quote(steps) if fold else steps) if steps else structure(event, words, athlete, most),
            lines(
                *hint_lines(advice(clear), words, fold=fold),
                words("plan_add.as_meant", numbers=told) if told else None,
            ),
        )
        for most, fold in ((SHOWN_STEPS, False), (0, False), (0, True))
    )
    shown = event if event.steps else meant
    return Reply(text, picture=workout_picture(shown, words, athlete))


def drafts(
    typed: Sequence[NewEvent],
    settings: Sequence[SportSettings],
    wrong: Markup,
    today: date,
    words: Words,
    athlete: Athlete,
) -> Reply:
    """Several workouts, a line each, with the lines to look at; above them what is refused."""
    clear = [clarified(each) for each in typed]
    events = [foreseen(each, settings) for each in clear]
    rows = [
        line
        for event, each in zip(events, clear, strict=True)
        for line in (
            _draft_line(event, today, words, athlete),
            *hint_lines(advice(each), words),
        )
    ]
    listed = lines(*rows)
    heading = words.count("refused.others" if wrong else "plan_add.preview", len(typed))
    return Reply(
        paragraphs(wrong, heading, quote(listed) if len(rows) > MOST_LINES else listed),
        picture=workouts_picture(events, today, words, athlete),
    )


def saves(
    command: str, verb: tuple[str, ...], question_id: int, typed: Sequence[NewEvent], words: Words
) -> tuple[tuple[Button, ...], ...]:
    """Save it as was probably meant, where we know; save it as typed; cancel."""
    better = any(improved(each) != each for each in map(clarified, typed))
    meant = button(
        words.plain("plan_add.save_meant"), command, *verb, "meant", question_id, style="success"
    )
    label = words.plain("plan_add.save_typed" if better else "button.save")
    style = "" if better else "success"
    save = button(label, command, *verb, "save", question_id, style=style)
    cancel = cancel_button(words, question_id)
    return ((meant,), (save, cancel)) if better else ((save, cancel),)


def _draft_line(event: Event, today: date, words: Words, athlete: Athlete) -> Markup:
    numbers = event_numbers(event, words, athlete, sport=False)
    what = joined(sport_name(event.sport, words), event.name)
    return joined(words("plan_add.draft", day=words.dated(event.day, today), what=what), numbers)


def hint_lines(hints: Sequence[Hint], words: Words, *, fold: bool = False) -> Iterator[Markup]:
    """Why a line is not read as it sounds, and, once for a line, what was probably meant."""
    shown = hints[:MOST_HINTS]
    for hint, following in zip_longest(shown, shown[1:]):
        yield words(f"plan_add.hint_{hint.reason.name.lower()}", line=hint.line)
        again = following and following.line == hint.line
        if hint.suggestion and hint.suggestion.strip() != hint.line and not again:
            meant = words("plan_add.meant", steps=hint.suggestion.strip())
            yield quote(meant) if fold else meant
    if len(hints) > MOST_HINTS:
        yield words.count("plan_add.more_hints", len(hints) - MOST_HINTS)


def saved(added: Added, today: date, words: Words, athlete: Athlete) -> Reply:
    """What was saved as intervals.icu understood it, and the lines it left out."""
    several = len(added.events) > 1
    blocks = [
        lines(
            words(
                "plan_add.event", name=event_name(event, words), day=words.dated(event.day, today)
            ),
            event_numbers(event, words, athlete),
            words("plan.is_indoor") if event.indoor else None,
            None if several else structure(event, words, athlete),
            *(words("plan_add.dropped", line=line) for line in dropped),
        )
        for event, dropped in zip(added.events, added.dropped, strict=True)
    ]
    hint = words("plan_add.dropped_hint") if any(added.dropped) else None
    heading = words.count("plan_add.saved", len(added.events))
    listed = paragraphs(*blocks)
    shown = quote(listed) if len(blocks) * 2 > MOST_LINES else listed
    files: tuple[Button, ...] = () if several else file_buttons(added.events[0], athlete)
    undo = (undo_button(words, added.change), button(words.plain("plan.button"), "plan"))
    return Reply(
        paragraphs(heading, shown, hint),
        (*((files,) if files else ()), undo),
        picture=workouts_picture(added.events, today, words, athlete),
        clears=True,
    )
