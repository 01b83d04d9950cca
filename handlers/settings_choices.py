"""What can be chosen in /settings, and what a choice changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from handlers.check_in import questions_of
from handlers.pushes import SWITCHED
from handlers.words import Library
from services.accounts import site_questions, site_units, site_zone
from services.alerts import FORM, HEART_RATE, HRV, RAMP, limits_of
from services.plan import FORMATS
from services.schedule import EVERY_DAY, waits_until, wanted
from storage.athletes import AthleteColumns
from storage.models import Athlete

OFF = "off"
MORNINGS = tuple(f"{minutes // 60:02}{minutes % 60:02}" for minutes in range(300, 571, 30))
NIGHTS = ("2100-0600", "2200-0600", "2200-0700", "2300-0700")
DEADLINES = tuple(f"{minutes // 60:02}{minutes % 60:02}" for minutes in range(360, 661, 30))
EVENINGS = ("1600", "1700", "1800", "1900", "2000", "2100", "0600", "0700", "0800")
ALERTS: Mapping[str, Sequence[str]] = {  # limits, in the measure's own unit
    HEART_RATE: ("5", "7", "10", OFF),
    HRV: ("1.5", "2", "3", OFF),
    FORM: ("-20", "-30", "-40", OFF),
    RAMP: ("6", "8", "10", OFF),
}
QUESTIONS = (
    "sleep",
    "sleep_quality",
    "soreness_rating",
    "fatigue_rating",
    "stress_rating",
    "mood_rating",
    "motivation_rating",
    "injury_rating",
    "hydration_rating",
    "weight",
    "resting_heart_rate",
    "hrv",
    "readiness",
    "menstrual_phase",
    "comments",
)
# What intervals.icu has too, and how it is taken over from there.
SITE = {"zone": site_zone, "units": site_units, "questions": site_questions}
WHEN = {  # columns that one line may set together, and their pages
    "morning_at": "morning",
    "morning_days": "days",
    "week_at": "week",
    "week_days": "weekday",
}
UNITS: Mapping[str, AthleteColumns] = {
    "km": {"distance_unit": "km"},
    "mi": {"distance_unit": "mi"},
    "kg": {"weight_unit": "kg"},
    "lb": {"weight_unit": "lb"},
    "celsius": {"temperature_unit": "C"},
    "fahrenheit": {"temperature_unit": "F"},
    "absolute": {"form_as_percent": False},
    "percent": {"form_as_percent": True},
}


@dataclass(frozen=True)
class Page:
    """A setting: its values, which of them are chosen, and what choosing one changes."""

    values: Sequence[str]
    chosen: Callable[[Athlete], Sequence[str]]
    columns: Callable[[str, Athlete], AthleteColumns]
    width: int = 2


def _stamp(at: time | None) -> str:
    return f"{at:%H%M}" if at else OFF


def _toggled(value: str, present: Sequence[str]) -> list[str]:
    """One more or one less; the last one stays, for none at all is another setting's off."""
    if value in present:
        return [each for each in present if each != value] or [value]
    return [*present, value]


def _units(athlete: Athlete) -> list[str]:
    return [
        name
        for name, columns in UNITS.items()
        if all(getattr(athlete, column) == value for column, value in columns.items())
    ]


def _quiet(value: str) -> AthleteColumns:
    if value == OFF:
        return {"quiet_from": None, "quiet_to": None}
    start, end = map(time.fromisoformat, value.split("-"))
    return {"quiet_from": start, "quiet_to": end}


def _night(athlete: Athlete) -> str:
    start, end = athlete.quiet_from, athlete.quiet_to
    return f"{_stamp(start)}-{_stamp(end)}" if start and end else OFF


def _days(value: str, athlete: Athlete) -> AthleteColumns:
    return {"morning_days": "".join(sorted(_toggled(value, athlete.morning_days)))}


def _clock(value: str) -> time | None:
    return None if value == OFF else time.fromisoformat(value)


def turned(names: Iterable[str], athlete: Athlete, *, on: bool) -> AthleteColumns:
    """Pushes on or off; one with a time that comes back comes at the usual one."""
    columns: AthleteColumns = {}
    off = list(athlete.pushes_off)
    for name in names:
        if name == "morning":
            columns["morning_at"] = (athlete.morning_at or time(7)) if on else None
        elif name == "week":
            columns["week_at"] = (athlete.week_at or time(18)) if on else None
        else:
            off = [each for each in off if each != name] + ([] if on else [name])
            columns["pushes_off"] = off
    return columns


def _alert(value: str, athlete: Athlete) -> AthleteColumns:
    """A limit of one measure, "form=-30" or "form=off"; the usual ones of all; none at all."""
    others = [each for each in athlete.pushes_off if each != "alert"]
    if value == OFF:
        return {"pushes_off": [*others, "alert"]}
    measure, _, limit = value.partition("=")
    chosen = {measure: None if limit == OFF else float(limit)} if limit else {}
    known = athlete.alert_limits if limit else {}
    return {"pushes_off": others, "alert_limits": {**known, **chosen}}


def _alerts(athlete: Athlete) -> list[str]:
    if not wanted(athlete, "alert"):
        return [OFF]
    limits = limits_of(athlete.alert_limits)
    return [f"{each}={OFF if at is None else f'{at:g}'}" for each, at in limits.items()]


def _questions(value: str, athlete: Athlete) -> AthleteColumns:
    return {"wellness_fields": _toggled(value, questions_of(athlete))}


PAGES: Mapping[str, Page] = {
    "language": Page((), lambda a: [a.language], lambda v, _: {"language": v}),
    "zone": Page((), lambda a: [a.time_zone], lambda v, _: {"time_zone": v}),
    "units": Page(list(UNITS), _units, lambda v, _: UNITS[v]),
    "morning": Page(
        (*MORNINGS, OFF),
        lambda a: [_stamp(a.morning_at)],
        lambda v, _: {"morning_at": _clock(v)},
        width=4,
    ),
    "days": Page(EVERY_DAY, lambda a: a.morning_days, _days, width=4),
    "until": Page(
        (*DEADLINES, OFF),
        lambda a: [_stamp(waits_until(a))],
        lambda v, _: {"morning_until": _clock(v)},
        width=4,
    ),
    "week": Page(
        (*EVENINGS, OFF),
        lambda a: [_stamp(a.week_at)],
        lambda v, _: {"week_at": _clock(v)},
        width=3,
    ),
    "weekday": Page(EVERY_DAY, lambda a: a.week_days, lambda v, _: {"week_days": v}, width=4),
    "pushes": Page(
        SWITCHED,
        lambda a: [kind for kind in SWITCHED if wanted(a, kind)],
        lambda v, a: turned([v], a, on=not wanted(a, v)),
    ),
    "alert": Page(
        (*(f"{measure}={at}" for measure, choices in ALERTS.items() for at in choices), OFF),
        _alerts,
        _alert,
        width=4,
    ),
    "sound": Page(
        ("on", OFF),
        lambda a: [OFF if a.pushes_silent else "on"],
        lambda v, _: {"pushes_silent": v == OFF},
    ),
    "quiet": Page((*NIGHTS, OFF), lambda a: [_night(a)], lambda v, _: _quiet(v)),
    "format": Page(
        (*FORMATS, OFF),
        lambda a: [a.file_format or OFF],
        lambda v, _: {"file_format": None if v == OFF else v},
    ),
    "questions": Page(QUESTIONS, questions_of, _questions),
}


def values_of(page: str, athlete: Athlete, languages: Library) -> Sequence[str]:
    """What the buttons of a page choose from; none of a page that is not there."""
    if page == "language":
        return list(languages)
    if page == "questions":
        return list(dict.fromkeys((*QUESTIONS, *questions_of(athlete))))
    values = PAGES[page].values if page in PAGES else ()
    if page == "until" and athlete.morning_at:  # nobody waits for an hour that is over
        return [each for each in values if each == OFF or each > _stamp(athlete.morning_at)]
    return values


def stays(page: str, value: str, athlete: Athlete) -> bool:
    """Whether it is the only one chosen where several may be, and so cannot be turned off."""
    return page in ("days", "questions") and list(PAGES[page].chosen(athlete)) == [value]
