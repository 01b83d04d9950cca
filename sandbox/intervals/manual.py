"""Activities that come by hand or as a file."""

import hashlib

from starlette.datastructures import UploadFile
from starlette.responses import Response

from sandbox.intervals.activities import (
    readable,
    set_session_rpe,
    shown_activities,
    shown_activity,
)
from sandbox.intervals.answers import Wire, instant, invalid, json_answer
from sandbox.intervals.events import find_event
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.uploaded import activities_in, analysis

BY_HAND = {
    *("start_date_local", "type", "name", "description", "moving_time", "elapsed_time"),
    *("distance", "icu_training_load", "icu_rpe", "feel", "average_heartrate", "external_id"),
    *("tags", "sub_type", "kg_lifted", "carbs_ingested", "total_elevation_gain", "trainer"),
    *("paired_event_id", "calories", "race", "commute", "icu_average_watts"),
}
GIVEN = ("name", "description", "device_name", "external_id")


def create_by_hand(visit: Visit) -> Wire:
    """Never an upsert: the same body twice makes two."""
    return shown_activity(visit.athlete, _by_hand(visit, visit.json_object()))


def create_many_by_hand(visit: Visit) -> list[Wire]:
    """Updates on `external_id`, only among those of the same application."""
    saved = []
    for row in visit.json_list():
        twin = next(
            (one for one in visit.athlete.activities.values() if _same(visit, one, row)), None
        )
        if twin:
            twin |= {key: row[key] for key in BY_HAND & row.keys() if row[key] is not None}
        saved.append(twin or _by_hand(visit, row))
    return shown_activities(visit.athlete, saved)


def _same(visit: Visit, activity: Wire, row: Wire) -> bool:
    return bool(
        visit.client_id
        and row.get("external_id")
        and activity.get("external_id") == row["external_id"]
        and activity.get("oauth_client_id") == int(visit.client_id)
    )


def _by_hand(visit: Visit, body: Wire) -> Wire:
    values = {key: value for key, value in readable(body).items() if key in BY_HAND}
    for key in ("start_date_local", "type"):
        if not values.get(key):
            raise invalid(f"{key} is required")
    client = int(visit.client_id) if visit.client_id else None
    origin = {"source": "MANUAL", "oauth_client_id": client, "stream_types": None}
    activity = visit.athlete.add_activity(**values | origin)
    set_session_rpe(activity)
    return activity


def upload(visit: Visit) -> Response:
    """201 when the file is new, 200 when its content was seen before; analysis comes later."""
    part = visit.form and visit.form.get("file")
    if not isinstance(part, UploadFile):
        raise invalid("Required part 'file' is not present")
    content = part.file.read()
    digest = hashlib.sha256(content).hexdigest()
    athlete = visit.athlete
    found = [row for row in athlete.activities.values() if row.get("_digest") == digest]
    known = bool(found)
    for values in () if known else activities_in(athlete, part.filename or "", content):
        row = athlete.add_activity(
            analyzed=None,
            created=instant(athlete.now),
            paired_event_id=visit.number("paired_event_id"),
            _digest=digest,
            name=(part.filename or "").partition(".")[0],
            **values,
        )
        row |= {key: visit.query[key] for key in GIVEN if key in visit.query}
        row["_later"] = analysis(athlete, row)
        found.append(row)
    ids = [{"icu_athlete_id": athlete.id, "id": each["id"]} for each in found]
    return json_answer(ids[0] | {"activities": ids}, 200 if known else 201)


def mark_done(visit: Visit) -> Wire:
    """A MANUAL activity made of the plan and paired with it."""
    event = find_event(visit)
    kept = ("type", "name", "description", "moving_time", "distance", "icu_training_load")
    activity = visit.athlete.add_activity(
        source="MANUAL",
        start_date_local=event["start_date_local"],
        elapsed_time=event.get("moving_time"),
        paired_event_id=event["id"],
        icu_sync_date=instant(visit.athlete.now),
        **{key: event.get(key) for key in kept},
    )
    return shown_activity(visit.athlete, activity)


ENDPOINTS = [
    Endpoint("POST", "/athlete/{athlete_id}/activities", "ACTIVITY", upload),
    Endpoint("POST", "/athlete/{athlete_id}/activities/manual", "ACTIVITY", create_by_hand),
    Endpoint(
        "POST", "/athlete/{athlete_id}/activities/manual/bulk", "ACTIVITY", create_many_by_hand
    ),
    Endpoint(
        "POST", "/athlete/{athlete_id}/events/{event_id:int}/mark-done", "CALENDAR", mark_done
    ),
]
