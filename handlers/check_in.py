"""The guided check-in: one question after another in one message, word buttons for ratings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from markupsafe import Markup

from handlers.button_data import GoneButtonError, day_of, is_number
from handlers.check_in_card import TAPPED, CheckIn, days_beside, render
from handlers.check_in_typed import answered
from handlers.context import BotContext
from handlers.errors import NotUnderstoodError
from handlers.recorded import record
from handlers.undo import BELOW
from handlers.views.reply import Reply, beneath, paragraphs
from handlers.words import Words
from services.wellness import Values, read_day
from services.wellness_fields import FIELDS, PHASES, field_of, is_field
from storage.models import Athlete, Dialog

COMMAND = "log_wellness"
MINUTES_A_DAY = 1440
ASKED_BY_DEFAULT = ("sleep", "sleep_quality", "soreness_rating", "fatigue_rating", "mood_rating")


def questions_of(athlete: Athlete) -> tuple[str, ...]:
    """What the athlete is asked: what their site asks for or they chose, else the usual five."""
    return tuple(filter(is_field, athlete.wellness_fields)) or ASKED_BY_DEFAULT


async def begin(
    context: BotContext, day: date, *, above: Reply | None = None, asked: Sequence[str] = ()
) -> None:
    """Ask for what the day lacks; for everything when it lacks nothing. One API call.

    With `asked` for these, whether they are there or not.

    A check-in that is still open ends: nothing typed later may go into a card far above.
    """
    fields, there = (tuple(asked), {}) if asked else await _missing(context, day)
    await _end_open(context)
    check_in = CheckIn(day, fields, {}, there, above)
    question = await context.ask(COMMAND, check_in.stored(), awaits_text=True)
    card = _card(context, question, check_in)
    message_id = await (context.reply(card) if above else context.send(card))
    await _keep(context, question, replace(check_in, newest=message_id), message_id)


async def _missing(context: BotContext, day: date) -> tuple[tuple[str, ...], Values]:
    """What the day lacks, or all and what is there: one tap first, what must be typed last."""
    present = await read_day(context.intervals(), day)
    fields = sorted(
        questions_of(context.athlete), key=lambda each: field_of(each).kind not in TAPPED
    )
    known = present.values if present else {}
    if missing := tuple(field for field in fields if field not in known):
        return missing, {}
    return tuple(fields), {field: known[field] for field in fields}


async def press(context: BotContext, verb: str, question: Dialog, parts: list[str]) -> None:
    """A rating, a night's length, a phase, another day, Skip, Cancel or Save.

    API calls: day 1, cancel 0, else 2.
    """
    check_in = CheckIn.restored(question.state)
    match verb, parts:
        case ["rate", [field, ("1" | "2" | "3" | "4") as value]] if field in FIELDS:
            after = check_in.with_values({field: int(value)})
        case ["slept", [minutes]] if is_number(minutes) and int(minutes) <= MINUTES_A_DAY:
            after = check_in.with_values({"sleep": timedelta(minutes=int(minutes))})
        case ["phase", ["menstrual_phase" as field, value]] if value in PHASES:
            after = check_in.with_values({field: value})
        case ["day", [text]] if (day := day_of(text)) <= context.today:
            fields, there = await _missing(context, day)
            after = replace(check_in, day=day, fields=fields, values={}, there=there)
        case ["clear", [field]] if field in check_in.there:
            after = check_in.with_values({field: None})
        case ["skip", [field]]:
            after = check_in.skip(field)
        case ["cancel", []]:
            await context.reply(check_in.within or Reply(context.words("cancel.done")))
            await context.close(question)
            return
        case ["done", []]:
            after = replace(check_in, fields=())
        case _:
            raise GoneButtonError
    if after == check_in:  # a double tap
        return
    await _go_on(context, question, after)


async def answer(context: BotContext, question: Dialog, text: str) -> None:
    """A typed answer: to the question asked, or a whole line of values.

    The card says so in its place while it is the last thing that was said; else, or when the
    answer changes nothing or cannot be, it comes anew below what was typed. Telegram numbers
    the messages of all our chats together, so a gap need not be of this chat; then it comes too.

    Four API calls at most.
    """
    check_in = CheckIn.restored(question.state)
    newest, this = check_in.newest or 0, context.message_id or 0
    if this <= newest:  # taken before the bot was interrupted: not the next question's answer
        await _move(context, question, check_in)
        return
    after = await answered(context, check_in, text)
    if isinstance(after, Markup) and context.may_be_command:
        raise NotUnderstoodError
    if isinstance(after, Markup):
        await _move(context, question, check_in, after)
    elif after == check_in or this != newest + 1:
        await _move(context, question, replace(after, newest=this))
    else:
        await _go_on(context, question, replace(after, newest=this))


def asks_for_note(question: Dialog) -> bool:
    """Whether any text at all is the answer."""
    field = CheckIn.restored(question.state).field
    return field is not None and field_of(field).kind == "text"


async def _go_on(context: BotContext, question: Dialog, check_in: CheckIn) -> None:
    """The next question, or the end, in the card's place."""
    reply = await _next(context, question, check_in)
    await _tell_left(context, check_in)
    card = question.message_id
    message_id = await (context.edit(card, reply) if card else context.send(reply))
    await _keep(context, question, check_in, message_id)


async def _move(
    context: BotContext, question: Dialog, check_in: CheckIn, notice: Markup | None = None
) -> None:
    """The next question, or the end, below everything; the old card loses its buttons."""
    before, old = CheckIn.restored(question.state), question.message_id or 0
    if before.within:
        check_in = replace(check_in, left=old)
    reply = await _next(context, question, check_in)
    message_id = await context.send(reply.above(notice) if notice else reply)
    await _keep(context, question, replace(check_in, newest=message_id), message_id)
    if before.within:
        await context.edit(old, _above(check_in, before.within, context.words).without(COMMAND))
    else:
        await context.edit(old, replace(_card(context, question, before), rows=()))
        await _tell_left(context, check_in)


async def _next(context: BotContext, question: Dialog, check_in: CheckIn) -> Reply:
    """The next question; after the last one everything is written."""
    if check_in.field:
        return _card(context, question, check_in)
    reply, within = Reply(context.words("check_in.nothing")), check_in.within
    if check_in.values:
        place = (BELOW,) if within else ()
        reply = await record(context, {check_in.day: check_in.values}, *place)
    if within is None:
        day, today = check_in.day, context.today
        beside = days_beside(day, today, context.words, "begin") if day < today else ()
        return replace(reply, rows=(*reply.rows, beside)) if beside else reply
    above = _above(check_in, within, context.words).without(COMMAND)
    text = beneath(above.text, reply.text)
    return replace(reply, text=text, rows=(*above.rows, *reply.rows))


def _above(check_in: CheckIn, above: Reply, words: Words) -> Reply:
    """The message it was started from; once saved, without what it said is not there yet."""
    if check_in.field or not check_in.values:
        return above
    absent = (words("body.no_night"), words("body.missing", what=""))
    kept = [row for row in above.text.split("\n") if not row.startswith(absent)]
    return replace(above, text=Markup("\n".join(kept)).strip())


async def _tell_left(context: BotContext, check_in: CheckIn) -> None:
    """The same for a message that the card has moved away from."""
    if check_in.left and check_in.above:
        above = _above(check_in, check_in.above, context.words)
        if above != check_in.above:
            await context.edit(check_in.left, above.without(COMMAND))


async def _keep(context: BotContext, question: Dialog, check_in: CheckIn, message_id: int) -> None:
    """Remember how far it is, or that it is over, once the athlete sees it and not before.

    Interrupted in between, the same tap or answer comes again and shows the same again.
    """
    if check_in.field:
        state = check_in.stored()
        await context.desk.dialogs.change(question.id, state=state, message_id=message_id)
    else:
        await context.close(question)


async def _end_open(context: BotContext) -> None:
    """End the check-in that is open, if any; its card keeps what it says, without buttons."""
    while question := await context.desk.dialogs.awaiting(
        context.athlete.id, context.now, COMMAND
    ):
        await context.close(question)
        if question.message_id and question.message_id != context.message_id:
            check_in = CheckIn.restored(question.state)
            card = _card(context, question, check_in)
            old = check_in.within or Reply(paragraphs(card.text, context.words("check_in.ended")))
            await context.edit(question.message_id, old.without(COMMAND))


def _card(context: BotContext, question: Dialog, check_in: CheckIn) -> Reply:
    return render(check_in, question.id, context.today, context.words, context.athlete)
