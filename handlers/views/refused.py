"""How the bot says why something is not taken."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from handlers.reading.errors import quoted
from handlers.reading.keys import hide_keys
from handlers.reading.refused import Refused
from handlers.views.reply import few, lines
from handlers.words import Words
from services.errors import ServiceError

SHOWN = 4  # of what is refused


def reason(error: ServiceError, today: date, words: Words) -> Markup:
    """The sentence for an error: the phrase named like its class, its facts as values."""
    facts = {name: _shown(fact, today, words) for name, fact in error.facts.items()}
    return words(f"error.{type(error).__name__}", **facts)


def _shown(fact: object, today: date, words: Words) -> object:
    """A fact as it may be said: a day of another year with its year, text in one line, no key."""
    match fact:
        case datetime():
            return fact
        case date():
            return words.dated(fact, today)
        case str():
            return hide_keys(" ".join(fact.split()))
        case [*names]:
            return words.all_of(few([str(_shown(each, today, words)) for each in names], SHOWN))
    return fact


def refusals(refused: Sequence[Refused], today: date, words: Words) -> Markup:
    """Each line that is not taken, and why; of many the first ones."""
    told = []
    for text, why in refused[:SHOWN]:
        line = quoted(text.partition("\n")[0])
        told.append(words("refused.line", line=line, why=reason(why, today, words)))
    more = len(refused) - SHOWN
    return lines(*told, words.count("refused.more", more) if more > 0 else None)
