"""What a believable athlete did and how they slept, day by day up to this morning."""

from datetime import date, timedelta
from random import Random
from typing import Any

from sandbox.intervals.answers import Wire
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.fitness import Fitness
from sandbox.intervals.recorded import intervals_of, legs_of
from sandbox.intervals.training import Session, sessions
from sandbox.intervals.workout_doc import Computed

GARMIN = {
    "Ride": "Garmin Edge 840",
    "Run": "Garmin Forerunner 965",
    "Swim": "Garmin Forerunner 965",
}
STREAMS = {
    "Ride": [
        "time",
        "watts",
        "cadence",
        "heartrate",
        "distance",
        "altitude",
        "latlng",
        "velocity_smooth",
        "temp",
    ],
    "Run": ["time", "cadence", "heartrate", "distance", "altitude", "latlng", "velocity_smooth"],
    "Swim": ["time", "heartrate", "distance", "velocity_smooth"],
}
SPEED = {"Ride": 8.1, "Run": 3.05, "Swim": 0.82}
CLIMB = {"Ride": 0.009, "Run": 0.004, "Swim": 0.0}
ALL_NULL_DAY = -12
STRAVA_EVERY, BARE_DAY = 11, 17


def live(athlete: AthleteData, chance: Random, *, days: int, chinese: bool) -> None:
    for offset in range(-days, 0):
        for session in sessions(offset):
            if offset > -8 or chance.random() > 0.1:
                _do(athlete, chance, offset, session, chinese=chinese)
    fitness = athlete.fitness()
    for offset in range(-days, 1):
        day = athlete.today + timedelta(days=offset)
        if offset != -4 and (offset > -4 or chance.random() > 0.06):
            _wake_up(athlete, chance, day, fitness)
    if athlete.today in athlete.wellness:
        _only_the_night(athlete.wellness[athlete.today])


def _do(
    athlete: AthleteData, chance: Random, offset: int, session: Session, *, chinese: bool
) -> None:
    day = athlete.today + timedelta(days=offset)
    hour = session.hour or chance.choice((6, 7, 12, 17))
    start = f"{day}T{hour:02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
    name, text = session.said(chinese=chinese)
    paired = _planned(athlete, day, name)
    common: Wire = {"start_date_local": start, "type": session.sport, "name": name}
    common |= {"paired_event_id": paired}
    if session.minutes:
        _by_hand(athlete, session, common)
        return
    computed = athlete.compute(text, session.sport)
    if offset == ALL_NULL_DAY:
        athlete.add_activity(**common | {"source": "UPLOAD", "external_id": "ride.fit"})
        return
    values = _measured(athlete, chance, session.sport, computed)
    legs = legs_of(computed.workout_doc["steps"], values["moving_time"])
    values |= {"_legs": legs, "_intervals": intervals_of(legs, values)}
    if -offset % STRAVA_EVERY == 6:
        number = str(16_300_000_000 + athlete.next_id() * 37)
        bare = -offset % (2 * STRAVA_EVERY) == BARE_DAY
        values |= {"id": number, "source": "STRAVA", "_bare": bare}
    athlete.add_activity(**common | values)


def _planned(athlete: AthleteData, day: date, name: str) -> int | None:
    for event in athlete.events.values():
        if event["start_date_local"].startswith(str(day)) and event.get("name") == name:
            number: int = event["id"]
            return number
    return None


def _by_hand(athlete: AthleteData, session: Session, common: Wire) -> None:
    seconds = (session.minutes or 0) * 60
    athlete.add_activity(
        **common,
        source="MANUAL",
        moving_time=seconds,
        elapsed_time=seconds,
        icu_training_load=session.load,
        icu_rpe=6,
        session_rpe=6 * seconds // 60,
        feel=2,
        kg_lifted=3200.0,
    )


def _measured(athlete: AthleteData, chance: Random, sport: str, computed: Computed) -> Wire:
    """A recorded activity that followed the plan more or less."""
    share = chance.gauss(1.0, 0.03)
    moving = round((computed.moving_time or 3600) * chance.gauss(1.0, 0.04))
    load = max(round((computed.training_load or 20) * share * share), 1)
    intensity = 100 * (load * 36 / moving) ** 0.5
    speed = SPEED[sport] * chance.gauss(1.0, 0.04)
    settings = athlete.settings_for(sport)
    values: Wire = {
        "source": "GARMIN_CONNECT",
        "device_name": GARMIN[sport],
        "external_id": str(chance.randrange(10**9, 10**10)),
        "moving_time": moving,
        "elapsed_time": moving + chance.randrange(30, 900),
        "icu_recording_time": moving + chance.randrange(0, 30),
        "distance": speed * moving,
        "icu_distance": speed * moving * 0.998,
        "average_speed": speed,
        "max_speed": speed * 1.7,
        "total_elevation_gain": float(round(speed * moving * CLIMB[sport])),
        "calories": round(moving * intensity / 480),
        "icu_training_load": load,
        "icu_intensity": intensity,
        "icu_resting_hr": athlete.profile["icu_resting_hr"],
        "icu_weight": athlete.profile["icu_weight"],
        "decoupling": chance.gauss(3.0, 2.0),
        "compliance": min(100 * share, 104.0),
        "stream_types": STREAMS[sport],
        "tags": ["club"] if chance.random() < 0.1 else None,
    }
    values |= _felt(chance, intensity, moving) | _beaten(chance, settings, values)
    if sport == "Ride":
        return values | _powered(chance, settings, values, computed)
    return values | _paced(chance, sport, settings, values)


def _felt(chance: Random, intensity: float, moving: int) -> Wire:
    rpe = min(max(round(intensity / 12), 2), 9)
    feel = chance.choice((1, 2, 2, 2, 3, 3, 4))
    return {"icu_rpe": rpe, "session_rpe": rpe * moving // 60, "feel": feel}


def _beaten(chance: Random, settings: Wire, values: Wire) -> Wire:
    """What the heart did."""
    moving, load = values["moving_time"], values["icu_training_load"]
    heart = round(100 + values["icu_intensity"] * 0.52 + chance.gauss(0, 2))
    shares = (0.3, 0.4, 0.15, 0.1, 0.05, 0, 0)
    return {
        "has_heartrate": True,
        "average_heartrate": heart,
        "max_heartrate": min(heart + 31, 187),
        "hr_load": round(load * chance.gauss(0.97, 0.04)),
        "hr_load_type": "HRSS",
        "trimp": load * 1.31,
        "lthr": settings["lthr"],
        "athlete_max_hr": settings["max_hr"],
        "icu_hr_zones": settings["hr_zones"],
        "icu_hr_zone_times": [round(moving * share) for share in shares],
    }


def _powered(chance: Random, settings: Wire, values: Wire, computed: Computed) -> Wire:
    ftp, moving = settings["ftp"], values["moving_time"]
    normalized = round(ftp * values["icu_intensity"] / 100)
    index = computed.workout_doc.get("variability_index", 1.05) + abs(chance.gauss(0, 0.01))
    average = round(normalized / index)
    doc_zones = computed.workout_doc.get("zoneTimes", [])
    zones: list[dict[str, Any]] = [{"id": zone["id"], "secs": zone["secs"]} for zone in doc_zones]
    return {
        "device_watts": True,
        "icu_ftp": ftp,
        "icu_average_watts": average,
        "icu_weighted_avg_watts": normalized,
        "icu_variability_index": normalized / average,
        "icu_efficiency_factor": normalized / values["average_heartrate"],
        "icu_joules": average * moving,
        "power_load": values["icu_training_load"],
        "icu_rolling_ftp": ftp + 3,
        "icu_rolling_ftp_delta": 0,
        "icu_pm_ftp": ftp - chance.randrange(0, 12),
        "icu_power_zones": settings["power_zones"],
        "icu_zone_times": zones,
        "average_cadence": chance.gauss(87.0, 2.0),
        "interval_summary": [f"1x {moving // 60}m {average}w"],
    }


def _paced(chance: Random, sport: str, settings: Wire, values: Wire) -> Wire:
    moving = values["moving_time"]
    running = sport == "Run"
    return {
        "pace": values["average_speed"],
        "gap": values["average_speed"] * 1.01 if running else None,
        "threshold_pace": settings["threshold_pace"],
        "pace_zones": settings["pace_zones"],
        "pace_zone_times": [round(moving * part) for part in (0.35, 0.4, 0.1, 0.1, 0.05, 0, 0)],
        "pace_load": values["icu_training_load"],
        "pace_load_type": "SWIM" if sport == "Swim" else "RUN",
        "average_cadence": chance.gauss(86.0, 1.5) if running else None,
        "average_stride": 1.06 if running else None,
        "pool_length": 25.0 if sport == "Swim" else None,
        "lengths": round(values["distance"] / 25) if sport == "Swim" else None,
    }


def _wake_up(
    athlete: AthleteData, chance: Random, day: date, fitness: dict[date, Fitness]
) -> None:
    """The morning after: tired bodies sleep worse, beat faster and complain."""
    before = fitness.get(day - timedelta(days=1), athlete.before)
    strain = (before.atl - before.ctl) / 10
    sore = min(max(round(1.6 + before.load / 90 + chance.gauss(0, 0.5)), 1), 4)
    tired = min(max(round(1.9 + strain * 0.5 + chance.gauss(0, 0.5)), 1), 4)
    night = chance.gauss(7.35 - strain * 0.08, 0.55)
    values: Wire = {
        "restingHR": round(48 + strain * 0.9 + chance.gauss(0, 1.1)),
        "hrv": float(round(66 - strain * 3 + chance.gauss(0, 4.5))),
        "sleepSecs": round(night * 60) * 60,
        "sleepScore": float(min(max(round(78 + (night - 7.3) * 11 + chance.gauss(0, 4)), 30), 98)),
        "avgSleepingHR": 51.0 + strain + chance.gauss(0, 1),
        "spO2": float(round(chance.gauss(96.5, 0.7))),
        "steps": max(round(chance.gauss(9200, 2600)), 800),
        "sportInfo": [{"type": "Ride", "eftp": 241.3, "wPrime": 18_200.0, "pMax": 905.0}],
        "updated": f"{day}T05:45:00.000+00:00",
    }
    if chance.random() < 0.8:
        values |= {"soreness": sore, "fatigue": tired, "stress": chance.choice((1, 1, 2, 2, 3))}
        values |= {"mood": min(tired, 3), "motivation": min(tired, 3), "injury": 1}
        values |= {"sleepQuality": 1 if night > 7.8 else 2 if night > 7 else 3}
    if chance.random() < 0.4:
        values |= {"weight": round(64.5 + chance.gauss(0, 0.4), 1), "tempWeight": False}
    athlete.record(day, **values)


def _only_the_night(record: Wire) -> None:
    """The watch has reported this morning, the athlete has not yet."""
    device = {"restingHR", "hrv", "sleepSecs", "sleepScore", "avgSleepingHR", "updated"}
    for key in record.keys() - device - {"sportInfo"}:
        del record[key]
