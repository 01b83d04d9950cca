"""Believable athletes: who they are, how they have lived lately, what they plan."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypedDict, Unpack

from sandbox.intervals.answers import Wire, instant
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.fitness import Fitness
from sandbox.intervals.history import live
from sandbox.intervals.plan import AHEAD, make_plan
from sandbox.intervals.sports import sport_settings

WELLNESS_KEYS = [
    *("weight", "restingHR", "hrv", "sleepSecs", "sleepScore", "sleepQuality", "soreness"),
    *("fatigue", "stress", "mood", "motivation", "injury", "comments"),
]


class Portrait(TypedDict, total=False):
    """What can be said about an athlete; days=0 and plan=False make an empty newcomer."""

    id: str
    name: str
    time_zone: str
    days: int
    plan: bool
    ahead: int
    imperial: bool
    locale: str
    seed: int
    ftp: int
    form_as_percent: bool


def believable(
    api_key: str, clock: Callable[[], datetime], **portrait: Unpack[Portrait]
) -> AthleteData:
    """The same portrait on the same day is the same athlete to the last heartbeat."""
    chance = Random(f"{portrait.get('id', 'i1001')}/{portrait.get('seed', 1)}")
    athlete = AthleteData(
        id=portrait.get("id", "i1001"),
        api_key=api_key,
        time_zone=portrait.get("time_zone", "Europe/Paris"),
        clock=clock,
    )
    athlete.profile = _profile(athlete, portrait)
    athlete.sport_settings = sport_settings(
        portrait.get("ftp", 238), imperial=portrait.get("imperial", False)
    )
    days = portrait.get("days", 120)
    if days:
        athlete.before = Fitness(38.0 + chance.random() * 6, 40.0, 0.0)
        athlete.custom_items = [_grip(athlete)]
    if portrait.get("plan", True):
        make_plan(
            athlete,
            past_days=min(days, 28),
            chinese=_is_chinese(portrait),
            ahead=portrait.get("ahead", AHEAD),
        )
    if days:
        live(athlete, chance, days=days, chinese=_is_chinese(portrait))
    return athlete


def _is_chinese(portrait: Portrait) -> bool:
    default = "zh" if not portrait.get("name", "Ann").isascii() else "en"
    return portrait.get("locale", default).startswith("zh")


def _profile(athlete: AthleteData, portrait: Portrait) -> Wire:
    name = portrait.get("name", "Ann Rider")
    first, _, last = name.partition(" ")
    imperial = portrait.get("imperial", False)
    return {
        "name": name,
        "firstname": first,
        "lastname": last or None,
        "email": f"{athlete.id}@example.org",
        "sex": "F",
        "timezone": athlete.time_zone,
        "locale": "zh" if _is_chinese(portrait) else "en",
        "measurement_preference": "feet" if imperial else "meters",
        "weight_pref_lb": imperial,
        "fahrenheit": imperial,
        "height_units": "FEET" if imperial else "CM",
        "wind_speed": "MPH" if imperial else "KMH",
        "rain": "INCHES" if imperial else "MM",
        "height": 1.72,
        "weight": 64.5,
        "icu_weight": 64.5,
        "icu_resting_hr": 48,
        "icu_date_of_birth": "1990-04-12",
        "icu_form_as_percent": portrait.get("form_as_percent", False),
        "icu_wellness_keys": list(WELLNESS_KEYS),
        "icu_garmin_health": True,
        "icu_garmin_training": True,
        "icu_garmin_upload_workouts": True,
        "strava_authorized": True,
        "plan": "FREE",
        "status": "ACTIVE",
        "visibility": "PRIVATE",
        "icu_coach": False,
        "icu_last_seen": instant(athlete.now - timedelta(hours=5)),
        "date_format": "MM/dd/yyyy" if imperial else "yyyy-MM-dd",
        "training_availability": [],
    }


def _grip(athlete: AthleteData) -> dict[str, Any]:
    """A wellness field of the athlete's own, as the site lets everyone define."""
    return {
        "id": 900,
        "athlete_id": athlete.id,
        "type": "INPUT_FIELD",
        "visibility": "PRIVATE",
        "name": "Grip strength",
        "description": None,
        "content": {"code": "GripStrength", "type": "numeric", "units": "kg"},
        "index": 0,
    }
