"""One activity in numbers: those that exist for its sport, time in zones as bars."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from handlers.views.reply import lines, paragraphs, quote
from handlers.views.units import climbing, pace
from handlers.views.workouts import SWIMS, activity_name, activity_numbers, rounded
from handlers.words import Words
from services.intervals.models import Achievement, Activity, ActivityDetail
from services.units import METRES, PACE_METRES
from storage.models import Athlete

RUNS = ("Run", "VirtualRun", "TrailRun")
ON_FOOT = (*RUNS, "Walk", "Hike", "Snowshoe")
ROWS = ("Rowing", "VirtualRow")
BAR = 10  # blocks of the longest bar
MOST_ACHIEVEMENTS = 3
MOST_TEXT = 300  # characters of a description; a long text has no room below a picture
HOUR = timedelta(hours=1)


def card(activity: ActivityDetail, today: date, words: Words, athlete: Athlete) -> Markup:
    """What it is, its numbers, how it was; zones and the athlete's own text folded."""
    return paragraphs(
        lines(
            words("activity.title", name=activity_name(activity, words)),
            words("activity.when", day=words.dated(activity.day, today), time=activity.starts),
            activity_numbers(activity, words, athlete),
        ),
        lines(
            _effort(activity, words),
            _power(activity, words),
            _heart(activity, words),
            _speed(activity, words, athlete),
            _plan(activity, words),
            *(_achievement(each, words) for each in activity.achievements[:MOST_ACHIEVEMENTS]),
        ),
        lines(felt(activity, words), _marks(activity, words)),
        _folded(activity, words),
    )


def pace_unit(sport: str | None, athlete: Athlete) -> str | None:
    """What a pace of this sport is for; None where one speaks of speed."""
    if sport in SWIMS:
        return "100m"
    if sport in ROWS:
        return "500m"
    return athlete.distance_unit if sport in ON_FOOT else None


def speed(metres_a_second: float, sport: str | None, words: Words, athlete: Athlete) -> str:
    """The pace or the speed, as one says it in this sport: 5:12/km, 31.4 km/h."""
    unit = pace_unit(sport, athlete)
    if unit:
        return pace([PACE_METRES[unit] / metres_a_second], words, unit)
    an_hour = metres_a_second * HOUR.total_seconds() / METRES[athlete.distance_unit]
    return words.plain(f"unit.{athlete.distance_unit}_an_hour", value=words.number(an_hour, 1))


def _joined(*parts: str | None) -> Markup:
    return Markup(" · ").join(part for part in parts if part)


def _effort(activity: ActivityDetail, words: Words) -> Markup:
    intensity, kcal, drift = activity.intensity, activity.calories, activity.decoupling
    return _joined(
        words.plain("plan.intensity", value=round(intensity)) if intensity else None,
        words.plain("activity.decoupling", value=words.number(drift, 1)) if drift else None,
        words.plain("unit.kcal", value=words.number(kcal)) if kcal else None,
    )


def _power(activity: ActivityDetail, words: Words) -> Markup:
    mean, weighted = activity.average_watts, activity.weighted_average_watts
    return _joined(
        words.plain("activity.watts", value=round(mean)) if mean else None,
        words.plain("activity.weighted", value=round(weighted)) if weighted else None,
    )


def _heart(activity: ActivityDetail, words: Words) -> Markup:
    mean, most, cadence = (
        activity.average_heart_rate,
        activity.max_heart_rate,
        activity.average_cadence,
    )
    on_foot = activity.sport in ON_FOOT
    key = "unit.steps_a_minute" if on_foot else "unit.turns_a_minute"
    turns = cadence * 2 if cadence and on_foot else cadence  # one leg is counted on foot
    return _joined(
        words.plain("unit.bpm", value=round(mean)) if mean else None,
        words.plain("activity.max_heart_rate", value=round(most)) if most else None,
        words.plain(key, value=round(turns)) if turns else None,
    )


def _speed(activity: ActivityDetail, words: Words, athlete: Athlete) -> Markup:
    mean = activity.pace or activity.average_speed
    return _joined(
        speed(mean, activity.sport, words, athlete) if mean else None,
        f"↑ {climbing(activity.climbing, words, athlete)}" if activity.climbing else None,
    )


def _plan(activity: ActivityDetail, words: Words) -> Markup | None:
    if not activity.compliance:
        return None
    return words("activity.compliance", value=round(activity.compliance))


def _achievement(best: Achievement, words: Words) -> Markup | None:
    """A new best; one whose numbers did not come by its name alone."""
    match best:
        case Achievement(kind="BEST_POWER", watts=int(watts), length=timedelta() as length):
            return words("activity.best_power", value=watts, length=length)
        case Achievement(kind="FTP_UP" | "LTHR_UP" as kind, value=int(value)):
            return words(f"activity.{kind.lower()}", value=value)
        case Achievement(kind="BEST_PACE", distance=float(metres), length=timedelta() as length):
            return words("activity.best_pace", value=round(metres), length=length)
    key = f"activity.best.{best.kind}"
    return words(key) if key in words.phrases else None


def felt(activity: Activity, words: Words) -> Markup:
    """Feel and effort in words, as far as they are rated."""
    return _joined(
        words.plain("activity.feel", word=words.plain(f"activity.feel.{activity.feel}"))
        if activity.feel in range(1, 6)
        else None,
        words.plain(
            "activity.rpe", value=activity.rpe, word=words.plain(f"activity.rpe.{activity.rpe}")
        )
        if activity.rpe in range(1, 11)
        else None,
    )


def _marks(activity: ActivityDetail, words: Words) -> Markup:
    return _joined(
        words.plain("activity.commute") if activity.commute else None,
        words.plain("activity.indoor") if activity.trainer else None,
        " ".join(f"#{tag}" for tag in activity.tags),
    )


def _folded(activity: ActivityDetail, words: Words) -> Markup | None:
    power = [
        (each.id, each.time or timedelta())
        for each in activity.power_zone_times
        if each.id != "SS"
    ]
    blocks = paragraphs(
        _zones("activity.power_zones", power, words),
        _zones("activity.heart_rate_zones", _numbered(activity.heart_rate_zone_times), words),
        _zones("activity.pace_zones", _numbered(activity.pace_zone_times), words),
        Markup("{}").format((activity.text or "").strip()[:MOST_TEXT]),
        Markup("{}").format(activity.device or ""),
    )
    return quote(blocks) if blocks else None


def _numbered(times: Sequence[timedelta]) -> list[tuple[str, timedelta]]:
    return [(f"Z{number}", length) for number, length in enumerate(times, 1)]


def _zones(key: str, zones: Sequence[tuple[str, timedelta]], words: Words) -> Markup | None:
    """A bar for each zone up to the highest that was reached."""
    longest = max((length for _, length in zones), default=timedelta())
    if not longest:
        return None
    while not zones[-1][1]:
        zones = zones[:-1]
    whole = sum((length for _, length in zones), timedelta())
    rows = [
        words(
            "activity.zone",
            zone=name,
            bar="▇" * round(BAR * length / longest),
            time=rounded(length),
            percent=round(100 * length / whole),
        )
        for name, length in zones
    ]
    return lines(words(key), *rows)
