"""Weights in kilograms, ways in metres; and which sports are told in metres or by pace."""

KILOGRAMS = {"kg": 1.0, "lb": 0.45359237}
METRES = {"km": 1000.0, "mi": 1609.344}
PACE_METRES = {  # by what a pace is for
    **METRES,
    "100m": 100.0,
    "100y": 91.44,
    "250m": 250.0,
    "400m": 400.0,
    "500m": 500.0,
}
SWIMS = ("Swim", "OpenWaterSwim")
PACED = ("Run", "Swim", "Walk", "Hike", "Rowing")  # sports that end so are measured by pace
