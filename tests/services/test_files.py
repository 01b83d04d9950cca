"""What a file is: an activity, a planned workout, or nothing that can be used, and why."""

import gzip

import pytest
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.profile_type import FileType, Sport

from services.errors import (
    BrokenFileError,
    EmptyArchiveError,
    FileTooLargeError,
    RouteFileError,
    ServiceError,
    UnknownFileError,
)
from services.files import PlannedFile, check_file, read_planned
from tests import files

NAMELESS = WorkoutMessage()
NAMELESS.sport = Sport.RUNNING


@pytest.mark.parametrize(
    ("name", "content", "planned"),
    [
        ("a.fit", files.fit_activity(), None),
        ("A.GPX", files.gpx(), None),
        ("a.tcx", files.tcx(), None),
        ("a.gpx.gz", gzip.compress(files.gpx()), None),
        ("a.zip", files.zipped(a_fit=files.fit_activity()), None),
        ("w.zwo", files.zwo(), PlannedFile("Over & under", "Ride")),
        ("w.zwo", files.zwo("Tempo", "run"), PlannedFile("Tempo", "Run")),
        ("long_ramp.erg", files.erg(), PlannedFile("long ramp", "Ride")),
        ("long_ramp.mrc", files.erg().decode().encode("utf-16"), PlannedFile("long ramp", "Ride")),
        ("hill_run.fit", files.fit_file(NAMELESS, kind=FileType.WORKOUT),
         PlannedFile("hill run", "Run")),
    ],
)  # fmt: skip
def test_an_activity_or_a_planned_workout(
    name: str, content: bytes, planned: PlannedFile | None
) -> None:
    check_file(name, len(content))
    assert read_planned(name, content) == planned


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("ride.fit", b"content", BrokenFileError),
        ("ride.fit", files.fit_activity()[:-10], BrokenFileError),
        ("route.fit", files.fit_file(kind=FileType.COURSE), UnknownFileError),
        ("ride.gpx", files.gpx()[:-10], BrokenFileError),
        ("ride.tcx", files.gpx(), BrokenFileError),
        ("way.gpx", b"<gpx><trk><trkseg/></trk></gpx>", RouteFileError),
        ("way.tcx", b"<TrainingCenterDatabase><Courses/></TrainingCenterDatabase>",
         RouteFileError),
        ("w.zwo", b"<html></html>", BrokenFileError),
        ("w.zwo", files.zwo()[:-20], BrokenFileError),
        ("w.erg", b"[COURSE HEADER]", BrokenFileError),
        ("a.zip", b"PK", BrokenFileError),
        ("a.gz", gzip.compress(files.gpx())[:-10], BrokenFileError),
        ("a.zip", files.zipped(), EmptyArchiveError),
        ("a.zip", files.zipped(w_zwo=files.zwo()), EmptyArchiveError),
        ("a.gz", gzip.compress(b"", mtime=0), EmptyArchiveError),
    ],
)  # fmt: skip
def test_what_cannot_be_used(name: str, content: bytes, error: type[ServiceError]) -> None:
    with pytest.raises(error):
        read_planned(name, content)


@pytest.mark.parametrize("name", ["notes.txt", "nothing", "<b>.exe", ".fit/"])
def test_what_has_another_ending_is_not_fetched(name: str) -> None:
    with pytest.raises(UnknownFileError):
        check_file(name, 100)


def test_what_is_too_large_is_not_fetched() -> None:
    with pytest.raises(FileTooLargeError):
        check_file("big.fit", 25 * 1024 * 1024)
