"""What is in files that come from devices: activities of FIT, GPX, TCX, a FIT workout's steps."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fit_tool.fit_file import FitFile
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import Sport, WorkoutStepDuration, WorkoutStepTarget

from sandbox.intervals.answers import Wire, invalid
from sandbox.intervals.athlete import AthleteData

SPORTS = {Sport.RUNNING.value: "Run", Sport.SWIMMING.value: "Swim", Sport.CYCLING.value: "Ride"}
NAMED = {"running": "Run", "swimming": "Swim", "biking": "Ride", "cycling": "Ride"}
TIME = re.compile(r"<[Tt]ime>(.*?)</")
WATTS, BEATS = 1000, 100  # offsets of absolute targets in FIT
USUAL_LOAD = 50  # an hour without power


def activities_in(athlete: AthleteData, name: str, content: bytes) -> list[Wire]:
    """What each activity of a file is from the start; one with nothing in it if unreadable."""
    try:
        found = list(_read(name, content, ZoneInfo(athlete.time_zone)))
    except (EOFError, OSError, ValueError, zlib.error, zipfile.BadZipFile):
        raise invalid("Unable to read file") from None
    return found or [{"start_date_local": athlete.now.isoformat()[:19], "type": "Ride"}]


def analysis(athlete: AthleteData, activity: Wire) -> Wire:
    """What is known of an uploaded activity only after a while."""
    hours = (activity.get("moving_time") or 0) / 3600
    ftp = athlete.settings_for(activity["type"]).get("ftp")
    watts = activity.get("icu_average_watts")
    share = 100 * (watts / ftp) ** 2 if watts and ftp else USUAL_LOAD
    analysed = (athlete.now + timedelta(seconds=9)).astimezone(UTC)
    load = round(hours * share) or None
    return {"icu_training_load": load, "analyzed": f"{analysed:%Y-%m-%dT%H:%M:%SZ}"}


def _read(name: str, content: bytes, zone: ZoneInfo) -> Iterator[Wire]:
    ending = name.rpartition(".")[2].lower()
    if ending == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for each in archive.namelist():
                yield from _read(each, archive.read(each), zone)
    elif ending == "gz":
        yield from _read(name[:-3], gzip.decompress(content), zone)
    elif ending == "fit" and content[8:12] == b".FIT":
        for record in FitFile.from_bytes(content).records:
            if isinstance(record.message, SessionMessage):
                yield _session(record.message, zone)
    elif ending in ("gpx", "tcx") and TIME.search(content.decode("utf-8", "replace")):
        yield _track(content.decode("utf-8", "replace"), zone)


def _session(session: Any, zone: ZoneInfo) -> Wire:  # noqa: ANN401
    start = datetime.fromtimestamp(session.start_time / 1000, UTC)
    return {
        "start_date_local": _local(start, zone),
        "type": SPORTS.get(session.sport, "Workout"),
        "moving_time": round(session.total_timer_time),
        "elapsed_time": round(session.total_elapsed_time or session.total_timer_time),
        "distance": session.total_distance,
        "icu_average_watts": session.avg_power,
        "average_heartrate": session.avg_heart_rate,
    }


def _track(text: str, zone: ZoneInfo) -> Wire:
    """From the first to the last time in the file."""
    times = [datetime.fromisoformat(each) for each in TIME.findall(text)]
    named = re.search(r'Sport="(\w+)"|<type>(\w+)</type>', text)
    if not times:
        raise invalid("No data in file")
    length = round((times[-1] - times[0]).total_seconds())
    return {
        "start_date_local": _local(times[0], zone),
        "type": NAMED.get((named[1] or named[2]).lower(), "Workout") if named else "Ride",
        "moving_time": length,
        "elapsed_time": length,
    }


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds")


def text_of_fit(content: bytes) -> str:
    """The steps of a FIT workout as workout text; targets in watts and beats only."""
    lines: list[str] = []
    for record in FitFile.from_bytes(content).records:
        step = record.message
        if not isinstance(step, WorkoutStepMessage):
            continue
        if step.duration_type == WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT.value:
            first = int(step.duration_value)
            lines[first:] = ["\n".join(["", f"{step.target_value}x", *lines[first:], ""])]
        else:
            lines.append(_line(step))
    return "\n".join(lines)


def _line(step: Any) -> str:  # noqa: ANN401
    length = "lap"
    if step.duration_type == WorkoutStepDuration.TIME.value:
        length = f"{round(step.duration_time)}s"
    elif step.duration_type == WorkoutStepDuration.DISTANCE.value:
        length = f"{step.duration_distance / 1000:g}km"
    ends = [step.custom_target_value_low or 0, step.custom_target_value_high or 0]
    if step.target_type == WorkoutStepTarget.POWER.value:
        return f"- {length} {ends[0] - WATTS}-{ends[1] - WATTS}w"
    if step.target_type == WorkoutStepTarget.HEART_RATE.value:
        return f"- {length} {ends[0] - BEATS}-{ends[1] - BEATS}bpm"
    return f"- {length}"
