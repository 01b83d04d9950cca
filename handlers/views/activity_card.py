"""One activity in numbers: those that exist for its sport, time in zones as bars."""

from datetime import date, timedelta

from markupsafe import Markup

from handlers.views.activity_fields import felt, hashtags
from handlers.views.activity_fold import folded
from handlers.views.fitness import form_text
from handlers.views.reply import Button, button, joined, lines, paragraphs
from handlers.views.units import climbing, distance, pace, signed, weight
from handlers.views.workouts import activity_name, activity_numbers, event_name
from handlers.words import Words
from services.intervals.models import Achievement, Activity, ActivityDetail, Event
from services.units import METRES, PACE_METRES, SWIMS
from storage.models import Athlete

RUNS = ("Run", "VirtualRun", "TrailRun")
ON_FOOT = (*RUNS, "Walk", "Hike", "Snowshoe")
ROWS = ("Rowing", "VirtualRow")
STROKES = (*SWIMS, *ROWS, "Kayaking", "Canoeing", "StandUpPaddling")
HOUR = timedelta(hours=1)


def card(
    activity: ActivityDetail,
    today: date,
    words: Words,
    athlete: Athlete,
    plan: Event | None = None,
) -> Markup:
    """What it is, its numbers, the `plan` it was done from, how it was; zones and text folded."""
    best, *more = [_achievement(each, words, athlete) for each in activity.achievements] or [None]
    shown = paragraphs(
        lines(
            words("activity.title", name=activity_name(activity, words)),
            joined(
                words.dated(activity.day, today),
                words.value(activity.starts) if activity.starts else None,
                activity.recorder,
            ),
            activity_numbers(activity, words, athlete),
            no_load(activity, words),
        ),
        lines(
            _effort(activity, words, athlete),
            _power(activity, words),
            _heart(activity, words),
            _speed(activity, words, athlete),
            _plan(activity, plan, words),
            best,
        ),
        lines(
            felt(activity, words),
            _marks(activity, words),
            _fitness(activity, words, athlete),
        ),
    )
    return paragraphs(shown, folded(activity, words, more, shown))


def no_load(activity: Activity, words: Words) -> Markup | None:
    """Why there is no load: intervals.icu is at it, or had nothing to compute it from."""
    if activity.training_load is not None:
        return None
    if activity.by_hand:
        return words("activity.no_load_entered")
    return words("activity.no_load" if activity.analyzed else "upload.not_analysed")


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


def _effort(activity: ActivityDetail, words: Words, athlete: Athlete) -> Markup:
    intensity, drift = activity.intensity, activity.decoupling
    drifted = signed(drift, words, 1).removeprefix("+") if drift else ""
    return joined(
        words.plain("plan.intensity", value=round(intensity)) if intensity else None,
        words.plain("activity.decoupling", value=drifted) if drifted else None,
        lifted(activity.kg_lifted, words, athlete),
    )


def lifted(kilograms: float | None, words: Words, athlete: Athlete) -> str | None:
    """All that was lifted in the gym: 3,200 kg lifted."""
    if not kilograms:
        return None
    return words.plain("activity.lifted", value=weight(kilograms, words, athlete))


def _power(activity: ActivityDetail, words: Words) -> Markup:
    mean, weighted = activity.average_watts, activity.weighted_average_watts
    return joined(
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
    if activity.sport in STROKES:
        key = "unit.strokes_a_minute"
    turns = cadence * 2 if cadence and on_foot else cadence  # one leg is counted on foot
    return joined(
        words.plain("unit.bpm", value=round(mean)) if mean else None,
        words.plain("activity.max_heart_rate", value=round(most)) if most else None,
        words.plain(key, value=round(turns)) if turns else None,
    )


def _speed(activity: ActivityDetail, words: Words, athlete: Athlete) -> Markup:
    mean = activity.pace or activity.average_speed
    level, kcal = activity.grade_adjusted_pace, activity.calories
    said = speed(mean, activity.sport, words, athlete) if mean else None
    as_level = speed(level, activity.sport, words, athlete) if level else None
    return joined(
        said,
        words.plain("activity.gap", value=as_level) if as_level and as_level != said else None,
        _pool(activity, words, athlete),
        f"↑ {climbing(activity.climbing, words, athlete)}" if activity.climbing else None,
        words.plain("unit.kcal", value=words.number(kcal)) if kcal else None,
    )


def _pool(activity: ActivityDetail, words: Words, athlete: Athlete) -> str | None:
    if not activity.lengths or not activity.pool_length:
        return None
    length = distance(activity.pool_length, words, athlete, activity.sport)
    return words.plain("activity.pool", count=activity.lengths, length=length)


def _plan(activity: ActivityDetail, plan: Event | None, words: Words) -> Markup | None:
    followed = activity.compliance and round(activity.compliance)
    if plan is None:
        return words("activity.followed", value=followed) if followed else None
    return joined(
        words("activity.plan", name=event_name(plan, words)),
        words("activity.compliance", value=followed) if followed else None,
    )


def _fitness(activity: ActivityDetail, words: Words, athlete: Athlete) -> Markup | None:
    """Where the activity's day left the athlete."""
    fitness, fatigue = activity.fitness, activity.fatigue
    if fitness is None or fatigue is None:
        return None
    return words(
        "activity.fitness",
        fitness=words.number(fitness),
        fatigue=words.number(fatigue),
        form=form_text(fitness, fatigue, words, athlete),
    )


def _time(best: Achievement) -> timedelta | None:
    """How long the best distance took."""
    if best.length or not best.distance or not best.pace:
        return best.length
    return timedelta(seconds=round(best.distance / best.pace))


def _achievement(best: Achievement, words: Words, athlete: Athlete) -> Markup | None:
    """A new best; one whose numbers did not come by its name alone."""
    match best:
        case Achievement(kind="BEST_POWER", watts=int(watts), length=timedelta() as length):
            return words("activity.best_power", value=watts, length=length)
        case Achievement(kind="FTP_UP" | "LTHR_UP" as kind, value=int(value)):
            return words(f"activity.{kind.lower()}", value=value)
        case Achievement(kind="BEST_PACE", distance=float(metres)) if took := _time(best):
            return words("activity.best_pace", value=distance(metres, words, athlete), length=took)
    key = f"activity.best.{best.kind}"
    return words(key) if key in words.phrases else None


def card_button(
    activity_id: str, place: str, words: Words, label: str = "activity.card"
) -> Button:
    """The way to an activity's card; `place` is the list that one came from."""
    return button(words.plain(label), "activity", "card", activity_id, place)


def _marks(activity: ActivityDetail, words: Words) -> Markup:
    return joined(
        words.plain("activity.commute") if activity.commute else None,
        words.plain("activity.indoor") if activity.trainer else None,
        hashtags(activity.tags),
    )
