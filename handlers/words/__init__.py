"""Words: the phrases of one language, filled in and escaped."""

import gettext
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from babel import Locale
from babel.dates import format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup, escape

FOLDER = Path(__file__).parent
DEFAULT = "en"
LONGEST_MONTH = 31  # days
# Telegram's language codes that name Chinese; Babel's negotiation finds none of them.
TELEGRAM_LANGUAGES = {
    "zh": "zh_Hans",
    "zh-hans": "zh_Hans",
    "zh-cn": "zh_Hans",
    "zh-sg": "zh_Hans",
}


@dataclass(frozen=True)
class Words:
    """One language: `words(key, name=value)` is the phrase as Telegram HTML.

    A phrase is markup and a value never is: every value is escaped here, unless it is
    `Markup` already. A missing phrase raises KeyError; the tests keep the files complete.
    """

    language: str
    locale: Locale
    phrases: Mapping[str, tuple[str, ...]]
    plural_form: Callable[[int], int]

    def __call__(self, key: str, /, **values: object) -> Markup:
        return self._fill(self.phrases[key][0], values)

    def count(self, key: str, count: int, /, **values: object) -> Markup:
        """A phrase with plural forms; `{count}` is the number."""
        forms = self.phrases[key]
        phrase = forms[min(self.plural_form(count), len(forms) - 1)]
        return self._fill(phrase, {"count": count, **values})

    def plain(self, key: str, /, **values: object) -> str:
        """The phrase without escaping, for buttons and file names, which are no markup."""
        return self.phrases[key][0].format(**{k: self.value(v) for k, v in values.items()})

    def under(self, prefix: str) -> dict[str, str]:
        """The phrases whose keys begin with `prefix`, whole keys kept."""
        return {key: forms[0] for key, forms in self.phrases.items() if key.startswith(prefix)}

    def _fill(self, phrase: str, values: Mapping[str, object]) -> Markup:
        return Markup(phrase).format(**{k: escape(self.value(v)) for k, v in values.items()})

    def value(self, value: object) -> str:
        """A fact as this language writes it: days, times and numbers; text stays as it is."""
        match value:
            case datetime():
                return f"{self.day(value.date())} {self.value(value.timetz())}"
            case date():
                return self.day(value)
            case time():
                return format_time(value, "HH:mm", locale=self.locale)
            case timedelta():
                return self.duration(value)
            case float():
                return self.number(value, 1)
        return value if isinstance(value, str) else str(value)

    def day(self, day: date) -> str:
        """A day with its weekday, in the language's own order: Mon, Nov 23; 11月23日周一."""
        return format_skeleton("MMMEd", day, locale=self.locale)

    def short_day(self, day: date) -> str:
        """A day without its weekday: Nov 23; 11月23日."""
        return format_skeleton("MMMd", day, locale=self.locale)

    def weekday_and_day(self, day: date) -> str:
        """A day of a month that is known: 23 Mon; 23日周一."""
        return format_skeleton("Ed", day, locale=self.locale)

    def month(self, day: date) -> str:
        """The short name of the month: Nov; 11月."""
        return format_skeleton("MMM", day, locale=self.locale)

    def days(self, first: date, last: date, today: date) -> str:
        """2025 and Oct 2026 where they are whole; Oct 1 – Nov 15; with the year if not today's."""
        after = last + timedelta(days=1)
        if (first, after) == (date(first.year, 1, 1), date(first.year + 1, 1, 1)):
            return format_skeleton("y", first, locale=self.locale)
        if first.day == after.day == 1 and (last - first).days < LONGEST_MONTH:
            return format_skeleton("yMMM", first, locale=self.locale)
        skeleton = "MMMd" if first.year == last.year == today.year else "yMMMd"
        ends = (format_skeleton(skeleton, each, locale=self.locale) for each in (first, last))
        return " – ".join(dict.fromkeys(ends))

    def dated(self, day: date, today: date) -> str:
        """As `day`, with the year if it is not today's: Thu, Jan 7, 2027; 2027年1月7日周四."""
        skeleton = "MMMEd" if day.year == today.year else "yMMMEd"
        return format_skeleton(skeleton, day, locale=self.locale)

    def span(self, first: date, last: date, today: date) -> str:
        """From one day to another, as `dated`; one day alone is said once."""
        return " – ".join(dict.fromkeys(self.dated(each, today) for each in (first, last)))

    def all_of(self, things: Sequence[str]) -> str:
        """HRV, Weight, Sleep; 心率变异性、体重、睡眠."""
        return self.phrases["unit.between"][0].join(things)

    def any_of(self, choices: Sequence[str]) -> str:
        """Low, High, or Extreme; 低、高或极高."""
        return format_list(choices, "or", locale=self.locale)

    def weekday(self, number: int) -> str:
        """The short name of an ISO weekday, 1 being Monday: Mon; 周一."""
        return str(get_day_names("abbreviated", locale=self.locale)[number - 1])

    def number(self, value: float, decimals: int = 0) -> str:
        """At most `decimals` decimals, rounded half to even, grouped as the language does."""
        pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
        return format_decimal(value, format=pattern, locale=self.locale)

    def duration(self, length: timedelta) -> str:
        """Hours and minutes, minutes, or seconds, as an athlete says them: 1h 05m, 45m, 30s."""
        seconds = round(length.total_seconds())
        hours, minutes, rest = seconds // 3600, seconds % 3600 // 60, seconds % 60
        if hours:
            key = "unit.hours_minutes" if minutes else "unit.hours"
        elif minutes:
            key = "unit.minutes_seconds" if rest else "unit.minutes"
        else:
            key = "unit.seconds"
        return self.phrases[key][0].format(
            hours=hours, minutes=minutes, padded=f"{minutes:02}", seconds=rest
        )


Library = Mapping[str, Words]


def read_words() -> Library:
    """Every language of this folder by its name; a broken file stops the start."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.po"))}


def language_of(telegram_code: str | None, languages: Library) -> str:
    """The language for Telegram's `language_code`; English where we have none."""
    code = (telegram_code or "").lower()
    if code in TELEGRAM_LANGUAGES:
        return TELEGRAM_LANGUAGES[code]
    short = code.split("-")[0]
    return short if short in languages else DEFAULT


def _read(path: Path) -> Words:
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem, abort_invalid=True)
    return Words(
        language=path.stem,
        locale=Locale.parse(path.stem),
        phrases=dict(_phrases(catalog)),
        plural_form=gettext.c2py(catalog.plural_expr),
    )


def _phrases(catalog: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    for message in catalog:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            string = message.string
            yield key, tuple(map(str, string if isinstance(string, tuple | list) else [string]))
