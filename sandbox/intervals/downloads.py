"""Files of planned workouts: one, or a range of days in a zip."""

import io
import zipfile

from starlette.responses import Response

from sandbox.intervals.answers import Refusal, Wire, file_answer, invalid
from sandbox.intervals.events import between, find_event
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.workout_files import MEDIA_TYPES, file_name, workout_file

LONG_AGO = (1980, 1, 1, 0, 0, 0)


def download(visit: Visit) -> Response:
    return _answer(visit, find_event(visit))


def convert(visit: Visit) -> Response:
    """The file of a workout that is sent, not stored."""
    body: Wire = {"id": 0, "type": "Ride", "start_date_local": f"{visit.athlete.today}"}
    body |= visit.json_object()
    computed = visit.athlete.compute(body.get("description"), body["type"])
    return _answer(visit, body | {"workout_doc": computed.workout_doc})


def _answer(visit: Visit, event: Wire) -> Response:
    extension = visit.path["extension"]
    content = workout_file(visit.athlete, event, extension)
    return file_answer(content, file_name(event, extension), MEDIA_TYPES[extension])


def download_range(visit: Visit) -> Response:
    """Every structured workout of the days; those without structure are left out."""
    extension = visit.required("ext").lstrip(".")
    if extension not in MEDIA_TYPES:
        raise invalid(f"Unsupported format [{extension}]")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for event in between(visit.athlete, visit.day("oldest"), visit.day("newest")):
            try:
                content = workout_file(visit.athlete, event, extension)
            except Refusal:
                continue
            name = file_name(event, extension)
            if name in archive.namelist():
                name = f"{event['id']}-{name}"
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    return file_answer(packed.getvalue(), "workouts.zip", "application/zip")


ENDPOINTS = [
    Endpoint(
        "GET",
        "/athlete/{athlete_id}/events/{event_id:int}/download.{extension}",
        "CALENDAR",
        download,
    ),
    Endpoint("GET", "/athlete/{athlete_id}/workouts.zip", "CALENDAR", download_range),
    Endpoint("POST", "/athlete/{athlete_id}/download-workout.{extension}", "", convert),
    Endpoint("POST", "/download-workout.{extension}", "", convert),
]
