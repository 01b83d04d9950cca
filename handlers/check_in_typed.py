"""What is typed into the check-in: the answer to its question, or a line of values."""

from markupsafe import Markup

from handlers.check_in_card import CheckIn
from handlers.context import BotContext
from handlers.own_fields import read_with_own
from handlers.reading.vocabulary import Typed, Vocabulary
from handlers.reading.wellness import WrongValue, read_value
from handlers.reading.wellness_values import find_values
from handlers.views.wellness import problems, wrong_value
from services.wellness import Values
from services.wellness_fields import field_of


async def answered(context: BotContext, check_in: CheckIn, text: str) -> CheckIn | Markup:
    """The check-in with what was typed, or why that cannot be. Two API calls at most.

    Raises the errors of a day.
    """
    field, unit = check_in.field or "", context.athlete.weight_unit
    words, vocabulary = context.words, context.desk.vocabulary
    typed = Typed(text).text.strip()
    if vocabulary.meaning("skip", text) is not None:
        return check_in.skip(field)
    cleared: Values = {field: None}
    if known := cleared if typed == "-" else _pressures(field, typed, vocabulary):
        return check_in.with_values(known)
    if field_of(field).kind != "text":
        read = await read_with_own(context, text)
        if len(read) == 1 and read[0].values and read[0].understood:
            return check_in.with_values(read[0].values)
        if any(line.values or line.wrong for line in read):
            return problems(read, context.today, words, context.athlete)
    value = read_value(field, text, vocabulary, unit)
    if isinstance(value, WrongValue):
        return wrong_value(value, words, context.athlete)
    return check_in.with_values({field: value})


def _pressures(field: str, typed: str, vocabulary: Vocabulary) -> Values:
    """Both values of `120/80`, where the first of them is asked for."""
    found = (
        find_values("blood_pressure", typed, 0, vocabulary, "") if field == "systolic" else None
    )
    return found.values if found else {}
