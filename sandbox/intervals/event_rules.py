"""What intervals.icu refuses in an event, and the workout files it takes in one."""

import base64
import binascii
from datetime import datetime
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from sandbox.intervals.answers import Refusal, Wire, invalid
from sandbox.intervals.athlete import STRUCTURED
from sandbox.intervals.shapes import SPORTS
from sandbox.intervals.uploaded import text_of_fit

CATEGORIES = (
    *("WORKOUT", "RACE_A", "RACE_B", "RACE_C", "NOTE", "PLAN", "HOLIDAY", "SICK", "INJURED"),
    *("SET_EFTP", "FITNESS_DAYS", "SEASON_START", "TARGET", "SET_FITNESS"),
)
ENUMS = {
    "category": CATEGORIES,
    "target": ("AUTO", "POWER", "HR", "PACE"),
    "sub_type": ("NONE", "COMMUTE", "WARMUP", "COOLDOWN", "RACE"),
    "training_availability": ("NORMAL", "LIMITED", "UNAVAILABLE"),
}
WHOLE = ("moving_time", "icu_training_load", "load_target", "time_target", "max_training_time")
TEXTS = ("name", "description", "external_id", "color", "filename", "file_contents")


def checked(body: Wire, existing: Wire | None) -> Wire:
    """The body with its times written out; raises what the service would say to it."""
    _readable(body)
    body = body | {
        key: _local_time(body[key])
        for key in ("start_date_local", "end_date_local")
        if body.get(key) is not None
    }
    merged = (existing or {}) | {key: value for key, value in body.items() if value is not None}
    if not merged.get("category"):
        raise invalid("category is required")
    if not merged.get("start_date_local"):
        raise invalid("start_date_local is required")
    category = merged["category"]
    if category in STRUCTURED | {"TARGET"} and not merged.get("type"):
        raise invalid("type is required")
    if category in {"NOTE", "RACE_A", "RACE_B", "RACE_C"} and not merged.get("name"):
        raise invalid("Name is required")
    if len(merged.get("name") or "") > 80:
        raise invalid("Name is too long")
    return body


def _readable(body: Wire) -> None:
    for key, allowed in ENUMS.items():
        if body.get(key) is not None and body[key] not in allowed:
            raise Refusal(400, f'Cannot deserialize value of type `{key}` from "{body[key]}"')
    if body.get("type") is not None and body["type"] not in SPORTS:
        raise Refusal(400, f'Cannot deserialize value of type `Sport` from "{body["type"]}"')
    for key in WHOLE:
        value = body.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise Refusal(400, f"Cannot deserialize value of type `Integer` for {key}")
    for key in ("distance", "distance_target"):
        if body.get(key) is not None and not isinstance(body[key], int | float):
            raise Refusal(400, f"Cannot deserialize value of type `Float` for {key}")
    for key in TEXTS:
        if body.get(key) is not None and not isinstance(body[key], str):
            raise Refusal(400, f"Cannot deserialize value of type `String` for {key}")


def _local_time(text: Any) -> str:  # noqa: ANN401
    """A wall clock time without offset, its seconds written out."""
    text = str(text)
    if len(text) == 10:
        raise invalid(f"Text '{text}' could not be parsed at index 10")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise invalid(f"Text '{text}' could not be parsed at index 0") from None
    if moment.tzinfo:
        error = f"Text '{text}' could not be parsed, unparsed text found at index 19"
        raise invalid(error)
    return moment.isoformat(timespec="seconds")


def text_of_file(body: Wire) -> str | None:
    """Workout text of the file an event brings, or None."""
    text, content = body.get("file_contents"), b""
    if packed := body.get("file_contents_base64"):
        try:
            content = base64.b64decode(packed, validate=True)
        except binascii.Error:
            raise invalid("Invalid base64 in file_contents_base64") from None
    if not content and text is None:
        return None
    extension = (body.get("filename") or "").rpartition(".")[2].lower()
    if extension not in {"zwo", "mrc", "erg", "fit"}:
        raise invalid("filename must end with .zwo, .mrc, .erg or .fit")
    if extension == "fit":
        return text_of_fit(content)
    text = content.decode("utf-8", "replace") if content else str(text)
    return _text_of_zwo(text) if extension == "zwo" else _text_of_course(text, extension)


def _text_of_zwo(content: str) -> str:
    try:
        root = ET.fromstring(content)  # noqa: S314 - written by our own tests
    except ET.ParseError:
        raise invalid("Invalid ZWO file") from None
    if root.tag != "workout_file":
        raise invalid("Invalid ZWO file: expected workout_file")
    lines: list[str] = []
    for element in root.findall("workout/*"):
        lines += _lines_of_zwo(element)
    return "\n".join(lines)


def _lines_of_zwo(element: ET.Element) -> list[str]:
    def percent(name: str) -> str:
        return f"{round(float(element.get(name) or element.get('Power') or 0) * 100)}"

    def seconds(name: str) -> str:
        return f"{round(float(element.get(name) or 0))}s"

    if element.tag == "IntervalsT":
        on = f"- {seconds('OnDuration')} {percent('OnPower')}%"
        off = f"- {seconds('OffDuration')} {percent('OffPower')}%"
        return ["", f"{element.get('Repeat', '1')}x", on, off, ""]
    length = seconds("Duration")
    if element.tag == "FreeRide":
        return [f"- {length} freeride"]
    if element.get("PowerLow") and element.get("PowerHigh"):
        return [f"- {length} ramp {percent('PowerLow')}-{percent('PowerHigh')}%"]
    cadence = f" {element.get('Cadence')}rpm" if element.get("Cadence") else ""
    return [f"- {length} {percent('Power')}%{cadence}"]


def _text_of_course(content: str, extension: str) -> str:
    """MRC (percent) and ERG (watts): pairs of minutes and value between two marks."""
    unit = "%" if extension == "mrc" else "w"
    inside = content.partition("[COURSE DATA]")[2].partition("[END COURSE DATA]")[0]
    points = [tuple(map(float, line.split()[:2])) for line in inside.split("\n") if line.strip()]
    lines = []
    for (start, low), (end, high) in pairwise(points):
        span = f"ramp {low:.0f}-{high:.0f}{unit}" if low != high else f"{low:.0f}{unit}"
        if end > start:
            lines.append(f"- {round((end - start) * 60)}s {span}")
    return "\n".join(lines)
