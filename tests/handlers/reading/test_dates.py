"""Days, hours and ranges in every form of both languages. Today is Monday, 23 November 2026."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.reading import errors
from handlers.reading.dates import leading_day, leading_moment, read_day
from handlers.reading.periods import DayRange
from handlers.reading.ranges import leading_range, read_range
from services.errors import ServiceError
from tests.handlers.reading.speech import (
    DAYS,
    LANGUAGES,
    LONG,
    MONDAY,
    TEXTS,
    VOCABULARY,
    quickest,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [("today", 0), ("Yesterday", -1), ("TOMORROW", 1), ("day after tomorrow", 2), ("+3", 3),
     ("-7d", -7),
     ("+2w", 14), ("in 3 days", 3), ("3 days ago", -3), ("2 weeks ago", -14), ("a week ago", -7),
     ("今天", 0), ("明天", 1), ("昨天", -1), ("后天", 2), ("前天", -2), ("大后天", 3),
     ("大前天", -3),
     ("三天后", 3), ("3天前", -3), ("两天前", -2), ("十二天后", 12), ("一周后", 7), ("+３", 3),
     ("next sat", 12), ("last sat", -2), ("last mon", -7), ("this wed", 2), ("next mon", 7),
     ("下周六", 12), ("下个星期六", 12), ("上周日", -1), ("本周三", 2), ("这周三", 2),
     ("下下周一", 14),
     ("2026-11-20", -3), ("2026/11/20", -3), ("20.11.2026", -3), ("11/20/2026", -3),
     ("20/11/2026", -3),
     ("今年11月20日", -3), ("明年11月23日", 365), ("nov 23, next year", 365),
     ("11月23日去年", -365),
     ("20 nov 2026", -3), ("nov 20, 2026", -3), ("2026年11月20日", -3),
     ("２０２６－１１－２０", -3), ("2026–11–20", -3), ("\u200ftoday\u200f", 0)],
)  # fmt: skip
def test_days_that_are_the_same_in_both_directions(text: str, days: int) -> None:
    for toward in ("past", "future"):
        found = read_day(text, MONDAY, VOCABULARY, toward=toward)
        assert found == MONDAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [("sat", "2026-11-21", "2026-11-28"), ("Saturday", "2026-11-21", "2026-11-28"),
     ("mon", "2026-11-23", "2026-11-23"), ("周六", "2026-11-21", "2026-11-28"),
     ("星期六", "2026-11-21", "2026-11-28"), ("礼拜天", "2026-11-22", "2026-11-29"),
     ("20.11.", "2026-11-20", "2027-11-20"), ("20 nov", "2026-11-20", "2027-11-20"),
     ("Nov 20th", "2026-11-20", "2027-11-20"), ("11月20日", "2026-11-20", "2027-11-20"),
     ("11月20号", "2026-11-20", "2027-11-20"), ("十一月二十日", "2026-11-20", "2027-11-20"),
     ("11/20", "2026-11-20", "2027-11-20"), ("20/11", "2026-11-20", "2027-11-20"),
     ("5/5", "2026-05-05", "2027-05-05"), ("nov 23", "2026-11-23", "2026-11-23"),
     ("29 feb", "2024-02-29", "2028-02-29"), ("1 jan", "2026-01-01", "2027-01-01")],
)  # fmt: skip
def test_a_weekday_or_a_date_without_its_year_is_the_nearest_in_the_wanted_direction(
    text: str, past: str, future: str
) -> None:
    assert read_day(text, MONDAY, VOCABULARY, toward="past") == day(past)
    assert read_day(text, MONDAY, VOCABULARY) == day(future)


@pytest.mark.parametrize(
    ("text", "error"),
    [("", "Unreadable"), ("banana", "Unreadable"), ("may", "Unreadable"),
     ("5 min", "Unreadable"),
     ("62", "Unreadable"), ("tomorrow morningx", "Unreadable"), ("sat sun", "Unreadable"),
     ("20.11", "Unreadable"), ("2026-11-201", "Unreadable"), ("-10m", "Unreadable"),
     ("+3%", "Unreadable"),
     ("今天明天", "Unreadable"), ("20th of", "Unreadable"), ("mondays", "Unreadable"),
     ("13/13", "Unreadable"),
     ("march 10km", "Unreadable"),
     ("2026-02-30", "Impossible"), ("30 feb", "Impossible"), ("32.1.", "Impossible"),
     ("2月30日", "Impossible"),
     ("0000-01-01", "Impossible"), ("0年1月1日", "Impossible"), ("1/20/0000", "Unreadable"),
     ("fri..mon", "Several"), ("sat to sun", "Several"), ("周五到周一", "Several"),
     ("nov 1-7", "Several"), ("sun-mon-", "Several"),
     ("tue, nov 23", "Impossible"), ("sat, 2026-11-23", "Impossible"),
     ("29.2.2027", "Impossible"), ("2026-13-01", "Impossible"), ("0 nov", "Impossible"),
     ("9999-01-01", "Far"), ("0001-01-01", "Far"), ("+99999", "Far"), ("-99999w", "Far"),
     ("99999999天后", "Far"), ("5/6", "Ambiguous"), ("5/6/2026", "Ambiguous")],
)  # fmt: skip
def test_what_is_no_day_is_refused_by_its_reason(text: str, error: str) -> None:
    name = "SeveralDaysError" if error == "Several" else f"{error}DayError"
    with pytest.raises(getattr(errors, name)) as caught:
        read_day(text, MONDAY, VOCABULARY)
    assert caught.value.facts["text"] in (text, text.rstrip("-"))


def test_an_ambiguous_day_names_both_readings() -> None:
    with pytest.raises(errors.AmbiguousDayError) as caught:
        read_day("5/6/2026", MONDAY, VOCABULARY)
    assert caught.value.facts["one"] == day("2026-05-06")
    assert caught.value.facts["other"] == day("2026-06-05")


@pytest.mark.parametrize(
    ("text", "found"),
    [("tomorrow 18:00 Ride Sweet  Spot", ("2026-11-24", time(18), "Ride Sweet  Spot")),
     ("on Saturday at 6.30 pm Ride", ("2026-11-28", time(18, 30), "Ride")),
     ("to sat 18.30", ("2026-11-28", time(18, 30), "")),
     ("改到周六18点", ("2026-11-28", time(18), "")),
     ("6pm tomorrow Ride", ("2026-11-24", time(18), "Ride")),
     ("tomorrow 6pm Ride", ("2026-11-24", time(18), "Ride")),
     ("sat at 6:30 pm, Run", ("2026-11-28", time(18, 30), "Run")),
     ("sat 12am Run", ("2026-11-28", time(0), "Run")),
     ("sat 12pm Run", ("2026-11-28", time(12), "Run")),
     ("后天早上7点骑行", ("2026-11-25", time(7), "骑行")),
     ("明天骑行", ("2026-11-24", None, "骑行")),
     ("明晚8点跑步", ("2026-11-24", time(20), "跑步")),
     ("明早7点跑步", ("2026-11-24", time(7), "跑步")),
     ("今晚 骑行", ("2026-11-23", None, "骑行")),
     ("周六下午6点半 游泳", ("2026-11-28", time(18, 30), "游泳")),
     ("周日7点30分跑步", ("2026-11-29", time(7, 30), "跑步")),
     ("周日中午12点", ("2026-11-29", time(12), "")),
     ("周日7点30分钟跑步", ("2026-11-29", time(7), "30分钟跑步")),
     ("周日7点10公里跑步", ("2026-11-29", time(7), "10公里跑步")),
     ("+3 7：00 Run", ("2026-11-26", time(7), "Run")),
     ("mon 10km", ("2026-11-23", None, "10km")),
     ("nov 20 1500m swim", ("2027-11-20", None, "1500m swim")),
     ("20.11. 18:00 Ride", ("2027-11-20", time(18), "Ride")),
     ("sat 25:00 Ride", ("2026-11-28", None, "25:00 Ride")),
     ("sat 10m easy", ("2026-11-28", None, "10m easy")),
     ("tomorrow\n- 10m 60%", ("2026-11-24", None, "- 10m 60%")),
     ("- 10m 60%", None), ("-10m 60%", None), ("Ride 2h", None), ("3x8m 90%", None), ("", None)],
)  # fmt: skip
def test_a_line_may_begin_with_a_day_and_an_hour(
    text: str, found: tuple[str, time | None, str] | None
) -> None:
    expected = found and (day(found[0]), *found[1:])
    assert leading_moment(text, MONDAY, VOCABULARY) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("until sunday", "2026-11-23", "2026-11-29"), ("到周日", "2026-11-23", "2026-11-29"),
     ("today and tomorrow", "2026-11-23", "2026-11-24"),
     ("今天和明天", "2026-11-23", "2026-11-24"), ("sat and sun", "2026-11-28", "2026-11-29"),
     ("mon-sun", "2026-11-23", "2026-11-29"), ("thu-sat", "2026-11-26", "2026-11-28"),
     ("2026-11-01..2026-11-30", "2026-11-01", "2026-11-30"),
     ("2026-11-01 - 2026-11-30", "2026-11-01", "2026-11-30"),
     ("20.11.2026..27.11.2026", "2026-11-20", "2026-11-27"),
     ("20.11..27.11.", "2026-11-20", "2026-11-27"),
     ("this week", "2026-11-23", "2026-11-29"), ("Next Week", "2026-11-30", "2026-12-06"),
     ("last week", "2026-11-16", "2026-11-22"), ("last month", "2026-10-01", "2026-10-31"),
     ("2027", "2027-01-01", "2027-12-31"), ("2027年", "2027-01-01", "2027-12-31"),
     ("this year", "2026-01-01", "2026-12-31"), ("weekend", "2026-11-28", "2026-11-29"),
     ("28d", "2026-11-23", "2026-12-20"), ("last 28 days", "2026-10-27", "2026-11-23"),
     ("next 2 weeks", "2026-11-23", "2026-12-06"), ("tomorrow", "2026-11-24", "2026-11-24"),
     ("today-sun", "2026-11-23", "2026-11-29"), ("from mon to wed", "2026-11-23", "2026-11-25"),
     ("nov 20-25", "2026-11-20", "2026-11-25"), ("dec 20 - jan 5", "2026-12-20", "2027-01-05"),
     ("下周", "2026-11-30", "2026-12-06"), ("本周", "2026-11-23", "2026-11-29"),
     ("上个月", "2026-10-01", "2026-10-31"),
     ("最近28天", "2026-10-27", "2026-11-23"), ("未来两周", "2026-11-23", "2026-12-06"),
     ("11月20日到11月25日", "2026-11-20", "2026-11-25"),
     ("11月20日至25日", "2026-11-20", "2026-11-25"),
     ("周一到周日", "2026-11-23", "2026-11-29"), ("下周六", "2026-12-05", "2026-12-05"),
     ("3天前", "2026-11-20", "2026-11-20"), ("2026-12", "2026-12-01", "2026-12-31"),
     ("december", "2026-12-01", "2026-12-31"), ("nov", "2026-11-01", "2026-11-30"),
     ("Feb", "2027-02-01", "2027-02-28"), ("12月", "2026-12-01", "2026-12-31"),
     ("2027年2月", "2027-02-01", "2027-02-28")],
)  # fmt: skip
def test_ranges(text: str, first: str, last: str) -> None:
    assert read_range(text, MONDAY, VOCABULARY) == DayRange(day(first), day(last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("3 months", "2026-08-26", "2026-11-23"), ("最近三个月", "2026-08-26", "2026-11-23"),
     ("since fri", "2026-11-20", "2026-11-23"), ("自从11月20日", "2026-11-20", "2026-11-23"),
     ("28d", "2026-10-27", "2026-11-23"), ("thu-sat", "2026-11-19", "2026-11-21"),
     ("dec", "2025-12-01", "2025-12-31"), ("11月", "2026-11-01", "2026-11-30"),
     ("11月1日到11月7日", "2026-11-01", "2026-11-07"), ("sun-tue", "2026-11-22", "2026-11-24")],
)  # fmt: skip
def test_ranges_for_looking_back(text: str, first: str, last: str) -> None:
    found = read_range(text, MONDAY, VOCABULARY, toward="past")
    assert found == DayRange(day(first), day(last))


def test_a_range_may_be_followed_by_more() -> None:
    found = leading_range("28d hrv sleep", MONDAY, VOCABULARY, toward="past")
    assert found == (DayRange(day("2026-10-27"), MONDAY), "hrv sleep")
    assert leading_range("thu-sat 感冒", MONDAY, VOCABULARY) == (
        DayRange(day("2026-11-26"), day("2026-11-28")),
        "感冒",
    )
    assert leading_range("Run", MONDAY, VOCABULARY) is None


@pytest.mark.parametrize(
    ("text", "error", "facts"),
    [("banana", errors.UnreadableRangeError, {"text": "banana"}),
     ("mon-", errors.UnreadableRangeError, {"text": "mon-"}),
     ("28", errors.UnreadableRangeError, {"text": "28"}),
     ("0d", errors.UnreadableRangeError, {"text": "0d"}),
     ("2026-11-30..2026-11-01", errors.ReversedRangeError,
      {"first": date(2026, 11, 30), "last": date(2026, 11, 1)}),
     ("2000d", errors.RangeTooLongError, {"days": 2000, "limit": 366}),
     ("999999999d", errors.RangeTooLongError, {"days": 999_999_999, "limit": 366}),
     ("2020-01-01..2020-12-31", None, None),
     ("2020-01-01..2021-01-01", errors.RangeTooLongError, {"days": 367, "limit": 366}),
     ("2026-02-01..2026-02-30", errors.ImpossibleDayError, {"text": "2026-02-30"}),
     ("nov 1-31", errors.ImpossibleDayError, {"text": "31"})],
)  # fmt: skip
def test_what_is_no_range_is_refused_with_the_facts(
    text: str, error: type[ServiceError] | None, facts: dict[str, object] | None
) -> None:
    if error is None:
        assert len(read_range(text, MONDAY, VOCABULARY)) == 366
        return
    with pytest.raises(error) as caught:
        read_range(text, MONDAY, VOCABULARY)
    assert caught.value.facts == facts


@given(DAYS, DAYS)
@settings(deadline=None, max_examples=150)
def test_a_day_reads_back_in_every_form(written: date, today: date) -> None:
    month = f"{written:%b}"
    forms = [
        written.isoformat(),
        f"{written.day}.{written.month}.{written.year}",
        f"{written.day} {month} {written.year}",
        f"{month} {written.day}, {written.year}",
        f"{written.year}年{written.month}月{written.day}日",
    ]
    assert [read_day(form, today, VOCABULARY) for form in forms] == [written] * len(forms)
    assert leading_day(f"{forms[0]} Ride", today, VOCABULARY) == (written, "Ride")
    for form in (
        f"{written.day}.{written.month}.",
        f"{month} {written.day}",
        f"{written.month}月{written.day}日",
    ):
        future = read_day(form, today, VOCABULARY)
        past = read_day(form, today, VOCABULARY, toward="past")
        assert past <= today <= future
        assert (future.month, future.day) == (past.month, past.day) == (written.month, written.day)


@given(DAYS, st.integers(-360, 360))
@settings(deadline=None, max_examples=60)
def test_a_day_as_the_bot_shows_it_reads_back(today: date, away: int) -> None:
    shown = today + timedelta(days=away)
    for words in LANGUAGES.values():
        for text in (words.day(shown), words.dated(shown, today)):
            assert read_day(text, today, VOCABULARY) == shown
            assert leading_day(f"{text} Ride", today, VOCABULARY) == (shown, "Ride")


@given(DAYS, st.integers(0, 6), st.sampled_from(["past", "future"]))
@settings(deadline=None, max_examples=100)
def test_a_weekday_is_within_a_week(today: date, weekday: int, toward: str) -> None:
    for name in (
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday],
        f"周{'一二三四五六日'[weekday]}",
    ):
        found = read_day(name, today, VOCABULARY, toward="past" if toward == "past" else "future")
        assert found.weekday() == weekday
        assert 0 <= (found - today).days * (1 if toward == "future" else -1) <= 6


@given(DAYS, st.integers(0, 365))
@settings(deadline=None, max_examples=100)
def test_a_range_reads_back(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(2098, 12, 31))
    for until in ("..", "-", " to ", "到", "～", " – "):
        found = read_range(f"{first}{until}{last}", MONDAY, VOCABULARY)
        assert found == DayRange(first, last)


@given(TEXTS)
@example("5/6 " * 1000)
@example("2026-11-20.." * 300)
@settings(deadline=None, max_examples=300)
def test_any_text_is_read_or_refused(text: str) -> None:
    for reader in (read_day, leading_moment, read_range):
        with suppress(ServiceError):
            reader(text, MONDAY, VOCABULARY)


@pytest.mark.parametrize("piece", LONG, ids=ascii)
def test_a_long_text_takes_no_time(piece: str) -> None:
    assert quickest(lambda text: leading_moment(text, MONDAY, VOCABULARY), piece) < 0.05
    assert quickest(lambda text: leading_range(text, MONDAY, VOCABULARY), piece) < 0.05
