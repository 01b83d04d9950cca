"""Files an athlete sends: what they are, read before anything of them is sent on."""

import gzip
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape

from services import fit
from services.errors import (
    BrokenFileError,
    EmptyArchiveError,
    FileTooLargeError,
    RouteFileError,
    UnknownFileError,
)

ACTIVITY_ENDINGS = ("fit", "tcx", "gpx", "zip", "gz")
WORKOUT_ENDINGS = ("zwo", "erg", "mrc", "fit")
LIMIT = 20  # megabytes that a bot may read
MEGABYTE = 1024 * 1024
MARKS = {  # what such a file says near its beginning
    "tcx": b"trainingcenterdatabase",
    "gpx": b"<gpx",
    "zwo": b"<workout_file",
    "erg": b"[course data]",
    "mrc": b"[course data]",
}
BEGINNING = 100_000  # bytes
ENDS = {  # without it the rest is missing
    "zwo": b"</workout_file",
    "tcx": b"trainingcenterdatabase>",
    "gpx": b"</gpx>",
}
TIMED = {"tcx": b"<activity", "gpx": b"<time"}  # what a route without times has not
UNPACKED = 100  # megabytes that are looked at whether all of a file is there


@dataclass(frozen=True)
class PlannedFile:
    """A workout file: its own title and sport, where it has them."""

    title: str
    sport: str


def check_file(name: str, size: int | None) -> None:
    """Raises UnknownFileError and FileTooLargeError, before the file is fetched."""
    if _ending(name) not in ACTIVITY_ENDINGS + WORKOUT_ENDINGS:
        raise UnknownFileError(name=name)
    if size and size > LIMIT * MEGABYTE:
        raise FileTooLargeError(size=round(size / MEGABYTE), limit=LIMIT)


def read_planned(name: str, content: bytes) -> PlannedFile | None:
    """The planned workout in a file; None for an activity.

    Raises BrokenFileError, EmptyArchiveError, RouteFileError for a way without times, and
    UnknownFileError for a FIT file of another kind.
    """
    ending = _ending(name)
    if ending == "fit":
        return _read_fit(name, content)
    if ending in ("zip", "gz"):
        _check_archive(name, ending, content)
        return None
    plain = content.replace(b"\0", b"").lower()  # UTF-16 has a zero beside each letter
    if MARKS[ending] not in plain[:BEGINNING] or ENDS.get(ending, b"") not in plain:
        raise BrokenFileError(name=name)
    if ending in TIMED:
        if TIMED[ending] not in plain:
            raise RouteFileError(name=name)
        return None
    text = content.decode("utf-8", "replace")
    titled = re.search(r"<name>(.*?)</name>", text, re.DOTALL)
    runs = re.search(r"<sportType>\s*run", text, re.IGNORECASE)
    return PlannedFile(
        unescape(titled[1]).strip() if titled else stem_of(name), "Run" if runs else "Ride"
    )


def activities_in(name: str, content: bytes) -> tuple[str, ...]:
    """The files of an archive that activities are made of; the name of any other file."""
    if _ending(name) != "zip":
        return (name,)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return tuple(each for each in archive.namelist() if _ending(each) in ACTIVITY_ENDINGS)


def _read_fit(name: str, content: bytes) -> PlannedFile | None:
    try:
        found = fit.read_fit(content)
    except ValueError:
        raise BrokenFileError(name=name) from None
    if found.kind == fit.ACTIVITY:
        return None
    if found.kind != fit.WORKOUT:
        raise UnknownFileError(name=name)
    return PlannedFile(found.title.strip() or stem_of(name), found.sport or "Ride")


def _check_archive(name: str, ending: str, content: bytes) -> None:
    """Whether there is an activity in it, by its names; nothing of it is kept."""
    try:
        if ending == "gz":
            with gzip.open(io.BytesIO(content)) as packed:
                inside = sum(len(packed.read(MEGABYTE)) for _ in range(UNPACKED)) > 0
        else:
            inside = bool(activities_in(name, content))
    except (OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error):
        raise BrokenFileError(name=name) from None
    if not inside:
        raise EmptyArchiveError(name=name)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def stem_of(name: str) -> str:
    """A file's name as a title: without its ending."""
    return name.rpartition(".")[0].replace("_", " ").strip()
