"""What is inside an activity: streams, intervals, curves, files, messages; right in shape."""

import math
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from sandbox.intervals.activities import find_activity
from sandbox.intervals.answers import Wire, csv_answer, file_answer, full, instant, invalid
from sandbox.intervals.recorded import stream
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.shapes import INTERVAL_KEYS

CURVE_SECONDS = (1, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 5400, 7200)
CURVE_METRES = (400, 800, 1000, 1609.344, 3000, 5000, 10_000, 21_097.5)
DEFAULT_STREAMS = "time,watts,cadence,heartrate,distance,altitude,velocity_smooth"
PARIS = (48.85, 2.35)
PARALLEL = ("values", "activity_id", "watts_per_kg", "start_index", "end_index")


def streams(visit: Visit) -> Response | list[Wire]:
    activity = find_activity(visit)
    wanted = (visit.query.get("types") or DEFAULT_STREAMS).split(",")
    if visit.flag("includeDefaults"):
        wanted += [one for one in DEFAULT_STREAMS.split(",") if one not in wanted]
    known = activity.get("stream_types") or []
    columns = [_stream(activity, kind) for kind in wanted if kind in known]
    if visit.request.url.path.endswith(".csv"):
        names = [column["type"] for column in columns]
        lines = zip(*(column["data"] for column in columns), strict=True)
        return csv_answer([dict(zip(names, line, strict=True)) for line in lines], names)
    return columns


def _stream(activity: Wire, kind: str) -> Wire:
    seconds = range(activity.get("moving_time") or 0)
    means: dict[str, float] = {
        "watts": activity.get("icu_average_watts") or 0,
        "cadence": activity.get("average_cadence") or 0,
        "heartrate": activity.get("average_heartrate") or 0,
        "velocity_smooth": activity.get("average_speed") or 0,
        "altitude": 120,
        "temp": 18,
    }
    data: list[Any]
    second: list[float] | None = None
    if kind == "time":
        data = list(seconds)
    elif kind == "distance":
        data = [moment * means["velocity_smooth"] for moment in seconds]
    elif kind == "latlng":
        data = [PARIS[0] + moment * 1e-5 for moment in seconds]
        second = [PARIS[1] + moment * 1e-5 for moment in seconds]
    else:
        data = stream(activity, kind, means.get(kind, 0))
    flags = {"valueTypeIsArray": False, "anomalies": None, "custom": False, "allNull": False}
    return {"type": kind, "name": None, "data": data, "data2": second} | flags


def intervals(visit: Visit) -> Wire:
    activity = find_activity(visit)
    rows = [full(INTERVAL_KEYS, row) for row in activity.get("_intervals", [])]
    return {
        "id": activity["id"],
        "analyzed": activity.get("analyzed"),
        "icu_intervals": rows,
        "icu_groups": [],
    }


def _best(activity: Wire, mean: str, seconds: float) -> int:
    """A plausible best over so many seconds: higher the shorter."""
    value = activity.get(mean) or 0
    length = max(activity.get("moving_time") or 1, 1)
    beats = mean == "average_heartrate"
    best = value * (1 + (0.04 if beats else 0.16) * max(math.log(length / max(seconds, 1)), 0))
    return min(round(best), activity.get("max_heartrate") or 185) if beats else round(best)


def _seconds_curve(activity: Wire, mean: str) -> Wire:
    lasting = [one for one in CURVE_SECONDS if one <= (activity.get("moving_time") or 0)]
    return {
        "id": activity["id"],
        "filters": None,
        "label": activity.get("name"),
        "start_date_local": activity["start_date_local"],
        "end_date_local": activity["start_date_local"],
        "days": 1,
        "moving_time": activity.get("moving_time"),
        "training_load": activity.get("icu_training_load"),
        "weight": activity.get("icu_weight"),
        "secs": lasting,
        "values": [_best(activity, mean, one) for one in lasting],
        "start_index": [0 for _ in lasting],
        "end_index": lasting,
        "activity_id": [activity["id"] for _ in lasting],
    }


def power_curve(visit: Visit) -> Wire:
    activity = find_activity(visit)
    curve = _seconds_curve(activity, "icu_average_watts")
    weight = activity.get("icu_weight") or 70
    per_kg = [watts / weight for watts in curve["values"]]
    return curve | {"watts": curve["values"], "watts_per_kg": per_kg, "stream_type": "watts"}


def hr_curve(visit: Visit) -> Wire:
    return _seconds_curve(find_activity(visit), "average_heartrate")


def pace_curve(visit: Visit) -> Wire:
    return _pace_curve(find_activity(visit))


def _pace_curve(activity: Wire) -> Wire:
    speed = activity.get("average_speed") or 1.0
    covered = [one for one in CURVE_METRES if one <= (activity.get("distance") or 0)]
    curve = _seconds_curve(activity, "average_heartrate")
    timed = [round(one / speed * (0.9 + 0.01 * place)) for place, one in enumerate(covered)]
    ids = [activity["id"] for _ in covered]
    curve = {key: value for key, value in curve.items() if key != "secs"}
    places = {"start_index": [0 for _ in covered], "end_index": timed, "activity_id": ids}
    return curve | places | {"distance": covered, "values": timed, "type": "PACE"}


def _bests(curves: list[Wire]) -> Wire:
    """The best of all curves at each length: the most watts or beats, the fewest seconds."""
    axis, better = ("distance", min) if "distance" in curves[0] else ("secs", max)
    points = [
        (at, {key: curve[key][place] for key in PARALLEL if key in curve})
        for curve in curves
        for place, at in enumerate(curve[axis])
        if curve["values"][place]
    ]
    lengths = sorted({at for at, _ in points})
    best = [
        better((point for at, point in points if at == length), key=lambda point: point["values"])
        for length in lengths
    ]
    columns = {key: [point[key] for point in best] for key in PARALLEL if key in curves[0]}
    return curves[0] | columns | {axis: lengths}


def _curves(one: Callable[[Wire], Wire], sport_needed: bool) -> Callable[[Visit], Wire]:
    def curves(visit: Visit) -> Wire:
        sport = visit.required("type") if sport_needed else visit.query.get("type", "Run")
        rows = [
            activity
            for activity in visit.athlete.activities.values()
            if activity.get("type") == sport and activity.get("source") != "STRAVA"
        ]
        shown = []
        for name in visit.query.get("curves", "1y").split(","):
            oldest, newest = _span(visit, name)
            some = [row for row in rows if oldest <= row["start_date_local"][:10] <= newest]
            if some:
                dates = {"start_date_local": oldest, "end_date_local": newest}
                shown.append(
                    _bests([one(row) for row in some]) | {"id": name, "label": name} | dates
                )
        ids = {number for curve in shown for number in curve["activity_id"]}
        brief = ("id", "name", "type", "start_date_local")
        known = visit.athlete.activities
        return {
            "list": shown,
            "activities": {
                number: {key: known[number].get(key) for key in brief} for number in sorted(ids)
            },
        }

    return curves


def _span(visit: Visit, name: str) -> tuple[str, str]:
    """`42d`, `1y`, `s0`, `all`, `r.2026-01-01.2026-01-31`, with or without `-kj0`."""
    today, name = visit.athlete.today, name.partition("-kj")[0]
    if name.startswith("r."):
        _, oldest, newest = name.split(".")
        return oldest, newest
    count = int(name[:-1]) if name[:-1].isdigit() else 0
    days = {"d": 1, "w": 7, "m": 30, "y": 365}.get(name[-1], 0) * count
    oldest_day = today - timedelta(days=days) if days else date(2000, 1, 1)
    return str(oldest_day), str(today)


def _power_of(activity: Wire) -> Wire:
    curve = _seconds_curve(activity, "icu_average_watts")
    weight = activity.get("icu_weight") or 70
    return curve | {"watts_per_kg": [watts / weight for watts in curve["values"]]}


def mmp_model(visit: Visit) -> Wire | None:
    settings = visit.athlete.settings_for(visit.required("type"))
    model: Wire | None = settings.get("mmp_model")
    return model


def file(visit: Visit) -> Response:
    activity = find_activity(visit)
    if activity.get("source") == "MANUAL":
        raise invalid("Activity has no file")
    kind = visit.request.url.path.rpartition("/")[2]
    extension = "gpx" if kind == "gpx-file" else "fit"
    content = b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT" if extension == "fit" else b"<gpx></gpx>"
    return file_answer(content, f"{activity['id']}.{extension}", "application/octet-stream")


def messages(visit: Visit) -> list[Wire]:
    find_activity(visit, readable=False)
    return visit.athlete.messages.get(visit.path["activity_id"], [])


def add_message(visit: Visit) -> Wire:
    activity = find_activity(visit, readable=False)
    body = visit.json_object()
    if not body.get("content"):
        raise invalid("content is required")
    message = {
        "id": visit.athlete.next_id(),
        "athlete_id": visit.caller.id,
        "name": visit.caller.profile.get("name"),
        "created": instant(visit.athlete.now),
        "type": "TEXT",
        "content": body["content"],
        "activity_id": activity["id"],
    }
    visit.athlete.messages.setdefault(activity["id"], []).append(message)
    return {"id": message["id"], "new_chat": None}


INSIDE: dict[str, Callable[[Visit], Any]] = {
    "streams": streams,
    "streams.json": streams,
    "streams.csv": streams,
    "intervals": intervals,
    "power-curve": power_curve,
    "power-curve.json": power_curve,
    "hr-curve": hr_curve,
    "hr-curve.json": hr_curve,
    "pace-curve": pace_curve,
    "pace-curve.json": pace_curve,
    "file": file,
    "fit-file": file,
    "gpx-file": file,
}
ACROSS: dict[str, Callable[[Visit], Any]] = {
    "power-curves": _curves(_power_of, sport_needed=True),
    "hr-curves": _curves(lambda one: _seconds_curve(one, "average_heartrate"), sport_needed=False),
    "pace-curves": _curves(_pace_curve, sport_needed=False),
}
ENDPOINTS = [
    *(
        Endpoint("GET", f"/activity/{{activity_id}}/{part}", "ACTIVITY", INSIDE[part])
        for part in INSIDE
    ),
    *(
        Endpoint("GET", f"/athlete/{{athlete_id}}/{part}{suffix}", "ACTIVITY", ACROSS[part])
        for part in ACROSS
        for suffix in ("", ".json")
    ),
    Endpoint("GET", "/athlete/{athlete_id}/mmp-model", "SETTINGS", mmp_model),
    Endpoint("GET", "/activity/{activity_id}/messages", "CHATS", messages),
    Endpoint("POST", "/activity/{activity_id}/messages", "CHATS", add_message),
]
