"""Sport settings: thresholds and zones, one object for several sports."""

from starlette.responses import Response

from sandbox.intervals.answers import Refusal, Wire, full, instant, invalid
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.service import Endpoint, Visit
from sandbox.intervals.shapes import SPORT_SETTINGS_KEYS

HR_ZONE_SHARES = (0.81, 0.89, 0.93, 0.99, 1.02, 1.05)


def shown_settings(athlete: AthleteData, settings: Wire) -> Wire:
    return full(SPORT_SETTINGS_KEYS, {"athlete_id": athlete.id, "zones_beta": None} | settings)


def list_settings(visit: Visit) -> list[Wire]:
    return [shown_settings(visit.athlete, one) for one in visit.athlete.sport_settings]


def read_settings(visit: Visit) -> Wire:
    return shown_settings(visit.athlete, _find(visit.athlete, visit.path["settings"]))


def _find(athlete: AthleteData, wanted: str) -> Wire:
    for settings in athlete.sport_settings:
        if str(settings["id"]) == wanted or wanted in settings["types"]:
            return settings
    raise Refusal(404, "Sport settings not found")


def change_settings(visit: Visit) -> Wire:
    recalculate = visit.required("recalcHrZones").lower() == "true"
    settings = _find(visit.athlete, visit.path["settings"])
    return _changed(visit.athlete, settings, visit.json_object(), recalculate=recalculate)


def change_many_settings(visit: Visit) -> list[Wire]:
    recalculate = visit.required("recalcHrZones").lower() == "true"
    return [
        _changed(
            visit.athlete,
            _find(visit.athlete, str(row.get("id"))),
            row,
            recalculate=recalculate,
        )
        for row in visit.json_list()
    ]


def _changed(athlete: AthleteData, settings: Wire, body: Wire, *, recalculate: bool) -> Wire:
    pace = body.get("threshold_pace")
    if pace is not None and pace != -1 and not 0 < pace < 12:
        raise invalid("Invalid threshold pace")
    for key in ("power_zones", "hr_zones", "pace_zones"):
        if body.get(key) is not None and not isinstance(body[key], list):
            raise Refusal(400, f"Cannot deserialize value of type `List` for {key}")
    for key, value in body.items():
        if key in SPORT_SETTINGS_KEYS and key not in {"id", "athlete_id"} and value is not None:
            settings[key] = None if value == -1 else value
    if recalculate and settings.get("lthr"):
        zones = [round(settings["lthr"] * share) for share in HR_ZONE_SHARES]
        settings["hr_zones"] = [*zones, settings.get("max_hr") or zones[-1] + 10]
    settings["updated"] = instant(athlete.now)
    return shown_settings(athlete, settings)


def create_settings(visit: Visit) -> Wire:
    body = visit.json_object()
    if not body.get("types"):
        raise invalid("types is required")
    settings = {"id": 700_000 + visit.athlete.next_id(), "types": body["types"]}
    visit.athlete.sport_settings.append(settings)
    return _changed(visit.athlete, settings, body, recalculate=False)


def delete_settings(visit: Visit) -> Wire:
    settings = _find(visit.athlete, visit.path["settings"])
    visit.athlete.sport_settings.remove(settings)
    return {}


def apply_settings(visit: Visit) -> Response:
    _find(visit.athlete, visit.path["settings"])
    return Response()


SETTINGS = "/athlete/{athlete_id}/sport-settings"
ENDPOINTS = [
    Endpoint("GET", SETTINGS, "SETTINGS", list_settings),
    Endpoint("PUT", SETTINGS, "SETTINGS", change_many_settings),
    Endpoint("POST", SETTINGS, "SETTINGS", create_settings),
    Endpoint("GET", SETTINGS + "/{settings}", "SETTINGS", read_settings),
    Endpoint("PUT", SETTINGS + "/{settings}", "SETTINGS", change_settings),
    Endpoint("DELETE", SETTINGS + "/{settings}", "SETTINGS", delete_settings),
    Endpoint("PUT", SETTINGS + "/{settings}/apply", "SETTINGS", apply_settings),
]
