"""What a curve is asked for: `Run 42d`, `Ride hr 42d vs 1y`, 跑步 配速 本赛季."""

from dataclasses import dataclass
from datetime import date

from handlers.reading.errors import UnreadableCurveError
from handlers.reading.ranges import leading_range
from handlers.reading.vocabulary import Vocabulary
from services.curves import Metric
from services.intervals.models import YEAR, Period

LONGEST = 10 * YEAR


@dataclass(frozen=True)
class CurveWish:
    """What was named; the rest is for the command to choose."""

    sport: str | None = None
    metric: Metric | None = None
    periods: tuple[Period, ...] = ()


def read_curve(text: str, today: date, vocabulary: Vocabulary) -> CurveWish:
    """A sport, a metric and up to two periods, in any order.

    Raises UnreadableCurveError and the errors of days.
    """
    sport: str | None = None
    metric: Metric | None = None
    periods: list[Period] = []
    rest = text.strip()
    while rest:
        before = rest
        named, rest = vocabulary.leading_sport(rest)
        kind, rest = vocabulary.leading("curve_metric", rest)
        found, rest = _leading_period(rest, today, vocabulary)
        _, rest = vocabulary.leading("curve_versus", rest)
        if rest == before or (named and sport) or (kind and metric):
            raise UnreadableCurveError(text=before)
        sport, metric = named or sport, Metric(kind) if kind else metric
        periods += [found] if found else []
    if len(periods) > 2:
        raise UnreadableCurveError(text=text)
    return CurveWish(sport, metric, tuple(periods))


def _leading_period(text: str, today: date, vocabulary: Vocabulary) -> tuple[Period | None, str]:
    named, rest = vocabulary.leading("curve_period", text)
    if named:
        return {"all": Period(), "season": Period(season=True)}.get(named) or Period(YEAR), rest
    found = leading_range(text, today, vocabulary, toward="past", limit=LONGEST)
    if found is None:
        return None, text
    days, rest = found
    return period_of(days.first, days.last, today), rest


def period_of(first: date, last: date, today: date) -> Period:
    """Days that end today move on with it; others stay where they are."""
    length = (last - first).days + 1
    return Period(days=length) if last == today else Period(first=first, last=last)
