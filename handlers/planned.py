"""What the commands that put one thing on the calendar share: asking for it, saving it."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from handlers.button_data import GoneButtonError
from handlers.cancel import cancel_button
from handlers.command import Command
from handlers.context import BotContext
from handlers.errors import NotUnderstoodError
from handlers.reading.ends import When, day_first
from handlers.reading.errors import UnreadableDayError, quoted
from handlers.reading.ranges import leading_range
from handlers.reading.sport_lines import stands_alone
from handlers.reading.workouts import NAME_LIMIT
from handlers.undo import undo_button
from handlers.views import drafts
from handlers.views.reply import Reply, button, in_rows, lines
from handlers.views.workouts import category_name, event_days, event_numbers
from handlers.words import Words
from services.errors import ServiceError
from services.intervals.models import Category, Event, NewEvent
from storage.models import Athlete, Change, Dialog

Read = Callable[[BotContext, str], NewEvent]
Choices = Sequence[tuple[str, str]]  # labels of buttons, and what each of them says as text
Starts = Callable[[date, Words], Choices]
Save = Callable[[BotContext, NewEvent], Coroutine[Any, Any, None]]
DAY = timedelta(days=1)
DAYS_AHEAD = 8


class EventNameTooLongError(ServiceError):
    """A name of `length` characters, over the `limit` of intervals.icu."""


async def save(context: BotContext, event: NewEvent) -> None:
    """Save it and say what it is, with Undo. One API call."""
    added = await context.services.plan.add(context.intervals(), context.write_key, [event])
    if added.events[0].is_session and event.text:
        await context.reply(drafts.saved(added, context.today, context.words, context.athlete))
    else:
        await context.reply(said(context, added.events[0], added.change))


def said(context: BotContext, event: Event, change: Change, *more: Markup) -> Reply:
    """What was saved, with Undo."""
    shown = lines(render(event, context.today, context.words, context.athlete), *more)
    undo = undo_button(context.words, change)
    return Reply(shown, ((undo, button(context.words.plain("plan.button"), "plan")),))


@dataclass(frozen=True)
class Then:
    """A question after the first: its phrase, and how the text that is `begun` may go on."""

    phrase: str
    choices: Callable[[str, Words], Choices]
    width: int


@dataclass(frozen=True)
class Kind:
    """One kind of thing for the calendar: how its text is read, what that may begin with.

    `starts` are buttons, each with what a text may begin with; `then` come more, and with the
    last of them, or where a start is `whole`, nothing is left to ask. The starts are shown, too,
    for a text in which `when` finds no days.
    """

    key: str
    read: Read
    starts: Starts
    save: Save = save
    when: When | None = None
    whole: bool = False
    then: tuple[Then, ...] = ()

    async def show(self, context: BotContext, arguments: str) -> None:
        """Save it at once, or ask for what is missing. Raises the errors of what was typed."""
        context.intervals()
        typed = arguments.strip()
        text = self._dated(context, typed) if typed else None
        if text is None:
            kept = context.words("planned.kept", text=quoted(typed)) if typed else None
            await self.ask(context, self.starts(context.today, context.words), typed, kept)
        else:
            await self.save(context, self.read(context, text))

    async def press(self, context: BotContext, parts: list[str]) -> None:
        """The question, and a button below it: what a text begins with.

        API calls: alone 0, with 1, plan_target 2.
        """
        context.intervals()
        match parts:
            case []:
                await context.leave("plan_add")  # which offers this in place of a workout
                await self.ask(context, self.starts(context.today, context.words))
            case ["with", question_id, number]:
                question = await context.question(question_id)
                begun = question.state.get("starts", {}).get(number)
                if question.command != self.key or begun is None:
                    raise GoneButtonError
                await self._begin(context, question, begun)
            case _:
                raise GoneButtonError

    async def answer(self, context: BotContext, question: Dialog, typed: str) -> None:
        """All of it, what a button has not said, or the day of what was typed without one.

        API calls: plan_target 2, else 1.
        """
        if self.whole and stands_alone(typed, context.today, context.desk.vocabulary):
            raise NotUnderstoodError  # a ride on a day is no name of a day away
        state = question.state
        text = f"{state.get('begun', '')} {typed} {state.get('kept', '')}".strip()
        text = self._dated(context, text) or text
        await self.save(context, self.read(context, text))
        await context.close(question)

    def _dated(self, context: BotContext, text: str) -> str | None:
        if self.when is None:
            return text
        return day_first(text, context.today, context.desk.vocabulary, self.when)

    async def _begin(
        self, context: BotContext, question: Dialog, chosen: Mapping[str, str]
    ) -> None:
        state, words = question.state, context.words
        rest = self.then[state.get("asked", 0) :]
        if state["kept"] or self.whole or (self.then and not rest):
            await self.answer(context, question, chosen["text"])
            return
        begun = f"{state['begun']} {chosen['text']}".strip()
        label = " · ".join(filter(None, (state.get("label"), chosen["label"])))
        if rest:
            asked = words(f"{self.key}.{rest[0].phrase}", begun=label)
            more = {"begun": begun, "label": label, "asked": state.get("asked", 0) + 1}
            await self.ask(context, rest[0].choices(begun, words), "", asked, more, rest[0].width)
            return
        await context.leave(self.key)
        last = await context.ask(self.key, {"begun": begun}, awaits_text=True)
        cancel = cancel_button(words, last.id)
        await context.reply(Reply(words(f"{self.key}.go_on", begun=label), ((cancel,),)))

    async def ask(
        self,
        context: BotContext,
        starts: Choices,
        kept: str = "",
        question: Markup | None = None,
        more: Mapping[str, object] | None = None,
        width: int = 0,
    ) -> None:
        """Offer how the text goes on after what is `begun`; `kept` was typed and comes then."""
        words = context.words
        await context.leave(self.key)
        offered = {str(n): {"label": each[0], "text": each[1]} for n, each in enumerate(starts)}
        state = {"starts": offered, "kept": kept, "begun": "", **(more or {})}
        asked = await context.ask(self.key, state, awaits_text=True)
        choices = [
            button(each["label"], self.key, "with", asked.id, number)
            for number, each in offered.items()
        ]
        cancel = cancel_button(words, asked.id)
        width = width or (len(choices) if len(choices) % 2 else 2)
        text = question or words(f"{self.key}.ask")
        await context.reply(Reply(text, (*in_rows(choices, width), (cancel,))))


def calendar_command(
    name: str,
    read: Read,
    starts: Starts,
    save: Save = save,
    *,
    when: When | None = None,
    whole: bool = False,
    then: tuple[Then, ...] = (),
) -> Command:
    """A command that puts a Kind of thing on the calendar. Saving is one API call."""
    kind = Kind(name.replace(" ", "_"), read, starts, save, when, whole, then)
    return Command(name, kind.show, kind.press, kind.answer)


def absence_command(name: str, category: Category) -> Command:
    """A command for days away: a range, and perhaps what it is."""

    def read(context: BotContext, text: str) -> NewEvent:
        found = leading_range(text, context.today, context.desk.vocabulary)
        if found is None:
            raise UnreadableDayError(text=text)
        days, rest = found
        return NewEvent(
            day=days.first, last_day=days.last, category=category, name=one_line(rest) or None
        )

    return calendar_command(name, read, from_today, when=leading_range, whole=True)


def from_today(today: date, words: Words) -> list[tuple[str, str]]:
    """Today alone, and from today until each of the days after it."""
    ends = [today + number * DAY for number in range(1, DAYS_AHEAD)]
    until = [(words.plain("planned.until", day=day), f"{today}..{day}") for day in ends]
    return [(words.plain("planned.today"), str(today)), *until]


def coming_days(today: date, words: Words) -> list[tuple[str, str]]:
    """Today and each of the days after it."""
    days = [today + number * DAY for number in range(1, DAYS_AHEAD)]
    return [(words.plain("planned.today"), str(today)), *((words.day(d), str(d)) for d in days)]


def render(event: Event, today: date, words: Words, athlete: Athlete) -> Markup:
    """What was saved, when, and its numbers."""
    kind, days = category_name(event, words), event_days(event, today, words)
    told = event.is_session or not event.name  # the numbers name a race's kind
    when = days if told else f"{kind} · {days}"
    return lines(
        words("plan.saved"),
        words("planned.event", name=event.name or kind, when=when),
        event_numbers(event, words, athlete),
    )


def one_line(text: str) -> str:
    """A name on one line. Raises EventNameTooLongError."""
    line = " ".join(text.split())
    if len(line) > NAME_LIMIT:
        raise EventNameTooLongError(length=len(line), limit=NAME_LIMIT)
    return line
