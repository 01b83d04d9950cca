"""The card of the guided check-in: what is known, the question, its buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from handlers.recorded import value_line, value_lines
from handlers.views.reply import Button, Reply, beneath, button, in_rows, lines, paragraphs
from handlers.views.units import wellness_name, wellness_value
from handlers.views.wellness import example_with_unit
from handlers.words import Words
from services.wellness import Values, restored_days, stored_days
from services.wellness_fields import PHASES, field_of
from storage.models import Athlete

DAY = timedelta(days=1)
TAPPED = ("duration", "rating", "phase")
NIGHTS = tuple(timedelta(minutes=minutes) for minutes in range(330, 600, 30))


@dataclass(frozen=True)
class CheckIn:
    """What is asked and known so far, and what is `there` already of all that is asked again.

    `above` is the message it was started from, if any: the card stands in it, or has moved
    below and left it behind as message `left`. `newest` is the last message of the chat that
    belongs to the check-in: the card or an answer to it.
    """

    day: date
    fields: tuple[str, ...]
    values: Values
    there: Values
    above: Reply | None = None
    left: int | None = None
    newest: int | None = None

    @property
    def within(self) -> Reply | None:
        """The message that the card stands in, below its text."""
        return None if self.left else self.above

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
            "there": stored_days({self.day: self.there}),
            "left": self.left,
            "newest": self.newest,
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
            restored_days(state.get("there", {})).get(day, {}),
            above
            and Reply(
                Markup(above["text"]),
                tuple(tuple(Button(label, data) for label, data in row) for row in above["rows"]),
            ),
            state.get("left"),
            state.get("newest"),
        )


def render(
    check_in: CheckIn, question_id: int, today: date, words: Words, athlete: Athlete
) -> Reply:
    """What is known so far, the question, its buttons; while nothing is known, other days.

    Within another message what is known is one line.
    """
    field = check_in.field or ""
    known = (value_line if check_in.within else value_lines)(check_in.values, words, athlete)
    title = words("check_in.title", day=check_in.day)
    asked = lines(_question(field, words, athlete), _there(check_in, words, athlete))
    text = paragraphs(lines(title, known), asked)
    skip = button(words.plain("check_in.skip"), "log_wellness", "skip", question_id, field)
    save = button(words.plain("button.save"), "log_wellness", "done", question_id)
    cancel = button(words.plain("button.cancel"), "log_wellness", "cancel", question_id)
    clear = button(words.plain("check_in.clear"), "log_wellness", "clear", question_id, field)
    last = (
        *([clear] if field in check_in.there else []),
        *(skip, *([save] if check_in.values else []), cancel),
    )
    begun = check_in.values or check_in.above
    days = () if begun else days_beside(check_in.day, today, words, "day", question_id)
    reply = Reply(text, tuple(filter(None, (*_choices(field, question_id, words), days, last))))
    return replace(reply, text=beneath(check_in.within.text, text)) if check_in.within else reply


def days_beside(day: date, today: date, words: Words, *data: object) -> tuple[Button, ...]:
    """The day before, and the one after unless that is still to come."""
    return tuple(
        button(words.plain(f"check_in.{way}", day=other), "log_wellness", *data, other)
        for way, other in (("before", day - DAY), ("after", day + DAY))
        if other <= today
    )


def _there(check_in: CheckIn, words: Words, athlete: Athlete) -> Markup | None:
    """What the day has already for the question."""
    if (field := check_in.field) not in check_in.there:
        return None
    value = wellness_value(str(field), check_in.there[str(field)], words, athlete)
    return words("check_in.there", value=value)


def _question(field: str, words: Words, athlete: Athlete) -> Markup:
    key, name = f"check_in.ask.{field}", wellness_name(field, words)
    if key in words.phrases:
        return words(key)
    if field_of(field).kind in TAPPED:
        return words("check_in.ask", name=name)
    return words("check_in.ask_typed", name=name, example=example_with_unit(field, words, athlete))


def _choices(field: str, question_id: int, words: Words) -> tuple[tuple[Button, ...], ...]:
    """Word buttons for a rating or a phase, lengths for a night; everything else is typed."""

    def choice(label: str, verb: str, *data: object) -> Button:
        return button(label, "log_wellness", verb, question_id, *data)

    def named(value: object) -> str:
        return words.plain(f"wellness.{field}.{value}")

    kind = field_of(field).kind
    if kind == "rating":
        return in_rows([choice(named(each), "rate", field, each) for each in (1, 2, 3, 4)], 2)
    if kind == "phase":
        return in_rows([choice(named(each), "phase", field, each) for each in PHASES], 2)
    if field == "sleep":
        nights = [
            choice(words.duration(each), "slept", each // timedelta(minutes=1)) for each in NIGHTS
        ]
        return in_rows(nights, 3)
    return ()
