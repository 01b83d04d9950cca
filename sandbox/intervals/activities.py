"""Finished activities: lists, one, by hand, uploads; Strava's are stubs."""

from datetime import date, datetime, timedelta

from starlette.responses import Response

from sandbox.intervals.answers import (
    Refusal,
    Wire,
    csv_answer,
    full,
    invalid,
    only,
)
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.fitness import Fitness
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.shapes import ACTIVITY_KEYS, SPORTS

STRAVA_NOTE = "STRAVA activities are not available via the API"
READ_ONLY = {"id", "icu_athlete_id", "icu_ctl", "icu_atl", "created", "analyzed", "source"}
LIMITS = {"feel": (1, 5), "icu_rpe": (1, 10)}


def list_activities(visit: Visit) -> list[Wire]:
    oldest = _moment(visit.required("oldest"), end=False)
    newest = _moment(visit.query.get("newest") or visit.athlete.now.isoformat()[:19], end=True)
    rows = [
        activity
        for activity in newest_first(visit.athlete)
        if oldest <= activity["start_date_local"] <= newest
    ]
    shown = shown_activities(visit.athlete, rows[: visit.number("limit")])
    return only(shown, visit.query.get("fields"))


def newest_first(athlete: AthleteData) -> list[Wire]:
    return sorted(
        athlete.activities.values(), key=lambda row: row["start_date_local"], reverse=True
    )


def _moment(text: str, *, end: bool) -> str:
    try:
        moment = datetime.fromisoformat(text.replace(" ", "T"))
    except ValueError:
        raise invalid(f"Text '{text}' could not be parsed at index 0") from None
    if len(text) == 10 and end:
        moment += timedelta(days=1, seconds=-1)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def shown_activity(athlete: AthleteData, activity: Wire) -> Wire:
    return shown_activities(athlete, [activity])[0]


def shown_activities(athlete: AthleteData, activities: list[Wire]) -> list[Wire]:
    fitness = athlete.fitness()
    return [_shown(activity, fitness) for activity in activities]


def _shown(activity: Wire, fitness: dict[date, Fitness]) -> Wire:
    if activity.get("source") == "STRAVA":
        stub = {key: activity[key] for key in ("id", "icu_athlete_id", "start_date_local")}
        source = {} if activity.get("_bare") else {"source": "STRAVA"}
        return stub | source | {"_note": STRAVA_NOTE}
    stored = {key: value for key, value in activity.items() if not key.startswith("_")}
    wire = full(ACTIVITY_KEYS, {"analysis_issues": [], "carbs_absorbed": None} | stored)
    day = fitness.get(date.fromisoformat(activity["start_date_local"][:10]))
    return wire | ({"icu_ctl": day.ctl, "icu_atl": day.atl} if day else {})


def find_activity(visit: Visit, *, readable: bool = True) -> Wire:
    """The stored activity; with `readable` one from Strava is refused."""
    activity = visit.athlete.activities[visit.path["activity_id"]]
    if readable and activity.get("source") == "STRAVA":
        raise invalid("Cannot read Strava activities via the API")
    return activity


def read_activity(visit: Visit) -> Wire:
    """As it is now; an upload is analysed by the time of the next look."""
    activity = find_activity(visit, readable=False)
    shown = _with_intervals(visit, [activity])[0]
    activity |= activity.pop("_later", {})
    return shown


def read_some(visit: Visit) -> list[Wire]:
    known = visit.athlete.activities
    return _with_intervals(visit, [known[x] for x in visit.path["ids"].split(",") if x in known])


def _with_intervals(visit: Visit, activities: list[Wire]) -> list[Wire]:
    rows = shown_activities(visit.athlete, activities)
    if visit.flag("intervals"):
        for activity, row in zip(activities, rows, strict=True):
            if "_note" not in row:
                row |= {"icu_intervals": activity.get("_intervals", []), "icu_groups": []}
    return rows


def change_activity(visit: Visit) -> Wire:
    activity = find_activity(visit)
    body = readable(visit.json_object())
    known = {key for key in ACTIVITY_KEYS if key not in READ_ONLY}
    for key, value in body.items():
        if key in known and value is not None:
            activity[key] = None if value == -1 else value
    set_session_rpe(activity)
    return shown_activity(visit.athlete, activity)


def delete_activity(visit: Visit) -> Wire:
    activity = find_activity(visit)
    del visit.athlete.activities[activity["id"]]
    return {"icu_athlete_id": visit.athlete.id, "id": activity["id"]}


def readable(body: Wire) -> Wire:
    if body.get("type") is not None and body["type"] not in SPORTS:
        raise Refusal(400, f'Cannot deserialize value of type `Sport` from "{body["type"]}"')
    for key in ("moving_time", "elapsed_time", "icu_training_load"):
        if body.get(key) is not None and not isinstance(body[key], int):
            raise Refusal(400, f"Cannot deserialize value of type `Integer` for {key}")
    for key, (low, high) in LIMITS.items():
        value = body.get(key)
        if value not in {None, -1} and not (isinstance(value, int) and low <= value <= high):
            raise invalid(f"Invalid {key} [{value}]")
    if start := body.get("start_date_local"):
        if len(str(start)) == 10:
            raise invalid(f"Text '{start}' could not be parsed at index 10")
        _moment(str(start), end=False)
    return body


def set_session_rpe(activity: Wire) -> None:
    if activity.get("icu_rpe") and activity.get("moving_time"):
        activity["session_rpe"] = round(activity["icu_rpe"] * activity["moving_time"] / 60)


def search(visit: Visit) -> list[Wire]:
    keys = ("id", "name", "start_date_local", "type", "race", "distance", "moving_time", "tags")
    return [{key: row.get(key) for key in (*keys, "description")} for row in _found(visit)]


def search_full(visit: Visit) -> list[Wire]:
    return shown_activities(visit.athlete, _found(visit))


def _found(visit: Visit) -> list[Wire]:
    query = visit.required("q").lower()
    rows = [row for row in newest_first(visit.athlete) if row.get("source") != "STRAVA"]
    if query.startswith("#"):
        rows = [row for row in rows if query[1:] in map(str.lower, row.get("tags") or [])]
    else:
        rows = [row for row in rows if query in (row.get("name") or "").lower()]
    return rows[: visit.number("limit")]


def everything_csv(visit: Visit) -> Response:
    rows = shown_activities(visit.athlete, newest_first(visit.athlete))
    return csv_answer(rows, ACTIVITY_KEYS)


def tags(visit: Visit) -> list[str]:
    return sorted(
        {tag for row in visit.athlete.activities.values() for tag in row.get("tags") or []}
    )


ENDPOINTS = [
    Endpoint("GET", "/athlete/{athlete_id}/activities", "ACTIVITY", list_activities),
    Endpoint("GET", "/athlete/{athlete_id}/activities.csv", "ACTIVITY", everything_csv),
    Endpoint("GET", "/athlete/{athlete_id}/activities/search", "ACTIVITY", search),
    Endpoint("GET", "/athlete/{athlete_id}/activities/search-full", "ACTIVITY", search_full),
    Endpoint("GET", "/athlete/{athlete_id}/activities/{ids}", "ACTIVITY", read_some),
    Endpoint("GET", "/athlete/{athlete_id}/activity-tags", "ACTIVITY", tags),
    Endpoint("GET", "/activity/{activity_id}", "ACTIVITY", read_activity),
    Endpoint("PUT", "/activity/{activity_id}", "ACTIVITY", change_activity),
    Endpoint("DELETE", "/activity/{activity_id}", "ACTIVITY", delete_activity),
]
