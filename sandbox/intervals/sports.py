"""The thresholds and zones of a believable athlete, sport by sport."""

from sandbox.intervals.answers import Wire

RIDES = ["Ride", "VirtualRide", "GravelRide", "MountainBikeRide", "TrackRide", "Cyclocross"]
RUNS = ["Run", "VirtualRun", "TrailRun"]
SWIMS = ["Swim", "OpenWaterSwim"]
HEART: Wire = {
    "lthr": 168,
    "max_hr": 188,
    "hr_zones": [136, 150, 156, 166, 171, 176, 188],
    "hr_zone_names": [
        *("Recovery", "Aerobic", "Tempo", "SubThreshold"),
        *("SuperThreshold", "Aerobic Capacity", "Anaerobic"),
    ],
    "hr_load_type": "HRSS",
}
POWER: Wire = {
    "w_prime": 18_200,
    "p_max": 905,
    "power_zones": [55, 75, 90, 105, 120, 150, 999],
    "power_zone_names": [
        *("Active Recovery", "Endurance", "Tempo", "Threshold"),
        *("VO2 Max", "Anaerobic", "Neuromuscular"),
    ],
    "sweet_spot_min": 84,
    "sweet_spot_max": 97,
    "load_order": "POWER_HR_PACE",
    "workout_order": "POWER_HR_PACE",
}
PACE: Wire = {
    "pace_zones": [77.5, 87.7, 94.3, 100.0, 103.4, 111.5, 999.0],
    "pace_zone_names": [f"Zone {number}" for number in range(1, 8)],
    "load_order": "PACE_HR_POWER",
    "workout_order": "PACE_HR_POWER",
}


def sport_settings(ftp: int, *, imperial: bool) -> list[Wire]:
    """Settings for riding, running, swimming and everything else; `ftp` in watts."""
    model = {"type": "FFT_CURVES", "criticalPower": ftp - 4, "wPrime": 18_200, "pMax": 905}
    ride: Wire = {"id": 701, "types": RIDES, "ftp": ftp, "warmup_time": 1200}
    ride |= {"cooldown_time": 600, "mmp_model": model | {"ftp": ftp + 3}}
    run: Wire = {
        "id": 702,
        "types": RUNS,
        "threshold_pace": 3.8461538,
        "pace_units": "MINS_MILE" if imperial else "MINS_KM",
        "pace_load_type": "RUN",
        "gap_model": "STRAVA_RUN",
    }
    swim: Wire = {
        "id": 703,
        "types": SWIMS,
        "threshold_pace": 0.90909094,
        "pace_units": "SECS_100Y" if imperial else "SECS_100M",
        "pace_load_type": "SWIM",
    }
    rest: Wire = {"id": 704, "types": ["Other"], "other": True}
    return [HEART | POWER | ride, HEART | PACE | run, HEART | PACE | swim, HEART | rest]
