"""Wellness: one record per local date, camelCase, strict about keys and values."""

import csv
import io
from datetime import date, timedelta
from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import Response

from sandbox.intervals.answers import Refusal, Wire, csv_answer, full, instant, invalid, only
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.fitness import Fitness
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.shapes import WELLNESS_KEYS

# Lowest and highest value the service takes; whole numbers are marked by their type.
LIMITS: dict[str, tuple[float, float]] = {
    "weight": (20.0, 400.0),
    "restingHR": (20, 200),
    "hrv": (1.0, 400.0),
    "hrvSDNN": (1.0, 400.0),
    "kcalConsumed": (0, 30_000),
    "sleepSecs": (0, 86_400),
    "sleepScore": (0.0, 100.0),
    "sleepQuality": (1, 4),
    "avgSleepingHR": (20.0, 200.0),
    "soreness": (1, 4),
    "fatigue": (1, 4),
    "stress": (1, 4),
    "mood": (1, 4),
    "motivation": (1, 4),
    "injury": (1, 4),
    "hydration": (1, 4),
    "spO2": (50.0, 100.0),
    "systolic": (50, 260),
    "diastolic": (30, 200),
    "hydrationVolume": (0.0, 30.0),
    "readiness": (0.0, 1000.0),
    "baevskySI": (0.0, 5000.0),
    "bloodGlucose": (0.5, 50.0),
    "lactate": (0.0, 40.0),
    "bodyFat": (1.0, 80.0),
    "abdomen": (30.0, 300.0),
    "vo2max": (5.0, 110.0),
    "steps": (0, 300_000),
    "respiration": (2.0, 80.0),
    "carbohydrates": (0.0, 5000.0),
    "protein": (0.0, 2000.0),
    "fatTotal": (0.0, 2000.0),
}
PHASES = {"PERIOD", "FOLLICULAR", "OVULATING", "LUTEAL", "NONE"}
READ_ONLY = {"ctl", "atl", "rampRate", "ctlLoad", "atlLoad", "sportInfo", "updated"}
UNCHANGED = {"id", "tempWeight", "tempRestingHR"} | READ_ONLY


def list_days(visit: Visit) -> Response | list[Wire]:
    """The days that have a record, and those ahead with their projection."""
    athlete = visit.athlete
    oldest = visit.day("oldest", athlete.today)
    newest = visit.day("newest", athlete.today)
    fitness = athlete.fitness()
    days = [oldest + timedelta(days=n) for n in range((newest - oldest).days + 1)]
    rows = [
        _record(athlete, fitness, day)
        for day in days
        if day in athlete.wellness or (day > athlete.today and day in fitness)
    ]
    if visit.request.url.path.endswith(".csv"):
        columns = visit.query.get("cols") or visit.query.get("fields")
        wanted = columns.split(",") if columns else WELLNESS_KEYS[1:]
        return csv_answer(
            [{"date": row["id"], **row} for row in rows], list(dict.fromkeys(("date", *wanted)))
        )
    return only(rows, visit.query.get("fields"))


def read_day(visit: Visit) -> Wire:
    day = _date(visit.path["day"])
    if day not in visit.athlete.wellness:
        raise Refusal(404, "Wellness not found")
    return _record(visit.athlete, visit.athlete.fitness(), day)


def write_day(visit: Visit) -> Wire:
    body = visit.json_object()
    day = _date(visit.path.get("day") or body.get("id"))
    if "day" in visit.path and body.get("id") not in {None, str(day)}:
        raise invalid("Wellness id does not match the date")
    _write(visit.athlete, day, body)
    if visit.query.get("localDate") == str(day):
        _make_current(visit.athlete, body)
    return _record(visit.athlete, visit.athlete.fitness(), day)


def write_days(visit: Visit) -> Response:
    """All or nothing; answers 200 with an empty body."""
    rows = visit.json_list()
    for row in rows:
        _date(row.get("id"))
        _check(visit.athlete, row)
    for row in rows:
        _write(visit.athlete, _date(row["id"]), row)
    return Response()


def upload_csv(visit: Visit) -> Wire:
    upload = visit.form and visit.form.get("file")
    if not isinstance(upload, UploadFile):
        raise invalid("Required part 'file' is not present")
    rows = list(csv.DictReader(io.TextIOWrapper(upload.file, "utf-8")))
    for row in rows:
        values: Wire = {key: _csv_value(key, text) for key, text in row.items() if text}
        day = _date(values.pop("date", None) or values.pop("id", None))
        _write(visit.athlete, day, values)
    return {"updated": len(rows)}


def _csv_value(key: str, text: str) -> Any:  # noqa: ANN401
    if key not in LIMITS:
        return text
    return int(text) if isinstance(LIMITS[key][0], int) else float(text)


def _date(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise invalid(f"Text '{text}' could not be parsed at index 0") from None


def _write(athlete: AthleteData, day: date, body: Wire) -> None:
    _check(athlete, body)
    record = athlete.wellness.get(day, {})
    if record.get("locked"):
        return
    record = athlete.wellness.setdefault(day, {})
    for key, value in body.items():
        if value is None or key in UNCHANGED:
            continue
        record[key] = None if value in (-1, "") else _typed(key, value)
    for key, mark in (("weight", "tempWeight"), ("restingHR", "tempRestingHR")):
        if body.get(key) is not None:
            record[mark] = False
    record["updated"] = instant(athlete.now)


def _typed(key: str, value: Any) -> Any:  # noqa: ANN401
    return type(LIMITS[key][0])(value) if key in LIMITS else value


def _make_current(athlete: AthleteData, body: Wire) -> None:
    for key, profile_key in (("weight", "icu_weight"), ("restingHR", "icu_resting_hr")):
        if (body.get(key) or -1) > 0:
            athlete.profile[profile_key] = body[key]


def _check(athlete: AthleteData, body: Wire) -> None:
    own = {item["content"].get("code") for item in athlete.custom_items if item.get("content")}
    for key, value in body.items():
        if key not in WELLNESS_KEYS and key not in own:
            raise invalid(f"Unrecognized wellness field [{key}]")
        if value is None:
            continue
        if key in LIMITS:
            _check_number(key, value)
        elif key in {"menstrualPhase", "menstrualPhasePredicted"} and value not in PHASES:
            raise Refusal(400, f"Cannot deserialize value of type `MenstrualPhase` from '{value}'")
        elif key == "comments" and not isinstance(value, str):
            raise Refusal(400, "Cannot deserialize value of type `String`")


def _check_number(key: str, value: object) -> None:
    low, high = LIMITS[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refusal(400, f"Cannot deserialize value for {key}")
    if value == -1:
        return
    if isinstance(low, int) and value != int(value):
        raise Refusal(400, f"Cannot deserialize value of type `Integer` for {key}")
    if not low <= value <= high:
        raise invalid(f"Invalid {key} [{value}]")


def _record(athlete: AthleteData, fitness: dict[date, Fitness], day: date) -> Wire:
    stored = athlete.wellness.get(day, {})
    wire = full(WELLNESS_KEYS, {"id": str(day), "sleepRegularity": None} | _taken(athlete, stored))
    if now := fitness.get(day):
        before = fitness.get(day - timedelta(days=7), athlete.before)
        wire |= {
            "ctl": now.ctl,
            "atl": now.atl,
            "rampRate": now.ctl - before.ctl,
            "ctlLoad": float(now.load),
            "atlLoad": float(now.load),
        }
    return wire


def _taken(athlete: AthleteData, stored: Wire) -> Wire:
    """The stored values; weight and resting HR come from the profile where none was measured."""
    taken = {"tempWeight": False, "tempRestingHR": False} | stored
    for key, profile_key, mark in (
        ("weight", "icu_weight", "tempWeight"),
        ("restingHR", "icu_resting_hr", "tempRestingHR"),
    ):
        if taken.get(key) is None and athlete.profile.get(profile_key):
            taken |= {key: athlete.profile[profile_key], mark: True}
    return taken


ENDPOINTS = [
    Endpoint("GET", "/athlete/{athlete_id}/wellness", "WELLNESS", list_days),
    Endpoint("GET", "/athlete/{athlete_id}/wellness.json", "WELLNESS", list_days),
    Endpoint("GET", "/athlete/{athlete_id}/wellness.csv", "WELLNESS", list_days),
    Endpoint("GET", "/athlete/{athlete_id}/wellness/{day}", "WELLNESS", read_day),
    Endpoint("PUT", "/athlete/{athlete_id}/wellness/{day}", "WELLNESS", write_day),
    Endpoint("PUT", "/athlete/{athlete_id}/wellness", "WELLNESS", write_day),
    Endpoint("PUT", "/athlete/{athlete_id}/wellness-bulk", "WELLNESS", write_days),
    Endpoint("POST", "/athlete/{athlete_id}/wellness", "WELLNESS", upload_csv),
]
