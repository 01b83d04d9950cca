"""The calendar: creating, changing and deleting events."""

from copy import deepcopy
from datetime import date, datetime, timedelta

from starlette.responses import Response

from sandbox.intervals.answers import Refusal, Wire, instant
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.event_rules import checked, text_of_file
from sandbox.intervals.events import between, find_event, show_now
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.shapes import EVENT_KEYS

READ_ONLY = {
    "id",
    "uid",
    "athlete_id",
    "icu_ctl",
    "icu_atl",
    "icu_ftp",
    "workout_doc",
    "created_by_id",
    "updated",
    "oauth_client_id",
    "file_contents",
    "file_contents_base64",
    "filename",
    "workout",
}
COMPUTED = {"moving_time", "distance", "icu_training_load", "icu_intensity", "joules"}


def create_event(visit: Visit) -> Wire:
    body = visit.json_object()
    matching = _same_uid(visit.athlete, body) if visit.flag("upsertOnUid") else None
    return show_now(visit, _change(visit, matching, body) if matching else _create(visit, body))


def save_events(visit: Visit) -> list[Wire]:
    """Create or update many; refused as a whole when one of them is wrong."""
    rows = visit.json_list()
    pairs = [(_matching(visit, row), row) for row in rows]
    for event, row in pairs:
        checked(row, event)
    applied = (
        {"plan_applied": instant(visit.athlete.now)} if visit.flag("updatePlanApplied") else {}
    )
    saved = []
    for _, row in pairs:
        event = _matching(visit, row)
        event = _change(visit, event, row) if event else _create(visit, row)
        event |= applied
        saved.append(event)
    return [show_now(visit, event) for event in saved]


def _matching(visit: Visit, row: Wire) -> Wire | None:
    if visit.flag("upsert"):
        return next(iter(_by_external_id(visit, row.get("external_id"))), None)
    return _same_uid(visit.athlete, row) if visit.flag("upsertOnUid") else None


def _by_external_id(visit: Visit, external_id: str | None) -> list[Wire]:
    """Events of this external id that the same application made."""
    return [
        event
        for event in visit.athlete.events.values()
        if external_id
        and event.get("external_id") == external_id
        and event.get("oauth_client_id") == _client_number(visit)
    ]


def _client_number(visit: Visit) -> int | None:
    return int(visit.client_id) if visit.client_id else None


def _same_uid(athlete: AthleteData, row: Wire) -> Wire | None:
    for event in athlete.events.values():
        if row.get("uid") and event["uid"] == row["uid"]:
            return event
        if row.get("category") == event["category"] == "TARGET" and (
            (row.get("type"), row.get("start_date_local"))
            == (event.get("type"), event["start_date_local"])
        ):
            return event
    return None


def _create(visit: Visit, body: Wire) -> Wire:
    values = _settable(checked(body, None))
    day = date.fromisoformat(values["start_date_local"][:10])
    given = values | {"oauth_client_id": _client_number(visit), "created_by_id": visit.caller.id}
    return visit.athlete.add_event(day, **given)


def _change(visit: Visit, event: Wire, body: Wire) -> Wire:
    """Only what is supplied changes; -1 clears a number, null changes nothing."""
    values = _settable(checked(body, event))
    moved = values.get("start_date_local")
    if moved and "end_date_local" not in values:
        values["end_date_local"] = _same_length(event, moved)
    if (event.get("workout_doc") or {}).get("steps") and "description" in values:
        values = dict.fromkeys(COMPUTED) | values
    event.update(values)
    event["updated"] = instant(visit.athlete.now)
    if {"description", "type", "category"} & values.keys() or (
        (event.get("workout_doc") or {}).get("steps") and COMPUTED & values.keys()
    ):
        visit.athlete.structure(event)
    return event


def _same_length(event: Wire, start: str) -> str:
    old_start = datetime.fromisoformat(event["start_date_local"][:10])
    length = datetime.fromisoformat(event["end_date_local"]) - old_start
    return (datetime.fromisoformat(start[:10]) + length).isoformat()


def _settable(body: Wire) -> Wire:
    known = {key for key in EVENT_KEYS if key not in READ_ONLY}
    values = {key: value for key, value in body.items() if key in known and value is not None}
    values = {key: None if value == -1 else value for key, value in values.items()}
    if text := text_of_file(body):
        values["description"] = text
    return values


def change_event(visit: Visit) -> Wire:
    return show_now(visit, _change(visit, find_event(visit), visit.json_object()))


def change_range(visit: Visit) -> list[Wire]:
    body = visit.json_object()
    events = between(visit.athlete, visit.day("oldest"), visit.day("newest"))
    for event in events:
        for key in ("hide_from_athlete", "athlete_cannot_edit"):
            if body.get(key) is not None:
                event[key] = body[key]
    return [show_now(visit, event) for event in events]


def delete_event(visit: Visit) -> Wire:
    event = find_event(visit)
    earliest = visit.query.get("notBefore", "")
    doomed = [event]
    if visit.flag("others") and event.get("plan_applied"):
        doomed += [
            other
            for other in visit.athlete.events.values()
            if other.get("plan_applied") == event["plan_applied"]
            and other["start_date_local"] >= earliest
        ]
    for one in doomed:
        visit.athlete.events.pop(one["id"], None)
    return {}


def delete_range(visit: Visit) -> Response:
    """Without `newest` every later event of the category goes."""
    oldest, categories = str(visit.day("oldest")), visit.required("category").split(",")
    newest = visit.query.get("newest", "9999")
    for number, event in list(visit.athlete.events.items()):
        day = event["start_date_local"][:10]
        if event["category"] in categories and oldest <= day <= newest:
            del visit.athlete.events[number]
    return Response()


def delete_many(visit: Visit) -> Wire:
    doomed: set[int] = set()
    for row in visit.json_list():
        if row.get("id") in visit.athlete.events:
            doomed.add(row["id"])
        doomed |= {event["id"] for event in _by_external_id(visit, row.get("external_id"))}
    for number in doomed:
        del visit.athlete.events[number]
    return {"eventsDeleted": len(doomed)}


def duplicate(visit: Visit) -> list[Wire]:
    body, copies = visit.json_object(), []
    for number in body.get("eventIds") or []:
        event = visit.athlete.events.get(number)
        if event is None:
            raise Refusal(404, "Event not found")
        for copy in range(1, (body.get("numCopies") or 1) + 1):
            start = datetime.fromisoformat(event["start_date_local"])
            start += timedelta(weeks=copy * (body.get("weeksBetween") or 1))
            unwanted = {"id", "uid", "external_id", "end_date_local"}
            values = {key: deepcopy(event[key]) for key in event.keys() - unwanted}
            values["start_date_local"] = start.isoformat()
            copies.append(visit.athlete.add_event(start.date(), **values))
    return [show_now(visit, event) for event in copies]


ENDPOINTS = [
    Endpoint("POST", "/athlete/{athlete_id}/events", "CALENDAR", create_event),
    Endpoint("PUT", "/athlete/{athlete_id}/events", "CALENDAR", change_range),
    Endpoint("DELETE", "/athlete/{athlete_id}/events", "CALENDAR", delete_range),
    Endpoint("POST", "/athlete/{athlete_id}/events/bulk", "CALENDAR", save_events),
    Endpoint("PUT", "/athlete/{athlete_id}/events/bulk-delete", "CALENDAR", delete_many),
    Endpoint("POST", "/athlete/{athlete_id}/duplicate-events", "CALENDAR", duplicate),
    Endpoint("PUT", "/athlete/{athlete_id}/events/{event_id:int}", "CALENDAR", change_event),
    Endpoint("DELETE", "/athlete/{athlete_id}/events/{event_id:int}", "CALENDAR", delete_event),
]
