"""/plan: the calendar of some days, of one kind of event too, page by page. One API call."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from handlers import plan_ask, plan_card, plan_edit, plan_files, plan_length, plan_steps
from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import GoneButtonError
from handlers.place import KINDS, Place
from handlers.reading.dates import DayRange, leading_range
from handlers.reading.errors import UnreadableRangeError
from handlers.reading.vocabulary import BETWEEN, Typed, Vocabulary, skip
from handlers.views.reply import Button, Reply, button, in_rows, lines, paragraphs
from handlers.views.workouts import event_name, event_numbers, other_line, sport_icon
from handlers.words import Words
from services.intervals.models import Event
from services.plan import Plan, read_plan
from storage.models import Athlete, Dialog

WEEK = timedelta(days=6)
WEEKDAYS = 7  # more days than that are not told apart by their names
YEAR = timedelta(days=364)
PAGE = 14  # the most days that one message shows
MOST_BUTTONS = 90  # Telegram takes 100 under a message
VERBS: Mapping[str, Callable[[BotContext, str, list[str]], Awaitable[None]]] = {
    verb: module.press
    for module in (plan_card, plan_edit, plan_ask, plan_length, plan_steps, plan_files)
    for verb in module.VERBS
}
MARKS = ("hidden", "locked")
LABEL = 34  # characters that a button shows on a phone


async def show(context: BotContext, arguments: str) -> None:
    """`/plan next week`, `/plan races 2027`. One API call."""
    days, kind = _read(arguments, context.today, context.desk.vocabulary)
    place = Place(days.first, days.last, kind=kind) if days else _usual(kind, context.today)
    await context.reply(await _page(context, place))


def _usual(kind: str, today: date) -> Place:
    """The days that are shown where none are asked for; races are seldom this week."""
    return Place(today, today + (YEAR if kind == "race" else WEEK), kind=kind)


def _read(text: str, today: date, vocabulary: Vocabulary) -> tuple[DayRange | None, str]:
    """The days and the kind of event that were typed, in either order."""
    kind, rest = _leading_kind(text, vocabulary)
    if not rest.strip():
        return None, kind
    found = leading_range(rest, today, vocabulary)
    if found and found[1] and not kind:
        kind, left = _leading_kind(found[1], vocabulary)
        found = found[0], left
    if found is None or found[1].strip():
        raise UnreadableRangeError(text=rest)
    return found[0], kind


def _leading_kind(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    typed = Typed(text)
    found = vocabulary.find("choice.plan", typed.text, skip(typed.text, 0, " \n"))
    if found is None:
        return "", text
    return found.meaning, typed.rest(skip(typed.text, found.end, BETWEEN))


async def press(context: BotContext, parts: list[str]) -> None:
    """Another page or kind here; the card, changes and files in their own modules."""
    match parts:
        case ["range", *place]:
            await context.reply(await _page(context, Place.read(place)))
        case ["kinds", *place]:
            await context.reply(render_kinds(Place.read(place), context.today, context.words))
        case []:
            await context.send(await _page(context, _usual("", context.today)))
        case [verb, *rest] if verb in VERBS:
            await VERBS[verb](context, verb, rest)
        case _:
            raise GoneButtonError


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """The typed name, steps, day or reason of a change that was begun on a card."""
    await plan_ask.answer(context, question, text)


async def _page(context: BotContext, place: Place) -> Reply:
    categories: Sequence[str] = KINDS.get(place.kind, ())
    plan = await read_plan(context.intervals(), place.first, place.last, categories)
    return render(plan, place, context.today, context.words, context.athlete)


def render(plan: Plan, place: Place, today: date, words: Words, athlete: Athlete) -> Reply:
    """A line for each event of the page under its day, a button for each session."""
    pages = plan.pages(PAGE, busy=bool(place.kind))
    place = place.turned(min(place.page, len(pages) - 1) - place.page)
    first, last = pages[place.page]
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    begun = {day: plan.begun(day, since=first) for day in days}
    listed = [_day_lines(day, begun[day], today, words, athlete) for day in days]
    cards = [
        button(_label(event, words), "plan", "card", *plan_card.seen(event, place))
        for day in days
        for event in begun[day]
    ]
    free = None if place.kind or not plan.events else _free(plan, days, words)
    return Reply(
        paragraphs(_heading(plan, place, (first, last), today, words), lines(*listed), free),
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
    whole = _days(place.first, place.last, today, words)
    if not plan.events:
        alone = not place.kind and place.first == place.last
        key = "empty_day" if alone else f"empty_{place.kind}" if place.kind else "empty"
        return words(f"plan.{key}", days=whole)
    title = words("plan.title", days=whole)
    if page != (place.first, place.last):
        title = words("plan.title_page", days=_days(*page, today, words), whole=whole)
    kind = words(f"plan.kind_{place.kind}") if place.kind else None
    return lines(
        title if kind is None else words("plan.of_kind", kind=kind, title=title),
        _total(plan, words),
    )


def _days(first: date, last: date, today: date, words: Words) -> str:
    ends = dict.fromkeys((words.dated(first, today), words.dated(last, today)))
    return " – ".join(ends)


def _total(plan: Plan, words: Words) -> Markup | None:
    if not plan.sessions:
        return None
    length, load = plan.moving_time, plan.training_load
    parts = [
        words.count("plan.sessions", len(plan.sessions)),
        words.duration(length) if length else None,
        words("unit.load", value=load) if load else None,
    ]
    return Markup(" · ").join(part for part in parts if part)


def _day_lines(
    day: date, events: Sequence[Event], today: date, words: Words, athlete: Athlete
) -> Markup | None:
    """What begins on a day, or on the first of the page is still going on."""
    if not events:
        return None
    heading = words("plan.today" if day == today else "plan.day", day=words.dated(day, today))
    return lines(heading, *(_event_line(event, today, words, athlete) for event in events))


def _event_line(event: Event, today: date, words: Words, athlete: Athlete) -> Markup:
    marks = [words(f"plan.mark_{each}") for each in MARKS if getattr(event, each)]
    if event.push_failures:
        marks.append(words("plan.mark_not_sent"))
    if event.is_session:
        icon, name = sport_icon(event.sport), event_name(event, words)
        numbers = event_numbers(event, words, athlete, sport=False)
        parts = [words("plan.session", icon=icon, name=name), numbers, *marks]
    else:
        line = other_line(event, words, athlete)
        longer = event.last_day > event.day
        until = words("plan.until", day=words.dated(event.last_day, today)) if longer else None
        parts = [words("plan.other", what=line), *([until] if until else []), *marks]
    return Markup(" · ").join(part for part in parts if part)


def _label(event: Event, words: Words) -> str:
    label = words.plain("plan.label", day=event.day, name=event_name(event, words))
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"


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


def render_kinds(place: Place, today: date, words: Words) -> Reply:
    """A button for each kind of event, and for all of them."""

    def days(kind: str) -> Place:
        long = place.kind == "race" or kind == "race"
        return _usual(kind, today) if long else Place(place.first, place.last, kind=kind)

    kinds = [
        button(words.plain(f"plan.kind_{kind}"), "plan", "range", *days(kind).parts)
        for kind in KINDS
    ]
    every = button(words.plain("plan.every_kind"), "plan", "range", *days("").parts)
    return Reply(words("plan.which_kind"), (*in_rows(kinds, 2), (every,)))


command = Command("plan", show, press, answer)
