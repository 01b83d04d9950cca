"""The athlete, the profile, and the weekly summary."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from sandbox.intervals.answers import Wire, csv_answer, full
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.shapes import (
    ATHLETE_KEYS,
    PROFILE_KEYS,
)
from sandbox.intervals.sport_settings import shown_settings

SECRET = {"id", "icu_api_key", "sportSettings", "custom_items", "plan"}


def read_athlete(visit: Visit) -> Wire:
    athlete = visit.athlete
    own = {"icu_api_key": athlete.api_key} if visit.athlete is visit.caller else {}
    return (
        _athlete(athlete)
        | own
        | {
            "sportSettings": [shown_settings(athlete, one) for one in athlete.sport_settings],
            "custom_items": athlete.custom_items,
        }
    )


def _athlete(athlete: AthleteData) -> Wire:
    return full(ATHLETE_KEYS, {"id": athlete.id, "icu_beta_flags": []} | athlete.profile)


def change_athlete(visit: Visit) -> Wire:
    for key, value in visit.json_object().items():
        if key in ATHLETE_KEYS and key not in SECRET and value is not None:
            visit.athlete.profile[key] = None if value == -1 else value
    visit.athlete.time_zone = visit.athlete.profile["timezone"]
    return _athlete(visit.athlete)


def read_profile(visit: Visit) -> Wire:
    wire = _athlete(visit.athlete)
    profile = {key: wire[key] for key in PROFILE_KEYS} | {"icu_public_slug": None}
    return {"athlete": profile, "sharedFolders": [], "customItems": visit.athlete.custom_items}


def summary(visit: Visit) -> Response | list[Wire]:
    """A row a week and athlete, weeks beginning on Monday, newest first."""
    start = visit.day("start", visit.athlete.today - timedelta(days=6))
    end = visit.day("end", visit.athlete.today)
    everyone = [visit.athlete]
    if visit.token is None:
        followed = visit.world.athletes
        everyone += [followed[one] for one in visit.athlete.coaches if one in followed]
    rows = [row for athlete in everyone for row in _weeks(athlete, start, end)]
    if visit.request.url.path.endswith(".csv"):
        return csv_answer(rows, [key for key in rows[0] if key != "byCategory"] if rows else [])
    return rows


def _weeks(athlete: AthleteData, start: date, end: date) -> list[Wire]:
    weeks: dict[date, list[Wire]] = defaultdict(list)
    day = start
    while day <= end:
        weeks[day - timedelta(days=day.weekday())] = []
        day += timedelta(days=1)
    for activity in athlete.activities.values():
        day = date.fromisoformat(activity["start_date_local"][:10])
        if start <= day <= end:
            weeks[day - timedelta(days=day.weekday())].append(activity)
    fitness = athlete.fitness()
    rows = []
    for monday, activities in sorted(weeks.items(), reverse=True):
        last = min(monday + timedelta(days=6), end)
        state = fitness.get(last, athlete.before)
        before = fitness.get(last - timedelta(days=7), athlete.before)
        kinds: dict[str, list[Wire]] = defaultdict(list)
        for activity in activities:
            kinds[activity.get("type") or "Other"].append(activity)
        rows.append(
            _totals(activities)
            | {
                "date": str(monday),
                "athlete_id": athlete.id,
                "athlete_name": athlete.profile.get("name"),
                "fitness": state.ctl,
                "fatigue": state.atl,
                "form": state.ctl - state.atl,
                "rampRate": state.ctl - before.ctl,
                "weight": athlete.profile.get("icu_weight"),
                "timeInZones": [],
                "timeInZonesTot": 0,
                "byCategory": [_totals(some) | {"category": kind} for kind, some in kinds.items()],
                "mostRecentWellnessId": str(max(athlete.wellness, default=last)),
            }
        )
    return rows


def _totals(activities: list[Wire]) -> Wire:
    def total(key: str) -> Any:  # noqa: ANN401
        return sum(activity.get(key) or 0 for activity in activities)

    return {
        "count": len(activities),
        "time": total("moving_time"),
        "moving_time": total("moving_time"),
        "elapsed_time": total("elapsed_time"),
        "calories": total("calories"),
        "total_elevation_gain": float(total("total_elevation_gain")),
        "training_load": total("icu_training_load"),
        "srpe": total("session_rpe"),
        "distance": float(total("distance")),
        "eftp": None,
        "eftpPerKg": None,
    }


ENDPOINTS = [
    Endpoint("GET", "/athlete/{athlete_id}", "SETTINGS", read_athlete),
    Endpoint("PUT", "/athlete/{athlete_id}", "SETTINGS", change_athlete),
    Endpoint("GET", "/athlete/{athlete_id}/profile", "", read_profile),
    Endpoint("GET", "/athlete/{athlete_id}/athlete-summary", "WELLNESS", summary),
    Endpoint("GET", "/athlete/{athlete_id}/athlete-summary.json", "WELLNESS", summary),
    Endpoint("GET", "/athlete/{athlete_id}/athlete-summary.csv", "WELLNESS", summary),
]
