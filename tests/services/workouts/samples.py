"""Workouts of our own in the shape of the recordings, their numbers worked out by hand."""

from typing import Any


def watts(value: int) -> dict[str, Any]:
    return {"value": value, "units": "w"}


OURS: list[dict[str, Any]] = [
    {
        "name": "an hour at threshold",
        "description": "Hold it.\n- Steady <now> 1h 100% 90rpm",
        "workout_doc": {
            "steps": [
                {
                    "text": "Steady &lt;now&gt;",
                    "duration": 3600,
                    "power": {"value": 100, "units": "%ftp"},
                    "cadence": {"value": 90, "units": "rpm"},
                }
            ],
            "duration": 3600,
            "distance": 0,
        },
        "normalized_power": 250,
        "average_watts": 250,
        "icu_training_load": 100,
        "moving_time": 3600,
        "ftpUsed": 250,
    },
    {
        "name": "warm-up, a repeat, prose among the steps",
        "description": (
            "Warmup\n- 10m 100w\n\nMain Set 2x\n- 15m 200w power=3s\n- drink\n- 15m 200w\n\n"
            "- 0s 90%"
        ),
        "workout_doc": {
            "steps": [
                {"warmup": True, "duration": 600, "power": watts(100)},
                {
                    "reps": 2,
                    "text": "Main Set 2x",
                    "duration": 3600,
                    "distance": 0,
                    "steps": [
                        {"duration": 900, "power": watts(200) | {"target": "3s"}},
                        {"duration": 900, "power": watts(200)},
                    ],
                },
            ],
            "duration": 4200,
            "distance": 0,
        },
        "normalized_power": 193,
        "average_watts": 186,
        "icu_training_load": 109,
        "moving_time": 4200,
        "ftpUsed": 200,
    },
]
