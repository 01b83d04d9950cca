"""What intervals.icu answers and accepts: our names on the left, the wire's names as aliases.

The answers are read with tolerance: unknown keys are ignored, and a value of the wrong type is
`None` rather than the end of the whole list. Only ids and dates are needed for certain.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from html import unescape
from math import isfinite
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import to_jsonable_python

from services.wellness_fields import OWN, OWN_WORDS, field_of, own_code

T = TypeVar("T")
Guard = Literal["hidden", "locked"]  # from the athlete; against editing by them
WellnessValue = int | float | str | timedelta


def _or_none(value: object, read: ValidatorFunctionWrapHandler) -> object:
    try:
        return read(value)
    except (ValidationError, OverflowError):
        return None


def _or_empty(value: object, read: ValidatorFunctionWrapHandler) -> object:
    try:
        return () if value is None else read(value)
    except ValidationError:
        return ()


def _whole(value: object) -> object:
    """The service computes in float32: a whole number may come as 71.99999."""
    return round(value) if isinstance(value, float) and isfinite(value) else value


def _local_day(value: object) -> object:
    return value[:10] if isinstance(value, str) else value


def _local_hour(value: object) -> object:
    return value[11:19] if isinstance(value, str) else value


def _inclusive(value: object) -> object:
    """An end on the wire is exclusive: midnight after the last day."""
    return (datetime.fromisoformat(str(value)) - timedelta(microseconds=1)).date()


def _phase(value: str) -> str | None:
    """PERIOD is period; NONE is what is left when a phase was cleared."""
    return None if value == "NONE" else value.lower()


Maybe = Annotated[T | None, WrapValidator(_or_none)]
Many = Annotated[tuple[T, ...], WrapValidator(_or_empty)]
Whole = Annotated[int, BeforeValidator(_whole)]
LocalDay = Annotated[date, BeforeValidator(_local_day)]
LocalHour = Annotated[time, BeforeValidator(_local_hour)]
LastDay = Annotated[date, BeforeValidator(_inclusive)]
Label = Annotated[str, AfterValidator(unescape)]  # labels come HTML-escaped, nothing else does

Phase = Annotated[str, AfterValidator(_phase)]


class Wire(BaseModel):
    """One JSON object of intervals.icu, read with `model_validate` by the wire's names only.

    (By our names it could not be read: `fatigue` is a rating there and the seven-day load here.)
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", allow_inf_nan=False, hide_input_in_errors=True
    )


class CustomItem(Wire):
    """Something an athlete made for themselves: a chart, a field; in `content` what it is."""

    kind: str = Field("", alias="type")
    name: Maybe[str] = None
    content: Maybe[dict[str, object]] = None

    @property
    def wellness_field(self) -> str | None:
        """Our name of it as a wellness field; None where it is none."""
        content = self.content or {}
        code = content.get("code")
        if self.kind != "INPUT_FIELD" or not isinstance(code, str) or not code:
            return None
        return (OWN_WORDS if content.get("type") in _TEXTS else OWN) + code


LONGEST_CODE = 20
_TEXTS = ("text", "select")  # kinds of own fields that hold words


class Profile(Wire):
    """The athlete as intervals.icu knows them. The answer also holds their key: it is not read."""

    id: str
    name: Maybe[str] = None
    time_zone: Maybe[str] = Field(None, alias="timezone")
    measurement: Maybe[str] = Field(None, alias="measurement_preference")
    weight_in_pounds: Maybe[bool] = Field(None, alias="weight_pref_lb")
    fahrenheit: Maybe[bool] = None
    form_as_percent: Maybe[bool] = Field(None, alias="icu_form_as_percent")
    wellness_keys: Many[str] = Field((), alias="icu_wellness_keys")
    custom_items: Many[CustomItem] = ()

    @property
    def distance_unit(self) -> Literal["km", "mi"]:
        """Anything but `meters` is imperial; an athlete who never chose has no value."""
        return "km" if self.measurement in (None, "", "meters") else "mi"

    @property
    def weight_unit(self) -> Literal["kg", "lb"]:
        return "lb" if self.weight_in_pounds else "kg"

    @property
    def temperature_unit(self) -> Literal["C", "F"]:
        return "F" if self.fahrenheit else "C"

    @property
    def wellness_fields(self) -> tuple[str, ...]:
        """The wellness fields this athlete uses, by our names, in the site's order.

        Own ones among them, but for those whose code a button has no room for.
        """
        own = {
            code: field
            for each in self.custom_items
            if (field := each.wellness_field)
            and (code := own_code(field))
            and len(code) <= LONGEST_CODE
        }
        ours = own | {alias: name for name, alias in WELLNESS_WIRE.items()}
        return tuple(ours[key] for key in self.wellness_keys if key in ours)


OPEN_END = 999  # percent: where the last zone of power and of pace ends


class SportSettings(Wire):
    """Thresholds and zones of some sports. Zones are upper bounds, lowest first.

    Power zones are percent of FTP and pace zones percent of the threshold's speed, both ending
    with OPEN_END; heart-rate zones are bpm and end with the maximum.
    """

    id: int
    sports: Many[str] = Field((), alias="types")
    other: Maybe[bool] = None  # for every sport that is in no settings
    ftp: Maybe[Whole] = None  # W
    indoor_ftp: Maybe[Whole] = None  # W
    lthr: Maybe[Whole] = None  # bpm
    max_heart_rate: Maybe[Whole] = Field(None, alias="max_hr")  # bpm
    threshold_pace: Maybe[float] = None  # m/s, for every sport
    power_zones: Many[Whole] = ()
    power_zone_names: Many[str] = ()
    heart_rate_zones: Many[Whole] = Field((), alias="hr_zones")
    heart_rate_zone_names: Many[str] = Field((), alias="hr_zone_names")
    pace_zones: Many[float] = ()
    pace_zone_names: Many[str] = ()
    pace_units: Maybe[str] = None
    load_order: Maybe[str] = None

    @property
    def pace_unit(self) -> str:
        """The way that the athlete's paces are for: km, mi, 100m, ...; "" where none is chosen."""
        return _PACE_UNITS.get(self.pace_units or "", "")

    @property
    def leading(self) -> str:
        """What load comes from first: power, heart_rate or pace."""
        first = (self.load_order or "").partition("_")[0]
        return {"HR": "heart_rate", "PACE": "pace"}.get(first, "power")


ThresholdValue = int | float | list[int] | list[float] | None


def sport_settings_body(values: Mapping[str, ThresholdValue]) -> dict[str, object]:
    """Values by our names for the wire; None takes one away, null would leave it."""
    fields = SportSettings.model_fields
    gone: dict[str, object] = {name: [] if name.endswith("_zones") else -1 for name in values}
    return {
        fields[name].alias or name: gone[name] if value is None else value
        for name, value in values.items()
    }


# What the commands need, by our names; an area may be asked for once, WRITE includes READ.
SCOPES = {
    "activities": "ACTIVITY:WRITE",
    "wellness": "WELLNESS:WRITE",
    "calendar": "CALENDAR:WRITE",
    "settings": "SETTINGS:WRITE",
    "library": "LIBRARY:READ",
}


class Grant(Wire):
    """What an athlete allowed on the consent page. The token does not expire by time."""

    token: str = Field(alias="access_token", repr=False)
    scope: str = ""
    athlete: Maybe[Profile] = None  # id and name

    @property
    def missing(self) -> tuple[str, ...]:
        """What was asked for and not allowed: boxes can be unticked."""
        allowed = set(re.split(r"[,\s]+", self.scope))
        return tuple(
            name
            for name, scope in SCOPES.items()
            if not allowed & {scope, scope.replace(":READ", ":WRITE")}
        )


class Unit(StrEnum):
    """What the numbers of a step's target are; OTHER is one we do not know."""

    WATTS = "w"
    PERCENT_FTP = "%ftp"
    PERCENT_MMP = "%mmp"
    POWER_ZONE = "power_zone"
    BEATS = "bpm"
    PERCENT_HR = "%hr"
    PERCENT_LTHR = "%lthr"
    HR_ZONE = "hr_zone"
    PERCENT_PACE = "%pace"
    PACE_ZONE = "pace_zone"
    OTHER = ""


class Target(Wire):
    """What a step asks for. A single value is a range of one; without `ramp` it is a band to hold.

    `units`: power w, %ftp, power_zone, %mmp; heart rate bpm, %hr, %lthr, hr_zone; pace %pace,
    pace_zone, secs (of the athlete's own pace unit), secs/km, m/s; cadence rpm.
    """

    start: float
    end: float
    units: str = ""
    averaged: Maybe[str] = Field(None, alias="target")  # what a device shows: lap, 3s, 30s
    curve: Maybe[str] = Field(None, alias="duration")  # of %mmp: the point of the curve, 5m

    @property
    def unit(self) -> Unit:
        return Unit(self.units) if self.units in set(Unit) else Unit.OTHER

    @property
    def seconds_for(self) -> str | None:
        """Of a pace in seconds the way they are for: km, 100m; "" for the athlete's own unit."""
        name, _, way = self.units.partition("/")
        return way if name == "secs" else None

    @model_validator(mode="before")
    @classmethod
    def _single(cls, data: object) -> object:
        if isinstance(data, dict) and "value" in data:
            return {"start": data["value"], "end": data["value"], **data}
        return data


class Step(Wire):
    """A step of a workout, or (with `reps` and `steps`) a block that is repeated."""

    text: Maybe[Label] = None
    duration: Maybe[timedelta] = None  # of a block: of all repetitions together
    distance: Maybe[float] = None  # metres
    reps: Maybe[Whole] = None
    steps: "Many[Step]" = ()
    power: Maybe[Target] = None
    heart_rate: Maybe[Target] = Field(None, alias="hr")
    pace: Maybe[Target] = None
    cadence: Maybe[Target] = None
    watts: Maybe[Target] = Field(None, alias="_power")
    beats_per_minute: Maybe[Target] = Field(None, alias="_hr")
    metres_per_second: Maybe[Target] = Field(None, alias="_pace")
    ramp: Maybe[bool] = None
    warmup: Maybe[bool] = None
    cooldown: Maybe[bool] = None
    free_ride: Maybe[bool] = Field(None, alias="freeride")
    max_effort: Maybe[bool] = Field(None, alias="maxeffort")
    until_lap_press: Maybe[bool] = None
    hide_power: Maybe[bool] = Field(None, alias="hidepower")
    intensity: Maybe[str] = None

    def leaves(self) -> Iterator["Step"]:
        """The steps one rides, each once however often its block is repeated."""
        if not self.steps:
            yield self
        for step in self.steps:
            yield from step.leaves()


class ZoneTime(Wire):
    """Time in one zone. `SS`, the sweet spot, overlaps the others: leave it out of sums."""

    id: str
    name: Maybe[str] = None
    time: Maybe[timedelta] = Field(None, alias="secs")
    top: Maybe[float] = Field(None, alias="max")  # percent of threshold, or OPEN_END


class Structure(Wire):
    """A workout as intervals.icu parsed it; the thresholds are those it resolved targets with."""

    steps: Many[Step] = ()
    duration: Maybe[timedelta] = None
    distance: Maybe[float] = None  # metres
    average_watts: Maybe[float] = None
    weighted_average_watts: Maybe[float] = Field(None, alias="normalized_power")
    zone_times: Many[ZoneTime] = Field((), alias="zoneTimes")
    ftp: Maybe[float] = None
    lthr: Maybe[float] = None
    threshold_pace: Maybe[float] = None  # m/s
    pace_units: Maybe[str] = None
    target: Maybe[str] = None

    @property
    def pace_unit(self) -> str:
        """The way that the athlete's paces are for: km, mi, 100m, ...; "" where not resolved."""
        return _PACE_UNITS.get(self.pace_units or "", "")


_PACE_UNITS = {
    "MINS_KM": "km",
    "MINS_MILE": "mi",
    "SECS_100M": "100m",
    "SECS_100Y": "100y",
    "SECS_250M": "250m",
    "SECS_400M": "400m",
    "SECS_500M": "500m",
}


class Account(Profile):
    """The profile, with the thresholds of each sport."""

    weight: Maybe[float] = Field(None, alias="icu_weight")  # kg
    older_weight: Maybe[float] = Field(None, alias="weight")
    resting_heart_rate: Maybe[Whole] = Field(None, alias="icu_resting_hr")  # bpm
    sports: Many[SportSettings] = Field((), alias="sportSettings")


class Summary(Wire):
    """The last days of somebody the key reaches; only who it is is read."""

    athlete_id: str
    name: Maybe[str] = Field(None, alias="athlete_name")


class Category(StrEnum):
    """What an event is. The list is closed; anything else is refused."""

    WORKOUT = "WORKOUT"
    RACE_A = "RACE_A"
    RACE_B = "RACE_B"
    RACE_C = "RACE_C"
    NOTE = "NOTE"
    PLAN = "PLAN"
    HOLIDAY = "HOLIDAY"
    SICK = "SICK"
    INJURED = "INJURED"
    TARGET = "TARGET"
    SEASON_START = "SEASON_START"
    SET_EFTP = "SET_EFTP"
    SET_FITNESS = "SET_FITNESS"
    FITNESS_DAYS = "FITNESS_DAYS"


_KEPT = frozenset(
    {"sub_type", "show_as_note", "not_on_fitness_chart", "show_on_ctl_line", "calendar_id"}
    | {"structure_read_only", "max_training_time", "can_train_sports"}
)
_STEERING = frozenset({Category.SET_EFTP, Category.SET_FITNESS, Category.FITNESS_DAYS})
_STEERED = frozenset({"icu_ctl", "icu_atl", "icu_ftp", "w_prime", "p_max", "ctl_days", "atl_days"})
RACES = frozenset({Category.RACE_A, Category.RACE_B, Category.RACE_C})
ABSENCES = frozenset({Category.HOLIDAY, Category.SICK, Category.INJURED})


class Folder(Wire):
    """A folder or a plan of the library."""

    id: int
    name: Maybe[str] = None


class PushFailure(Wire):
    """Why a planned workout did not reach a watch or trainer."""

    service: Maybe[str] = None
    message: Maybe[str] = None


class Event(Wire):
    """Something on the calendar; `day` and `hour` are the athlete's wall clock."""

    id: int
    day: LocalDay = Field(alias="start_date_local")
    starts: Maybe[LocalHour] = Field(None, alias="start_date_local")
    ends: Maybe[LastDay] = Field(None, alias="end_date_local")
    category: str = ""
    sport: Maybe[str] = Field(None, alias="type")
    name: Maybe[str] = None
    text: Maybe[str] = Field(None, alias="description")
    moving_time: Maybe[timedelta] = None
    distance: Maybe[float] = None  # metres
    training_load: Maybe[Whole] = Field(None, alias="icu_training_load")
    intensity: Maybe[float] = Field(None, alias="icu_intensity")  # percent of threshold
    fitness: Maybe[float] = Field(None, alias="icu_ctl")  # projected, through this day
    fatigue: Maybe[float] = Field(None, alias="icu_atl")
    structure: Maybe[Structure] = Field(None, alias="workout_doc")
    target: Maybe[str] = None
    load_target: Maybe[Whole] = None
    time_target: Maybe[timedelta] = None
    distance_target: Maybe[float] = None  # metres
    for_week: Maybe[bool] = None
    indoor: Maybe[bool] = None
    color: Maybe[str] = None
    tags: Many[str] = ()
    hidden: Maybe[bool] = Field(None, alias="hide_from_athlete")
    locked: Maybe[bool] = Field(None, alias="athlete_cannot_edit")
    carbs_per_hour: Maybe[Whole] = None  # grams
    availability: Maybe[str] = Field(None, alias="training_availability")
    fixed_steps: Maybe[bool] = Field(None, alias="structure_read_only")
    external_id: Maybe[str] = None
    push_failures: Many[PushFailure] = Field((), alias="push_errors")
    kept: dict[str, object] = {}  # what we never show, by its names on the wire, for a restore

    @model_validator(mode="before")
    @classmethod
    def _keep(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        names = _KEPT | (_STEERED if data.get("category") in _STEERING else frozenset())
        return data | {"kept": {k: data[k] for k in names if data.get(k) is not None}}

    @property
    def hour(self) -> time | None:
        """When it starts; midnight on the wire means that no hour is set."""
        return None if self.starts == time() else self.starts

    @property
    def last_day(self) -> date:
        return max(self.day, self.ends or self.day)

    @property
    def title(self) -> str:
        """Its name; without one its sport, or what kind of thing it is."""
        return self.name or self.sport or self.category

    @property
    def is_session(self) -> bool:
        """Whether it is something to do: a workout or a race."""
        return self.category == Category.WORKOUT or self.category in RACES

    def covers(self, day: date) -> bool:
        """Whether it is on this day. A session belongs to its first, should it pass midnight."""
        return self.day == day if self.is_session else self.day <= day <= self.last_day

    @property
    def steps(self) -> tuple[Step, ...]:
        """The parsed steps; none for prose, notes and everything without structure."""
        return self.structure.steps if self.structure else ()


class Deleted(Wire):
    """How many events were deleted."""

    count: int = Field(0, alias="eventsDeleted")


class LibraryWorkout(Event):
    """A workout of the library: a planned one that is on no day yet."""

    day: LocalDay = Field(date.min, alias="start_date_local")
    category: str = Category.WORKOUT
    folder_id: Maybe[int] = None


class Activity(Wire):
    """Something done. One that came through Strava is a stub without `sport`: see `hidden`."""

    id: str
    day: LocalDay = Field(alias="start_date_local")
    starts: Maybe[LocalHour] = Field(None, alias="start_date_local")
    began: Maybe[datetime] = Field(None, alias="start_date")  # UTC
    created: Maybe[datetime] = None  # when it came to intervals.icu
    sport: Maybe[str] = Field(None, alias="type")
    source: Maybe[str] = None
    name: Maybe[str] = None
    moving_time: Maybe[timedelta] = None
    elapsed_time: Maybe[timedelta] = None
    distance: Maybe[float] = None  # metres
    average_speed: Maybe[float] = None  # m/s
    average_heart_rate: Maybe[float] = Field(None, alias="average_heartrate")
    average_watts: Maybe[float] = Field(None, alias="icu_average_watts")
    weighted_average_watts: Maybe[float] = Field(None, alias="icu_weighted_avg_watts")
    training_load: Maybe[Whole] = Field(None, alias="icu_training_load")
    intensity: Maybe[float] = Field(None, alias="icu_intensity")  # percent of threshold
    kg_lifted: Maybe[float] = None
    trainer: Maybe[bool] = None
    compliance: Maybe[float] = None  # percent of the plan; 0 or None without one
    rpe: Maybe[Whole] = Field(None, alias="icu_rpe")  # 1-10
    feel: Maybe[Whole] = None  # 1-5, 1 is best
    paired_event_id: Maybe[int] = None
    external_id: Maybe[str] = None
    device: Maybe[str] = Field(None, alias="device_name")
    analyzed: Maybe[datetime] = None  # a file's numbers come after its upload is answered
    power_zone_times: Many[ZoneTime] = Field((), alias="icu_zone_times")
    heart_rate_zone_times: Many[timedelta] = Field((), alias="icu_hr_zone_times")  # from zone 1 on

    @property
    def hidden(self) -> bool:
        """Strava forbids to pass it on. Some such stubs lack a source, all lack a type."""
        return self.sport is None

    @property
    def by_hand(self) -> bool:
        return self.source == "MANUAL"

    @property
    def recorder(self) -> str | None:
        """The device that recorded it. Who shows what Garmin recorded must say so."""
        return self.device or ("Garmin" if self.source == "GARMIN_CONNECT" else None)


class Achievement(Wire):
    """A best of the athlete's: BEST_POWER, FTP_UP, LTHR_UP or BEST_PACE."""

    kind: str = Field("", alias="type")
    watts: Maybe[Whole] = None
    length: Maybe[timedelta] = Field(None, alias="secs")
    value: Maybe[Whole] = None  # the new FTP in watts, the new LTHR in beats
    distance: Maybe[float] = None  # metres
    pace: Maybe[float] = None  # m/s


EditValue = str | int | list[str] | None


class ActivityDetail(Activity):
    """An activity with what only its own page shows."""

    text: Maybe[str] = Field(None, alias="description")
    sub_type: Maybe[str] = None  # NONE, COMMUTE, WARMUP, COOLDOWN, RACE
    commuted: Maybe[bool] = Field(None, alias="commute")  # of old, from Strava
    tags: Many[str] = ()
    climbing: Maybe[float] = Field(None, alias="total_elevation_gain")  # metres
    max_heart_rate: Maybe[float] = Field(None, alias="max_heartrate")
    average_cadence: Maybe[float] = None
    calories: Maybe[Whole] = None
    pace: Maybe[float] = None  # m/s
    grade_adjusted_pace: Maybe[float] = Field(None, alias="gap")  # m/s
    decoupling: Maybe[float] = None  # percent
    fitness: Maybe[float] = Field(None, alias="icu_ctl")  # after the activity's day
    fatigue: Maybe[float] = Field(None, alias="icu_atl")
    ftp: Maybe[Whole] = Field(None, alias="icu_ftp")  # W, that it was analysed with
    work: Maybe[Whole] = Field(None, alias="icu_joules")  # J
    work_above_ftp: Maybe[Whole] = Field(None, alias="icu_joules_above_ftp")  # J
    w_prime: Maybe[Whole] = Field(None, alias="icu_w_prime")  # J
    w_prime_spent: Maybe[Whole] = Field(None, alias="icu_max_wbal_depletion")  # J, at most
    variability_index: Maybe[float] = Field(None, alias="icu_variability_index")
    efficiency_factor: Maybe[float] = Field(None, alias="icu_efficiency_factor")
    lengths: Maybe[Whole] = None  # of a pool
    pool_length: Maybe[float] = None  # metres
    gap_zone_times: Many[timedelta] = ()
    by_gap: Maybe[bool] = Field(None, alias="use_gap_zone_times")
    speed_zone_times: Many[timedelta] = Field((), alias="pace_zone_times")
    achievements: Many[Achievement] = Field((), alias="icu_achievements")
    streams: Many[str] = Field((), alias="stream_types")

    @property
    def pace_zone_times(self) -> tuple[timedelta, ...]:
        """From zone 1 on; of the grade adjusted pace, where the athlete has chosen that."""
        adjusted = self.by_gap and self.gap_zone_times
        return self.gap_zone_times if adjusted else self.speed_zone_times

    @property
    def commute(self) -> bool:
        return self.sub_type == COMMUTE if self.sub_type else bool(self.commuted)

    def set_to(self, field: str) -> EditValue:
        """What an athlete may set, by its name in _EDITABLE, as JSON has it."""
        if field == "sub_type" and (self.commute or self.sub_type == "NONE"):
            return COMMUTE if self.commute else None
        value: EditValue | tuple[str, ...] = getattr(self, field)
        return list(value) if isinstance(value, tuple) else value


COMMUTE = "COMMUTE"
# The streams that a picture is made of.
STREAMS = {
    "seconds": "time",
    "watts": "watts",
    "heart_rate": "heartrate",
    "speed": "velocity_smooth",
    "altitude": "altitude",
}
# What most people want of what was recorded, in the order of a table's columns.
USUAL_STREAMS = (
    "time",
    "watts",
    "heartrate",
    "cadence",
    "velocity_smooth",
    "distance",
    "altitude",
)


class Interval(Wire):
    """A stretch of an activity: WORK or RECOVERY. Those alike share a `group`."""

    kind: Maybe[str] = Field(None, alias="type")
    label: Maybe[str] = None
    group: Maybe[str] = Field(None, alias="group_id")
    start: Maybe[timedelta] = Field(None, alias="start_time")  # since the activity began
    end: Maybe[timedelta] = Field(None, alias="end_time")
    moving_time: Maybe[timedelta] = None
    distance: Maybe[float] = None  # metres
    average_watts: Maybe[float] = None
    average_heart_rate: Maybe[float] = Field(None, alias="average_heartrate")
    average_speed: Maybe[float] = None  # m/s


class Stream(Wire):
    """One column of what was recorded; a missing value is None."""

    kind: str = Field("", alias="type")
    data: Many[float | None] = ()


class Splits(Wire):
    """The intervals of one activity, in the order they were done."""

    intervals: Many[Interval] = Field((), alias="icu_intervals")


class ActivityId(Wire):
    """Which activity."""

    id: str


class Upload(Wire):
    """What became of a file: several activities of a multisport one, none of an empty one."""

    activities: tuple[ActivityId, ...]
    new: bool = False  # whether any of them was not there before

    @model_validator(mode="before")
    @classmethod
    def _one_at_least(cls, data: object) -> object:
        """The answer names the first one beside the list, too."""
        if isinstance(data, dict) and not data.get("activities"):
            return {**data, "activities": [{"id": data["id"]}] if data.get("id") else []}
        return data


YEAR = 365


@dataclass(frozen=True)
class Period:
    """Days to take the bests of: the last so many, from one day to another, a season, or all."""

    days: int | None = None
    first: date | None = None
    last: date | None = None
    season: bool = False

    @property
    def wire(self) -> str:
        """The curve's name: 42d, 1y, r.2026-01-01.2026-01-31, s0, all."""
        if self.days:
            return "1y" if self.days == YEAR else f"{self.days}d"
        if self.first and self.last:
            return f"r.{self.first}.{self.last}"
        return "s0" if self.season else "all"


class Curve(Wire):
    """The bests of a period in lists of one length.

    Watts or beats over `seconds`, or the seconds that `distances` in metres took.
    """

    name: str = Field("", alias="id")  # as `Period.wire`
    seconds: Many[float] = Field((), alias="secs")
    distances: Many[float] = Field((), alias="distance")
    values: Many[float | None] = ()
    watts_per_kilogram: Many[float | None] = Field((), alias="watts_per_kg")
    activity_ids: Many[str | None] = Field((), alias="activity_id")


class Curves(Wire):
    """One curve for each period in which something was recorded."""

    curves: Many[Curve] = Field((), alias="list")
    activities: Maybe[dict[str, Activity]] = None  # by id, those in which the bests were done


class PowerModel(Wire):
    """What the bests say about the athlete's limits."""

    estimated_ftp: Maybe[Whole] = Field(None, alias="ftp")  # watts
    w_prime: Maybe[Whole] = Field(None, alias="wPrime")  # joules


class Wellness(Wire):
    """One day's record. Ratings go from 1 to 4 and 1 is best.

    A weight or resting heart rate that intervals.icu only carried over from the athlete's
    settings was not measured on this day and is left out.
    """

    model_config = ConfigDict(extra="allow")

    day: date = Field(alias="id")
    fitness: Maybe[float] = Field(None, alias="ctl")
    fatigue: Maybe[float] = Field(None, alias="atl")
    ramp_rate: Maybe[float] = Field(None, alias="rampRate")
    training_load: Maybe[float] = Field(None, alias="ctlLoad")  # that fitness was computed with
    locked: Maybe[bool] = None
    weight: Maybe[float] = None
    resting_heart_rate: Maybe[Whole] = Field(None, alias="restingHR")
    hrv: Maybe[float] = None
    hrv_sdnn: Maybe[float] = Field(None, alias="hrvSDNN")
    sleep: Maybe[timedelta] = Field(None, alias="sleepSecs")
    sleep_score: Maybe[float] = Field(None, alias="sleepScore")
    sleep_quality: Maybe[Whole] = Field(None, alias="sleepQuality")
    sleeping_heart_rate: Maybe[float] = Field(None, alias="avgSleepingHR")
    soreness_rating: Maybe[Whole] = Field(None, alias="soreness")
    fatigue_rating: Maybe[Whole] = Field(None, alias="fatigue")
    stress_rating: Maybe[Whole] = Field(None, alias="stress")
    mood_rating: Maybe[Whole] = Field(None, alias="mood")
    motivation_rating: Maybe[Whole] = Field(None, alias="motivation")
    injury_rating: Maybe[Whole] = Field(None, alias="injury")
    hydration_rating: Maybe[Whole] = Field(None, alias="hydration")
    hydration_volume: Maybe[float] = Field(None, alias="hydrationVolume")
    readiness: Maybe[float] = None
    spo2: Maybe[float] = Field(None, alias="spO2")
    systolic: Maybe[Whole] = None
    diastolic: Maybe[Whole] = None
    respiration: Maybe[float] = None
    baevsky_index: Maybe[float] = Field(None, alias="baevskySI")
    blood_glucose: Maybe[float] = Field(None, alias="bloodGlucose")
    lactate: Maybe[float] = None
    body_fat: Maybe[float] = Field(None, alias="bodyFat")
    abdomen: Maybe[float] = None
    vo2max: Maybe[float] = None
    calories_consumed: Maybe[Whole] = Field(None, alias="kcalConsumed")
    carbohydrates: Maybe[float] = None
    protein: Maybe[float] = None
    fat: Maybe[float] = Field(None, alias="fatTotal")
    steps: Maybe[Whole] = None
    menstrual_phase: Maybe[Phase] = Field(None, alias="menstrualPhase")
    comments: Maybe[str] = None

    @model_validator(mode="before")
    @classmethod
    def _measured(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        carried = {key for flag, key in _CARRIED_OVER.items() if data.get(flag)}
        return {key: value for key, value in data.items() if key not in carried}

    @property
    def form(self) -> float | None:
        """Fitness minus fatigue of this day."""
        if self.fitness is None or self.fatigue is None:
            return None
        return self.fitness - self.fatigue

    @property
    def form_percent(self) -> float | None:
        """Form in percent of fitness, as the site shows it where the athlete chose so."""
        return self.form / self.fitness * 100 if self.form is not None and self.fitness else None

    @cached_property
    def values(self) -> Mapping[str, WellnessValue]:
        """What is recorded for the day, by our names, the athlete's own fields among it."""
        every = {name: getattr(self, name) for name in WELLNESS_WIRE}
        own = {
            (OWN_WORDS if isinstance(value, str) else OWN) + code: value
            for code, value in self.custom.items()
            if isinstance(value, int | float | str)
        }
        return {k: v for k, v in {**every, **own}.items() if v is not None and v != ""}

    @property
    def custom(self) -> dict[str, object]:
        """The athlete's own fields, by the codes they gave them."""
        extra = self.model_extra or {}
        return {k: v for k, v in extra.items() if v is not None and k not in _NOT_CUSTOM}


_CARRIED_OVER = {"tempWeight": "weight", "tempRestingHR": "restingHR"}
_NOT_CUSTOM = frozenset(
    {"atlLoad", "sportInfo", "updated", "menstrualPhasePredicted", *_CARRIED_OVER}
)
_NOT_RECORDABLE = frozenset({"day", "fitness", "fatigue", "ramp_rate", "training_load", "locked"})
WELLNESS_WIRE: Mapping[str, str] = {
    name: field.alias or name
    for name, field in Wellness.model_fields.items()
    if name not in _NOT_RECORDABLE
}
ACTIVITY_KEYS = ",".join(
    dict.fromkeys(field.alias or name for name, field in Activity.model_fields.items())
)


_EDITABLE = {
    "name": "name",
    "text": "description",
    "sub_type": "sub_type",
    "tags": "tags",
    "rpe": "icu_rpe",
    "feel": "feel",
}


def activity_body(values: Mapping[str, EditValue]) -> dict[str, object]:
    """A partial activity for the wire, by our names; `None` clears."""
    empty = {"text": "", "name": "", "sub_type": "NONE", "tags": []}
    return {
        _EDITABLE[name]: empty.get(name, -1) if value is None else value
        for name, value in values.items()
    }


@dataclass(frozen=True)
class NewActivity:
    """Something done, entered by hand. Saved twice it is there twice: look for `external_id`."""

    day: date
    hour: time
    sport: str
    moving_time: timedelta
    name: str | None = None
    distance: float | None = None  # metres
    average_heart_rate: int | None = None
    average_watts: int | None = None
    training_load: int | None = None
    rpe: int | None = None
    feel: int | None = None
    kg_lifted: float | None = None
    trainer: bool | None = None
    external_id: str | None = None

    def body(self) -> dict[str, object]:
        """The activity for the wire, without what is not known."""
        body = {
            "external_id": self.external_id,
            "start_date_local": _wall_clock(self.day, self.hour),
            "type": self.sport,
            "name": self.name,
            "moving_time": _seconds(self.moving_time),
            "elapsed_time": _seconds(self.moving_time),
            "distance": self.distance,
            "average_heartrate": self.average_heart_rate,
            "icu_average_watts": self.average_watts,
            "icu_training_load": self.training_load,
            "icu_rpe": self.rpe,
            "feel": self.feel,
            "kg_lifted": self.kg_lifted,
            "trainer": self.trainer,
        }
        return {key: value for key, value in body.items() if value is not None}


@dataclass(frozen=True)
class Download:
    """A file as intervals.icu sent it; `name` is what it calls it, "" if it did not say."""

    name: str
    content: bytes


def wellness_columns(fields: Iterable[str]) -> str:
    """The columns of a file with the days and these fields."""
    return ",".join(("date", *(_wellness_key(each) for each in fields)))


def _wellness_key(name: str) -> str:
    return own_code(name) or WELLNESS_WIRE[name]


def wellness_body(day: date, values: Mapping[str, WellnessValue | None]) -> dict[str, object]:
    """A partial record for the wire; `None` clears. Null there means "unchanged"."""
    body: dict[str, object] = {"id": day.isoformat()}
    for name, value in values.items():
        body[_wellness_key(name)] = _sent(name, value)
    return body


def _sent(name: str, value: WellnessValue | None) -> int | float | str:
    if value is None:
        return {"text": "", "phase": "NONE"}.get(field_of(name).kind, -1)
    if isinstance(value, timedelta):
        return round(value.total_seconds())
    if isinstance(value, str):
        return value.upper() if name == "menstrual_phase" else value
    # The service's integer fields do not all take 48.0.
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass(frozen=True)
class NewEvent:
    """An event to be saved. One with the same `external_id` is replaced, so a repeat is harmless.

    A workout whose `text` holds steps must not bring time, load or distance: they are computed.
    """

    day: date
    category: str
    hour: time | None = None
    last_day: date | None = None
    sport: str | None = None
    name: str | None = None
    text: str | None = None
    moving_time: timedelta | None = None
    distance: float | None = None  # metres
    training_load: int | None = None
    load_target: int | None = None
    time_target: timedelta | None = None
    distance_target: float | None = None  # metres
    for_week: bool | None = None
    target: str | None = None  # AUTO, POWER, HR or PACE: what devices are given
    indoor: bool | None = None
    color: str | None = None
    tags: tuple[str, ...] = ()
    hidden: bool | None = None  # from the athlete, by their coach
    locked: bool | None = None  # against editing by the athlete
    carbs_per_hour: int | None = None  # grams
    availability: str | None = None  # NORMAL, LIMITED or UNAVAILABLE
    kept: Mapping[str, object] = field(default_factory=dict)  # as in Event
    file_name: str | None = None  # of a workout file; its ending says what kind
    file_base64: str | None = None  # what is in it; in place of `text`
    external_id: str | None = None

    @classmethod
    def like(cls, event: Event) -> Self:
        """What it takes to have this event again, should it be deleted."""
        computed = bool(event.steps)
        return cls(
            day=event.day,
            category=event.category,
            hour=event.hour,
            last_day=event.last_day if event.ends else None,
            sport=event.sport,
            name=event.name,
            text=event.text,
            moving_time=None if computed else event.moving_time,
            distance=None if computed else event.distance,
            training_load=None if computed else event.training_load,
            load_target=event.load_target,
            time_target=event.time_target,
            distance_target=event.distance_target,
            for_week=event.for_week,
            target=event.target,
            indoor=event.indoor,
            color=event.color,
            tags=event.tags,
            hidden=event.hidden,
            locked=event.locked,
            carbs_per_hour=event.carbs_per_hour,
            availability=event.availability,
            kept=event.kept,
        )

    @classmethod
    def restored(cls, stored: Mapping[str, object]) -> Self:
        """The event from `stored()`."""
        return TypeAdapter(cls).validate_python(stored)

    def moved(self, day: date) -> Self:
        """The same event on another day; its length in days stays."""
        last_day = self.last_day and day + (self.last_day - self.day)
        return replace(self, day=day, last_day=last_day)

    def stored(self) -> dict[str, object]:
        """The event as JSON values under our names."""
        return {k: v for k, v in to_jsonable_python(self).items() if v not in (None, {})}

    def body(self) -> dict[str, object]:
        """The event for the wire, without what is not set."""
        body = {
            "external_id": self.external_id,
            "start_date_local": _wall_clock(self.day, self.hour),
            "end_date_local": _midnight_after(self.last_day),
            "category": self.category,
            "type": self.sport,
            "name": self.name,
            "description": self.text,
            "moving_time": _seconds(self.moving_time),
            "distance": self.distance,
            "icu_training_load": self.training_load,
            "load_target": self.load_target,
            "time_target": _seconds(self.time_target),
            "distance_target": self.distance_target,
            "for_week": self.for_week,
            "target": self.target,
            "indoor": self.indoor,
            "color": self.color,
            "tags": list(self.tags) or None,
            "hide_from_athlete": self.hidden,
            "athlete_cannot_edit": self.locked,
            "carbs_per_hour": self.carbs_per_hour,
            "training_availability": self.availability,
            "filename": self.file_name,
            "file_contents_base64": self.file_base64,
            **self.kept,
        }
        return {key: value for key, value in body.items() if value is not None}

    def difference(self, before: "NewEvent") -> dict[str, object]:
        """What must be sent to make an event that was as `before` as this one, and no more.

        What is set no longer is cleared; what follows from a new text is computed anew by itself.
        """
        old, new = before.body(), self.body()
        computed = _COMPUTED if self.text != before.text else ()
        gone = {k: _cleared(v) for k, v in old.items() if k not in new and k not in computed}
        return gone | {key: value for key, value in new.items() if old.get(key) != value}


_COMPUTED = ("moving_time", "distance", "icu_training_load")


def guard_body(flag: Guard, *, value: bool) -> dict[str, bool]:
    """What a coach sets for all events of a range."""
    return {str(Event.model_fields[flag].alias): value}


def _midnight_after(day: date | None) -> str | None:
    return _wall_clock(day + timedelta(days=1)) if day else None


def _cleared(value: object) -> object:
    """What takes a value away; null would leave it."""
    match value:
        case bool():
            return False
        case int() | float():
            return -1
        case list():
            return []
    return ""


def _wall_clock(day: date, hour: time | None = None) -> str:
    """A plain date is refused: the wire wants a time, and no offset."""
    return f"{day.isoformat()}T{(hour or time()).isoformat('seconds')}"


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else round(length.total_seconds())
