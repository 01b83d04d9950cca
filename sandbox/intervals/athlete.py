"""One athlete's account: what the stand-in serves, and what tests read and edit."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zlib import crc32
from zoneinfo import ZoneInfo

from sandbox.intervals.answers import Wire, full, instant
from sandbox.intervals.fitness import NEVER_TRAINED, Fitness, progress
from sandbox.intervals.shapes import WORKOUT_KEYS
from sandbox.intervals.workout_doc import Computed, compute, thresholds_of

STRUCTURED = {"WORKOUT", "RACE_A", "RACE_B", "RACE_C"}
HORIZON = timedelta(days=180)


@dataclass
class AthleteData:
    """Everything of one athlete in wire names; editing it changes what is served.

    `wellness` is keyed by local date, `events` and `activities` by id. An activity whose
    `source` is STRAVA is kept whole here and served as a stub; with `"_bare": True` the stub
    lacks its `source` too.
    """

    id: str
    api_key: str = field(repr=False)
    time_zone: str
    clock: Callable[[], datetime]
    profile: Wire = field(default_factory=dict)
    sport_settings: list[Wire] = field(default_factory=list)
    wellness: dict[date, Wire] = field(default_factory=dict)
    events: dict[int, Wire] = field(default_factory=dict)
    activities: dict[str, Wire] = field(default_factory=dict)
    custom_items: list[Wire] = field(default_factory=list)
    folders: list[Wire] = field(default_factory=list)
    workouts: dict[int, Wire] = field(default_factory=dict)
    messages: dict[str, list[Wire]] = field(default_factory=dict)
    before: Fitness = NEVER_TRAINED
    coaches: set[str] = field(default_factory=set)
    revoked: bool = False
    last_id: int = 0

    def __post_init__(self) -> None:
        # Ids are the service's, not the athlete's: two athletes never share one.
        self.last_id = crc32(self.id.encode()) % 20_000 * 1000

    @property
    def now(self) -> datetime:
        return self.clock().astimezone(ZoneInfo(self.time_zone))

    @property
    def today(self) -> date:
        return self.now.date()

    def revoke(self) -> None:
        """From now on the key and every token of this athlete answer 401."""
        self.revoked = True

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def settings_for(self, sport: str | None) -> Wire:
        """The sport settings that serve `sport`, else those of Other, else none."""
        for settings in self.sport_settings:
            if sport in settings["types"]:
                return settings
        return next((one for one in self.sport_settings if one.get("other")), {})

    def compute(self, text: str | None, sport: str | None) -> Computed:
        return compute(text, thresholds_of(self.settings_for(sport)))

    def add_event(self, day: date, **fields: Any) -> Wire:  # noqa: ANN401
        """Put an event on the calendar, computed as the service would; returns it."""
        number = 98_000_000 + self.next_id()
        event: Wire = {
            "id": number,
            "uid": str(uuid5(NAMESPACE_URL, f"{self.id}/{number}")),
            "athlete_id": self.id,
            "calendar_id": 1,
            "category": "WORKOUT",
            "start_date_local": f"{day}T00:00:00",
            "created_by_id": self.id,
            "target": "AUTO",
            "updated": instant(self.now),
        } | fields
        if not event.get("end_date_local"):
            following = date.fromisoformat(event["start_date_local"][:10]) + timedelta(days=1)
            event["end_date_local"] = f"{following}T00:00:00"
        self.events[number] = event
        self.structure(event)
        return event

    def add_to_library(self, folder: str, sport: str, name: str, text: str) -> Wire:
        """A workout in the library, computed as the service would; the folder is made if new."""
        found = next((each for each in self.folders if each["name"] == folder), None)
        if found is None:
            found = {"id": 500_000 + self.next_id(), "type": "FOLDER", "name": folder}
            self.folders.append(found | {"athlete_id": self.id, "visibility": "PRIVATE"})
        computed = self.compute(text, sport)
        number = 400_000 + self.next_id()
        self.workouts[number] = full(
            WORKOUT_KEYS,
            {
                "id": number,
                "folder_id": found["id"],
                "athlete_id": self.id,
                "name": name,
                "type": sport,
                "description": text,
                "workout_doc": computed.workout_doc,
                "moving_time": computed.moving_time,
                "icu_training_load": computed.training_load,
                "updated": instant(self.now),
            },
        )
        return self.workouts[number]

    def structure(self, event: Wire) -> None:
        """Parse the description again and set what follows from it."""
        if event["category"] not in STRUCTURED:
            event["workout_doc"] = None
            return
        computed = self.compute(event.get("description"), event.get("type"))
        event["workout_doc"] = computed.workout_doc
        if computed.moving_time is not None:
            event["moving_time"] = computed.moving_time
            event["distance"] = computed.distance
            event["icu_training_load"] = computed.training_load
            event["icu_intensity"] = computed.intensity
            event["joules"] = computed.joules

    def add_activity(self, **fields: Any) -> Wire:  # noqa: ANN401
        """Add a finished activity; `start_date_local` and `type` are expected."""
        number = fields.get("id") or f"i{120_000_000 + self.next_id()}"
        start = datetime.fromisoformat(fields["start_date_local"])
        utc = start.replace(tzinfo=ZoneInfo(self.time_zone))
        activity: Wire = {
            "id": number,
            "icu_athlete_id": self.id,
            "start_date": instant(utc)[:19] + "Z",
            "timezone": self.time_zone,
            "sub_type": "NONE",
            "source": "UPLOAD",
            "created": instant(utc + timedelta(seconds=fields.get("elapsed_time") or 0)),
            "analyzed": instant(utc + timedelta(seconds=(fields.get("elapsed_time") or 0) + 9)),
        } | fields
        self.activities[number] = activity
        return activity

    def record(self, day: date, **fields: Any) -> Wire:  # noqa: ANN401
        """Set wellness values of a day, without the service's checks; returns the record."""
        record = self.wellness.setdefault(day, {"updated": instant(self.now)})
        record.update(fields)
        return record

    def loads(self) -> dict[date, float]:
        """Load per day: what was done, and from today on what is planned and not yet done."""
        loads: defaultdict[date, float] = defaultdict(float)
        done = set()
        for activity in self.activities.values():
            done.add(activity.get("paired_event_id"))
            day = date.fromisoformat(activity["start_date_local"][:10])
            loads[day] += activity.get("icu_training_load") or 0
        for event in self.events.values():
            day = date.fromisoformat(event["start_date_local"][:10])
            if day >= self.today and event["category"] in STRUCTURED and event["id"] not in done:
                loads[day] += event.get("icu_training_load") or 0
        return loads

    def fitness(self) -> dict[date, Fitness]:
        """Every day's fitness from the first known day to half a year ahead."""
        loads = self.loads()
        known = [*loads, *self.wellness]
        if not known:
            return {}
        return progress(self.before, loads, min(known), max([self.today, *known]) + HORIZON)
