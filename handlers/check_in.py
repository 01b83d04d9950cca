"""The guided check-in: one question after another in one message, word buttons for ratings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from handlers.context import BotContext
from handlers.reading.wellness import read_lines, read_value
from handlers.recorded import record, value_lines
from handlers.undo import BELOW
from handlers.views.reply import Button, Reply, button, in_rows, lines, paragraphs
from handlers.words import Words
from services.wellness import Values, read_day, restored_days, stored_days
from services.wellness_fields import FIELDS, PHASES
from storage.models import Athlete, Dialog

ASKED_BY_DEFAULT = ("sleep", "sleep_quality", "soreness_rating", "fatigue_rating", "mood_rating")
TAPPED = ("duration", "rating", "phase")
NIGHTS = tuple(timedelta(minutes=minutes) for minutes in range(5 * 60, 10 * 60, 30))


@dataclass(frozen=True)
class CheckIn:
    """What is asked and known so far; `above` is the message it was started from, if any."""

    day: date
    fields: tuple[str, ...]
    values: Values
    above: Reply | None = None

    @property
    def field(self) -> str | None:
        """The one that is asked now."""
        return self.fields[0] if self.fields else None

    def with_values(self, values: Values) -> "CheckIn":
        """With these known, and the questions for them gone."""
        rest = tuple(field for field in self.fields if field not in values)
        return replace(self, fields=rest, values={**self.values, **values})

    def skip(self, field: str) -> "CheckIn":
        return replace(self, fields=tuple(each for each in self.fields if each != field))

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        above = self.above
        return {
            "day": self.day.isoformat(),
            "fields": list(self.fields),
            "values": stored_days({self.day: self.values}),
            "above": above
            and {
                "text": str(above.text),
                "rows": [[[b.label, b.data] for b in row] for row in above.rows],
            },
        }

    @classmethod
    def restored(cls, state: Mapping[str, Any]) -> "CheckIn":
        """From `stored`."""
        day = date.fromisoformat(state["day"])
        above = state["above"]
        return cls(
            day,
            tuple(state["fields"]),
            restored_days(state["values"])[day],
            above
            and Reply(
                Markup(above["text"]),
                tuple(tuple(Button(label, data) for label, data in row) for row in above["rows"]),
            ),
        )


def questions_of(athlete: Athlete) -> tuple[str, ...]:
    """What the athlete is asked: what their site asks for or they chose, else the usual five."""
    return tuple(each for each in athlete.wellness_fields if each in FIELDS) or ASKED_BY_DEFAULT


async def begin(context: BotContext, day: date, *, above: Reply | None = None) -> None:
    """Ask for what the day lacks; for everything when it lacks nothing. One API call."""
    present = await read_day(context.intervals(), day)
    known = present.values if present else {}
    # What is one tap comes first, what must be typed last.
    fields = tuple(
        sorted(questions_of(context.athlete), key=lambda each: FIELDS[each].kind not in TAPPED)
    )
    missing = tuple(field for field in fields if field not in known)
    check_in = CheckIn(day, missing or fields, {}, above)
    question = await context.ask("log_wellness", check_in.stored(), awaits_text=True)
    reply = render(check_in, question.id or 0, context.words, context.athlete)
    message_id = await context.reply(reply)
    await context.desk.dialogs.change(question.id or 0, message_id=message_id)


async def press(context: BotContext, verb: str, question: Dialog, parts: list[str]) -> None:
    """A rating, a night's length, a phase, Skip, Cancel or Save."""
    check_in = CheckIn.restored(question.state)
    match verb, parts:
        case ["rate", [field, value]]:
            check_in = check_in.with_values({field: int(value)})
        case ["slept", [minutes]]:
            check_in = check_in.with_values({"sleep": timedelta(minutes=int(minutes))})
        case ["phase", [field, value]]:
            check_in = check_in.with_values({field: value})
        case ["skip", [field]]:
            check_in = check_in.skip(field)
        case ["cancel", []]:
            await context.close(question)
            await context.reply(check_in.above or Reply(context.words("cancel.done")))
            return
        case _:
            check_in = replace(check_in, fields=())
    await _go_on(context, question, check_in)


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """A typed answer: to the question asked, or a whole line of values."""
    check_in = CheckIn.restored(question.state)
    await _go_on(context, question, check_in.with_values(_typed(context, check_in, text)))


def asks_for_note(question: Dialog) -> bool:
    """Whether any text at all is the answer."""
    return CheckIn.restored(question.state).field == "comments"


def _typed(context: BotContext, check_in: CheckIn, text: str) -> Values:
    field, unit = check_in.field or "", context.athlete.weight_unit
    vocabulary = context.desk.vocabulary
    if text.strip() == "-":
        return {field: None}
    if field != "comments":
        read = read_lines(text, context.today, vocabulary, unit)
        if len(read) == 1 and read[0].values and not read[0].unread and not read[0].wrong:
            return read[0].values
    return {field: read_value(field, text, vocabulary, unit)}


async def _go_on(context: BotContext, question: Dialog, check_in: CheckIn) -> None:
    """The next question; after the last one everything is written."""
    if check_in.field:
        await context.desk.dialogs.change(question.id or 0, state=check_in.stored())
        reply = render(check_in, question.id or 0, context.words, context.athlete)
    elif check_in.values:
        place = (BELOW,) if check_in.above else ()
        recorded = await record(context, {check_in.day: check_in.values}, *place)
        reply = _ended(recorded, check_in)
        await context.close(question)
    else:
        reply = _ended(Reply(context.words("check_in.nothing")), check_in)
        await context.close(question)
    if question.message_id:
        await context.edit(question.message_id, reply)
    else:
        await context.send(reply)


def _ended(reply: Reply, check_in: CheckIn) -> Reply:
    """The end of a check-in; the message it was started from comes back above it."""
    if check_in.above is None:
        return reply
    above = check_in.above.without("log_wellness")
    return replace(reply.above(above.text), rows=(*above.rows, *reply.rows))


def render(check_in: CheckIn, question_id: int, words: Words, athlete: Athlete) -> Reply:
    """What is known so far, the question, its buttons."""
    field = check_in.field or ""
    known = value_lines(check_in.values, words, athlete)
    title = words("check_in.title", day=check_in.day)
    text = paragraphs(lines(title, known), _question(field, words))
    skip = button(words.plain("check_in.skip"), "log_wellness", "skip", question_id, field)
    save = button(words.plain("button.save"), "log_wellness", "done", question_id)
    cancel = button(words.plain("button.cancel"), "log_wellness", "cancel", question_id)
    last = (skip, save, cancel) if check_in.values else (skip, cancel)
    reply = Reply(text, (*_choices(field, question_id, words), last))
    return reply.above(check_in.above.text) if check_in.above else reply


def _question(field: str, words: Words) -> Markup:
    key = f"check_in.ask.{field}"
    if key in words.phrases:
        return words(key)
    return words("check_in.ask", name=words.plain(f"wellness.{field}"))


def _choices(field: str, question_id: int, words: Words) -> tuple[tuple[Button, ...], ...]:
    """Word buttons for a rating or a phase, lengths for a night; everything else is typed."""
    if FIELDS[field].kind == "rating":
        rates = [
            button(
                words.plain(f"wellness.{field}.{value}"),
                *("log_wellness", "rate", question_id, field, value),
            )
            for value in (1, 2, 3, 4)
        ]
        return in_rows(rates, 2)
    if field == "sleep":
        nights = [
            button(
                words.duration(night), "log_wellness", "slept", question_id, night.seconds // 60
            )
            for night in NIGHTS
        ]
        return in_rows(nights, 5)
    if FIELDS[field].kind == "phase":
        phases = [
            button(
                words.plain(f"wellness.{field}.{phase}"),
                *("log_wellness", "phase", question_id, field, phase),
            )
            for phase in PHASES
        ]
        return in_rows(phases, 2)
    return ()
