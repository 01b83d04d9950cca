"""A planned workout as the binary FIT file of watches and head units."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import (
    FileType,
    Intensity,
    Manufacturer,
    Sport,
    WorkoutStepDuration,
    WorkoutStepTarget,
)

from sandbox.intervals.answers import Wire
from sandbox.intervals.workout_doc import Wire as Step
from sandbox.intervals.workout_doc import resolved
from services.workouts.targets import Thresholds

SPORTS = {"Run": Sport.RUNNING, "TrailRun": Sport.RUNNING, "Swim": Sport.SWIMMING}
ROLES = {
    "rest": Intensity.REST,
    "warmup": Intensity.WARMUP,
    "cooldown": Intensity.COOLDOWN,
    "recovery": Intensity.RECOVERY,
    "interval": Intensity.INTERVAL,
}
# FIT marks absolute watts and beats by these offsets; below them a number is a percentage.
WATTS, BEATS = 1000, 100


def fit_bytes(event: Wire, steps: list[Step], thresholds: Thresholds) -> bytes:
    identity = FileIdMessage()
    identity.type = FileType.WORKOUT
    identity.manufacturer = Manufacturer.DEVELOPMENT.value
    identity.product = 0
    identity.serial_number = event["id"]
    start = datetime.fromisoformat(event["start_date_local"]).replace(tzinfo=ZoneInfo("UTC"))
    identity.time_created = round(start.timestamp() * 1000)
    messages = _messages(steps, thresholds)
    workout = WorkoutMessage()
    workout.workout_name = (event.get("name") or "Workout")[:40]
    workout.sport = SPORTS.get(event["type"], Sport.CYCLING)
    workout.num_valid_steps = len(messages)
    builder = FitFileBuilder(auto_define=True, min_string_size=50)
    builder.add_all([identity, workout, *messages])
    return bytes(builder.build().to_bytes())


def _messages(steps: list[Step], thresholds: Thresholds) -> list[Any]:
    messages: list[Any] = []
    for step in steps:
        first = len(messages)
        for leaf in step.get("steps", [step]):
            messages.append(_leaf(len(messages), leaf, thresholds))
        if "reps" in step:
            repeat = WorkoutStepMessage()
            repeat.message_index = len(messages)
            repeat.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
            repeat.duration_value = first
            repeat.target_value = step["reps"]
            messages.append(repeat)
    return messages


def _leaf(index: int, step: Step, thresholds: Thresholds) -> Any:  # noqa: ANN401
    message = WorkoutStepMessage()
    message.message_index = index
    message.workout_step_name = (step.get("text") or "")[:40]
    role = next((key for key in ("warmup", "cooldown") if step.get(key)), "active")
    message.intensity = ROLES.get(step.get("intensity", role), Intensity.ACTIVE)
    if step.get("until_lap_press"):
        message.duration_type = WorkoutStepDuration.OPEN
    elif step.get("distance"):
        message.duration_type = WorkoutStepDuration.DISTANCE
        message.duration_distance = float(step["distance"])
    else:
        message.duration_type = WorkoutStepDuration.TIME
        message.duration_time = float(step["duration"])
    _aim(message, resolved(step, thresholds))
    return message


def _aim(message: Any, targets: Step) -> None:  # noqa: ANN401
    message.target_type = WorkoutStepTarget.OPEN
    for key, kind, scale, offset in (
        ("_power", WorkoutStepTarget.POWER, 1, WATTS),
        ("_pace", WorkoutStepTarget.SPEED, 1000, 0),
        ("_hr", WorkoutStepTarget.HEART_RATE, 1, BEATS),
    ):
        if target := targets.get(key):
            low, high = sorted(
                (target.get("start", target.get("value")), target.get("end", target.get("value")))
            )
            message.target_type = kind
            message.target_value = 0
            message.custom_target_value_low = round(low * scale) + offset
            message.custom_target_value_high = round(high * scale) + offset
            return
