"""What a target means by the settings of a sport."""

import pytest

from services.workouts.numbers import read_workout
from services.workouts.targets import Thresholds

RUNNER = Thresholds(
    lthr=170,
    max_heart_rate=190,
    threshold_pace=4.0,
    heart_rate_zones=(136, 150, 156, 166, 171, 176, 190),
    pace_zones=(77.5, 87.7, 94.3, 100.0, 103.4, 111.5, 999.0),
)


@pytest.mark.parametrize(
    ("line", "way", "ends"),
    [
        ("10m 80-90% Pace", "metres_per_second", (3.2, 3.6)),
        ("10m 4:00 Pace", "metres_per_second", (4.1667, 4.1667)),
        ("10m 90% LTHR", "beats_per_minute", (153, 153)),
        ("10m 80% HR", "beats_per_minute", (152, 152)),
        ("10m Z2 HR", "beats_per_minute", (137, 150)),
        ("10m Z1-Z2 HR", "beats_per_minute", (108, 150)),
        ("10m ramp Z3-Z2 HR", "beats_per_minute", (156, 137)),
        ("10m Z2 Pace", "metres_per_second", (3.1, 3.508)),
        ("10m 3:20/km-4:10/km Pace", "metres_per_second", (5, 4)),
    ],
)
def test_targets_resolve_by_the_settings(line: str, way: str, ends: tuple[float, float]) -> None:
    [step] = read_workout(f"- {line}", RUNNER).steps
    found = getattr(step, way)
    assert (found.start, found.end) == pytest.approx(ends, abs=1e-3)


@pytest.mark.parametrize("target", ["Z9", "Z0 HR", "0:00 Pace", "Z8 Pace", "75%"])
def test_a_target_that_means_nothing_resolves_to_nothing(target: str) -> None:
    found = read_workout(f"- 10m {target}", RUNNER)
    [step] = found.steps
    assert step.watts is step.beats_per_minute is step.metres_per_second is None
    assert found.training_load is None
