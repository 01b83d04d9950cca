"""Finding a day in a text: `sat`, `next sat`, `+3`, `20.11.`, `nov 20`, 11月20日, 三天后."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from handlers.reading.clock import MINUTES, find_time
from handlers.reading.errors import AmbiguousDayError, FarDayError, ImpossibleDayError
from handlers.reading.found_day import DAY, FoundDay, Toward, dated, fixed, monday_of, nearest
from handlers.reading.numbers import find_number
from handlers.reading.vocabulary import Typed, Vocabulary, breaks, is_letter, skip
from services.errors import ServiceError

WAYS: Sequence[Toward] = ("past", "future")
FIRST, LAST = date(1970, 1, 1), date(2099, 12, 31)
YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
BEFORE_HOUR = re.compile(r"t(?=[0-9]{2}:[0-9]{2})")  # 2026-11-24T18:00
# The dot after the month tells 20.11. from a number; in 20.11..27.11. it belongs to the "..".
DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})(?:\.([0-9]{4})(?![0-9])|\.(?![.0-9])|(?=\.\.))")
SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?(?![0-9/])")
SIGNED = re.compile(r"([+-])([0-9]{1,5})(?![0-9])")
PLAIN_YEAR = re.compile(r",? ?((?:19|20)[0-9]{2})(?![0-9a-z.:/])")


def is_day(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether `text` is one day and nothing else."""
    typed = Typed(text).text
    try:
        found = find_day(typed, 0, today, vocabulary)
    except ServiceError:
        return False
    return found is not None and found.end == len(typed)


def find_day(text: str, at: int, today: date, vocabulary: Vocabulary) -> FoundDay | None:
    """The day that begins at `at`, or None.

    Raises ImpossibleDayError, FarDayError, AmbiguousDayError for what can only be a day.
    """
    for finder in FINDERS:
        try:
            found = finder(text, at, today, vocabulary)
        except OverflowError:
            raise FarDayError(text=text[at:], first=FIRST, last=LAST) from None
        if found and not _goes_on(text, found.end):
            if not found.floating and not FIRST <= found.toward(today, "future") <= LAST:
                raise FarDayError(text=text[at : found.end], first=FIRST, last=LAST)
            return found
    return None


def _goes_on(text: str, at: int) -> bool:
    """Whether what ends at `at` is only the beginning of a longer word: 2026-11-20T18."""
    glued = text[at - 1].isascii() and is_letter(text[at : at + 1])
    return glued or not breaks(text, at)


def _written(text: str, at: int, today: date, _: Vocabulary) -> FoundDay | None:
    """Digits only."""
    if match := YEAR_FIRST.match(text, at):
        year, _mark, month, day = match.groups()
        hour = BEFORE_HOUR.match(text, match.end())
        end = hour.end() if hour else match.end()
        return dated(match[0], end, int(month), int(day), year)
    if match := DOTTED.match(text, at):
        return dated(match[0], match.end(), int(match[2]), int(match[1]), match[3])
    if match := SLASHED.match(text, at):
        return _slashed(match, today)
    return None


def _slashed(match: re.Match[str], today: date) -> FoundDay | None:
    """11/20 has one reading. 5/6 has two, and guessing would write to the wrong month."""
    first, second, year = int(match[1]), int(match[2]), match[3]
    readings: list[FoundDay] = []
    for month, day in dict.fromkeys([(first, second), (second, first)]):
        try:
            readings.append(dated(match[0], match.end(), month, day, year))
        except ImpossibleDayError:
            continue
    if len(readings) > 1:
        one, other = (each.toward(today, "future") for each in readings)
        raise AmbiguousDayError(text=match[0], one=one, other=other)
    return readings[0] if readings else None


def _with_weekday(text: str, at: int, today: date, vocabulary: Vocabulary) -> FoundDay | None:
    """A weekday beside a date, as the bot shows days: `Mon, Nov 23`, 11月23日周一.

    Of a date without its year it is the one that falls on that weekday. Raises
    ImpossibleDayError if the weekday comes first and none does.
    """
    before = vocabulary.find("weekday", text, at)
    start = skip(text, before.end, " ,") if before else at
    if before and SLASHED.match(text, start):  # sat 5/6 may be how it goes
        return None
    found = _written(text, start, today, vocabulary) or _month_day(text, start, today, vocabulary)
    if found is None or _goes_on(text, found.end):
        return None
    beside = before or vocabulary.find("weekday", text, skip(text, found.end))
    if beside is None:
        return None
    weekday = int(beside.meaning) - 1

    def toward(anchor: date, way: Toward) -> date:
        days = [found.toward(anchor, each) for each in (way, *WAYS)]
        return next((day for day in days if day.weekday() == weekday), days[0])

    if toward(today, "future").weekday() == weekday:
        return replace(found, toward=toward, end=max(found.end, beside.end))
    if before:
        raise ImpossibleDayError(text=text[at : found.end])
    return None


def _signed(text: str, at: int, today: date, vocabulary: Vocabulary) -> FoundDay | None:
    """`+3`, `-7d`, `+2w`."""
    match = SIGNED.match(text, at)
    if match is None:
        return None
    unit = vocabulary.find("span", text, match.end())
    days = int(match[1] + match[2]) * int(unit.meaning if unit else 1)
    end = unit.end if unit else match.end()
    if vocabulary.find("time", text, end) or text[end : end + 1] in {"%", "/", ":"}:
        return None  # -10m is a step, +3% a change
    return fixed(today + days * DAY, end)


def _named(text: str, at: int, today: date, vocabulary: Vocabulary) -> FoundDay | None:
    """`tomorrow`, 后天, `in 3 days`, 三天前; the 明 of 明晚8点, whose 晚 belongs to the hour."""
    short = vocabulary.find("day_short", text, at)
    if short and find_time(text, short.end, vocabulary):
        return fixed(today + int(short.meaning) * DAY, short.end)
    if found := vocabulary.find("day", text, at) or vocabulary.find("away", text, at):
        return fixed(today + int(found.meaning) * int(found.number) * DAY, found.end)
    return None


def _weekday(text: str, at: int, today: date, vocabulary: Vocabulary) -> FoundDay | None:
    """`sat` is the nearest one; `next sat` and 下周六 lie in next week, which begins on Monday.

    `last sat` is the newest one before today, but 上周六 lies in last week.
    """
    which = vocabulary.find("which", text, at)
    found = vocabulary.find("weekday", text, skip(text, which.end) if which else at)
    if found is None:
        return None
    weekday = int(found.meaning) - 1
    if which is None:
        return FoundDay(
            lambda anchor, way: nearest(weekday, anchor, way), found.end, floating=True
        )
    if which.meaning == "latest":
        return fixed(nearest(weekday, today - DAY, "past"), found.end)
    return fixed(monday_of(today) + (7 * int(which.meaning) + weekday) * DAY, found.end)


def _month_day(text: str, at: int, today: date, vocabulary: Vocabulary) -> FoundDay | None:
    """`nov 20`, `20th nov 2026`, 2026年11月20日, 明年5月9日."""
    year, start = _year(text, at, today, vocabulary)
    if month := vocabulary.find("month", text, start):
        day = _number_of_day(text, skip(text, month.end), vocabulary)
        end = day and day[1]
    else:
        day = _number_of_day(text, start, vocabulary)
        month = day and vocabulary.find("month", text, skip(text, day[1]))
        end = month and month.end
    if not (month and day and end):
        return None
    if year is None and (after := PLAIN_YEAR.match(text, end)):
        year, end = int(after[1]), after.end()
    elif year is None and (away := vocabulary.find("year_away", text, skip(text, end, " ,"))):
        year, end = today.year + int(away.meaning), away.end
    return dated(text[at:end], end, int(month.meaning), day[0], year)


def _year(text: str, at: int, today: date, vocabulary: Vocabulary) -> tuple[int | None, int]:
    """2027年, 明年, and where what follows begins; None: none is said here."""
    if found := vocabulary.find("year", text, at):
        return int(found.number), skip(text, found.end)
    if found := vocabulary.find("year_away", text, at):
        return today.year + int(found.meaning), skip(text, found.end)
    return None, at


def _number_of_day(text: str, at: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """20, `20th`, 20日, 二十日, and where it ends."""
    number = find_number(text, at)
    if number is None or number.value != int(number.value) or number.value > 99:
        return None
    if suffix := vocabulary.find("day_suffix", text, number.end):
        return int(number.value), suffix.end
    more = MINUTES.match(text, number.end) or is_letter(text[number.end : number.end + 1])
    return None if more else (int(number.value), number.end)


FINDERS: Sequence[Callable[[str, int, date, Vocabulary], FoundDay | None]] = (
    _with_weekday,
    _written,
    _signed,
    _named,
    _weekday,
    _month_day,
)
