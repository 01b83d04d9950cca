"""Planned workouts as the files trainers and watches read: ZWO, MRC, ERG, FIT."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sandbox.intervals.answers import Refusal, Wire, invalid
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.workout_doc import Wire as Step
from sandbox.intervals.workout_doc import leaves, resolved, thresholds_of
from sandbox.intervals.workout_fit import fit_bytes
from services.workouts.targets import Thresholds

MEDIA_TYPES = {
    "zwo": "application/xml",
    "mrc": "text/plain",
    "erg": "text/plain",
    "fit": "application/octet-stream",
}


@dataclass(frozen=True)
class Piece:
    """One unrolled step: seconds, and start and end as fractions of threshold."""

    seconds: int
    start: float
    end: float
    cadence: int | None
    label: str
    free: bool


def workout_file(athlete: AthleteData, event: Wire, extension: str) -> bytes:
    """The event's workout in the format of `extension`; 422 where there is nothing to write."""
    if extension not in MEDIA_TYPES:
        raise invalid(f"Unsupported format [{extension}]")
    steps = (event.get("workout_doc") or {}).get("steps")
    if not steps:
        raise invalid("Workout has no steps")
    thresholds = thresholds_of(athlete.settings_for(event["type"]))
    if extension == "fit":
        return fit_bytes(event, steps, thresholds)
    pieces = list(_pieces(steps, thresholds))
    if extension == "zwo":
        return _zwo(event, pieces)
    return _course(event, pieces, extension, round(thresholds.ftp or 1))


def file_name(event: Wire, extension: str) -> str:
    name = re.sub(r"[^\w.-]+", "_", event.get("name") or "workout").strip("_") or "workout"
    return f"{event['start_date_local'][:10]}-{name}.{extension}"


def attached(athlete: AthleteData, row: Wire, extension: str) -> Wire:
    """What `ext=` adds to an event of the list; nothing to those without structure."""
    try:
        content = workout_file(athlete, row, extension)
    except Refusal:
        return {}
    return {
        "workout_filename": file_name(row, extension),
        "workout_file_base64": base64.b64encode(content).decode(),
    }


def _pieces(steps: list[Step], thresholds: Thresholds) -> Iterator[Piece]:
    for step in leaves(steps):
        start, end = _fractions(resolved(step, thresholds), thresholds)
        if not step.get("ramp"):
            start = end = (start + end) / 2
        cadence = step.get("cadence", {})
        rpm = cadence.get("value") or (cadence and (cadence["start"] + cadence["end"]) // 2)
        free = bool(step.get("freeride"))
        yield Piece(step["duration"], start, end, rpm or None, step.get("text", ""), free)


def _fractions(targets: Step, thresholds: Thresholds) -> tuple[float, float]:
    for key, threshold in (
        ("_power", thresholds.ftp),
        ("_pace", thresholds.threshold_pace),
        ("_hr", thresholds.lthr),
    ):
        if key in targets and threshold:
            target = targets[key]
            ends = (target.get("start", target.get("value")), target.get("end"))
            return ends[0] / threshold, (ends[1] or ends[0]) / threshold
    return 0.0, 0.0


def _zwo(event: Wire, pieces: list[Piece]) -> bytes:
    root = ET.Element("workout_file")
    sport = "run" if event["type"] in {"Run", "TrailRun", "VirtualRun"} else "bike"
    for tag, text in (
        ("author", "intervals.icu"),
        ("name", event.get("name") or ""),
        ("description", event.get("description") or ""),
        ("sportType", sport),
    ):
        ET.SubElement(root, tag).text = text
    workout = ET.SubElement(root, "workout")
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        _zwo_element(workout, piece, first=number == 0, last=last)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _zwo_element(workout: ET.Element, piece: Piece, *, first: bool, last: bool) -> None:
    fields = {"Duration": str(piece.seconds)}
    if piece.free:
        tag = "FreeRide"
    elif piece.start == piece.end:
        tag = "SteadyState"
        fields["Power"] = f"{piece.start:.3f}"
    else:
        tag = "Warmup" if first else "Cooldown" if last else "Ramp"
        fields |= {"PowerLow": f"{piece.start:.3f}", "PowerHigh": f"{piece.end:.3f}"}
    if piece.cadence:
        fields["Cadence"] = str(piece.cadence)
    element = ET.SubElement(workout, tag, fields)
    if piece.label:
        ET.SubElement(element, "textevent", timeoffset="0", message=piece.label)


def _course(event: Wire, pieces: list[Piece], extension: str, ftp: int) -> bytes:
    """Minutes and percent (MRC) or watts (ERG), a line at both ends of every step."""
    factor, unit = (100, "PERCENT") if extension == "mrc" else (ftp, "WATTS")
    lines = [
        "[COURSE HEADER]",
        "VERSION = 2",
        "UNITS = ENGLISH",
        f"DESCRIPTION = {event.get('name') or ''}",
        f"FILE NAME = {file_name(event, extension)}",
        *([f"FTP = {ftp}"] if extension == "erg" else []),
        f"MINUTES {unit}",
        "[END COURSE HEADER]",
        "[COURSE DATA]",
    ]
    clock = 0
    for piece in pieces:
        for seconds, share in ((0, piece.start), (piece.seconds, piece.end)):
            lines.append(f"{(clock + seconds) / 60:.2f}\t{round(share * factor)}")
        clock += piece.seconds
    return "\r\n".join([*lines, "[END COURSE DATA]", ""]).encode()
