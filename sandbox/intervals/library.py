"""The workout library, and the items athletes define for themselves."""

from sandbox.intervals.answers import Refusal, Wire, full, instant, invalid
from sandbox.intervals.event_rules import checked
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.shapes import WORKOUT_KEYS


def custom_items(visit: Visit) -> list[Wire]:
    return visit.athlete.custom_items


def read_custom_item(visit: Visit) -> Wire:
    for item in visit.athlete.custom_items:
        if item["id"] == visit.path["item_id"]:
            return item
    raise Refusal(404, "Custom item not found")


def folders(visit: Visit) -> list[Wire]:
    everything = list(visit.athlete.workouts.values())
    return [
        folder | {"children": [one for one in everything if one["folder_id"] == folder["id"]]}
        for folder in visit.athlete.folders
    ]


def create_folder(visit: Visit) -> Wire:
    body = visit.json_object()
    if not body.get("name"):
        raise invalid("Name is required")
    folder = {
        "athlete_id": visit.athlete.id,
        "id": 500_000 + visit.athlete.next_id(),
        "type": body.get("type") or "FOLDER",
        "name": body["name"],
        "description": body.get("description"),
        "visibility": "PRIVATE",
    }
    visit.athlete.folders.append(folder)
    return folder | {"children": []}


def library(visit: Visit) -> list[Wire]:
    return list(visit.athlete.workouts.values())


def create_workout(visit: Visit) -> Wire:
    return _new_workout(visit, visit.json_object())


def create_workouts(visit: Visit) -> list[Wire]:
    return [_new_workout(visit, row) for row in visit.json_list()]


def _new_workout(visit: Visit, body: Wire) -> Wire:
    if body.get("folder_id") not in {folder["id"] for folder in visit.athlete.folders}:
        raise invalid("folder_id is required")
    return _stored(visit, body | {"id": 400_000 + visit.athlete.next_id()})


def _stored(visit: Visit, body: Wire) -> Wire:
    checked(body | {"category": "WORKOUT", "start_date_local": "2000-01-01T00:00:00"}, None)
    workout = {key: value for key, value in body.items() if key in WORKOUT_KEYS}
    computed = visit.athlete.compute(body.get("description"), body["type"])
    workout |= {"athlete_id": visit.athlete.id, "updated": instant(visit.athlete.now)}
    workout["workout_doc"] = computed.workout_doc
    if computed.moving_time:
        workout["moving_time"] = computed.moving_time
        workout["icu_training_load"] = computed.training_load
    visit.athlete.workouts[body["id"]] = full(WORKOUT_KEYS, workout)
    return visit.athlete.workouts[body["id"]]


def _find_workout(visit: Visit) -> Wire:
    workout = visit.athlete.workouts.get(visit.path["workout_id"])
    if workout is None:
        raise Refusal(404, "Workout not found")
    return workout


def read_workout(visit: Visit) -> Wire:
    return _find_workout(visit)


def change_workout(visit: Visit) -> Wire:
    """What is supplied replaces what was; the text is read again."""
    supplied = {key: value for key, value in visit.json_object().items() if value is not None}
    return _stored(visit, _find_workout(visit) | supplied | {"id": visit.path["workout_id"]})


def delete_workout(visit: Visit) -> list[int]:
    del visit.athlete.workouts[_find_workout(visit)["id"]]
    return [visit.path["workout_id"]]


WORKOUT = "/athlete/{athlete_id}/workouts/{workout_id:int}"
ENDPOINTS = [
    Endpoint("GET", WORKOUT, "LIBRARY", read_workout),
    Endpoint("PUT", WORKOUT, "LIBRARY", change_workout),
    Endpoint("DELETE", WORKOUT, "LIBRARY", delete_workout),
    Endpoint("GET", "/athlete/{athlete_id}/custom-item", "SETTINGS", custom_items),
    Endpoint(
        "GET", "/athlete/{athlete_id}/custom-item/{item_id:int}", "SETTINGS", read_custom_item
    ),
    Endpoint("GET", "/athlete/{athlete_id}/folders", "LIBRARY", folders),
    Endpoint("POST", "/athlete/{athlete_id}/folders", "LIBRARY", create_folder),
    Endpoint("GET", "/athlete/{athlete_id}/workouts", "LIBRARY", library),
    Endpoint("POST", "/athlete/{athlete_id}/workouts", "LIBRARY", create_workout),
    Endpoint("POST", "/athlete/{athlete_id}/workouts/bulk", "LIBRARY", create_workouts),
]
