"""A page of the plan: each day's events, what all of it holds, a button for each card."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import chain

from markupsafe import Markup

from handlers.plan_place import LONGEST, Place, Seen
from handlers.views.reply import (
    Button,
    Reply,
    beginning,
    button,
    fitting,
    in_rows,
    joined,
    lines,
    paragraphs,
    shortened,
)
from handlers.views.workouts import (
    event_name,
    event_numbers,
    event_size,
    other_line,
    rounded,
    sport_icon,
)
from handlers.words import Words
from services.intervals.models import Event
from services.plan import Plan
from storage.models import Athlete

PAGE = 14  # the most days that one message shows
ROWS = 12  # and events in sight
WEEKDAYS = 7  # more days than that are not told apart by their names
SHORTEST_MONTH = 28  # nor more than that by their numbers
MOST_BUTTONS = 90  # Telegram takes 100 under a message
MARKS = ("hidden", "locked")


def render(plan: Plan, place: Place, today: date, words: Words, athlete: Athlete) -> Reply:
    """A line for each event of the page under its day, a button for each session."""
    pages = plan.pages(LONGEST if place.kind else PAGE, ROWS)
    place = place.turned(min(place.page, len(pages) - 1) - place.page)
    first, last = pages[place.page]
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    begun = {day: plan.begun(day, since=first) for day in days}
    cards = [
        button(_label(event, words), "plan", "card", *Seen(event.id, event.day, place).parts)
        for day in days
        for event in begun[day]
    ]
    whole, brief = (
        {
            day: [_event_line(event, numbers, today, words, athlete) for event in events]
            for day, events in begun.items()
            if events
        }
        for numbers in (partial(event_numbers, sport=False), event_size)
    )
    heading = _heading(plan, place, (first, last), today, words)
    free = None if place.kind or not plan.events else _free(plan, days, words)
    bodies = _bodies(whole, brief, place, today, free, words)
    return Reply(
        fitting(paragraphs(heading, *body) for body in bodies),
        (*in_rows(cards[:MOST_BUTTONS], 1), *_around(place, len(pages), words)),
        clears=True,
    )


def _free(plan: Plan, days: Sequence[date], words: Words) -> Markup | None:
    """The days that hold nothing at all; those that follow one another by their ends."""
    runs: list[list[date]] = []
    for day in days:
        if plan.on(day):
            continue
        if runs and runs[-1][-1] == day - timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])

    def named(day: date) -> str:
        return words.weekday(day.isoweekday()) if len(days) <= WEEKDAYS else words.short_day(day)

    ends = [" – ".join(dict.fromkeys((named(run[0]), named(run[-1])))) for run in runs]
    return words("plan.free", days=words.all_of(ends)) if ends else None


def _heading(
    plan: Plan, place: Place, page: tuple[date, date], today: date, words: Words
) -> Markup:
    """Which days, of which whole range, and what the whole range holds."""
    whole = words.span(place.first, place.last, today)
    if not plan.events:
        alone = not place.kind and place.first == place.last
        key = "empty_day" if alone else f"empty_{place.kind}" if place.kind else "empty"
        return words(f"plan.{key}", days=whole)
    title = words("plan.title", days=whole)
    if page != (place.first, place.last):
        title = words("plan.title_page", days=words.span(*page, today), whole=whole)
    kind = words(f"plan.kind_{place.kind}") if place.kind else None
    return lines(
        title if kind is None else words("plan.of_kind", kind=kind, title=title),
        _total(plan, words),
    )


def _total(plan: Plan, words: Words) -> Markup | None:
    if not plan.sessions:
        return None
    length, load = plan.moving_time, plan.training_load
    parts = [
        words.count("plan.sessions", len(plan.sessions)),
        words.duration(rounded(length)) if length else None,
        words("unit.load", value=load) if load else None,
    ]
    return joined(*parts)


def _bodies(
    whole: Mapping[date, Sequence[Markup]],
    brief: Mapping[date, Sequence[Markup]],
    place: Place,
    today: date,
    free: Markup | None,
    words: Words,
) -> Iterator[tuple[Markup | None, ...]]:
    """The events under their days; else briefly beside them; then without the free days."""
    if place.first == place.last:  # the title names the day
        yield (beginning(list(chain.from_iterable(whole.values())), ROWS),)
        return

    def heading(day: date, name: str) -> Markup:
        return words("plan.today" if day == today else "plan.day", day=name)

    under = (lines(heading(day, words.dated(day, today)), *whole[day]) for day in whole)
    yield lines(*under), free
    beside: list[Markup] = []
    for day, (first, *others) in brief.items():
        name = _short(day, len(place), today, words)
        beside += [Markup("{} {}").format(heading(day, name), first), *others]
    yield lines(*beside), free
    yield (beginning(beside, ROWS),)


def _short(day: date, span: int, today: date, words: Words) -> str:
    """As much of a day as tells it from the others of a range of so many days."""
    if span <= WEEKDAYS:
        return words.weekday(day.isoweekday())
    return words.weekday_and_day(day) if span <= SHORTEST_MONTH else words.dated(day, today)


def _event_line(
    event: Event,
    numbers: Callable[[Event, Words, Athlete], Markup],
    today: date,
    words: Words,
    athlete: Athlete,
) -> Markup:
    marks = [words(f"plan.mark_{each}") for each in MARKS if getattr(event, each)]
    if event.push_failures:
        marks.append(words("plan.mark_not_sent"))
    if event.is_session:
        icon, name = sport_icon(event.sport), event_name(event, words)
        told = numbers(event, words, athlete)
        parts = [words("plan.session", icon=icon, name=name), told, *marks]
    else:
        line = other_line(event, words, athlete)
        longer = event.last_day > event.day
        until = words("plan.until", day=words.dated(event.last_day, today)) if longer else None
        parts = [words("plan.other", what=line), *([until] if until else []), *marks]
    return joined(*parts)


def _label(event: Event, words: Words) -> str:
    label = words.plain("plan.label", day=event.day, name=event_name(event, words))
    return shortened(label)


def _around(place: Place, pages: int, words: Words) -> tuple[tuple[Button, ...], ...]:
    """The pages before and after; of a range on one page: the days before and after it."""
    if pages == 1:
        turns = (place.shifted(-1), place.shifted(1))
    else:
        turns = (place.turned(-1), place.turned(1))
    turn = tuple(
        button(label, "plan", "range", *to.parts)
        for label, to in zip("‹›", turns, strict=True)
        if 0 <= to.page < pages
    )
    kinds = button(words.plain("plan.kinds"), "plan", "kinds", *place.parts)
    whole = Place(place.first, place.last)
    files = button(words.plain("plan.files"), "plan", "files", *whole.parts)
    add = button(words.plain("plan.add"), "plan_add")
    return (turn, (kinds, files, add))
