"""What a curve is asked for: any text is a wish or an error for the athlete."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.curves import CurveWish, read_curve
from services.curves import Metric
from services.errors import ServiceError
from services.intervals.models import YEAR, Period
from tests.handlers.reading.speech import MONDAY, TEXTS, VOCABULARY

WISHES = st.lists(st.sampled_from(["Run", "hr", "42d", "1y", "vs", "season", "骑行", "配速"]))


def test_a_range_that_ends_today_moves_on() -> None:
    until = MONDAY + timedelta(days=1)
    wish = read_curve(f"run 2026-11-01..{MONDAY} 2026-11-01..{until}", MONDAY, VOCABULARY)
    first = MONDAY - timedelta(days=22)
    assert wish == CurveWish("Run", None, (Period(23), Period(first=first, last=until)))
    assert read_curve("", MONDAY, VOCABULARY) == CurveWish()
    year = read_curve("pace 1 year", MONDAY, VOCABULARY)
    assert year == CurveWish(None, Metric.PACE, (Period(YEAR),))


@given(st.one_of(TEXTS, WISHES.map(" ".join)))
def test_any_text_is_a_wish_or_an_error_for_the_athlete(text: str) -> None:
    with suppress(ServiceError):
        assert len(read_curve(text, MONDAY, VOCABULARY).periods) <= 2
