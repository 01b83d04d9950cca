"""Several workouts below each other, as long as they are beside one another."""

from collections.abc import Sequence
from datetime import date

from handlers.views.pictures.profile import Block, blocks, scaled, zone_tops
from handlers.views.pictures.svg import FAINT, LINE, MARGIN, TINY, WIDTH, Svg, width_of
from handlers.views.pictures.workout import (
    LOWEST_TOP,
    Scale,
    draw_blocks,
    placed,
    workout_picture,
)
from handlers.views.workouts import event_name, event_numbers
from handlers.words import Words
from services.intervals.models import Event, Structure
from storage.models import Athlete

ROW, HIGH = 136, 76
MOST = 7  # a week of them


def workouts_picture(events: Sequence[Event], today: date, words: Words, athlete: Athlete) -> str:
    """A row for each of the first seven that have steps; a single one as large as it can be."""
    drawn = [
        (each, each.structure) for each in events if each.structure and _blocks(each.structure)
    ]
    if len(drawn) < 2:
        return workout_picture(drawn[0][0], words, athlete) if drawn else ""
    shown, left = drawn[:MOST], len(drawn) - MOST
    every = [_blocks(structure) for _, structure in shown]
    same_day = len({event.day for event, _ in shown}) == 1
    seconds = max(sum(each.seconds for each in row) for row in every)
    svg = Svg(MARGIN + ROW * len(shown) + (40 if left > 0 else 0))
    for number, ((event, structure), row) in enumerate(zip(shown, every, strict=True)):
        bottom = MARGIN + ROW * number + ROW - 24
        highest = max(max(each.start or 0, each.end or 0) for each in row)
        scale = Scale(seconds, max(LOWEST_TOP, highest), bottom - HIGH, bottom)
        day = None if same_day else words.dated(event.day, today)
        _draw_words(svg, event, bottom - HIGH - 8, day, words, athlete)
        tops = () if scaled(structure) else zone_tops(structure)
        draw_blocks(svg, placed(row, scale), scale, tops)
        svg.line((MARGIN, bottom), (WIDTH - MARGIN, bottom), LINE)
    if left > 0:
        svg.text(MARGIN, svg.height - 20, f"+{left}", color=FAINT)
    return str(svg)


def _blocks(structure: Structure) -> list[Block]:
    return list(blocks(structure.steps, scaled(structure) or structure))


def _draw_words(
    svg: Svg, event: Event, base: float, day: str | None, words: Words, athlete: Athlete
) -> None:
    numbers = event_numbers(event, words, athlete, sport=False).unescape()
    room = WIDTH - 2 * MARGIN - width_of(numbers, TINY) - 20
    named = " · ".join(filter(None, (day, event_name(event, words))))
    svg.text(MARGIN, base, named, room=room)
    svg.text(WIDTH - MARGIN, base, numbers, color=FAINT, anchor="end", size=TINY)
