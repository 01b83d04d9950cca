"""The calendar: what is planned, as it is read."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from sandbox.intervals.answers import Refusal, Wire, csv_answer, full
from sandbox.intervals.athlete import STRUCTURED, AthleteData
from sandbox.intervals.fitness import Fitness
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.shapes import EVENT_KEYS
from sandbox.intervals.workout_doc import resolved, thresholds_of
from sandbox.intervals.workout_files import attached


def list_events(visit: Visit) -> Response | list[Wire]:
    athlete = visit.athlete
    oldest = visit.day("oldest", athlete.today)
    newest = visit.day("newest", oldest + timedelta(days=6))
    events = between(athlete, oldest, newest)
    if categories := visit.query.get("category"):
        events = [event for event in events if event["category"] in categories.split(",")]
    if calendar := visit.number("calendar_id"):
        events = [event for event in events if event.get("calendar_id") == calendar]
    fitness = athlete.fitness()
    rows = [_shown(event, fitness) for event in events[: visit.number("limit")]]
    if visit.flag("resolve"):
        rows = [_resolved(athlete, row) for row in rows]
    if extension := visit.query.get("ext"):
        rows = [row | attached(athlete, row, extension) for row in rows]
    if visit.request.url.path.endswith(".csv"):
        return csv_answer(rows, [key for key in EVENT_KEYS if key != "workout_doc"])
    return rows


def between(athlete: AthleteData, oldest: date, newest: date) -> list[Wire]:
    """Events that touch the days, in the order of the calendar; ends are exclusive."""
    touching = [
        event
        for event in athlete.events.values()
        if event["start_date_local"][:10] <= str(newest)
        and max(event["end_date_local"], event["start_date_local"] + "~") > f"{oldest}T00:00:00"
    ]
    return sorted(touching, key=lambda event: (event["start_date_local"], event["id"]))


def read_event(visit: Visit) -> Wire:
    return show_now(visit, find_event(visit))


def find_event(visit: Visit) -> Wire:
    event = visit.athlete.events.get(visit.path["event_id"])
    if event is None:
        raise Refusal(404, "Event not found")
    return event


def show_now(visit: Visit, event: Wire) -> Wire:
    return _shown(event, visit.athlete.fitness())


def _shown(event: Wire, fitness: dict[date, Fitness]) -> Wire:
    wire = full(EVENT_KEYS, {"day_marker": None, "push_errors": None} | event)
    day = fitness.get(date.fromisoformat(event["start_date_local"][:10]))
    if day and event["category"] in STRUCTURED:
        wire |= {"icu_ctl": day.ctl, "icu_atl": day.atl}
    return wire


def _resolved(athlete: AthleteData, row: Wire) -> Wire:
    doc = deepcopy(row["workout_doc"])
    if not doc or not doc["steps"]:
        return row
    settings = athlete.settings_for(row["type"])
    thresholds = thresholds_of(settings)
    steps: list[dict[str, Any]] = [
        leaf for step in doc["steps"] for leaf in step.get("steps", [step])
    ]
    for step in steps:
        step.update(resolved(step, thresholds))
    doc |= {key: settings.get(key) for key in ("ftp", "lthr", "threshold_pace", "pace_units")}
    return row | {"workout_doc": doc | {"target": row["target"]}}


def event_tags(visit: Visit) -> list[str]:
    return sorted(
        {tag for event in visit.athlete.events.values() for tag in event.get("tags") or []}
    )


def model_events(visit: Visit) -> list[Wire]:
    """The events that steer the fitness model."""
    steering = {"SET_EFTP", "FITNESS_DAYS", "SET_FITNESS"}
    events = [one for one in visit.athlete.events.values() if one["category"] in steering]
    return [show_now(visit, event) for event in events]


ENDPOINTS = [
    Endpoint("GET", "/athlete/{athlete_id}/event-tags", "CALENDAR", event_tags),
    Endpoint("GET", "/athlete/{athlete_id}/fitness-model-events", "CALENDAR", model_events),
    Endpoint("GET", "/athlete/{athlete_id}/events", "CALENDAR", list_events),
    Endpoint("GET", "/athlete/{athlete_id}/events.json", "CALENDAR", list_events),
    Endpoint("GET", "/athlete/{athlete_id}/events.csv", "CALENDAR", list_events),
    Endpoint("GET", "/athlete/{athlete_id}/events/{event_id:int}", "CALENDAR", read_event),
]
